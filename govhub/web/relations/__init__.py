"""Pages about how components stand to each other."""
