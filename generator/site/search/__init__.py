"""The search: the records that Pagefind indexes, the runs that build its index, and the filter tables."""
