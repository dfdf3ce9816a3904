"""The text of the guidelines: MkDocs Material in, blocks that are safe to show out. Pure."""
