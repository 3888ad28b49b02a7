"""What several commands share on the command line: options, and the version."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

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


def print_version() -> None:
    """Print the version of the program and of the dataset, and the sources that the dataset has to name."""
    from cites_check import __version__
    from cites_check.dataset.opened import Dataset

    info = Dataset.open().info
    typer.echo(f"cites-check {__version__}")
    typer.echo(f"dataset {info.version} (in force {info.in_force}, sha256 {info.sha256[:16]})")
    for line in info.attribution:
        typer.echo(f"  {line}")
