"""The catalogue: components, their status and everything that describes them."""
