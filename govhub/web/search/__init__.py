"""The pages of the redactie about searching: what was missed, and words that mean the same."""
