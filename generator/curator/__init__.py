"""The work behind a curator's commands: add a digest, look up a paper, suggest, compare."""
