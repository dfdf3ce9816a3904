"""Facts that come from outside, and how they get into the catalogue."""
