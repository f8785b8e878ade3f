"""Pages as Markdown with front matter and as HTML, and the path of each page."""
