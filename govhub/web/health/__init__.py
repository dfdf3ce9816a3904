"""Whether the portal is alive, and can do its work."""
