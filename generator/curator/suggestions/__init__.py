"""Suggestions for a curator: papers with weak topic matches, and titles that look alike."""
