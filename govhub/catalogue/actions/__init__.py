"""The actions of the guidance: what a reader of a guideline can do now, from the catalogue."""
