"""How the reader wants to see the portal: light, dark, or as their system does."""
