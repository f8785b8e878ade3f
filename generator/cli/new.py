"""``papershelf new``: starting files that are valid as they are."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.options import Options, require_content
from generator.cli.why import unknown_paper
from generator.content.file_templates import list_templates, paper_template, topic_slug, topic_template
from generator.content.read import ContentResult, read_content
from generator.curation.json_schema import schemas
from generator.curation.reading import read_curation
from generator.curator.lookup import look_up, nearest
from generator.model.curation import Area
from generator.text.wording import counted


@click.group()
@click.pass_context
def new(context: click.Context) -> None:
    """Write a starting file for a curator, valid as it is."""
    options = context.find_object(Options)
    assert options is not None
    if context.invoked_subcommand != "list":
        require_content(options.content)


@new.command("list")
@click.argument("title")
@click.option("--description", metavar="TEXT", help="What the list is, in one sentence.")
@click.pass_obj
def start_list(options: Options, title: str, description: str | None) -> None:
    """Write the content folder of a new list: sound, and without papers.

    TITLE is the name of the list, as readers see it. The folder must not hold anything yet; --content
    names another one.
    """
    content, title = options.content, " ".join(title.split())
    there = [path for path in content.rglob("*") if path.is_file() and not path.name.startswith(".")]
    if there:
        raise click.UsageError(
            f"{content} holds {counted(len(there), 'file')} already, and a new list begins with none. Take the"
            " folder away, or name another before the command: papershelf --content FOLDER new list TITLE"
        )
    files = {**list_templates(title, description), **schemas()}
    _, problems = read_curation({"site.yml": files["site.yml"].encode()})
    if problems:
        raise click.UsageError("; ".join(f"{problem.field}: {problem.message}" for problem in problems))
    for path, text in files.items():
        _write(content / path, text)
    click.echo("Then: papershelf add FILE, papershelf new topic TITLE")


@new.command()
@click.argument("paper")
@click.pass_obj
def paper(options: Options, paper: str) -> None:
    """Write the file in which curators speak about a paper of the list.

    PAPER is its slug, its title (nearly will do), its arXiv id, or the address of its page here, on
    arXiv or on Hugging Face. An existing file is never touched.
    """
    shelf = read_content(options.content)
    named = look_up(shelf, paper)
    found = named.paper if named else nearest(shelf, paper)
    if found is None:
        raise unknown_paper(shelf, paper)
    _write(options.content / f"papers/{found.slug}.yml", paper_template(found))
    click.echo(f"for {found.title.plain}")
    click.echo("Take the # away from what you want to say; then: papershelf check, papershelf diff")


@new.command()
@click.argument("title")
@click.option("--area", metavar="SLUG", help="The family of topics it belongs to; the first in site.yml when left out.")
@click.option("--name", metavar="SLUG", help="Its file name, which becomes its address; from the title when left out.")
@click.pass_obj
def topic(options: Options, title: str, area: str | None, name: str | None) -> None:
    """Write the file of a new topic, with a first rule: the words of its title.

    TITLE is the topic's name, as readers see it. An existing file is never touched.
    """
    title = " ".join(title.split())
    if not 3 <= len(title) <= 60 or not title.isprintable():
        raise click.UsageError(f"A title has 3 to 60 characters that can be printed; this one has {len(title)}.")
    shelf = read_content(options.content)
    same = next((one for one in shelf.catalogue.topics if one.title.casefold() == title.casefold()), None)
    if same:
        raise click.UsageError(f"There is a topic of this title: {options.content / same.place.file}")
    slug = topic_slug(name or title)
    text = topic_template(title, _area(shelf, area), shelf.catalogue.site)
    if slug is None or text is None:
        raise click.UsageError(f"'{name or title}' gives no file name of its own; choose one with --name.")
    _write(options.content / f"topics/{slug}.yml", text)
    found = len(read_content(options.content).catalogue.by_topic[slug])
    click.echo(f"Its rule finds {counted(found, 'paper')} as yet.")
    click.echo("Edit scope and rules; then: papershelf check, papershelf diff")


def _area(shelf: ContentResult, slug: str | None) -> Area:
    areas = {area.slug: area for area in shelf.catalogue.site.areas}
    if not areas:
        raise click.UsageError("site.yml names no area, and a topic needs one; add areas to it first.")
    if slug is None:
        return next(iter(areas.values()))
    if slug not in areas:
        raise click.UsageError(f"No area has the slug '{slug}'. The areas are {', '.join(areas)}.")
    return areas[slug]


def _write(path: Path, text: str) -> None:
    """Write a file that does not exist yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise click.UsageError(f"{path} exists already; edit it. Nothing was written.") from error
    click.echo(f"wrote {path}")
