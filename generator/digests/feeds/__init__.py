"""Readers of feeds, listings and answers of services other than Hugging Face."""
