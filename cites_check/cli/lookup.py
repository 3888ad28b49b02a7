"""`cites-check lookup`: what a name is, how it is listed, which documents an import needs."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from cites_check.cli.common import DataDir, Importer, Lang, OnDate, Origin, Region


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
    from cites_check.cli.lookup_run import run_lookup

    return run_lookup(
        names,
        origin=origin,
        origin_region=origin_region,
        on_date=on_date,
        importer=importer,
        format=format.value,
        verbose=verbose,
        lang=lang,
        data_dir=data_dir,
    )
