"""One record for each paper: identity, precedence, topics, related papers, permalinks, checks."""
