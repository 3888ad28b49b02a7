"""Publishing: a dataset laid out as a bundle that any static web server can serve."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from cites_check.dataset.addresses import MANIFEST_NAME
from cites_check.dataset.bundle import SIGNATURE_NAME, BundleError, BundleFile, Manifest, manifest_text, sign
from cites_check.dataset.inspection import digest
from cites_check.dataset.opened import Dataset
from cites_check.dataset.schema import SCHEMA
from cites_check.dataset.store import INDEX_NAME
from cites_check.dataset.verify import verify_index
from cites_check.errors import UsageError

MIN_TOOL = "0.1.0"
"""The first program that reads this schema."""


def publish(dataset: Dataset, folder: Path, *, status: str = "active", private_key: bytes | None = None) -> Manifest:
    """Write the dataset as the newest version of the bundle in `folder`.

    Files of earlier versions stay, so that a download under way ends well; the manifest changes last. With a private
    key (32 bytes in base64) the manifest is signed. Raises DatasetError for a damaged dataset, UsageError where the
    folder cannot be written or the key not be used.
    """
    verify_index(dataset)
    info, source = dataset.info, dataset.location.index
    try:
        sha256 = digest(source)
        room = folder / f"v{SCHEMA}"
        place = f"{info.version}-{sha256[:12]}/{INDEX_NAME}"
        manifest = Manifest(
            schema=SCHEMA,
            version=info.version,
            published=_moment().strftime("%Y-%m-%dT%H:%M:%SZ"),
            in_force=info.in_force,
            status=status,
            min_tool=MIN_TOOL,
            dataset_sha256=info.sha256,
            index=BundleFile(place, source.stat().st_size, sha256, info.counts["listings"]),
            sources=info.attribution,
        )
        text = manifest_text(manifest)
        signature = sign(text, private_key) if private_key is not None else None
        target = room / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.is_file() or digest(target) != sha256:
            _copy(source, target)
        if signature is not None:
            _replace(room / SIGNATURE_NAME, signature)
        else:
            (room / SIGNATURE_NAME).unlink(missing_ok=True)
        _replace(room / MANIFEST_NAME, text)
    except BundleError as error:
        raise UsageError(f"the bundle was not published: {error.cause}", error.fix) from error
    except OSError as error:
        raise UsageError(f"the bundle cannot be written to {folder}: {error.strerror or error}") from error
    return manifest


def _copy(source: Path, target: Path) -> None:
    import shutil

    draft = target.with_name(f".{target.name}.new")
    try:
        shutil.copyfile(source, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _replace(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(content)
    draft.replace(path)


def _moment() -> datetime:
    """Now, or the moment that a reproducible build sets."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(fixed), UTC) if fixed.isdigit() else datetime.now(UTC)
