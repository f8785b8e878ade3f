"""The search: what Pagefind is told of each paper, the run that makes its index, and what the page filters by."""
