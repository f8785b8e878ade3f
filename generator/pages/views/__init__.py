"""One module for each kind of page: what it lists, and the values its template prints."""
