"""GovHub: the catalogue of reusable software components of the Dutch government."""

__version__ = "0.1.0"
