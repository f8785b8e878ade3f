"""Reads what curators and resolvers keep by hand: topics, paper overlays, enrichment, the site."""
