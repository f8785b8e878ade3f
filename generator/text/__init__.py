"""What words are: markup, mathematics, excerpts, the lexicon, and how the site words dates and numbers."""
