"""People who sign in, and the organisations they work for."""
