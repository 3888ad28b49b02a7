"""The refresh: from the manifest of a mirror to a version that answers, or to an error with the old data untouched."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cites_check.dataset.addresses import manifest_address, shown
from cites_check.dataset.bundle import (
    MANIFEST_CAP,
    SIGNATURE_NAME,
    BundleError,
    Manifest,
    parse_manifest,
    verify_signature,
)
from cites_check.dataset.diff import Difference, compare
from cites_check.dataset.inspection import Gates, inspect, refuse_file, refuse_older
from cites_check.dataset.locate import bundled
from cites_check.dataset.opened import Dataset
from cites_check.dataset.schema import SCHEMA
from cites_check.dataset.store import Store
from cites_check.dataset.transport import Progress, TransferError, Transport
from cites_check.errors import DatasetError, RefreshError

_SIGNATURE_CAP = 1024
_OFFLINE = "without a network: copy a published bundle here and run: cites-check data import FILE"
_DISK = "make room or make it writable, or name another folder with --store"
_MIRRORS = "name a mirror with --from, or several in CITES_CHECK_MIRRORS"


@dataclass(frozen=True, slots=True)
class RefreshOptions:
    """Mirrors in order, the pinned key, waived gates; `force` passes over remembered waits and rollbacks."""

    mirrors: tuple[str, ...]
    key: str = ""
    gates: Gates = field(default_factory=Gates)
    force: bool = False
    dry_run: bool = False
    lock_wait: float = 60.0


@dataclass(frozen=True, slots=True)
class RefreshResult:
    """What a refresh did: `outcome` is `current`, `available` (found, not installed) or `updated`."""

    outcome: str
    version: str
    in_force: str
    url: str
    notes: tuple[str, ...] = ()
    changes: Difference | None = None


def dataset_in_store(store: Store) -> Dataset:
    """What answers without --data-dir: the store's current version, else the bundled one. Raises DatasetError."""
    index = store.current_index()
    if index is not None:
        return Dataset.open_index(index, "refreshed")
    location = bundled()
    return Dataset.open_index(location.index, location.origin)


def still_in_use(store: Store) -> str:
    """What answers after a failure, with its age, in words."""
    try:
        info = dataset_in_store(store).info
    except DatasetError as error:
        return f"no dataset answers now: {error.message}"
    days = (date.today() - date.fromisoformat(info.in_force)).days
    return f"still in use: version {info.version} ({info.origin}, in force {info.in_force}, {days} days old)"


def refresh(
    store: Store, transport: Transport, options: RefreshOptions, progress: Progress | None = None
) -> RefreshResult:
    """Bring the store up to date from the first mirror that serves a fit version.

    Raises RefreshError; the dataset in use is then as it was.
    """
    _need_mirrors(options)
    try:
        with store.locked(options.lock_wait):
            return _Refresh(store, transport, options, progress).run()
    except OSError as error:
        cause = f"cannot write to {error.filename or store.root}: {error.strerror or error}"
        raise failed(store, cause, _DISK) from error


def look(store: Store, transport: Transport, options: RefreshOptions) -> RefreshResult:
    """Whether a mirror has another version. Nothing is written. Raises RefreshError."""
    _need_mirrors(options)
    return _Refresh(store, transport, options, None).look()


def failed(store: Store, cause: str, fix: str = "") -> RefreshError:
    """The error of a refresh: cause, what still answers, and what can be done."""
    return RefreshError(f"the dataset was not changed: {cause}\n  {still_in_use(store)}", fix or _OFFLINE)


def _need_mirrors(options: RefreshOptions) -> None:
    if not options.mirrors:
        raise RefreshError("no mirror is known to refresh from", _MIRRORS)


@dataclass(slots=True)
class _Refresh:
    """One run of the protocol, with the lock held (or reading only, in `look`)."""

    store: Store
    transport: Transport
    options: RefreshOptions
    progress: Progress | None
    state: dict[str, Any] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    fixes: list[str] = field(default_factory=list)

    def run(self) -> RefreshResult:
        mended = self.store.mend()
        self.store.tidy()
        current, note = self._current()
        if mended:
            note = note or "the pointer file of the store was damaged and was made anew"
        try:
            return self._first(lambda url: self._update(url, current, note))
        finally:
            current.close()

    def look(self) -> RefreshResult:
        current, note = self._current()
        try:
            return self._first(lambda url: self._found(url, current, note)[0], remember=False)
        finally:
            current.close()

    def _first(self, attempt: Callable[[str], RefreshResult], *, remember: bool = True) -> RefreshResult:
        """The result of the first mirror that has one."""
        self.state = self.store.state()
        waits: dict[str, float] = self._known("retry_after")
        for base in self.options.mirrors:
            url = manifest_address(base, SCHEMA)
            if not self.options.force and float(waits.get(shown(url), 0)) > time.time():
                moment = datetime.fromtimestamp(float(waits[shown(url)]), UTC).strftime("%Y-%m-%d %H:%M UTC")
                self._failure(
                    url, f"this mirror asked not to be called before {moment}", "--force asks it nevertheless"
                )
                continue
            try:
                result = attempt(url)
            except TransferError as error:
                self._failure(error.url, error.cause)
                if error.wait_until:
                    waits[shown(url)] = error.wait_until
            except BundleError as error:
                self._failure(url, error.cause, error.fix)
            else:
                waits.pop(shown(url), None)
                if remember and not self.options.dry_run:
                    self.state["mirrors"] = list(self.options.mirrors)
                    if self.options.key:
                        self.state["key"] = self.options.key
                    self.store.remember(self.state)
                return result
        if remember:
            self.store.remember(self.state)
        raise failed(self.store, "\n  ".join(self.failures), "; ".join(dict.fromkeys([*self.fixes, _OFFLINE])))

    def _current(self) -> tuple[Dataset, str]:
        """What the offer is compared with. A damaged store does not keep a refresh from mending it."""
        try:
            current = dataset_in_store(self.store)
            _ = current.info
            return current, ""
        except (DatasetError, KeyError) as error:
            location = bundled()
            reason = error.message if isinstance(error, DatasetError) else str(error)
            return Dataset.open_index(location.index, location.origin), f"the version in the store is damaged: {reason}"

    def _manifest(self, url: str, damaged: bool) -> Manifest | None:
        """The manifest, checked; None where the mirror says that it has not changed."""
        headers = {} if damaged or self.options.force else self._validators(url)
        reply = self.transport.fetch(url, MANIFEST_CAP, headers)
        if reply.status == 304:
            return None
        if self.options.key:
            address = f"{url.rsplit('/', 1)[0]}/{SIGNATURE_NAME}"
            try:
                signature = self.transport.fetch(address, _SIGNATURE_CAP).body
            except TransferError as error:
                raise BundleError(f"a key is pinned, and the signature is not to be had: {error.cause}") from error
            verify_signature(reply.body, signature, self.options.key)
        manifest = parse_manifest(reply.body)
        self._known("validators")[shown(url)] = {
            "etag": reply.headers.get("ETag", ""),
            "last_modified": reply.headers.get("Last-Modified", ""),
            "name": manifest.name,
        }
        return manifest

    def _found(self, url: str, current: Dataset, damage: str) -> tuple[RefreshResult, Manifest | None]:
        """Current or available, from the manifest alone."""
        manifest = self._manifest(url, bool(damage))
        notes = [damage] if damage else []
        info = current.info
        unchanged = RefreshResult("current", info.version, info.in_force, shown(url), tuple(notes))
        if manifest is None:
            return unchanged, None
        if manifest.status != "active":
            notes.append(f"the publisher calls this line of data {manifest.status}: look for a newer cites-check")
        same = manifest.version == info.version and manifest.dataset_sha256 == info.sha256
        if same and not damage and not self.options.force:
            return replace(unchanged, notes=tuple(notes)), None
        self._refuse_older(manifest, current)
        if manifest.name in self._list("rolled_back") and not self.options.force:
            notes.append(f"version {manifest.version} was rolled back here; --force installs it again")
            return replace(unchanged, notes=tuple(notes)), None
        found = RefreshResult("available", manifest.version, manifest.in_force, shown(url), tuple(notes))
        return found, manifest

    def _update(self, url: str, current: Dataset, damage: str) -> RefreshResult:
        found, manifest = self._found(url, current, damage)
        if manifest is None:
            return found
        part = self._download(url, manifest)
        try:
            new = inspect(part, manifest, current, self.options.gates)
        except BundleError:
            # The bytes are those of the manifest and still unfit: there is nothing to resume.
            part.unlink(missing_ok=True)
            raise
        try:
            changes = compare(current, new)
        finally:
            new.close()
        if self.options.dry_run:
            return replace(found, changes=changes)
        self.store.install(part, manifest.name, {**manifest.facts(), "url": shown(url), "installed": now()})
        self.store.drop_downloads()
        self.state["rolled_back"] = [name for name in self._list("rolled_back") if name != manifest.name]
        return replace(found, outcome="updated", changes=changes)

    def _download(self, url: str, manifest: Manifest) -> Path:
        """The index, whole and with the right digest, below `staging`."""
        part = self.store.staging / f"{manifest.index.sha256}.part"
        address = f"{url.rsplit('/', 1)[0]}/{manifest.index.path}"
        resumed = self.transport.download(address, part, manifest.index.size, self.progress)
        try:
            refuse_file(part, manifest)
        except BundleError:
            part.unlink(missing_ok=True)
            if not resumed:
                raise
            # Pieces from several answers do not fit together: once more from the beginning.
            self.transport.download(address, part, manifest.index.size, self.progress)
            try:
                refuse_file(part, manifest)
            except BundleError:
                part.unlink(missing_ok=True)
                raise
        return part

    def _refuse_older(self, manifest: Manifest, current: Dataset) -> None:
        refuse_older(manifest.version, current, self.options.gates)
        chain = self.store.chain() if current.info.origin == "refreshed" else []
        published = str(self.store.version(chain[0]).record.get("published", "")) if chain else ""
        if (
            not self.options.gates.allow_downgrade
            and manifest.version == current.info.version
            and manifest.published < published
        ):
            raise BundleError(
                f"the issue offered of version {manifest.version} is older than the one in use",
                "--allow-downgrade takes it nevertheless",
            )

    def _validators(self, url: str) -> dict[str, str]:
        """Headers that ask for the manifest only if it changed since the version that answers was made from it."""
        noted = self._known("validators").get(shown(url), {})
        chain = self.store.chain()
        if not isinstance(noted, dict) or not chain or noted.get("name") != plain_name(chain[0]):
            return {}
        headers = {"If-None-Match": noted.get("etag"), "If-Modified-Since": noted.get("last_modified")}
        return {key: value for key, value in headers.items() if value}

    def _failure(self, url: str, cause: str, fix: str = "") -> None:
        self.failures.append(f"{cause} ({shown(url)})")
        if fix:
            self.fixes.append(fix)

    def _known(self, key: str) -> dict[str, Any]:
        """A table of the state, made where there is none."""
        if not isinstance(self.state.get(key), dict):
            self.state[key] = {}
        table: dict[str, Any] = self.state[key]
        return table

    def _list(self, key: str) -> list[str]:
        names = self.state.get(key)
        return [str(name) for name in names] if isinstance(names, list) else []


def now() -> str:
    """This moment, as records write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def plain_name(folder: str) -> str:
    """The name of a version without the number of a repeated installation."""
    stem, _, number = folder.rpartition(".")
    return stem if "-" in stem and number.isdigit() else folder
