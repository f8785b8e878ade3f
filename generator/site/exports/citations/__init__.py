"""The list as bibliographies: BibTeX, RIS and CSL-JSON."""
