"""The command line, as Typer sees it.

Building a command costs time, so only the command that was asked for is built; all of them for `--help` and completion.
"""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

COMMANDS = {
    "check": ("check", "check"),
    "lookup": ("lookup", "lookup"),
    "scan": ("scan", "scan"),
    "explain": ("explain", "explain"),
    "rules": ("explain", "rules"),
    "template": ("template", "template"),
    "data": ("data", "app"),
    "config": ("config", "app"),
}
"""Command → module of this package and what in it: a function, or a group of commands."""


def build_app(asked: str = "") -> typer.Typer:
    """The program, with the command `asked` alone where there is one of that name, else with all."""
    app = typer.Typer(
        name="cites-check",
        help="Checks import declarations against the CITES Appendices.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for name in (asked,) if asked in COMMANDS else COMMANDS:
        module, attribute = COMMANDS[name]
        command = getattr(import_module(f"cites_check.cli.{module}"), attribute)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        from cites_check.cli.common import print_version

        print_version()
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show version, dataset and sources.")
    ] = False,
) -> None:
    """Checks import declarations against the CITES Appendices."""
