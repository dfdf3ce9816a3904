"""Finding components: the seam to an engine, and what is put into it."""
