"""What changed: a page, and feeds for programs."""
