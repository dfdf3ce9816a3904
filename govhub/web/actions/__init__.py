"""The action registry of the guidance: what the redactie decides about it, and the file itself."""
