"""The audit log, for the redactie."""
