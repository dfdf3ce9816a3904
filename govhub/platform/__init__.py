"""What every domain stands on: database, outbox, one-time links, language, logging."""
