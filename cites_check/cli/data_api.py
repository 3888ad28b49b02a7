"""`data refresh --from speciesplus`: a dataset made from what the authority's own service answers."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from pathlib import Path

from cites_check.cli.data_run import Network, say
from cites_check.cli.progress import progress_bar
from cites_check.dataset.api_rows import merge_measures, official_rows
from cites_check.dataset.bundle import BundleError
from cites_check.dataset.contents import read_contents, write_contents
from cites_check.dataset.importing import import_made
from cites_check.dataset.merging import Merger
from cites_check.dataset.opened import Dataset
from cites_check.dataset.refresh import RefreshOptions, RefreshResult
from cites_check.dataset.speciesplus import API, GOES_ON, PER_PAGE, ApiPlan, SpeciesPlus
from cites_check.dataset.store import Store
from cites_check.dataset.transport import TransferError
from cites_check.errors import UsageError

TOKEN = "CITES_CHECK_TOKEN"
BASE = "CITES_CHECK_API"


def refresh_from_api(
    store: Store, wanted: RefreshOptions, network: Network, *, show_progress: bool, since: str | None, pace: float
) -> RefreshResult:
    """Ask the service and install what it says. Raises RefreshError, UsageError without a token."""
    token = _token()
    base = os.environ.get(BASE) or API
    day = date.today().isoformat()

    with network.transport(store) as transport:
        service = SpeciesPlus(transport, token, store.staging / "speciesplus", base)

        def make(current: Dataset, draft: Path) -> tuple[str, ...]:
            start = current.info.in_force if since is None else since
            plan = ApiPlan(since="" if start == "all" else start, per_page=PER_PAGE, pace=pace)
            try:
                with progress_bar(show_progress, "answers") as steps:
                    if steps is None:
                        say("asking the service; this takes a while")
                    answers = service.fetch(plan, steps)
            except TransferError as error:
                raise BundleError(f"{error.cause} ({error.url})", GOES_ON) from error
            rows = official_rows(answers)
            if not rows:
                shutil.copyfile(current.location.index, draft)
                return ("the service knows of no change since then",)
            contents = read_contents(current)
            merger = Merger(contents, day, current.info.in_force, partial=bool(plan.since), measures=True)
            notes = merger.merge(rows)
            notes += merge_measures(contents, answers, day)
            if answers.failed:
                notes.append(f"no answer for {len(answers.failed)} taxa: theirs is as it was")
            contents.meta["version"] = day.replace("-", ".")
            contents.meta["in_force"] = day
            write_contents(contents, draft)
            return tuple(notes)

        result = import_made(store, make, wanted, base)
        if not wanted.dry_run:
            service.forget()
        return result


def _token() -> str:
    """The user's token, from the environment or asked for on the terminal."""
    token = os.environ.get(TOKEN, "").strip()
    if not token and sys.stdin.isatty():
        import typer

        token = str(typer.prompt("Species+ API token", hide_input=True, err=True)).strip()
    if not token:
        raise UsageError(f"the Species+ API needs a token in {TOKEN}", "get a free one at https://api.speciesplus.net")
    if not token.isascii() or not token.isprintable() or " " in token:
        raise UsageError(f"what {TOKEN} holds cannot be a token", "copy it again, without spaces")
    return token
