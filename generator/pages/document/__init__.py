"""What a page is made of: a small vocabulary of blocks and of what stands on a line."""
