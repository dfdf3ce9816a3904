"""The page of the redactie about what did not arrive."""
