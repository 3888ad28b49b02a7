"""`cites-check config`: which settings hold, and where each came from."""

from __future__ import annotations

import json
import os
from enum import StrEnum
from typing import Annotated

import typer

app = typer.Typer(help="Settings from the environment and the configuration file.", no_args_is_help=True)


class ShowFormat(StrEnum):
    """How the settings are written."""

    TEXT = "text"
    JSON = "json"


@app.callback()
def _group() -> None:
    """Settings from the environment and the configuration file."""


@app.command("show")
def show(
    format: Annotated[ShowFormat, typer.Option("--format", "-f", help="text or json.")] = ShowFormat.TEXT,
) -> int:
    """Show every setting of check and lookup: its value, and where it came from."""
    from cites_check.cli.config_file import find
    from cites_check.cli.configuration import SECTIONS, Configuration, options_of
    from cites_check.cli.settings import language
    from cites_check.cli.streams import machine_output

    configuration = Configuration(find())
    rows = []
    for command in SECTIONS:
        for setting in configuration.settings(command, options_of(command), os.environ):
            value, origin = setting.value, setting.origin
            if setting.name == "lang" and value is None:
                value, origin = language(None), "locale"
            rows.append((f"{command}.{setting.name.replace('_', '-')}", value, origin))
    if format is ShowFormat.JSON:
        machine_output()
        settings = [{"setting": name, "value": value, "origin": origin} for name, value, origin in rows]
        typer.echo(json.dumps({"file": configuration.path or None, "settings": settings}, ensure_ascii=False, indent=1))
        return 0
    typer.echo(f"configuration: {configuration.path or 'none found'}")
    width = max(len(name) for name, _, _ in rows)
    for name, value, origin in rows:
        shown = ", ".join(value) if isinstance(value, list) else value
        typer.echo(f"{name:<{width}} = {shown or '-'}  ({origin})")
    return 0
