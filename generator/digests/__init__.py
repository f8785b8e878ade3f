"""Scrapes in, entries and problems out: one reader for each form."""
