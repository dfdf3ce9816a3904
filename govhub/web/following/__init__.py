"""Following by mail: ask, confirm, stop."""
