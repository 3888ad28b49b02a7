"""What several commands share: the dataset opened, languages, dates, countries."""

from __future__ import annotations

import os
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cites_check.errors import UsageError

if TYPE_CHECKING:
    from cites_check.dataset.opened import Dataset
    from cites_check.lookup import Lookups

DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="Folder of the dataset to use instead of the bundled one.")
]
Lang = Annotated[str | None, typer.Option("--lang", help="Language of messages: en or ko.")]
Origin = Annotated[str | None, typer.Option("--origin", help="Country of origin (ISO 3166-1 alpha-2).")]
Region = Annotated[str | None, typer.Option("--origin-region", help="Region within the country of origin.")]
Importer = Annotated[str | None, typer.Option("--importer", help="Importing country (ISO 3166-1 alpha-2).")]
OnDate = Annotated[
    str | None, typer.Option("--on-date", metavar="YYYY-MM-DD", help="Date of import; today if left out.")
]


class Color(StrEnum):
    """When output is coloured."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def language(asked: str | None) -> str:
    """The language of messages: asked for, else CITES_CHECK_LANG, else the locale's, else English.

    Raises UsageError for another one.
    """
    chosen = asked or os.environ.get("CITES_CHECK_LANG") or ""
    if chosen:
        if chosen not in ("en", "ko"):
            raise UsageError(f"--lang: {chosen!r} is not a language of this program", "use en or ko")
        return chosen
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "ko" if value.startswith("ko") else "en"
    return "en"


def day(asked: str | None) -> date:
    """The date asked for, else today. Raises UsageError for what is not a date."""
    if not asked:
        return date.today()
    try:
        return date.fromisoformat(asked)
    except ValueError:
        raise UsageError(f"--on-date: {asked!r} is not a date", "write YYYY-MM-DD, for example 2026-11-22") from None


def country(asked: str | None, option: str, dataset: Dataset) -> str:
    """The country code asked for, in upper case; empty where none was. Raises UsageError for an unknown one."""
    if not asked:
        return ""
    code = asked.strip().upper()
    known = dataset.document("countries")
    if code not in known["countries"] and code not in (known.get("special") or {}):
        raise UsageError(f"{option}: {asked!r} is not a country code", "use an ISO 3166-1 alpha-2 code, for example KR")
    return code


def open_lookups(data_dir: Path | None, *, batch: bool = False) -> Lookups:
    """The dataset with a matcher on it; `batch` loads the names into memory, which pays from some hundred names on."""
    from cites_check.dataset.opened import Dataset
    from cites_check.lookup import Lookups
    from cites_check.names import Matcher
    from cites_check.names.memory_store import MemoryNameStore
    from cites_check.names.sqlite_store import SqliteNameStore

    dataset = Dataset.open(data_dir)
    store = MemoryNameStore.load(dataset.connection) if batch else SqliteNameStore(dataset.connection)
    return Lookups(dataset, Matcher(store))


def print_version() -> None:
    """Print the version of the program and of the dataset, and the sources that the dataset has to name."""
    from cites_check import __version__
    from cites_check.dataset.opened import Dataset

    info = Dataset.open().info
    typer.echo(f"cites-check {__version__}")
    typer.echo(f"dataset {info.version} (in force {info.in_force}, sha256 {info.sha256[:16]})")
    for line in info.attribution:
        typer.echo(f"  {line}")


def read_lines(arguments: list[str]) -> list[str]:
    """The arguments, or the lines of standard input where one of them is `-`."""
    lines: list[str] = []
    for argument in arguments:
        if argument == "-":
            lines += [line.rstrip("\r\n") for line in sys.stdin]
        else:
            lines.append(argument)
    return lines
