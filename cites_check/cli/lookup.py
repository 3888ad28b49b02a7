"""`cites-check lookup`: what a name is, how it is listed, which documents an import needs."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from cites_check.cli.common import DataDir, Importer, Lang, OnDate, Origin, Region

_BATCH_FROM = 200
"""From this many names on, loading all names into memory is quicker than asking the index for each."""


class LookupFormat(StrEnum):
    """How the answers are written."""

    AUTO = "auto"
    TABLE = "table"
    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


def lookup(
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME...", help="Names to look up; - reads one name a line from standard input."),
    ],
    origin: Origin = None,
    origin_region: Region = None,
    on_date: OnDate = None,
    importer: Importer = None,
    format: Annotated[
        LookupFormat, typer.Option("--format", "-f", help="auto: a table on a terminal, plain text elsewhere.")
    ] = LookupFormat.AUTO,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show the steps from the name to the listing.")
    ] = False,
    lang: Lang = None,
    data_dir: DataDir = None,
) -> int:
    """Say what a name is, how it is listed, and which documents an import needs."""
    from cites_check.cli.common import country, day, language, open_lookups, read_lines
    from cites_check.cli.lookup_view import LookupView

    queries = [name for name in read_lines(names) if name.strip()]
    lookups = open_lookups(data_dir, batch=len(queries) >= _BATCH_FROM)
    dataset = lookups.dataset
    view = LookupView(
        lookups,
        on=day(on_date),
        origin=country(origin, "--origin", dataset),
        region=origin_region or "",
        importer=country(importer, "--importer", dataset),
        lang=language(lang),
    )
    if format is LookupFormat.AUTO:
        format = LookupFormat.TABLE if sys.stdout.isatty() else LookupFormat.TEXT
    view.write(queries, format.value, verbose=verbose)
    return 0
