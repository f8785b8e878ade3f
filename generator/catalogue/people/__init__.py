"""Who wrote which papers: authors and organisations by name, and what curators say of their names."""
