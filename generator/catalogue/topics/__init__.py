"""Topics by rules of phrases, each assignment with its reason."""
