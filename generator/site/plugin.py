"""The MkDocs plugin: it hands the generator's pages to MkDocs and finishes the site.

Generated pages are real files, so that a page is rendered again only when its bytes changed, and
another engine can build the same Markdown. What a template shows must therefore be in the
page's own front matter or body, or part of the fingerprint in ``incremental_build``; otherwise it goes stale.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import jinja2
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from generator.catalogue.related import relate
from generator.catalogue.trends.list_trends import Trends, trends_of
from generator.content.page_folder import check_pages
from generator.content.read import ContentResult, read_content
from generator.model.catalogue import UNSORTED, Catalogue
from generator.model.problem import Problem, Severity, errors
from generator.model.problem_format import as_line, root_of
from generator.pages.arrange import arrange, write_pages
from generator.pages.components.outline import outline_of
from generator.pages.printing import paths
from generator.site.exports.api import write_api
from generator.site.exports.redirect_pages import write_redirects
from generator.site.exports.trends_csv import write_trends
from generator.site.search.index_run import IndexFailed
from generator.site.search.search_index import SearchIndex
from generator.storage.cache import CACHE_FILE, Cache
from generator.text.wording import counted

log = logging.getLogger("mkdocs.plugins.papershelf")

CONTENT_VARIABLE = "PAPERSHELF_CONTENT"
"""Environment variable that names another content folder, relative to where the command runs."""
SEARCH_FOLDER = "build/search"
"""Where the search index is made, relative to ``mkdocs.yml``."""


class PapershelfConfig(base.Config):
    """Options of the plugin in ``mkdocs.yml``."""

    content = config_options.Type(str, default="content")
    """The content folder, relative to ``mkdocs.yml``."""
    pages = config_options.Type(str, default="build/pages")
    """Where the generated Markdown is written, relative to ``mkdocs.yml``."""


class PapershelfPlugin(BasePlugin[PapershelfConfig]):
    """Generates the pages of a content folder before MkDocs builds them."""

    def __init__(self) -> None:
        self.is_serving = False
        self.content: Path | None = None
        """The content folder that a caller names; it counts more than the environment and the option."""
        self.cache = Cache()
        self.result: ContentResult | None = None
        self.trends: Trends | None = None
        self.last_good: Catalogue | None = None
        self.index: SearchIndex | None = None
        self.report_progress: Callable[[str], None] = lambda path: None
        """Called with the path of each page that was converted."""
        self.outputs: list[str] = []
        """Paths below the site of everything the last build put there."""

    @property
    def catalogue(self) -> Catalogue:
        """What the site shows: in a live preview with errors, the last content without any."""
        assert self.result is not None
        return self.last_good or self.result.catalogue

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a live preview; MkDocs keeps this object while it serves."""
        self.is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the content, which also says what the site is called, and report its problems."""
        folder = self.content_folder(config)
        refuse_unfit_pages(folder)
        self.cache = Cache(_beside(config, CACHE_FILE))
        self.result = read_content(folder, self.cache)
        catalogue = self.result.catalogue
        # Only pages show what is related, so that nothing else waits for it.
        related = relate(catalogue.papers, self.cache)
        self.result = replace(self.result, catalogue=replace(catalogue, related=related))
        report(self.result.problems, root_of(folder))
        if not errors(self.result.problems):
            self.last_good = self.result.catalogue if self.is_serving else None
        elif self.last_good:
            log.warning("Still serving the last content without errors; fix the problems above to see your changes.")
        log.info(
            "%s in %s, sorted into %s",
            counted(len(self.catalogue.papers), "paper"),
            counted(len(self.catalogue.digests), "digest"),
            counted(len(self.catalogue.topics), "topic"),
        )
        config.site_name = self.catalogue.site.title
        config.site_description = self.catalogue.site.description
        if (folder / "pages").is_dir():
            config.docs_dir = str(folder / "pages")
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Start to make the search index, write the generated pages and add them to MkDocs' files."""
        _leave_out_scripts_of_theme(files)
        self.index = SearchIndex.begin(_beside(config, SEARCH_FOLDER), self.catalogue, self.cache)
        folder = self.pages_folder(config)
        navigable = set(_paths_in_nav(self.catalogue))
        self.trends = trends_of(self.catalogue, self.cache)
        for path in write_pages(folder, arrange(self.catalogue, self.trends, self.cache), self.cache):
            if files.get_file_from_path(path):
                log.warning(
                    f"{path}: expected a page that the generator does not write, found one of that name; rename it"
                )
                continue
            inclusion = InclusionLevel.INCLUDED if path in navigable else InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, path, abs_src_path=str(folder / path), inclusion=inclusion))
        self.cache.save()
        if config.nav is None:
            config.nav = _nav(self.catalogue, files)
        return files

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Give the templates what list pages show beside their content. Every page is dated by the
        newest digest: the site's own time, because builds never read the clock.
        """
        newest = self.catalogue.digests[0].date.isoformat() if self.catalogue.digests else "1970-01-01"
        for file in files.documentation_pages():
            if file.page:
                file.page.update_date = newest
        env.globals["theme_stylesheet"] = _stylesheet_of_theme(files)
        env.globals["edit_folder"], env.globals["new_folder"] = _folders_to_edit(config)
        env.globals["outline"] = outline_of(self.catalogue)
        env.globals["content_problems"] = self._problems_to_show(config)
        self.outputs = [file.dest_uri for file in files if file.inclusion.is_included()]
        return env

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Report that a page was converted, and free its source: a large list
        would hold it until the last page is written.
        """
        page.markdown = ""
        self.report_progress(page.file.src_uri)
        return html

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the exports, and wait for the search index."""
        site = Path(config.site_dir)
        self.outputs += write_api(site, self.catalogue)
        self.outputs += write_redirects(site, self.catalogue.site, config.site_url)
        self.outputs += write_trends(site, self.trends)
        assert self.index is not None
        try:
            self.index.finish()
            self.outputs += self.index.publish(site)
        except IndexFailed as failure:
            raise PluginError(f"Pagefind did not make the search index: {failure}") from failure

    def on_build_error(self, *, error: Exception) -> None:
        """Stop what a failed build left running."""
        self._stop_index()

    def on_shutdown(self) -> None:
        """The same when a build was interrupted."""
        self._stop_index()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Reload the page when anything it is made of is edited."""
        for folder in (self.content_folder(config), Path(config.theme.custom_dir or "")):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def content_folder(self, config: MkDocsConfig) -> Path:
        """The content folder: the caller's, else the environment's, else the option's."""
        if self.content:
            return self.content
        named = os.environ.get(CONTENT_VARIABLE)
        return Path(named).resolve() if named else _beside(config, self.config.content)

    def pages_folder(self, config: MkDocsConfig) -> Path:
        """Where the generated Markdown is written."""
        return _beside(config, self.config.pages)

    def _stop_index(self) -> None:
        if self.index is not None:
            self.index.stop()

    def _problems_to_show(self, config: MkDocsConfig) -> list[str]:
        """In a live preview the pages show the problems, because nobody looks at the terminal."""
        if not self.is_serving or self.result is None:
            return []
        root = root_of(self.content_folder(config))
        return [as_line(problem, root) for problem in errors(self.result.problems)]


def _folders_to_edit(config: MkDocsConfig) -> tuple[str, str]:
    """Addresses below which the host of the repository lets one edit a file of the content folder, and write
    a new one. Empty where ``edit_uri`` says nothing of the kind.
    """
    folder = (config.edit_uri or "").partition("pages/")[0]
    if not config.repo_url or "edit/" not in folder:
        return "", ""
    base = config.repo_url.rstrip("/") + "/"
    return base + folder, base + folder.replace("edit/", "new/", 1)


def _leave_out_scripts_of_theme(files: Files) -> None:
    """The frame of the pages uses the theme's style sheet only; its scripts would be dead weight."""
    for file in list(files):
        name = file.src_uri
        if (
            name.startswith("assets/javascripts/")
            or name.startswith("assets/stylesheets/palette.")
            or name.endswith(".map")
        ):
            files.remove(file)


def _stylesheet_of_theme(files: Files) -> str:
    """The theme's main style sheet, whose name carries a hash of its own."""
    return next(file.src_uri for file in files if re.fullmatch(r"assets/stylesheets/main\.\w+\.min\.css", file.src_uri))


_LEVELS = {Severity.ERROR: logging.WARNING, Severity.WARNING: logging.INFO, Severity.NOTICE: logging.DEBUG}


def report(problems: tuple[Problem, ...], root: str) -> None:
    """Log problems. MkDocs counts warnings in strict mode, so only errors are logged as such."""
    for problem in problems:
        log.log(_LEVELS[problem.severity], as_line(problem, root))


def refuse_unfit_pages(folder: Path) -> None:
    """Stop before MkDocs reads pages that it cannot survive. Raises ``PluginError``, which says what they are."""
    unfit = errors(check_pages(folder))
    if unfit:
        raise PluginError("\n".join(as_line(problem, root_of(folder)) for problem in unfit))


def _beside(config: MkDocsConfig, path: str) -> Path:
    base_folder = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    return (base_folder / path).resolve()


NavItem = str | dict[str, "str | list[NavItem]"]


def _nav(catalogue: Catalogue, files: Files) -> list[NavItem]:
    """The navigation: topics by area and the indexes; never a paper."""
    areas: list[NavItem] = [
        {area.title: [{topic.title: paths.topic(topic.slug)} for topic in catalogue.topics_of(area)]}
        for area in catalogue.site.areas
        if catalogue.topics_of(area)
    ]
    unsorted: list[NavItem] = [{"Unsorted": paths.topic(UNSORTED)}]
    by_hand = sorted(file.src_uri for file in files.documentation_pages() if file.generated_by is None)
    return [
        {"Home": paths.HOME},
        {"Topics": [paths.TOPICS, *areas, *unsorted]},
        {"Digests": paths.DIGESTS},
        {"Years": paths.YEARS},
        {"Trends": paths.TRENDS},
        *by_hand,
    ]


def _paths_in_nav(catalogue: Catalogue) -> list[str]:
    topics = [paths.topic(topic.slug) for topic in catalogue.topics]
    return [paths.HOME, paths.TOPICS, paths.DIGESTS, paths.YEARS, paths.TRENDS, *topics, paths.topic(UNSORTED)]
