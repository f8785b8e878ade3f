"""``papershelf schema``: writes the schemas that editors use."""

from __future__ import annotations

import click

from generator.cli.options import Options
from generator.curation.json_schema import schemas
from generator.storage.atomic_write import write_whole


@click.command()
@click.pass_obj
def schema(options: Options) -> None:
    """Write the JSON Schemas that editors use to check curated files."""
    for path, text in schemas().items():
        write_whole(options.content / path, text.encode(), below=options.content)
        click.echo(options.content / path)
