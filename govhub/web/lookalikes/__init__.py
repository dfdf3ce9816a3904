"""What looks like a component that somebody registers: while typing, and before it is submitted."""
