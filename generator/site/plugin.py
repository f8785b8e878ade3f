"""The MkDocs plugin: it hands the generator's pages to MkDocs and finishes the site.

Generated pages are real files, so that another engine can build the same Markdown. A page is rendered again only
when its fingerprint changed, so what a template shows must be in the page's own head or view, or part of the
``frame``; otherwise it goes stale.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Literal

import jinja2
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page

from generator.catalogue.related import begin_relating, relate
from generator.catalogue.trends.list_trends import begin_trends
from generator.content.page_folder import PAGES_FOLDER
from generator.content.read import ContentResult, read_content
from generator.model.catalogue import Catalogue
from generator.model.identity import PagePath
from generator.model.problem import errors
from generator.model.problem_format import root_of
from generator.pages import page as views
from generator.pages.arrange import arrange, write_pages
from generator.pages.components.outline import outline_of
from generator.pages.page import print_page
from generator.pages.printing.paths import ABOUT
from generator.site.build_lock import LOCK_FILE, BuildLock
from generator.site.collisions import add_generated, hand_written_by_output, leave_out_what_is_in_the_way
from generator.site.edit_addresses import edit_uri, folders_to_edit
from generator.site.exports.citations.coins import coins_of_page
from generator.site.exports.citations.page_citation import page_citation
from generator.site.exports.exported_texts import site_root
from generator.site.exports.page_markdown import has_markdown, write_markdown
from generator.site.exports.printed_papers import PrintedPapers, file_sizes, printed_papers
from generator.site.exports.social_cards.write_cards import typeface_of
from generator.site.exports.trends_csv import write_trends
from generator.site.exports.write_exports import write_exports
from generator.site.folders import BuildFolders
from generator.site.frame import Frame, frame_of
from generator.site.generated_page import GeneratedFile
from generator.site.manifest import WORK_FOLDER
from generator.site.navigation import navigation, paths_in_navigation
from generator.site.preview_port import require_port
from generator.site.problem_log import end_in_words, refuse_unfit_pages, report
from generator.site.search.search_index import write_search_index
from generator.site.theme_files import leave_out_scripts, list_unhidden, theme_stylesheet
from generator.storage.cache import CACHE_FILE, Cache
from generator.storage.file_stamp import FileStamp
from generator.storage.workers import Workers, in_turn
from generator.text.wording import counted

log = logging.getLogger("mkdocs.plugins.papershelf")

CONTENT_VARIABLE = "PAPERSHELF_CONTENT"
"""Environment variable that names another content folder, relative to where the command runs."""


class PapershelfConfig(base.Config):
    """Options of the plugin in ``mkdocs.yml``."""

    content = config_options.Type(str, default="content")
    """The content folder, relative to ``mkdocs.yml``."""
    pages = config_options.Type(str, default="build/pages")
    """Where the generated Markdown is written, relative to ``mkdocs.yml``."""


class PapershelfPlugin(BasePlugin[PapershelfConfig]):
    """Generates the pages of a content folder before MkDocs builds them. ``preview`` adds what a live preview needs."""

    def __init__(self) -> None:
        self.is_serving = False
        self.is_starting = False
        """Is this the first build of a live preview?"""
        self.content: Path | None = None
        """The content folder that a caller names; it counts more than the environment and the option."""
        self.cache = Cache()
        self.result: ContentResult | None = None
        self.last_good: Catalogue | None = None
        self.lock: BuildLock | None = None
        self.last_claim: FileStamp | None = None
        """When a build last began to write to the site, before this one."""
        self.is_led = False
        """Does a caller begin the build and give back the lock, because it writes more than MkDocs does?"""
        self.kept: Mapping[str, str] = {}
        """Fingerprints of the pages that the last build left as they were, by path: these are not rendered while
        they show the same.
        """
        self.pages: dict[PagePath, GeneratedFile] = {}
        self.untouched: Collection[str] = ()
        """Paths of the outputs that are as the last build left them."""
        self.kept_markdown: list[str] = []
        """Those of them that are the Markdown of kept pages."""
        self.printed: PrintedPapers = {}
        self.frame: Frame | None = None
        """What the first build of a live preview was made of."""
        self.workers = Workers()
        self.site: Path | None = None
        """The folder of the site, where MkDocs builds in another one first."""
        self.report_progress: Callable[[str], None] = lambda path: None
        """Called with the path of each page that was converted."""
        self.exports: Callable[[], None] = lambda: None
        """Waits for what the site has beside its pages."""
        self.search_index: Callable[[], list[str]] = list
        """Waits for the paths of the search index, of which many are as they were."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a live preview; MkDocs keeps this object while it serves."""
        self.is_serving = self.is_starting = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the content, which also says what the site is called, and report its problems."""
        folder = self.content_folder(config)
        if self.is_starting:
            self.is_starting = False
            require_port(*config.dev_addr)
        if not self.is_led:
            # What a build that was led left in this process is not for this one.
            self.site, self.kept, self.untouched = None, {}, ()
            self.begin(config)
            self.frame = frame_of(config, folder, {}) if self.is_serving else None
        config.edit_uri = edit_uri(config, folder)
        self.cache = Cache(_beside(config, CACHE_FILE), self.workers)
        self.result = read_content(folder, self.cache)
        report(self.result.problems, root_of(folder))
        if not errors(self.result.problems):
            self.last_good = self.result.catalogue if self.is_serving else None
        elif self.last_good:
            log.warning("Still serving the last content without errors; fix the problems above to see your changes.")
        self.catalogue = self.last_good or self.result.catalogue
        log.info(
            "%s in %s, sorted into %s",
            counted(len(self.catalogue.papers), "paper"),
            counted(len(self.catalogue.digests), "digest"),
            counted(len(self.catalogue.topics), "topic"),
        )
        config.site_name = self.catalogue.site.title
        config.site_description = self.catalogue.site.description
        # A list may have no page written by hand, and MkDocs takes a folder that is not there for an empty one.
        config.docs_dir = str(folder / PAGES_FOLDER)
        list_unhidden(config.theme)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Write the generated pages and add them to MkDocs' files."""
        leave_out_scripts(files, config)
        navigable = set(paths_in_navigation(self.catalogue))
        by_hand = hand_written_by_output(files, self.catalogue, config)
        trends = cache(begin_trends(self.catalogue, self.cache))
        # Where few pages are new, a core has time for the rest at once.
        if self.kept:
            self.search_index = self.workers.beside(self._index(config))
        # Only pages of papers show what is related, so that nothing else waits for it.
        papers = self.catalogue.papers
        related = begin_relating(papers, self.cache) if self.kept else partial(dict, relate(papers, self.cache))
        self.printed = printed_papers(self.catalogue, site_root(config.site_url), self.cache)
        if self.kept:
            self.exports = self.workers.beside(self._exports(config))
        arranged = arrange(self.catalogue, trends, self.cache, file_sizes(self.printed), related)
        self.pages = self._print(config, navigable, arranged)
        write_trends(Path(config.site_dir), trends())
        self.cache.save()
        for file in self.pages.values():
            add_generated(files, file, by_hand)
        leave_out_what_is_in_the_way(files, by_hand.values(), self.catalogue, config)
        if config.nav is None:
            config.nav = navigation(self.catalogue, files)
        if not self.kept:
            # One copy makes both, because each takes as much memory as the pages.
            self.exports = lambda: None
            self.search_index = self.workers.beside(partial(in_turn, self._exports(config), self._index(config)))
        return files

    def _exports(self, config: MkDocsConfig) -> Callable[[], None]:
        values = (self.catalogue, self.printed, config.site_url, typeface_of(config.theme.dirs))
        return partial(write_exports, Path(config.site_dir), *values, self.cache)

    def _index(self, config: MkDocsConfig) -> Callable[[], list[str]]:
        return partial(write_search_index, self.catalogue, Path(config.site_dir), self.site, self.cache)

    def _print(
        self, config: MkDocsConfig, navigable: Collection[str], arranged: Iterable[views.Page]
    ) -> dict[PagePath, GeneratedFile]:
        """Print the pages that are not kept, and write their Markdown."""
        folder = self.pages_folder(config)
        pages = {page.path: page for page in arranged}
        fingerprints = {path: page.fingerprint for path, page in pages.items()}
        new = [page for path, page in pages.items() if self.kept.get(path) != fingerprints[path]]
        printed = zip((page.path for page in new), self.workers.map(print_page, new), strict=True)
        contents = write_pages(folder, printed, pages)
        files = {}
        for path, page in pages.items():
            inclusion = InclusionLevel.INCLUDED if path in navigable else InclusionLevel.NOT_IN_NAV
            files[path] = GeneratedFile(config, page, fingerprints[path], contents.get(path), folder, inclusion)
        return files

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Give the templates what list pages show beside their content. Every page is dated by the
        newest digest: the site's own time, because builds never read the clock.
        """
        newest = self.catalogue.digests[0].date.isoformat() if self.catalogue.digests else "1970-01-01"
        for file in files.documentation_pages():
            if file.page:
                file.page.update_date = newest
        env.trim_blocks = True
        env.globals["rendered_once"] = cache(
            lambda name, **values: env.get_template(name).render(config=config, **values)
        )
        env.globals["theme_stylesheet"] = theme_stylesheet(files)
        env.globals["edit_folder"], env.globals["new_folder"] = folders_to_edit(config)
        env.globals["has_about"] = files.get_file_from_path(ABOUT) is not None
        env.globals["has_cards"] = typeface_of(config.theme.dirs) is not None
        env.globals["outline"] = outline_of(self.catalogue)
        env.globals["citation_of"] = partial(page_citation, self.catalogue)
        env.globals["coins_of"] = partial(coins_of_page, self.printed)
        pages = files.documentation_pages() if has_markdown(self.catalogue) else []
        self.kept_markdown = write_markdown(Path(config.site_dir), pages, self.untouched)
        return env

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Report that a page was converted, and free its source, which a large list would hold to the end."""
        page.markdown = ""
        self.report_progress(page.file.src_uri)
        return html

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Free what a page was made of, while copies of this process need more and more memory."""
        if isinstance(page.file, GeneratedFile):
            page.file.forget_print()
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Wait for the exports and the search index, unless a caller does."""
        if not self.is_led:
            self.end_exports()
            self._end()

    def end_exports(self) -> list[str]:
        """Wait for what is written beside pages; returns the paths of the search index. Raises ``OSError``."""
        self.exports()
        return self.search_index()

    def on_build_error(self, *, error: Exception) -> None:
        """Give back the lock. Raises ``Abort`` for what the system refused."""
        self._end()
        end_in_words(error, is_led=self.is_led)

    def on_shutdown(self) -> None:
        """The same when a build was interrupted."""
        self._end()

    def begin(self, config: MkDocsConfig) -> None:
        """Wait until no other build runs, and make sure that this one removes nothing that it did not make.

        Raises ``UnsafeFolders``.
        """
        overrides = config.theme.custom_dir
        folders = BuildFolders(
            content=self.content_folder(config).resolve(),
            overrides=Path(overrides).resolve() if overrides else None,
            project=_beside(config, "."),
            pages=self.pages_folder(config),
            work=_beside(config, WORK_FOLDER),
            site=Path(config.site_dir).resolve(),
        )
        folders.check()
        refuse_unfit_pages(self.content_folder(config))
        self.lock = BuildLock(_beside(config, LOCK_FILE))
        self.lock.acquire()
        self.last_claim = folders.claim()

    def _end(self) -> None:
        self.workers.close()
        if self.lock is not None and not self.is_led:
            self.lock.release()

    def content_folder(self, config: MkDocsConfig) -> Path:
        """The content folder: the caller's, else the environment's, else the option's."""
        if self.content:
            return self.content
        named = os.environ.get(CONTENT_VARIABLE)
        return Path(named).resolve() if named else _beside(config, self.config.content)

    def pages_folder(self, config: MkDocsConfig) -> Path:
        """Where the generated Markdown is written."""
        return _beside(config, self.config.pages)


def _beside(config: MkDocsConfig, path: str) -> Path:
    base_folder = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    return (base_folder / path).resolve()
