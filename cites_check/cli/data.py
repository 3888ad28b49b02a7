"""`cites-check data`: the dataset that answers."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from cites_check.cli.common import DataDir

app = typer.Typer(help="The dataset: which one answers, where it is, whether it is whole.", no_args_is_help=True)


class StatusFormat(StrEnum):
    """How the status is written."""

    TEXT = "text"
    JSON = "json"


@app.command("status")
def status(
    format: Annotated[StatusFormat, typer.Option("--format", "-f", help="text or json.")] = StatusFormat.TEXT,
    data_dir: DataDir = None,
) -> int:
    """Show version, date, age, origin and counts of the dataset."""
    from cites_check.dataset.opened import Dataset

    info = Dataset.open(data_dir).info
    age = (date.today() - date.fromisoformat(info.in_force)).days
    record = {
        "version": info.version,
        "schema": info.schema,
        "in_force": info.in_force,
        "sha256": info.sha256,
        "origin": info.origin,
        "age_days": age,
        "counts": info.counts,
    }
    if format is StatusFormat.JSON:
        typer.echo(json.dumps(record, ensure_ascii=False))
        return 0
    for key, value in record.items():
        shown = ", ".join(f"{number:,} {name}" for name, number in value.items()) if isinstance(value, dict) else value
        typer.echo(f"{key:<10} {shown}")
    return 0


@app.command("path")
def path(data_dir: DataDir = None) -> int:
    """Show the file that answers."""
    from cites_check.dataset.locate import locate

    typer.echo(locate(data_dir).index)
    return 0


@app.command("verify")
def verify(data_dir: DataDir = None) -> int:
    """Read the whole dataset once and check that it is undamaged."""
    from cites_check.dataset.opened import Dataset
    from cites_check.dataset.verify import verify_index

    dataset = Dataset.open(data_dir)
    verify_index(dataset)
    typer.echo(f"dataset {dataset.info.version}: undamaged")
    return 0
