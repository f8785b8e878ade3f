"""Readers of lists that people keep: Markdown, saved pages, bookmarks and notes."""
