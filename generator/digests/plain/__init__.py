"""Scrapes of plain text: what each line is, and which lines are titles."""
