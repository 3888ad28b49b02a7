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
    from cites_check.declarations.template import template as template_in
    from cites_check.errors import UsageError

    if output is None and format is TemplateFormat.XLSX and sys.stdout.isatty():
        raise UsageError("a spreadsheet cannot be shown on a terminal", "name a file with --output")
    if output is not None and output.exists():
        raise UsageError(f"{output} exists and is left as it is", "name another file with --output")
    data = template_in(format.value, language(lang))
    if output is None:
        sys.stdout.buffer.write(data)
    else:
        _write(data, output)
    return 0


def _write(data: bytes, path: Path) -> None:
    """The whole file or none. Raises UsageError where it cannot be written."""
    from cites_check.errors import UsageError
    from cites_check.reports.output import FileOutput, ReportError

    try:
        file = FileOutput(path)
    except ReportError as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}", "name another file") from None
    complete = False
    try:
        file.write_bytes(data)
        complete = True
    finally:
        file.close(commit=complete)
