"""What a curator's commands do: add, find, suggest, start a file, compare."""
