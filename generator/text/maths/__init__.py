"""Mathematics in titles and abstracts: finds formulas, repairs them where that is certain, and renders them."""
