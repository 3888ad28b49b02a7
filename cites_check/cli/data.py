"""`cites-check data`: the dataset that answers, and how it is kept right."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cites_check.cli.common import DataDir

app = typer.Typer(
    help="The dataset: which one answers, whether it is whole and current; refresh, import, compare, roll back.",
    no_args_is_help=True,
)


class StatusFormat(StrEnum):
    """How a status or a result is written."""

    TEXT = "text"
    JSON = "json"


class DiffFormat(StrEnum):
    """How changes are written."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


class BundleStatus(StrEnum):
    """What a publisher says of the line of data."""

    ACTIVE = "active"
    DEPRECATED = "deprecated"
    EOL = "eol"


StoreFolder = Annotated[
    Path | None, typer.Option("--store", help="Folder of refreshed versions [env: CITES_CHECK_STORE].")
]
Format = Annotated[StatusFormat, typer.Option("--format", "-f", help="text or json.")]
From = Annotated[
    list[str] | None,
    typer.Option("--from", metavar="URL", help="Base of a mirror; may be repeated [env: CITES_CHECK_MIRRORS]."),
]
Key = Annotated[
    str | None, typer.Option("--key", help="Ed25519 public key (base64) that must have signed [env: CITES_CHECK_KEY].")
]
Ca = Annotated[Path | None, typer.Option("--ca", help="File of further certificate authorities (PEM).")]
AllowHttp = Annotated[bool, typer.Option("--allow-http", help="Use mirrors over plain HTTP.")]
Force = Annotated[bool, typer.Option("--force", help="Ask although told to wait; install again.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Download, test and show what would change.")]
Downgrade = Annotated[bool, typer.Option("--allow-downgrade", help="Take an older version.")]
Shrink = Annotated[bool, typer.Option("--accept-shrink", help="Take a version that has lost many listings.")]
LockTimeout = Annotated[float, typer.Option("--lock-timeout", min=0, help="Seconds to wait for another refresh.")]
Timeout = Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds without a byte before trying again.")]
TotalTimeout = Annotated[float, typer.Option("--total-timeout", min=1, help="Seconds for one file in all.")]
Tries = Annotated[int, typer.Option("--tries", min=1, max=20, help="Tries for each file and mirror.")]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE|all", help="speciesplus: taxa changed since; by default since the dataset."),
]
Pace = Annotated[float, typer.Option("--pace", min=0, help="speciesplus: seconds between requests.")]
NoProgress = Annotated[bool, typer.Option("--no-progress", help="No progress bar.")]


@app.command("status")
def status(format: Format = StatusFormat.TEXT, data_dir: DataDir = None, store: StoreFolder = None) -> int:
    """Show version, date, age, origin and counts of the dataset."""
    from cites_check.cli import data_view

    typer.echo(data_view.status(data_dir, store, as_json=format is StatusFormat.JSON))
    return 0


@app.command("path")
def path(data_dir: DataDir = None, store: StoreFolder = None) -> int:
    """Show the file that answers."""
    from cites_check.cli.data_run import located

    typer.echo(located(data_dir, store).index)
    return 0


@app.command("verify")
def verify(data_dir: DataDir = None, store: StoreFolder = None) -> int:
    """Read the whole dataset once and check that it is undamaged."""
    from cites_check.cli.data_run import verify_dataset

    typer.echo(verify_dataset(data_dir, store))
    return 0


@app.command("check")
def check(
    mirrors: From = None,
    key: Key = None,
    ca: Ca = None,
    allow_http: AllowHttp = False,
    force: Force = False,
    store: StoreFolder = None,
    timeout: Timeout = 30.0,
    tries: Tries = 5,
    format: Format = StatusFormat.TEXT,
) -> int:
    """Ask the mirrors whether there is another version; exit code 10 when there is. Nothing is changed."""
    from cites_check.cli import data_run, data_view

    network = data_run.Network(ca, allow_http, timeout, 60.0, tries)
    result = data_run.check(store, data_run.options(store, mirrors, key, force=force), network)
    typer.echo(data_view.result(result, as_json=format is StatusFormat.JSON))
    return 10 if result.outcome == "available" else 0


@app.command("refresh")
def refresh(
    mirrors: From = None,
    key: Key = None,
    ca: Ca = None,
    allow_http: AllowHttp = False,
    force: Force = False,
    dry_run: DryRun = False,
    allow_downgrade: Downgrade = False,
    accept_shrink: Shrink = False,
    store: StoreFolder = None,
    lock_timeout: LockTimeout = 300.0,
    timeout: Timeout = 30.0,
    total_timeout: TotalTimeout = 1800.0,
    tries: Tries = 5,
    no_progress: NoProgress = False,
    since: Since = None,
    pace: Pace = 0.5,
    format: Format = StatusFormat.TEXT,
) -> int:
    """Fetch the newest dataset from a mirror, test it, and let it answer from now on.

    `--from speciesplus` makes it from the Species+/CITES Checklist API with your own token (CITES_CHECK_TOKEN, or
    asked for).
    """
    from cites_check.cli import data_run, data_view

    network = data_run.Network(ca, allow_http, timeout, total_timeout, tries)
    wanted = data_run.options(
        store,
        mirrors,
        key,
        force=force,
        dry_run=dry_run,
        allow_downgrade=allow_downgrade,
        accept_shrink=accept_shrink,
        lock_wait=lock_timeout,
    )
    result = data_run.refresh(store, wanted, network, show_progress=not no_progress, since=since, pace=pace)
    typer.echo(data_view.result(result, as_json=format is StatusFormat.JSON))
    return 0


@app.command("import")
def import_(
    source: Annotated[str, typer.Argument(metavar="FILE|URL", help="A bundle, an index, or an official CSV download.")],
    in_force: Annotated[
        str | None,
        typer.Option("--in-force", metavar="YYYY-MM-DD", help="Date of a CSV download; else read from its name."),
    ] = None,
    key: Key = None,
    ca: Ca = None,
    allow_http: AllowHttp = False,
    force: Force = False,
    dry_run: DryRun = False,
    allow_downgrade: Downgrade = False,
    accept_shrink: Shrink = False,
    store: StoreFolder = None,
    lock_timeout: LockTimeout = 300.0,
    timeout: Timeout = 30.0,
    total_timeout: TotalTimeout = 1800.0,
    tries: Tries = 5,
    no_progress: NoProgress = False,
    format: Format = StatusFormat.TEXT,
) -> int:
    """Install a bundle carried here by hand, or an official CSV download (Index of CITES Species, Species+ listings).

    What a CSV file does not carry is kept from the dataset in use, and said.
    """
    from cites_check.cli import data_run, data_view

    network = data_run.Network(ca, allow_http, timeout, total_timeout, tries)
    wanted = data_run.options(
        store,
        None,
        key,
        force=force,
        dry_run=dry_run,
        allow_downgrade=allow_downgrade,
        accept_shrink=accept_shrink,
        lock_wait=lock_timeout,
    )
    result = data_run.import_source(store, source, in_force, wanted, network, show_progress=not no_progress)
    typer.echo(data_view.result(result, as_json=format is StatusFormat.JSON))
    return 0


@app.command("diff")
def diff(
    before: Annotated[str, typer.Argument(metavar="A", help="bundled, current, a version, a folder or an index file.")],
    after: Annotated[str, typer.Argument(metavar="B", help="As A.")] = "current",
    format: Annotated[DiffFormat, typer.Option("--format", "-f", help="table, json or markdown.")] = DiffFormat.TABLE,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="added, removed, moved, changed or renamed; may be repeated.")
    ] = None,
    store: StoreFolder = None,
) -> int:
    """Show what changed from A to B: added, removed, moved between Appendices, listed otherwise, renamed."""
    from cites_check.cli import data_run, data_view

    difference = data_run.difference(store, before, after, only)
    typer.echo(data_view.difference(difference, format.value))
    return 0


@app.command("rollback")
def rollback(
    store: StoreFolder = None,
    lock_timeout: LockTimeout = 60.0,
    format: Format = StatusFormat.TEXT,
) -> int:
    """Let the version before the current one answer again; from the first one, the bundled dataset."""
    from cites_check.cli import data_run, data_view

    name = data_run.rollback(store, lock_timeout)
    typer.echo(data_view.rolled_back(name, store, as_json=format is StatusFormat.JSON))
    return 0


@app.command("publish")
def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder that a web server serves.")],
    data_dir: DataDir = None,
    store: StoreFolder = None,
    sign_key: Annotated[
        Path | None, typer.Option("--sign-key", help="File with an Ed25519 private key (32 bytes in base64).")
    ] = None,
    status: Annotated[BundleStatus, typer.Option("--status", help="What mirrors say of it.")] = BundleStatus.ACTIVE,
) -> int:
    """Write the dataset as a bundle that any static web server can serve to `data refresh`."""
    from cites_check.cli import data_run

    typer.echo(data_run.publish_to(folder, data_dir, store, sign_key, status.value))
    return 0
