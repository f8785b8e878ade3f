"""``papershelf new``: creates files for a curator to edit."""

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
from generator.curator.section_topics import section_lines, topics_of_sections, with_sections
from generator.model.curation import Area
from generator.storage.atomic_write import write_new, write_whole
from generator.text.wording import counted


@click.group()
@click.pass_context
def new(context: click.Context) -> None:
    """Create a file for a curator to edit."""
    options = context.find_object(Options)
    assert options is not None
    if context.invoked_subcommand != "list":
        require_content(options.content)


@new.command("list")
@click.argument("title")
@click.option("--description", metavar="TEXT", help="What the list is, in one sentence.")
@click.pass_obj
def start_list(options: Options, title: str, description: str | None) -> None:
    """Create the content folder of a new list, valid and without papers.

    TITLE is the name of the list, as shown to readers. The folder must be empty or missing; use
    --content to choose another.
    """
    content, title = options.content, " ".join(title.split())
    files = {**list_templates(title, description), **schemas()}
    there = [path for path in content.rglob("*") if path.is_file() and not path.name.startswith(".")]
    own = [path for path in there if _has(path, files.get(path.relative_to(content).as_posix()))]
    # A run that was killed half-way can be repeated.
    if there and (own != there or len(own) == len(files)):
        raise click.UsageError(
            f"expected an empty folder, found {counted(len(there), 'file')} in {content}; remove them, or choose"
            " another folder: papershelf --content FOLDER new list TITLE"
        )
    _, problems = read_curation({"site.yml": files["site.yml"].encode()})
    if problems:
        raise click.UsageError("; ".join(f"{problem.field}: {problem.message}" for problem in problems))
    for path, text in files.items():
        if content / path not in own:
            _write(content / path, text)
    click.echo("Next: papershelf add FILE, papershelf new topic TITLE")


@new.command()
@click.argument("paper")
@click.pass_obj
def paper(options: Options, paper: str) -> None:
    """Create a file of notes on a paper in the list.

    PAPER is the slug, the title (approximately), the arXiv id, or the address of its page on this site,
    arXiv or Hugging Face. An existing file is never changed.
    """
    result = read_content(options.content)
    named = look_up(result, paper)
    match = named.paper if named else nearest(result, paper)
    if match is None:
        raise unknown_paper(result, paper)
    _write(options.content / f"papers/{match.slug}.yml", paper_template(match))
    click.echo(f"for {match.title.plain}")
    click.echo("Remove the # from the lines you want to use. Next: papershelf check, papershelf diff")


@new.command()
@click.argument("title")
@click.option("--area", metavar="SLUG", help="The area it belongs to; by default, the first in site.yml.")
@click.option(
    "--name", metavar="SLUG", help="The file name, which becomes the address; by default, made from the title."
)
@click.pass_obj
def topic(options: Options, title: str, area: str | None, name: str | None) -> None:
    """Create a file for a new topic, with a first rule made of the words in its title.

    TITLE is the name of the topic, as shown to readers. The check fails until the scope is written. An
    existing file is never changed.
    """
    title = " ".join(title.split())
    if not 3 <= len(title) <= 60 or not title.isprintable():
        raise click.UsageError(f"expected a title of 3 to 60 printable characters, found {len(title)}")
    result = read_content(options.content)
    same = next((topic for topic in result.catalogue.topics if topic.title.casefold() == title.casefold()), None)
    if same:
        raise click.UsageError(f"A topic with this title already exists: {options.content / same.place.file}")
    slug = topic_slug(name or title)
    text = topic_template(title, _area(result, area), result.catalogue.site)
    if slug is None or text is None:
        raise click.UsageError(f"Cannot make a file name from '{name or title}'; choose one with --name.")
    _write(options.content / f"topics/{slug}.yml", text)
    matches = len(read_content(options.content).catalogue.by_topic[slug])
    click.echo(f"Its rule matches {counted(matches, 'paper')} so far.")
    click.echo("Write the scope, and edit the rules. Next: papershelf check, papershelf diff")


@new.command()
@click.option("--area", metavar="SLUG", help="The area they belong to; by default, the first in site.yml.")
@click.option(
    "--fewest", type=click.IntRange(1), default=2, show_default=True, help="Leave out sections with fewer papers."
)
@click.pass_obj
def topics(options: Options, area: str | None, fewest: int) -> None:
    """Create a topic for each section of the lists that were added.

    The headings of a list become topics, and `sections` in site.yml gives them to the papers below. Existing
    files of topics are never changed.
    """
    result = read_content(options.content)
    found = topics_of_sections(result.catalogue, _area(result, area), fewest)
    if not found:
        click.echo("No list has a section without a topic. Sections are the headings of lists: papershelf add FILE")
        return
    for topic in found:
        if topic.text:
            _write(options.content / f"topics/{topic.slug}.yml", topic.text)
        click.echo(f"  {topic.heading}: {counted(topic.papers, 'paper')}")
    site = options.content / "site.yml"
    text = with_sections(site.read_text(encoding="utf-8"), found)
    if text is None:
        click.echo(f"Add these lines to 'sections' in {site}:")
        for line in section_lines(found):
            click.echo(f"  {line}")
    else:
        write_whole(site, text.encode(), below=options.content)
        click.echo(f"added {counted(len(found), 'section')} to {site}")
    click.echo("Say in each file what belongs there. Next: papershelf check, papershelf diff")


def _area(result: ContentResult, slug: str | None) -> Area:
    areas = {area.slug: area for area in result.catalogue.site.areas}
    if not areas:
        raise click.UsageError("A topic needs an area, and site.yml has none; add areas to it first.")
    if slug is None:
        return next(iter(areas.values()))
    if slug not in areas:
        raise click.UsageError(f"expected the slug of an area, found '{slug}'; the areas are {', '.join(areas)}")
    return areas[slug]


def _has(path: Path, text: str | None) -> bool:
    return text is not None and path.read_bytes() == text.encode()


def _write(path: Path, text: str) -> None:
    """Write a file that does not exist yet."""
    try:
        write_new(path, text.encode())
    except FileExistsError as error:
        raise click.UsageError(f"{path} already exists; edit it instead. Nothing was written.") from error
    click.echo(f"wrote {path}")
