"""The rows of an index, taken out to be changed and written again as another index."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cites_check.dataset import listing_rows, name_tables, schema
from cites_check.dataset.opened import Dataset
from cites_check.dataset.rows import CommonNameRow, SynonymRow, TaxonRow, UnlistedRow
from cites_check.model.listings import Exclusion, Listing
from cites_check.names.store import NameKind

_KINDS = {
    NameKind.SYNONYM: "synonym",
    NameKind.FORMER: "former",
    NameKind.MISSPELLING: "misspelling",
    NameKind.DOMESTICATED: "domesticated",
    NameKind.HYBRID: "hybrid",
}
_COMMON_SURENESS = frozenset({"source", "known", "trade", "doubtful"})


@dataclass(slots=True)
class Contents:
    """Everything that an index holds, by table. Ids of taxa count from 1 without a gap."""

    meta: dict[str, str]
    taxa: list[TaxonRow]
    synonyms: list[SynonymRow]
    common_names: list[CommonNameRow]
    unlisted: list[UnlistedRow]
    ranges: dict[int, tuple[str, str, str, str, str]]
    listings: list[Listing]
    exclusions: list[Exclusion]
    covers: set[tuple[int, int]]
    documents: dict[str, Any]


def read_contents(dataset: Dataset) -> Contents:
    """Take all rows out of an index. Words of the vocabulary are made anew from its documents when it is written."""
    connection = dataset.connection
    # The index keeps the surnames of authors and not who named what; they go back in with the first synonym.
    authors = " ".join(word for (word,) in connection.execute("SELECT word FROM name_author ORDER BY word"))
    named = "SELECT display, taxon, kind FROM name WHERE kind <> 0 ORDER BY id"
    common = "SELECT display, lang, taxon, sure FROM common ORDER BY id"
    unlisted = "SELECT name, rank, grp, family FROM unlisted ORDER BY id"
    kingdoms = dict(connection.execute("SELECT id, kingdom FROM taxon"))
    synonyms = [
        SynonymRow(kingdoms[taxon], display, "", taxon, _KINDS[NameKind(kind)], "")
        for display, taxon, kind in connection.execute(named)
    ]
    if synonyms:
        synonyms[0] = synonyms[0]._replace(author=authors)
    return Contents(
        meta=dict(connection.execute("SELECT key, value FROM meta")),
        taxa=[
            TaxonRow(*row)
            for row in connection.execute(
                "SELECT id, kingdom, rank, name, parent, author, species_plus_id FROM taxon ORDER BY id"
            )
        ],
        synonyms=synonyms,
        common_names=[
            CommonNameRow(lang, display, taxon, sure, "")
            for display, lang, taxon, sure in connection.execute(common)
            if sure in _COMMON_SURENESS
        ],
        unlisted=[UnlistedRow(*row) for row in connection.execute(unlisted)],
        ranges={row[0]: row[1:] for row in connection.execute("SELECT * FROM native_range ORDER BY taxon_id")},
        listings=[listing_rows.listing(body) for (body,) in connection.execute("SELECT body FROM listing ORDER BY id")],
        exclusions=[
            listing_rows.exclusion(body)
            for (body,) in connection.execute("SELECT body FROM exclusion ORDER BY taxon_id, listed_taxon_id")
        ],
        covers=set(connection.execute("SELECT listed_taxon_id, taxon_id FROM cover")),
        documents={name: json.loads(body) for name, body in connection.execute("SELECT name, body FROM document")},
    )


def write_contents(contents: Contents, target: Path) -> None:
    """Write the rows as an index; counts and identity are those of the rows.

    Raises OSError or sqlite3.Error where the file cannot be written.
    """
    target.unlink(missing_ok=True)
    connection = sqlite3.connect(target)
    try:
        connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;" + schema.TABLES
        )
        _fill(connection, contents)
        connection.commit()
        connection.execute("ANALYZE")
        connection.commit()
    except sqlite3.OperationalError as error:
        # A full disk reaches us through SQLite's own words.
        raise OSError(f"{target}: {error}") from error
    finally:
        connection.close()
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())


def _fill(connection: sqlite3.Connection, contents: Contents) -> None:
    connection.executemany(
        "INSERT INTO taxon (id, name, rank, kingdom, parent, author, species_plus_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((t.id, t.name, t.rank, t.kingdom, t.parent_id, t.author, t.species_plus_id) for t in contents.taxa),
    )
    listing_rows.insert(connection, contents.listings, contents.exclusions, sorted(contents.covers))
    connection.executemany(
        "INSERT INTO native_range VALUES (?, ?, ?, ?, ?, ?)",
        ((taxon, *cells) for taxon, cells in sorted(contents.ranges.items())),
    )
    vocabulary = [
        word
        for name, body in sorted(contents.documents.items())
        if name.startswith("vocabulary/")
        for word in (body.get("words", ()) if isinstance(body, dict) else body)
    ]
    name_tables.create(
        connection, contents.taxa, contents.synonyms, contents.common_names, contents.unlisted, vocabulary
    )
    connection.executemany(
        "INSERT INTO document VALUES (?, ?)",
        (
            (name, json.dumps(body, ensure_ascii=False, separators=(",", ":")))
            for name, body in sorted(contents.documents.items())
        ),
    )
    counts = {
        "taxa": len(contents.taxa),
        "synonyms": len(contents.synonyms),
        "common_names": len(contents.common_names),
        "listings": len(contents.listings),
    }
    meta = {
        **contents.meta,
        "schema": str(schema.SCHEMA),
        "counts": json.dumps(counts),
        "sha256": _identity(connection, contents.meta["version"]),
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))


def _identity(connection: sqlite3.Connection, version: str) -> str:
    """A digest over what was written, the same wherever the same rows are."""
    digest = hashlib.sha256(version.encode())
    for table, order in (
        ("taxon", "id"),
        ("listing", "id"),
        ("exclusion", "taxon_id, listed_taxon_id"),
        ("cover", "1, 2"),
        ("native_range", "1"),
        ("name", "id"),
        ("common", "id"),
        ("document", "1"),
    ):
        _add(digest, connection.execute(f"SELECT * FROM {table} ORDER BY {order}"))
    return digest.hexdigest()


def _add(digest: Any, rows: Iterable[tuple[object, ...]]) -> None:
    for row in rows:
        digest.update(repr(row).encode())
