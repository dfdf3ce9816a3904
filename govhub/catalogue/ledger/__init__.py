"""The status ledger: its lines, how they follow from each other, and questions about them."""
