"""Is a new index fit to answer? The gates that every refresh and import passes before the switch."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cites_check.dataset.bundle import BundleError, Manifest, version_key
from cites_check.dataset.opened import Dataset
from cites_check.dataset.verify import verify_index
from cites_check.errors import DatasetError
from cites_check.model.taxa import NameStatus
from cites_check.names import Matcher
from cites_check.names.keys import squash
from cites_check.names.sqlite_store import SqliteNameStore

LARGEST_LOSS = 0.05
"""The share of listed taxa that a new version may lose: Conferences delete few."""

CANARIES: dict[str, tuple[str, ...]] = {
    "I": ("Panthera tigris", "Ailuropoda melanoleuca", "Ara macao"),
    "II": ("Orchidaceae", "Hippopotamus amphibius", "Galanthus nivalis"),
    "III": ("Odobenus rosmarus", "Civettictis civetta", "Bubalus arnee"),
}
"""Taxa that have long been in these Appendices. One of three may move without the data being wrong."""

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Gates:
    """What the user waives: an older version, or a version that loses many listings."""

    allow_downgrade: bool = False
    accept_shrink: bool = False


def digest(path: Path) -> str:
    """The sha256 of a file. Raises OSError."""
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def refuse_older(version: str, current: Dataset, gates: Gates) -> None:
    """Refuse a version that is older than the one in use: an attacker, or a mirror that sleeps, may offer it."""
    if not gates.allow_downgrade and version_key(version) < version_key(current.info.version):
        raise BundleError(
            f"the version offered, {version}, is older than the one in use, {current.info.version}",
            "--allow-downgrade takes it nevertheless",
        )


def refuse_file(path: Path, manifest: Manifest) -> None:
    """Refuse a file that is not the one of the manifest. Raises OSError where it cannot be read."""
    size = path.stat().st_size
    if size != manifest.index.size:
        raise BundleError(f"the file has {size:,} bytes; the manifest says {manifest.index.size:,}")
    if (found := digest(path)) != manifest.index.sha256:
        raise BundleError(f"the file has the sha256 {found[:16]}…; the manifest says {manifest.index.sha256[:16]}…")


def inspect(path: Path, manifest: Manifest | None, current: Dataset, gates: Gates) -> Dataset:
    """Open the index with the reader that will answer from it, and test it.

    Returns it opened. Raises BundleError where it is unfit.
    """
    try:
        new = Dataset.open_index(path, "refreshed")
        verify_index(new)
        if manifest is not None:
            _refuse_mismatch(new, manifest)
        _refuse_dead_canaries(new)
        refuse_older(new.info.version, current, gates)
        if not gates.accept_shrink:
            _refuse_loss(new, current)
    except DatasetError as error:
        raise BundleError(error.message) from error
    except (sqlite3.Error, KeyError, ValueError, TypeError) as error:
        raise BundleError(f"the index is damaged: {type(error).__name__}: {error}") from error
    return new


def listed_taxa(dataset: Dataset) -> dict[tuple[str, str], str]:
    """Kingdom and name of every taxon with an entry of its own in force or to come, with the strictest Appendix."""
    rows = dataset.connection.execute(
        "SELECT kingdom, name, min(listing.appendix) FROM listing JOIN taxon ON taxon.id = taxon_id"
        " WHERE history = 0 GROUP BY kingdom, name"
    )
    return {(kingdom, name): appendix for kingdom, name, appendix in rows}


def _refuse_mismatch(new: Dataset, manifest: Manifest) -> None:
    info = new.info
    pairs = (
        ("version", info.version, manifest.version),
        ("date in force", info.in_force, manifest.in_force),
        ("identity", info.sha256, manifest.dataset_sha256),
        ("number of listings", info.counts.get("listings"), manifest.index.rows),
    )
    for what, found, said in pairs:
        if found != said:
            raise BundleError(f"the index has another {what} ({found}) than its manifest says ({said})")


def _refuse_dead_canaries(new: Dataset) -> None:
    matcher = Matcher(SqliteNameStore(new.connection))
    for appendix, names in CANARIES.items():
        silent = [name for name in names if appendix not in _appendices(new, matcher, name)]
        if len(silent) > 1:
            raise BundleError(f"the new data does not find {' or '.join(silent)} in Appendix {appendix}")


def _appendices(new: Dataset, matcher: Matcher, name: str) -> set[str]:
    """The Appendices of the nearest entry upwards of the taxon that the name leads to."""
    match = matcher.match(name)
    if match.status is not NameStatus.RESOLVED or match.best is None:
        return set()
    today = date.today().isoformat()
    for taxon in new.lineage(match.best.taxon_id):
        if found := {listing.appendix.value for listing in new.listings(taxon.id) if listing.in_force(today)}:
            return found
    return set()


def _refuse_loss(new: Dataset, current: Dataset) -> None:
    before = listed_taxa(current)
    # A renamed taxon is not lost: its old name leads to the new one.
    store = SqliteNameStore(new.connection)
    gone, weaker = [], []
    for (kingdom, name), appendix in sorted(before.items()):
        now = _strictest(new, store, kingdom, name)
        if not now:
            gone.append(name)
        elif appendix == "I" and now != "I":
            weaker.append(name)
    strict = sum(appendix == "I" for appendix in before.values())
    for names, all_of_them, words in (
        (gone, len(before), "has lost {share:.0%} of the listed taxa"),
        (weaker, strict, "has {share:.0%} of Appendix I in a weaker Appendix"),
    ):
        share = len(names) / max(1, all_of_them)
        if share > LARGEST_LOSS:
            raise BundleError(
                f"the new data {words.format(share=share)} ({len(names):,}, such as {', '.join(names[:3])})",
                "--accept-shrink takes it nevertheless",
            )


def _strictest(new: Dataset, store: SqliteNameStore, kingdom: str, name: str) -> str:
    """The strictest Appendix of the nearest entry upwards of any taxon with this name; empty where there is none."""
    found: set[str] = set()
    for row in store.names(squash(name)):
        lineage = new.lineage(row.taxon_id)
        for taxon in lineage if lineage[0].kingdom == kingdom else ():
            if here := {listing.appendix.value for listing in new.listings(taxon.id) if not listing.history}:
                found |= here
                break
    return min(found, default="")
