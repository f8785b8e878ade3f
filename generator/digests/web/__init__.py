"""Reads pages that were saved as Markdown or HTML, through the fragments that both have in common."""
