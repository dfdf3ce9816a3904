"""Who wants to know when something changes."""
