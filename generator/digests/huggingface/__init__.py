"""The JSON of Hugging Face: a day's papers, or a single one."""
