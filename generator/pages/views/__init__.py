"""One module for each kind of page: what it lists, and what it shows of that."""
