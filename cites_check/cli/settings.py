"""What several commands do with their settings: languages, dates, countries, and the dataset opened.

Free of Typer, so that a plain look-up can do without it.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from cites_check.errors import UsageError
from cites_check.locale import LANGUAGES

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from cites_check.dataset.opened import Dataset
    from cites_check.lookup import Lookups


def language(asked: str | None) -> str:
    """The language of messages: asked for, else CITES_CHECK_LANG, else the locale's, else English.

    Raises UsageError for another one.
    """
    chosen = asked or os.environ.get("CITES_CHECK_LANG") or ""
    if chosen:
        if chosen not in LANGUAGES:
            raise UsageError(f"--lang: {chosen!r} is not a language of this program", f"use {' or '.join(LANGUAGES)}")
        return chosen
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "ko" if value.startswith("ko") else "en"
    return "en"


def day(asked: str | None) -> date:
    """The date asked for, else today. Raises UsageError for what is not a date."""
    from datetime import date

    if not asked:
        return date.today()
    try:
        return date.fromisoformat(asked)
    except ValueError:
        raise UsageError(f"--on-date: {asked!r} is not a date", "write YYYY-MM-DD, for example 2026-11-22") from None


def country(asked: str | None, option: str, dataset: Dataset, *, special: bool = False) -> str:
    """The country code asked for, in upper case; empty where none was. Raises UsageError for an unknown one.

    `special` allows what stands for no country: an unknown one, the high seas.
    """
    if not asked:
        return ""
    code = asked.strip().upper()
    known = dataset.document("countries")
    if code not in known["countries"] and not (special and code in (known.get("special") or {})):
        raise UsageError(f"{option}: {asked!r} is not a country code", "use an ISO 3166-1 alpha-2 code, for example KR")
    return code


def open_lookups(data_dir: Path | None, *, batch: bool = False) -> Lookups:
    """The dataset with a matcher on it; `batch` loads the names into memory, which pays from some hundred names on."""
    from cites_check.dataset.opened import Dataset
    from cites_check.lookup import Lookups
    from cites_check.names import NameStore

    dataset = Dataset.open(data_dir)
    store: NameStore
    if batch:
        from cites_check.names.memory_store import MemoryNameStore

        store = MemoryNameStore.load(dataset.connection)
    else:
        from cites_check.names.sqlite_store import SqliteNameStore

        store = SqliteNameStore(dataset.connection)
    return Lookups(dataset, store)


def read_lines(arguments: list[str]) -> list[str]:
    """The arguments, or the lines of standard input where one of them is `-`."""
    lines: list[str] = []
    for argument in arguments:
        if argument == "-":
            lines += [line.rstrip("\r\n") for line in sys.stdin]
        else:
            lines.append(argument)
    return lines
