"""Reads a content folder: every stage below, in order, with all problems collected."""
