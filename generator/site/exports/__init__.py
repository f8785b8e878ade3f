"""The catalogue in other forms than pages, written beside them."""
