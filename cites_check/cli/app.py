"""The command line, as Typer sees it."""

from __future__ import annotations

from typing import Annotated

import typer

from cites_check.cli import check, data, explain, lookup, scan, template

app = typer.Typer(
    name="cites-check",
    help="Checks import declarations against the CITES Appendices.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from cites_check.cli.common import print_version

        print_version()
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show version, dataset and sources.")
    ] = False,
) -> None:
    """Checks import declarations against the CITES Appendices."""


app.command("check")(check.check)
app.command("lookup")(lookup.lookup)
app.command("scan")(scan.scan)
app.command("explain")(explain.explain)
app.command("rules")(explain.rules)
app.command("template")(template.template)
app.add_typer(data.app, name="data")
