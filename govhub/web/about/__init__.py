"""About the portal itself: what it is, accessibility, privacy, security."""
