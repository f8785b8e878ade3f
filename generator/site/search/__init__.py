"""The search: how texts are cut into words, the pieces of the index and the table of filters."""
