"""Registering begins with what is there already: a repository with a publiccode.yml."""
