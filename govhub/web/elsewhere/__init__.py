"""What other sites show of the catalogue: the badge of a component, the cards of a guideline."""
