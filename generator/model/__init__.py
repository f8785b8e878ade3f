"""The nouns: what flows from a scrape to a page, frozen."""
