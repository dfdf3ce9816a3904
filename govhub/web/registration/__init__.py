"""Registering a component, keeping it up to date, and changing its status."""
