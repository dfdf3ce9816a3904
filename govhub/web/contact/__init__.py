"""The address for questions about a component: whether it may be shown."""
