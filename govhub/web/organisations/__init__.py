"""The organisations that own components."""
