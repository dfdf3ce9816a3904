"""How a component gets into the catalogue: drafts, submission and review."""
