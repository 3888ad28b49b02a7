"""Text to index: `species_data/` compiled into one SQLite file, written beside its final place and moved there in one
step.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from cites_check.dataset import listing_rows, name_tables, schema
from cites_check.dataset.listing_text import LawReader
from cites_check.dataset.rows import CommonNameRow, SynonymRow, TaxonRow, UnlistedRow
from cites_check.dataset.text import read_table, read_yaml
from cites_check.errors import DatasetError

TAXA = ("kingdom", "rank", "name", "parent", "author", "species_plus_id")
SYNONYMS = ("kingdom", "name", "author", "accepted", "kind", "source")
COMMON_NAMES = ("lang", "name", "kingdom", "taxon", "sure", "source")
RANGES = ("kingdom", "taxon", "native", "extinct", "introduced", "reintroduced", "uncertain")
UNLISTED = ("name", "rank", "group", "family")

_DOCUMENTS = ("annotations", "countries", "quotas", "suspensions", "reservations", "risk")
_DOCUMENT_FOLDERS = ("codes", "jurisdictions", "tariff", "vocabulary")


def compile_index(source: Path, target: Path) -> None:
    """Compile the text in `source` into the index `target`.

    The file appears complete or not at all. Raises DatasetError where the text is wrong, OSError where `target` cannot
    be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    os.close(handle)
    draft = Path(name)
    try:
        connection = sqlite3.connect(draft)
        try:
            _fill(connection, source)
        finally:
            connection.close()
        with draft.open("rb+") as stream:
            os.fsync(stream.fileno())
        draft.chmod(0o644)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def content_digest(source: Path) -> str:
    """The sha256 over all files that the manifest names, in its order: the dataset's identity, the same on every
    machine.
    """
    digest = hashlib.sha256()
    for name, entry in sorted(read_yaml(source / "manifest.yaml")["files"].items()):
        digest.update(f"{name}\0{entry['sha256']}\n".encode())
    return digest.hexdigest()


def _fill(connection: sqlite3.Connection, source: Path) -> None:
    # The draft is thrown away on any failure, so it needs no journal and no syncing while it is being written.
    connection.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;" + schema.TABLES
    )
    manifest = read_yaml(source / "manifest.yaml")
    _verify(source, manifest)

    taxa = _taxa(source)
    ids = {(row.kingdom, row.name): row.id for row in taxa}
    connection.executemany(
        "INSERT INTO taxon (id, name, rank, kingdom, parent, author, species_plus_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((row.id, row.name, row.rank, row.kingdom, row.parent_id, row.author, row.species_plus_id) for row in taxa),
    )
    documents = dict(_documents(source))
    areas = documents["countries"].get("areas", {})
    reader = LawReader(lambda kingdom, name: ids.get((kingdom, name)), areas)
    entries = [
        entry
        for path in sorted((source / "listings").glob("*.yaml"))
        for entry in reader.read_file(f"listings/{path.name}", read_yaml(path))
    ]
    listing_rows.insert(
        connection,
        (listing for entry in entries for listing in entry.listings),
        (exclusion for entry in entries for exclusion in entry.exclusions),
        (cover for entry in entries for cover in entry.covers),
    )
    connection.executemany("INSERT INTO native_range VALUES (?, ?, ?, ?, ?, ?)", _ranges(source, ids))
    synonyms = list(_synonyms(source, ids))
    common_names = list(_common_names(source, ids))
    vocabulary = [item for name, body in documents.items() if name.startswith("vocabulary/") for item in _words(body)]
    name_tables.create(connection, taxa, synonyms, common_names, _unlisted(source), vocabulary)
    connection.executemany(
        "INSERT INTO document VALUES (?, ?)",
        (
            (name, json.dumps(body, ensure_ascii=False, separators=(",", ":"), default=_json_day))
            for name, body in sorted(documents.items())
        ),
    )
    counts = {
        "taxa": len(taxa),
        "synonyms": len(synonyms),
        "common_names": len(common_names),
        "listings": sum(len(e.listings) for e in entries),
    }
    meta = {
        "schema": str(schema.SCHEMA),
        "version": str(manifest["version"]),
        "in_force": str(manifest["in_force"]),
        "next_change": str(manifest.get("next_change", "")),
        "sha256": content_digest(source),
        "counts": json.dumps(counts),
        "attribution": json.dumps(manifest.get("attribution", []), ensure_ascii=False),
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    connection.commit()
    connection.execute("ANALYZE")
    connection.commit()


def _verify(source: Path, manifest: Mapping[str, Any]) -> None:
    """Every file is the one that the manifest names, so that a half-edited checkout never answers as if it were a
    release.
    """
    for name, entry in manifest["files"].items():
        path = source / name
        if not path.is_file():
            raise DatasetError(f"species_data/{name}: the file is missing", "restore species_data from the repository")
        if hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            raise DatasetError(
                f"species_data/{name}: differs from the manifest",
                "after an edit run: python species_data/build/manifest.py",
            )


def _taxa(source: Path) -> list[TaxonRow]:
    cells = list(read_table(source / "taxa.tsv", TAXA))
    ids: dict[tuple[str, str], int] = {}
    for number, (kingdom, _rank, name, *_) in enumerate(cells, start=1):
        if ids.setdefault((kingdom, name), number) != number:
            raise DatasetError(f"taxa.tsv:{number + 1}: {name!r} stands twice in {kingdom}")
    rows: list[TaxonRow] = []
    for number, (kingdom, rank, name, parent, author, plus_id) in enumerate(cells, start=1):
        parent_id = ids.get((kingdom, parent)) if parent else None
        if parent and parent_id is None:
            raise DatasetError(f"taxa.tsv:{number + 1}: the parent {parent!r} of {name!r} is missing")
        rows.append(TaxonRow(number, kingdom, rank, name, parent_id, author, int(plus_id) if plus_id else None))
    return rows


def _synonyms(source: Path, ids: Mapping[tuple[str, str], int]) -> Iterator[SynonymRow]:
    for number, (kingdom, name, author, accepted, kind, origin) in enumerate(
        read_table(source / "synonyms.tsv", SYNONYMS), start=2
    ):
        yield SynonymRow(kingdom, name, author, _taxon(ids, kingdom, accepted, f"synonyms.tsv:{number}"), kind, origin)


def _common_names(source: Path, ids: Mapping[tuple[str, str], int]) -> Iterator[CommonNameRow]:
    for number, (lang, name, kingdom, taxon, sure, origin) in enumerate(
        read_table(source / "common_names.tsv", COMMON_NAMES), start=2
    ):
        yield CommonNameRow(lang, name, _taxon(ids, kingdom, taxon, f"common_names.tsv:{number}"), sure, origin)


def _ranges(source: Path, ids: Mapping[tuple[str, str], int]) -> Iterator[tuple[int, str, str, str, str, str]]:
    for number, (kingdom, taxon, native, extinct, introduced, again, unsure) in enumerate(
        read_table(source / "ranges.tsv", RANGES), start=2
    ):
        yield _taxon(ids, kingdom, taxon, f"ranges.tsv:{number}"), native, extinct, introduced, again, unsure


def _unlisted(source: Path) -> Iterator[UnlistedRow]:
    for name, rank, group, family in read_table(source / "unlisted_names.tsv", UNLISTED):
        yield UnlistedRow(name, rank, group, family)


def _taxon(ids: Mapping[tuple[str, str], int], kingdom: str, name: str, where: str) -> int:
    taxon_id = ids.get((kingdom, name))
    if taxon_id is None:
        raise DatasetError(f"{where}: {name!r} is not in taxa.tsv ({kingdom})")
    return taxon_id


def _documents(source: Path) -> Iterator[tuple[str, Any]]:
    """The YAML tables that rules and code words come from, by name (`countries`, `codes/terms`, `jurisdictions/KR`)."""
    for name in _DOCUMENTS:
        yield name, read_yaml(source / f"{name}.yaml")
    for folder in _DOCUMENT_FOLDERS:
        for path in sorted((source / folder).glob("*.yaml")):
            yield f"{folder}/{path.stem}", read_yaml(path)


def _words(body: Any) -> list[Mapping[str, object]]:
    return list(body.get("words", ())) if isinstance(body, dict) else list(body)


def _json_day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot stand in the index")
