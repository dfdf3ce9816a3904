"""The list of components and the page of one component."""
