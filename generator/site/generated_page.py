"""Generated pages as MkDocs knows pages: with title, metadata, contents and HTML from their views.

MkDocs would parse the Markdown of each page, which is needed only where another plugin has changed it.
"""

from __future__ import annotations

import os
import re
from functools import cached_property
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import meta as front_matter

from generator.pages import page as views
from generator.pages.page import PrintedContent
from generator.pages.printing import paths
from generator.pages.printing.as_html import PrintedHeading
from generator.pages.printing.front_matter import head_as_data

GENERATED_BY = "papershelf"
"""What MkDocs calls the plugin."""
_ID = re.compile(r'<[^>]*\sid="([^"]*)"')


class GeneratedFile(File):
    """The file of a generated page. MkDocs need not look at times to know whether it must be rendered."""

    generated_by = GENERATED_BY

    def __init__(
        self,
        config: MkDocsConfig,
        view: views.Page,
        fingerprint: str,
        printed: PrintedContent | None,
        folder: Path,
        inclusion: InclusionLevel,
    ) -> None:
        # MkDocs' own takes ten times as long to find the same.
        self.src_uri = view.path
        self.src_dir = None
        self.abs_src_path = os.path.join(folder, view.path)  # noqa: PTH118 - a text is all that is needed
        self.dest_dir = config.site_dir
        self.use_directory_urls = config.use_directory_urls
        self.inclusion = inclusion
        if self.use_directory_urls:
            address = paths.url(view.path)
            self.dest_uri, self.url = f"{address}index.html", quote(address) or "./"
        self.fingerprint = fingerprint
        self.is_new = printed is not None
        """Must it be rendered? Otherwise, the output of the last build is as a new one would be."""
        self.view = view
        self._printed = printed
        GeneratedPage(self, config)

    @property
    def printed(self) -> PrintedContent:
        """The page, printed. One that is kept from the last build is printed when something asks for it."""
        if self._printed is None:
            self._printed = self.view.printed().content
        return self._printed

    def forget_print(self) -> None:
        """Free it: what asks for it later has it printed again."""
        self._printed = None

    def is_documentation_page(self) -> bool:
        """Asked eight times in each build."""
        return True

    def is_modified(self) -> bool:
        """Asked by MkDocs in its dirty mode only."""
        return self.is_new


class GeneratedPage(Page):
    """A page that is made of its view, unless another plugin has changed its Markdown."""

    update_date = ""

    def __init__(self, file: GeneratedFile, config: MkDocsConfig) -> None:
        # MkDocs' own takes ten times as long, and most pages are not even rendered.
        file.page = self
        self.file: GeneratedFile = file
        self.children = self.previous_page = self.next_page = self.edit_url = None
        self.active = False
        self.markdown: str | None = None
        self.meta = {}
        self._title_from_render = None
        root = config.site_url if not config.site_url or config.site_url.endswith("/") else f"{config.site_url}/"
        self.canonical_url = root + self.url if root else None
        self.abs_url = urlsplit(root).path + self.url if root else None
        self._source = ""
        self._changed: str | None = None

    def read_source(self, config: MkDocsConfig) -> None:
        """Take over what the view says, and its Markdown only where another plugin wants it."""
        if config.plugins.events["page_read_source"] or config.plugins.events["page_markdown"]:
            super().read_source(config)
            self._source = front_matter.get_data(self.file.content_string)[0]
        else:
            self.markdown = self._source
            self.meta = head_as_data(self.file.view.built_head)
        if "page_template" in self.meta:
            # What MkDocs looks for; other engines, which have no such templates, must not find it in the Markdown.
            self.meta["template"] = self.meta["page_template"]

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Make HTML of Markdown that was changed; what the view shows is HTML already."""
        if self.markdown != self._source:
            super().render(config, files)

    @property
    def content(self) -> str | None:
        """The HTML."""
        return self.file.printed.html.decode() if self._changed is None else self._changed

    @content.setter
    def content(self, html: str | None) -> None:
        if html != self.content:
            self._changed = html

    @cached_property
    def toc(self) -> TableOfContents:  # type: ignore[override] # few templates ask for it
        """The headings, each with those below it."""
        return TableOfContents(_nested(self.file.printed.headings))

    @cached_property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override] # few pages are asked for it
        """The parts that links from other pages can name."""
        return {unescape(name) for name in _ID.findall(self.content or "")}


def _nested(headings: tuple[PrintedHeading, ...]) -> list[AnchorLink]:
    top: list[AnchorLink] = []
    above: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(heading.title, heading.id, heading.level)
        while above and above[-1].level >= heading.level:
            above.pop()
        (above[-1].children if above else top).append(link)
        above.append(link)
    return top
