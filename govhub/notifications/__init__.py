"""Telling people: which message goes out for which event, and through what."""
