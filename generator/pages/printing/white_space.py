"""White space as both printers print it, so that a text is the same in Markdown and in HTML."""

from __future__ import annotations


def collapsed(text: str) -> str:
    """A text on one line: each run of white space is one space, at its edges too, where it stands between
    two words.
    """
    # Of all white space only the common space is printable.
    if text.isprintable() and "  " not in text:
        return text
    line = " ".join(text.split())
    return f"{' ' * text[:1].isspace()}{line}{' ' * (text[-1:].isspace() and bool(line))}"


def enclosed(inner: str, begin: str, end: str) -> str:
    """A printed text between two marks. Spaces at its edges stay outside, as Markdown needs them; nothing but spaces
    has no marks.
    """
    bare = inner.strip()
    if len(bare) == len(inner):
        return f"{begin}{inner}{end}" if inner else ""
    return f"{' ' * inner.startswith(' ')}{begin}{bare}{end}{' ' * inner.endswith(' ')}" if bare else " "
