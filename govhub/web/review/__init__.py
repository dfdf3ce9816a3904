"""The pages of the redactie: what waits, and the decision about it."""
