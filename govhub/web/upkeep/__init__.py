"""What happens to a component after it was published: its name, its relations, hiding, merging."""
