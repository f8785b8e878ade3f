"""A built site to any store that speaks the protocol of S3: only what changed, in an order that breaks no link.

What a publish wrote is recorded beside it, so that it removes nothing else.
"""
