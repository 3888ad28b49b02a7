"""What the commands of `cites-check data` do, between the command line and the dataset."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cites_check.cli.progress import progress_bar
from cites_check.dataset.addresses import MANIFEST_NAME, is_address, shown
from cites_check.dataset.inspection import Gates
from cites_check.dataset.locate import Location, bundled, locate
from cites_check.dataset.opened import Dataset
from cites_check.dataset.refresh import RefreshOptions, RefreshResult, failed, look, plain_name
from cites_check.dataset.refresh import refresh as refresh_store
from cites_check.dataset.store import Store
from cites_check.dataset.transport import Limits, TransferError, Transport
from cites_check.dataset.verify import verify_index
from cites_check.errors import RefreshError, UsageError

if TYPE_CHECKING:
    from cites_check.dataset.diff import Difference

SPECIES_PLUS = "speciesplus"
_FILE_CAP = 512 << 20
_FILE_ENDINGS = (".csv", ".csv.gz", ".zip", ".sqlite")


@dataclass(frozen=True, slots=True)
class Network:
    """How the network may be used: authorities, plain HTTP, limits in seconds, tries."""

    ca: Path | None
    allow_http: bool
    timeout: float
    total: float
    tries: int

    def transport(self, store: Store) -> Transport:
        """The transport with these settings. Raises RefreshError where they cannot be used."""
        limits = Limits(min(10.0, self.timeout), self.timeout, self.total, self.tries)
        try:
            return Transport(limits, allow_http=self.allow_http, authority=self.ca)
        except TransferError as error:
            raise failed(store, f"{error.cause} ({error.url})", "name a PEM file with --ca") from error


def options(
    store: Path | None,
    mirrors: list[str] | None,
    key: str | None,
    *,
    force: bool = False,
    dry_run: bool = False,
    allow_downgrade: bool = False,
    accept_shrink: bool = False,
    lock_wait: float = 60.0,
) -> RefreshOptions:
    """Mirrors and key: asked for, else from the environment, else those of the last refresh that worked."""
    state = Store(store).state()
    remembered = state.get("mirrors")
    found = mirrors or os.environ.get("CITES_CHECK_MIRRORS", "").split()
    if not found and isinstance(remembered, list):
        found = [str(mirror) for mirror in remembered]
    return RefreshOptions(
        mirrors=tuple(found),
        key=key or os.environ.get("CITES_CHECK_KEY") or str(state.get("key") or ""),
        gates=Gates(allow_downgrade, accept_shrink),
        force=force,
        dry_run=dry_run,
        lock_wait=lock_wait,
    )


def located(data_dir: Path | None, store: Path | None) -> Location:
    """Where the dataset is. Raises DatasetError."""
    if data_dir is None and store is not None:
        index = Store(store).current_index()
        return Location(index, "refreshed") if index is not None else bundled()
    return locate(data_dir)


def opened(data_dir: Path | None, store: Path | None) -> Dataset:
    """The dataset that answers. Raises DatasetError."""
    location = located(data_dir, store)
    return Dataset.open_index(location.index, location.origin)


def verify_dataset(data_dir: Path | None, store: Path | None) -> str:
    """Check the dataset that answers, byte by byte where a digest is recorded; a line that says it is whole."""
    from cites_check.dataset.inspection import digest
    from cites_check.errors import DatasetError

    dataset = opened(data_dir, store)
    verify_index(dataset)
    index = dataset.location.index
    note = ""
    if dataset.location.origin == "refreshed":
        files = Store(store).version(index.parent.name).record.get("files") or [{}]
        if recorded := files[0].get("sha256"):
            if digest(index) != recorded:
                raise DatasetError(f"{index} is not the file that was installed", "cites-check data refresh --force")
            note = f", sha256 {recorded[:16]} as published"
    return f"dataset {dataset.info.version}: undamaged{note}"


def check(store: Path | None, wanted: RefreshOptions, network: Network) -> RefreshResult:
    """Ask the mirrors, change nothing."""
    if SPECIES_PLUS in wanted.mirrors:
        raise UsageError("Species+ has no versions to compare", "cites-check data refresh --from speciesplus --dry-run")
    place = Store(store)
    with network.transport(place) as transport:
        return look(place, transport, wanted)


def refresh(
    store: Path | None,
    wanted: RefreshOptions,
    network: Network,
    *,
    show_progress: bool,
    since: str | None = None,
    pace: float = 0.5,
) -> RefreshResult:
    """Refresh from mirrors, or from the authority's own service."""
    place = Store(store)
    _warn_of_override(store)
    if SPECIES_PLUS in wanted.mirrors:
        if len(wanted.mirrors) > 1:
            raise UsageError("--from speciesplus stands alone", "name either mirrors or speciesplus")
        from cites_check.cli.data_api import refresh_from_api

        return refresh_from_api(place, wanted, network, show_progress=show_progress, since=since, pace=pace)
    if since is not None:
        raise UsageError("--since is for --from speciesplus", "a mirror serves whole versions; leave it out")
    with network.transport(place) as transport, progress_bar(show_progress, "dataset", in_bytes=True) as progress:
        return refresh_store(place, transport, wanted, progress)


def import_source(
    store: Path | None,
    source: str,
    in_force: str | None,
    wanted: RefreshOptions,
    network: Network,
    *,
    show_progress: bool,
) -> RefreshResult:
    """Import a file or folder, or what an address serves: a file, or else a bundle."""
    _warn_of_override(store)
    place = Store(store)
    if not is_address(source):
        return _import_file(place, Path(source), source, in_force, wanted)
    name = shown(source).rstrip("/").rsplit("/", 1)[-1]
    with network.transport(place) as transport, progress_bar(show_progress, "dataset", in_bytes=True) as progress:
        if name == MANIFEST_NAME or not name.lower().endswith(_FILE_ENDINGS):
            return refresh_store(place, transport, replace(wanted, mirrors=(source,)), progress)
        import tempfile

        try:
            reply = transport.fetch(source, _FILE_CAP)
        except TransferError as error:
            raise failed(place, f"{error.cause} ({error.url})") from error
        with tempfile.TemporaryDirectory(prefix="cites-check-") as folder:
            path = Path(folder) / name
            path.write_bytes(reply.body)
            return _import_file(place, path, shown(source), in_force, wanted)


def _import_file(store: Store, path: Path, origin: str, in_force: str | None, wanted: RefreshOptions) -> RefreshResult:
    from cites_check.dataset.importing import import_bundle, import_made

    if path.name.lower().endswith((".csv", ".csv.gz")):
        from cites_check.dataset.official_csv import csv_maker

        return import_made(store, csv_maker(path, in_force, wanted.gates), wanted, origin)
    if in_force is not None:
        raise UsageError("--in-force is for CSV files; a bundle says its date itself", "leave it out")
    return import_bundle(store, path, wanted)


def difference(store: Path | None, before: str, after: str, only: list[str] | None) -> Difference:
    """The changes between two datasets that the user names."""
    from cites_check.dataset.diff import KINDS, Difference, compare

    if unknown := sorted(set(only or ()) - set(KINDS)):
        raise UsageError(f"--only: {unknown[0]!r} is not a kind of change", f"use {', '.join(KINDS)}")
    found = compare(_named(store, before), _named(store, after))
    if not only:
        return found
    return Difference(found.before, found.after, tuple(change for change in found.changes if change.kind in only))


def _named(store: Path | None, name: str) -> Dataset:
    """A dataset by word, version, folder or file."""
    if name == "current":
        return opened(None, store)
    place = Store(store)
    chain = place.chain()
    if name == "bundled" or (name == "previous" and len(chain) < 2):
        location = bundled()
        return Dataset.open_index(location.index, location.origin)
    for version in place.kept():
        wanted = chain[1] if name == "previous" else name
        if version.name == wanted or version.name.startswith(f"{wanted}-"):
            return Dataset.open_index(version.index, "refreshed")
    path = Path(name)
    if path.is_file():
        return Dataset.open_index(path, "directory")
    if path.is_dir():
        return Dataset.open(path)
    raise UsageError(
        f"{name!r} is no version in the store, no folder and no file", "use bundled, current, previous or a path"
    )


def rollback(store: Path | None, lock_wait: float) -> str:
    """Point at the version before; the name of the one that answers now, empty for the bundled one."""
    place = Store(store)
    try:
        with place.locked(lock_wait):
            place.mend()
            chain = place.chain()
            if not chain:
                raise RefreshError(
                    "the bundled dataset answers; there is nothing to roll back", "cites-check data status"
                )
            state = place.state()
            state["rolled_back"] = sorted({*state.get("rolled_back", ()), plain_name(chain[0])})
            state.pop("validators", None)
            place.remember(state)
            rest = [name for name in chain[1:] if (place.versions / name).is_dir()]
            place.point_at(rest)
            return rest[0] if rest else ""
    except OSError as error:
        cause = f"cannot write to {error.filename or place.root}: {error.strerror or error}"
        raise failed(place, cause, "make it writable, or name another folder with --store") from error


def publish_to(folder: Path, data_dir: Path | None, store: Path | None, sign_key: Path | None, status: str) -> str:
    """Publish the dataset that answers; a line that says where."""
    from cites_check.dataset.publish import publish

    private = None
    if sign_key is not None:
        try:
            private = sign_key.read_bytes()
        except OSError as error:
            raise UsageError(f"--sign-key: {sign_key} cannot be read: {error.strerror or error}") from error
    manifest = publish(opened(data_dir, store), folder, status=status, private_key=private)
    size = manifest.index.size / 1e6
    return f"version {manifest.version} published in {folder}: {size:.1f} MB, sha256 {manifest.index.sha256[:16]}"


def _warn_of_override(store: Path | None) -> None:
    if store is None and os.environ.get("CITES_CHECK_DATA"):
        say("CITES_CHECK_DATA is set: runs use that dataset, and not the store that is changed now")


def say(text: str) -> None:
    """A line for the user that is not the result."""
    print(f"cites-check: {text}", file=sys.stderr)  # noqa: T201 - standard output carries the result alone
