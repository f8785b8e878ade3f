"""``papershelf schema``: writes the schemas that editors use."""

from __future__ import annotations

import click

from generator.cli.options import Options
from generator.curation.json_schema import schemas


@click.command()
@click.pass_obj
def schema(options: Options) -> None:
    """Write the JSON Schemas that editors use to check curated files."""
    for path, text in schemas().items():
        (options.content / path).parent.mkdir(exist_ok=True)
        (options.content / path).write_text(text, encoding="utf-8")
        click.echo(options.content / path)
