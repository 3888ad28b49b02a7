"""Import of what was carried here by hand: a published bundle (folder, manifest, ZIP) or an index, by the gates of a
refresh.
"""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from lzma import LZMAError
from pathlib import Path

from cites_check.dataset.addresses import MANIFEST_NAME
from cites_check.dataset.bundle import (
    INDEX_CAP,
    MANIFEST_CAP,
    SIGNATURE_NAME,
    BundleError,
    Manifest,
    parse_manifest,
    verify_signature,
)
from cites_check.dataset.diff import compare
from cites_check.dataset.inspection import digest, inspect, refuse_file
from cites_check.dataset.opened import Dataset
from cites_check.dataset.refresh import RefreshOptions, RefreshResult, dataset_in_store, failed, now
from cites_check.dataset.schema import SCHEMA
from cites_check.dataset.store import INDEX_NAME, Store
from cites_check.errors import DatasetError, UsageError

Maker = Callable[[Dataset, Path], tuple[str, ...]]
"""Makes a new index at a path from the dataset in use; returns notes for the user."""

_FORMS = "name a bundle, an index or an official CSV file"
_BLOCK = 1 << 20


def import_bundle(store: Store, source: Path, options: RefreshOptions) -> RefreshResult:
    """Install the bundle or index at `source`. Raises RefreshError, UsageError where `source` is none."""
    if not source.exists():
        raise UsageError(f"{source} does not exist", _FORMS)
    found: list[Manifest] = []

    def make(_current: Dataset, draft: Path) -> tuple[str, ...]:
        manifest, notes = _fetch(source, draft, options.key)
        found.extend([manifest] if manifest else [])
        return notes

    return import_made(store, make, options, str(source.name), lambda: found[0] if found else None)


def import_made(
    store: Store,
    make: Maker,
    options: RefreshOptions,
    origin: str,
    manifest_of: Callable[[], Manifest | None] = lambda: None,
) -> RefreshResult:
    """Have `make` write a new index and install it, if it passes the gates. Raises RefreshError."""
    draft = store.staging / "import.draft"
    try:
        with store.locked(options.lock_wait):
            store.mend()
            store.tidy()
            try:
                return _checked(store, make, options, origin, manifest_of, draft)
            except (BundleError, DatasetError) as error:
                fix = error.fix if isinstance(error, BundleError) else ""
                cause = error.cause if isinstance(error, BundleError) else error.message
                raise failed(store, f"{cause} ({origin})", fix or "take another copy and import it") from error
            finally:
                draft.unlink(missing_ok=True)
    except OSError as error:
        place = error.filename or store.root
        raise failed(store, f"{place}: {error.strerror or error}", "mend this and import again") from error


def _checked(
    store: Store,
    make: Maker,
    options: RefreshOptions,
    origin: str,
    manifest_of: Callable[[], Manifest | None],
    draft: Path,
) -> RefreshResult:
    current = dataset_in_store(store)
    try:
        notes = make(current, draft)
        manifest = manifest_of()
        new = inspect(draft, manifest, current, options.gates)
        try:
            info, changes = new.info, compare(current, new)
        finally:
            new.close()
        sha256 = digest(draft)
        result = RefreshResult("available", info.version, info.in_force, origin, notes, changes)
        if info.sha256 == current.info.sha256 and info.version == current.info.version and not options.force:
            return replace(result, outcome="current")
        if options.dry_run:
            return result
        record = manifest.facts() if manifest else {"version": info.version, "in_force": info.in_force}
        store.install(draft, f"{info.version}-{sha256[:12]}", {**record, "imported": origin, "installed": now()})
        return replace(result, outcome="updated")
    finally:
        current.close()


def _fetch(source: Path, draft: Path, key: str) -> tuple[Manifest | None, tuple[str, ...]]:
    """Copy the index to `draft`; the manifest, where there is one, has been kept to."""
    if source.is_file() and zipfile.is_zipfile(source):
        return _from_zip(source, draft, key), ()
    if source.is_file() and source.name != MANIFEST_NAME:
        if source.suffix not in {".sqlite", ".db"}:
            raise UsageError(f"{source} is neither a bundle nor an index nor a CSV file", _FORMS)
        _refuse_unsigned(key)
        shutil.copyfile(source, draft)
        return None, ("the index came without a manifest: nothing shows who made it",)
    room = source.parent if source.is_file() else source
    for folder in (room, room / f"v{SCHEMA}"):
        if (folder / MANIFEST_NAME).is_file():
            return _from_folder(folder, draft, key), ()
    if (room / INDEX_NAME).is_file():
        return _fetch(room / INDEX_NAME, draft, key)
    raise UsageError(f"{source} holds no bundle", f"a bundle holds v{SCHEMA}/{MANIFEST_NAME} and the index it names")


def _from_folder(folder: Path, draft: Path, key: str) -> Manifest:
    with (folder / MANIFEST_NAME).open("rb") as stream:
        text = _capped(stream.read(MANIFEST_CAP + 1))
    if key:
        signature = folder / SIGNATURE_NAME
        verify_signature(text, signature.read_bytes() if signature.is_file() else b"", key)
    manifest = parse_manifest(text)
    index = folder / manifest.index.path
    if not index.is_file():
        raise BundleError(f"the bundle is not whole: {manifest.index.path} is missing")
    shutil.copyfile(index, draft)
    refuse_file(draft, manifest)
    return manifest


def _from_zip(source: Path, draft: Path, key: str) -> Manifest:
    """Nothing is unpacked to a path that the archive names."""
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
            found = [name for name in names if name == MANIFEST_NAME or name.endswith(f"/{MANIFEST_NAME}")]
            if len(found) != 1:
                raise BundleError(f"the archive holds {len(found)} manifests; a bundle has one")
            room = found[0].removesuffix(MANIFEST_NAME)
            with archive.open(found[0]) as stream:
                text = _capped(stream.read(MANIFEST_CAP + 1))
            if key:
                signed = f"{room}{SIGNATURE_NAME}"
                verify_signature(text, archive.read(signed)[:MANIFEST_CAP] if signed in names else b"", key)
            manifest = parse_manifest(text)
            if room + manifest.index.path not in names:
                raise BundleError(f"the bundle is not whole: {manifest.index.path} is missing")
            with archive.open(room + manifest.index.path) as packed, draft.open("wb") as target:
                written = 0
                while block := packed.read(_BLOCK):
                    written += len(block)
                    if written > min(manifest.index.size, INDEX_CAP):
                        raise BundleError("the archive holds more than its manifest says")
                    target.write(block)
    except (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, RuntimeError) as error:
        raise BundleError(f"the archive is damaged: {error}") from error
    refuse_file(draft, manifest)
    return manifest


def _capped(text: bytes) -> bytes:
    if len(text) > MANIFEST_CAP:
        raise BundleError(f"the manifest is larger than {MANIFEST_CAP:,} bytes")
    return text


def _refuse_unsigned(key: str) -> None:
    if key:
        raise BundleError("a key is pinned, and an index alone carries no signature", "import the signed bundle")
