"""Parses HTML in time that grows with its length only, whatever is in it."""

from __future__ import annotations

from html.parser import HTMLParser

from generator.digests.digest_problems import MALFORMED_HTML
from generator.model.problem import Place, Problem


class LinearHtmlParser(HTMLParser):
    """A parser that reads a whole page at once, and knows what kept it from reading the rest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.fault: str | None = None

    def read(self, text: str) -> None:
        """Parse a whole page.

        Unfinished tags at the end are kept from the parser, which would search for the end of each of
        them again; with many of them that takes minutes.
        """
        at = text.find("<", text.rfind(">") + 1)
        is_cut_off = at >= 0 and self.may_begin_tag(text, at)
        self.fault = "a truncated tag" if is_cut_off else None
        try:
            self.feed(text[:at] if is_cut_off else text)
            self.close()
        except AssertionError as error:
            self.fault = str(error) or "a declaration that cannot be parsed"
        self.finish()

    def may_begin_tag(self, text: str, at: int) -> bool:
        """Is the last ``<`` of a text, which nothing closes, a tag that was cut off?"""
        return True

    def finish(self) -> None:
        """Called at the end of the page, to keep what is still open."""

    def problem(self, file: str) -> Problem | None:
        """The fault as a problem of a file."""
        if self.fault is None:
            return None
        message = f"expected HTML, found {self.fault}; the rest of the file was not read"
        return Problem(Place(file, self.getpos()[0]), "file", message, MALFORMED_HTML)
