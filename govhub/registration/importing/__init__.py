"""Registering with what is there already: a publiccode.yml, or only a repository."""
