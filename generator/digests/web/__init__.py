"""Pages saved as Markdown or HTML, read by way of the fragments that both have in common."""
