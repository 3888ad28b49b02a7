"""`cites-check template`: an empty declaration with a filled example row."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cites_check.cli.common import Lang


class TemplateFormat(StrEnum):
    """Kinds of template."""

    CSV = "csv"
    XLSX = "xlsx"
    YAML = "yaml"


def template(
    format: Annotated[TemplateFormat, typer.Option("--format", "-f", help="Kind of file.")] = TemplateFormat.CSV,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output if left out (csv, yaml).")
    ] = None,
    lang: Lang = None,
) -> int:
    """Write an empty declaration file with a filled example row."""
    from cites_check.cli.settings import language
    from cites_check.declarations import template as templates
    from cites_check.errors import UsageError

    if output is None and format is TemplateFormat.XLSX and sys.stdout.isatty():
        raise UsageError("a spreadsheet cannot be shown on a terminal", "name a file with --output")
    if output is not None and output.exists():
        raise UsageError(f"{output} exists and is left as it is", "name another file with --output")
    target = output if output is not None else sys.stdout.buffer
    templates.write(format.value, target, language(lang))
    return 0
