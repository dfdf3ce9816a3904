"""The guidance that the catalogue belongs to: the NeRDS principles."""
