"""Readers of bibliographies: what reference managers keep and export."""
