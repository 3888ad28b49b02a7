"""Look-ups, once the command line is understood."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cites_check.cli.lookup_view import LookupView
from cites_check.cli.settings import country, day, language, open_lookups, read_lines
from cites_check.cli.streams import readable
from cites_check.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

_BATCH_FROM = 200
"""From this many names on, loading all names into memory is quicker than asking the index for each."""


def run_lookup(
    names: list[str],
    *,
    origin: str | None = None,
    origin_region: str | None = None,
    on_date: str | None = None,
    importer: str | None = None,
    format: str = "auto",
    verbose: bool = False,
    lang: str | None = None,
    data_dir: Path | None = None,
) -> int:
    """Answer for each name on standard output; `-` reads names from standard input. Returns the exit code."""
    queries = [readable(name) for name in read_lines(names) if name.strip()]
    if not queries:
        raise InputError("there is no name to look up", "give a name, or one name a line on standard input")
    lookups = open_lookups(data_dir, batch=len(queries) >= _BATCH_FROM)
    dataset = lookups.dataset
    view = LookupView(
        lookups,
        on=day(on_date),
        origin=country(origin, "--origin", dataset, special=True),
        region=origin_region or "",
        importer=country(importer, "--importer", dataset),
        lang=language(lang),
    )
    if format == "auto":
        format = "table" if sys.stdout.isatty() else "text"
    view.write(queries, format, verbose=verbose)
    return 0
