"""Who uses which component, claimed by one side and confirmed by the other."""
