"""The principles of the guidance, and the components that serve them."""
