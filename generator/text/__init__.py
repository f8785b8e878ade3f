"""Text: markup, mathematics, excerpts, the lexicon, and the wording of dates and numbers."""
