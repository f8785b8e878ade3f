"""Reads pages that were saved as plain text."""
