"""publiccode.yml: check a file, and take along what the catalogue says of a component."""
