"""Where nothing can be used yet, what is coming, and what organisations look for."""
