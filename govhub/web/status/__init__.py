"""Working with the status of a public component: change, announce, withdraw, correct, confirm."""
