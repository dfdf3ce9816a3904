"""The role lens: "mag ik dit nu gebruiken?" as each of the six roles asks it."""
