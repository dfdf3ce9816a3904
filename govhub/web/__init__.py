"""The pages. One package per feature; Flask lives here."""
