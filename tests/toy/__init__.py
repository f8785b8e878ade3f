"""A small complete shelf, with one paper of every kind and a digest that means harm."""
