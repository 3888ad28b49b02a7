"""The user's own datasets: one folder a version, and a pointer file that says which of them answers.

A version folder appears by one rename, complete or not at all; the pointer changes by one `os.replace`. Whatever moment
a process dies at, the next one finds the old version or the new one. Readers take the pointer once and no lock.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cites_check.dataset.schema import SCHEMA
from cites_check.errors import DatasetError, RefreshError

ENVIRONMENT = "CITES_CHECK_STORE"
INDEX_NAME = "index.sqlite"
RECORD_NAME = "manifest.json"
POINTER_NAME = "current"

KEPT_OLDER = 2
"""Versions kept beside the current one, for a rollback and for runs that are still reading."""

_READ_TRIES = 5
_ADVICE = "cites-check data rollback, or remove the store folder to use the bundled dataset"


def store_folder() -> Path:
    """Where the user's datasets are: CITES_CHECK_STORE, else the place for data of the operating system."""
    if named := os.environ.get(ENVIRONMENT):
        return Path(named)
    if sys.platform in ("win32", "darwin"):
        # Imported late: on other systems the place is known without it, and a plain look-up has to start fast.
        from platformdirs import user_data_path

        return user_data_path("cites-check", appauthor=False) / "datasets"
    home = os.environ.get("XDG_DATA_HOME", "")
    # The base directory specification has relative paths ignored.
    base = Path(home) if home.startswith("/") else Path.home() / ".local" / "share"
    return base / "cites-check" / "datasets"


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """A version in the store: the folder's name, its index, and what is recorded of where it came from."""

    name: str
    index: Path
    record: Mapping[str, Any]


class Store:
    """The versions below one folder. Each schema has a room of its own, so that a newer program never opens what it
    would misread.
    """

    def __init__(self, root: Path | None = None) -> None:
        self.root = (root or store_folder()) / f"v{SCHEMA}"
        self.versions = self.root / "versions"
        self.staging = self.root / "staging"
        self._pointer = self.root / POINTER_NAME
        self._state = self.root / "state.json"

    def current_index(self) -> Path | None:
        """The index that answers; None where the store has no current version.

        Raises DatasetError where the pointer leads nowhere: another dataset is never taken in its place in silence.
        """
        for _ in range(_READ_TRIES):
            chain = self.chain()
            if not chain:
                return None
            index = self.versions / chain[0] / INDEX_NAME
            if index.is_file():
                return index
        raise DatasetError(f"the store {self.root} names version {chain[0]}, which is not there", _ADVICE)

    def chain(self) -> list[str]:
        """The current version and the older ones kept for a rollback, newest first, as the pointer file names them."""
        try:
            names = self._pointer.read_text(encoding="utf-8").split("\n")
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError) as error:
            raise DatasetError(f"the store {self.root} cannot be read: {error}", _ADVICE) from error
        found = [name for name in names if name]
        if not found or any(not _is_plain(name) for name in found):
            raise DatasetError(f"the pointer file {self._pointer} is damaged", _ADVICE)
        return found

    def version(self, name: str) -> StoredVersion:
        """A version by the name of its folder. Raises DatasetError where it is not in the store."""
        index = self.versions / name / INDEX_NAME
        if not _is_plain(name) or not index.is_file():
            raise DatasetError(f"the store {self.root} holds no version {name}", "cites-check data status")
        return StoredVersion(name, index, _read_json(index.parent / RECORD_NAME))

    def kept(self) -> list[StoredVersion]:
        """The versions in the store, the current one first."""
        return [self.version(name) for name in self.chain() if (self.versions / name / INDEX_NAME).is_file()]

    @contextmanager
    def locked(self, wait: float) -> Iterator[None]:
        """Hold the store against other processes that change it.

        Raises RefreshError when the store cannot be written, or stays taken for `wait` seconds.
        """
        from filelock import FileLock, Timeout

        try:
            self.staging.mkdir(parents=True, exist_ok=True)
            self.versions.mkdir(exist_ok=True)
            lock = FileLock(self.root / "data.lock")
            lock.acquire(timeout=wait)
        except Timeout:
            raise RefreshError(
                f"another process has been changing the store {self.root} for more than {wait:g} seconds",
                "wait until it has ended, or allow more with --lock-timeout",
            ) from None
        except OSError as error:
            raise RefreshError(
                f"the store {self.root} cannot be written: {error.strerror or error}",
                f"make it writable, or name another folder with --store or {ENVIRONMENT}",
            ) from error
        try:
            yield
        finally:
            lock.release()

    def state(self) -> dict[str, Any]:
        """What is remembered between refreshes: mirrors, validators, a time to wait for, versions rolled back."""
        return dict(_read_json(self._state))

    def remember(self, state: Mapping[str, Any]) -> None:
        """Replace what is remembered."""
        _write_durably(self._state, json.dumps(state, ensure_ascii=False, indent=1, sort_keys=True) + "\n")

    def install(self, index: Path, name: str, record: Mapping[str, Any]) -> StoredVersion:
        """Take the verified index over as version `name` and let it answer from now on.

        `index` is moved; it has to be on the same file system, so below `staging`. To be called with the lock held.
        Raises OSError, and then the current version is as it was.
        """
        chain = self.chain()
        if name in chain:
            # The same content again, to mend a damaged copy: beside it, so that no reader finds the place empty.
            name = next(new for number in range(2, 100) if (new := f"{name}.{number}") not in chain)
        draft, folder = self.staging / f"{name}.new", self.versions / name
        for leftover in (draft, folder):
            _remove(leftover)
        draft.mkdir()
        with index.open("rb+") as stream:
            os.fsync(stream.fileno())
        _write_durably(draft / RECORD_NAME, json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
        index.replace(draft / INDEX_NAME)
        (draft / INDEX_NAME).chmod(0o644)
        _sync_folder(draft)
        draft.replace(folder)
        _sync_folder(self.versions)
        self.point_at([name, *chain][: KEPT_OLDER + 1])
        self.tidy()
        return self.version(name)

    def point_at(self, chain: list[str]) -> None:
        """Let the first of these versions answer; none: the bundled dataset. To be called with the lock held."""
        if chain:
            _write_durably(self._pointer, "".join(f"{name}\n" for name in chain))
        else:
            self._pointer.unlink(missing_ok=True)
            _sync_folder(self.root)

    def mend(self) -> bool:
        """Write a damaged pointer file anew from the versions that are there, the last installed first.

        Returns whether it was damaged. To be called with the lock held; readers never guess.
        """
        try:
            self.chain()
            return False
        except DatasetError:
            found = [path for path in self.versions.iterdir() if (path / INDEX_NAME).is_file()]
            found.sort(key=lambda path: (path / RECORD_NAME).stat().st_mtime, reverse=True)
            self.point_at([path.name for path in found][: KEPT_OLDER + 1])
            return True

    def tidy(self) -> None:
        """Remove versions no longer kept, and drafts of processes that died. To be called with the lock held."""
        kept = set(self.chain())
        for folder in self.versions.iterdir():
            if folder.name not in kept:
                _remove(folder)
        for path in self.staging.iterdir():
            if path.suffix == ".new" and path.is_dir():
                _remove(path)
            elif path.suffix == ".draft":
                path.unlink(missing_ok=True)

    def drop_downloads(self) -> None:
        """Remove partial downloads, once a version is installed. To be called with the lock held."""
        for path in self.staging.glob("*.part*"):
            path.unlink(missing_ok=True)


def _is_plain(name: str) -> bool:
    """Whether the name is that of a folder, and of nothing above or beside it."""
    return bool(name) and not name.startswith(".") and not set(name) & set("/\\:\0\r\n")


def _read_json(path: Path) -> dict[str, Any]:
    """A small file of ours; empty where it is missing or damaged, for nothing that answers depends on it."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def _write_durably(path: Path, text: str) -> None:
    """Write a file so that it holds the old text or the new one, whenever the machine stops."""
    draft = path.with_name(f".{path.name}.new")
    with draft.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)
    _sync_folder(path.parent)


def _remove(folder: Path) -> None:
    # Imported late: it brings the archive modules along, and readers never remove anything.
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
