"""Text as Markdown and front matter, and the path of each page."""
