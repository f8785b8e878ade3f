"""Mathematics in titles and abstracts: found, repaired where that is certain, rendered."""
