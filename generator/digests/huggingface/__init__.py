"""Reads the JSON of Hugging Face: the papers of a day, or a single paper."""
