"""Where the index is: a folder that was asked for, the user's store of refreshed versions, the index in the wheel, or
the text of a checkout, compiled once into the user's cache.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cites_check.dataset.schema import SCHEMA
from cites_check.dataset.store import INDEX_NAME, POINTER_NAME, Store
from cites_check.errors import DatasetError

ENVIRONMENT = "CITES_CHECK_DATA"

_PACKAGE = Path(__file__).resolve().parents[1]
_KEPT_INDEXES = 4


@dataclass(frozen=True, slots=True)
class Location:
    """An index to open.

    `origin` is `bundled`, `refreshed` or `directory`; `source` is the text it was compiled from, where there is any.
    """

    index: Path
    origin: str
    source: Path | None = None


def locate(data_dir: Path | None = None) -> Location:
    """Find the dataset: `data_dir`, else the environment's CITES_CHECK_DATA, else the current version of the user's
    store, else what came with the program.

    A folder that was asked for is used or refused, never silently replaced. Raises DatasetError.
    """
    if data_dir is not None:
        return _directory(data_dir, "--data-dir")
    if named := os.environ.get(ENVIRONMENT):
        return _directory(Path(named), ENVIRONMENT)
    refreshed = Store().current_index()
    if refreshed is not None:
        return Location(refreshed, "refreshed")
    return bundled()


def bundled() -> Location:
    """The dataset that came with the program. Raises DatasetError where there is none."""
    packed = _PACKAGE / INDEX_NAME
    if packed.is_file():
        return Location(packed, "bundled")
    checkout = _PACKAGE.parent / "species_data"
    if (checkout / "manifest.yaml").is_file():
        return Location(_compiled(checkout), "bundled", checkout)
    raise DatasetError(
        "no dataset came with this installation", "install the package again, or name a dataset with --data-dir"
    )


def _directory(folder: Path, asked_by: str) -> Location:
    if (folder / INDEX_NAME).is_file():
        return Location(folder / INDEX_NAME, "directory")
    if (folder / "manifest.yaml").is_file():
        return Location(_compiled(folder), "directory", folder)
    if (folder / f"v{SCHEMA}" / POINTER_NAME).is_file():
        stored = Store(folder).current_index()
        if stored is not None:
            return Location(stored, "directory")
    if not folder.is_dir():
        raise DatasetError(f"{asked_by}: {folder} is not a folder", "name a folder that holds a dataset")
    raise DatasetError(
        f"{asked_by}: {folder} holds no dataset",
        f"a dataset folder holds {INDEX_NAME}, or manifest.yaml with its text files",
    )


def _compiled(source: Path) -> Path:
    """The index of a text folder: from the cache, or compiled now; into a temporary folder where the cache cannot be
    written.
    """
    name = f"index-{SCHEMA}-{_text_key(source)}.sqlite"
    cached = _cache() / name
    if cached.is_file():
        return cached
    # Imported late: only the first run on a checkout compiles.
    import sys

    from cites_check.dataset.compile import compile_index

    print("cites-check: compiling the dataset (once) ...", file=sys.stderr)  # noqa: T201
    try:
        compile_index(source, cached)
    except OSError:
        import atexit
        import shutil
        import tempfile

        folder = Path(tempfile.mkdtemp(prefix="cites-check-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        compile_index(source, folder / name)
        return folder / name
    _tidy(cached)
    return cached


def _cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("cites-check")


def _text_key(source: Path) -> str:
    """Changes when any file of the dataset does, or any module that lays the index out.

    Made of the manifest's content and of each file's size and time, so that nothing has to be read.
    """
    import hashlib

    digest = hashlib.sha256((source / "manifest.yaml").read_bytes())
    texts = (path for path in source.rglob("*") if path.suffix in {".tsv", ".yaml"} and "build" not in path.parts)
    modules = (path for room in ("dataset", "names") for path in (_PACKAGE / room).glob("*.py"))
    for path in sorted((*texts, *modules)):
        status = path.stat()
        digest.update(f"{path.name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:20]


def _tidy(newest: Path) -> None:
    """Keep the few newest compiled indexes; an edited checkout makes a new one each time."""
    indexes = sorted(newest.parent.glob("index-*.sqlite"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in indexes[_KEPT_INDEXES:]:
        old.unlink(missing_ok=True)
