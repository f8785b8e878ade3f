"""Reads what curators and resolvers keep by hand: topics, paper notes, enrichment, the site."""
