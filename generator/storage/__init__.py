"""What is kept on disk: the cache between builds, and files that are written whole or not at all."""
