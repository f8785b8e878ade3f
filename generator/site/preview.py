"""Builds again while a live preview runs, rendering only what changed, and shows what is wrong with the content.

MkDocs would empty the folder that it serves and render every page after each edit. Here the pages that changed are
shown first, and the exports and the search index follow.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from markupsafe import Markup
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from generator.model.problem import errors
from generator.model.problem_format import as_line, root_of
from generator.pages.printing.html import element
from generator.site.incremental_build import build_on, manifest_of, plugin_of
from generator.site.manifest import Manifest
from generator.site.plugin import PapershelfPlugin
from generator.site.problem_log import end_in_words
from generator.site.site_folder import outputs_below
from generator.storage.collector import without_collector

_BODY = b"<body>"


@dataclass(slots=True)
class PreviewBuilder:
    """What a live preview calls after an edit."""

    first: MkDocsConfig
    """The configuration of the first build."""
    server: LiveReloadServer
    last: Manifest

    def __call__(self) -> None:
        """Build again, from a configuration that is read again, too. Raises what MkDocs raises."""
        host, port = self.first.dev_addr
        config = load_config(
            self.first.config_file_path,
            site_dir=self.last.site,
            dev_addr=f"{host}:{port}",
            strict=self.first.strict,
            use_directory_urls=self.first.use_directory_urls,
        )
        config.site_url = self.server.url
        plugin = plugin_of(config)
        plugin.is_led = True
        try:
            plugin.begin(config)
            with without_collector():
                self.last, _ = build_on(self.last, config, serve_url=self.server.url, on_pages=self._show)
        except OSError as error:
            end_in_words(error, is_led=False)
        finally:
            plugin.is_led = False
            plugin.on_shutdown()
            # The pages of the build before refer to one another. By now, the reader has the new ones.
            gc.collect()

    def _show(self) -> None:
        """Have the server do now what it does when this build has ended: answer with the new site, and reload pages."""
        server = self.server
        # MkDocs has no public way to say so.
        with server._epoch_cond:
            server._visible_epoch = server._wanted_epoch
            server._epoch_cond.notify_all()


class PreviewedPlugin(PapershelfPlugin):
    """The plugin as MkDocs knows it."""

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """After the first build: reload the page when anything it is made of is edited."""
        for folder in (self.content_folder(config), Path(config.theme.custom_dir or "")):
            if folder.is_dir():
                server.watch(str(folder))
        if self.frame is not None:
            site = Path(config.site_dir)
            first = manifest_of(config, self.frame, site, outputs_below(site))
            server.builder = PreviewBuilder(config, server, first)
            server.set_app(with_problems(server.serve_request, partial(self._errors, config)))
        return server

    def _errors(self, config: MkDocsConfig) -> list[str]:
        """The errors of the content, in lines."""
        found = errors(self.result.problems) if self.result else []
        return [as_line(problem, root_of(self.content_folder(config))) for problem in found]


def with_problems(serve: WSGIApplication, problems: Callable[[], list[str]]) -> WSGIApplication:
    """A server that shows problems at the top of each page, because nobody looks at the terminal."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        headers: list[tuple[str, str]] = []

        def start(status: str, sent: list[tuple[str, str]], *more: Any) -> Any:
            headers.extend(sent)
            return start_response(status, sent, *more)

        body = serve(environ, start)
        is_page = any(name == "Content-Type" and value.startswith("text/html") for name, value in headers)
        lines = problems() if is_page else []
        return [b"".join(body).replace(_BODY, _BODY + _banner(lines), 1)] if lines else body

    return answer


def _banner(lines: list[str]) -> bytes:
    shown = Markup("").join(element("li", element("code", line)) for line in lines)
    head = element("strong", "The content has errors; this page shows the last version without any.")
    return element("div", head, element("ul", shown), class_="problems", role="alert").encode()
