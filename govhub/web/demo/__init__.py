"""The demo mailbox."""
