"""A digest as a letter: what it says, how it looks, and how it reaches each reader once."""
