"""Reads scrapes: entries and problems out, one reader for each form."""
