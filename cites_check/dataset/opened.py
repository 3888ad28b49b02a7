"""An opened dataset: taxa, ranges and tables read from the index as they are asked for."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from cites_check.dataset import listing_rows
from cites_check.dataset.locate import Location, locate
from cites_check.dataset.schema import SCHEMA
from cites_check.errors import DatasetError
from cites_check.model.dataset import DatasetInfo
from cites_check.model.listings import Exclusion, Listing
from cites_check.model.taxa import NativeRange, Taxon

_OPEN_TRIES = 5
_ADVICE = "delete the file, or name another dataset with --data-dir"
_ADVICE_REFRESHED = "fetch it again with cites-check data refresh, or go back with cites-check data rollback"


class Dataset:
    """One compiled dataset, opened read-only.

    What was read once is kept: a run asks for the same taxa again and again.
    """

    def __init__(self, connection: sqlite3.Connection, location: Location) -> None:
        self.connection = connection
        self.location = location
        self._meta = dict(connection.execute("SELECT key, value FROM meta"))
        self._taxa: dict[int, Taxon] = {}
        self._ranges: dict[int, NativeRange | None] = {}
        self._ranges_below: dict[int, frozenset[str]] = {}
        self._listings: dict[int, tuple[Listing, ...]] = {}
        self._exclusions: dict[int, tuple[Exclusion, ...]] = {}
        self._documents: dict[str, Any] = {}

    @classmethod
    def open(cls, data_dir: Path | None = None) -> Dataset:
        """Open the dataset that `locate` finds.

        Raises DatasetError when it is missing, damaged or of another schema.
        """
        location = locate(data_dir)
        for _ in range(_OPEN_TRIES):
            try:
                return cls._opened(location)
            except DatasetError:
                # Refreshes may have removed the version since the pointer was read; then another one is current now.
                current = locate(data_dir)
                if current == location:
                    raise
                location = current
        return cls._opened(location)

    @classmethod
    def open_index(cls, index: Path, origin: str) -> Dataset:
        """Open one index file, whatever `locate` would find. Raises DatasetError as `open` does."""
        return cls._opened(Location(index, origin))

    @classmethod
    def _opened(cls, location: Location) -> Dataset:
        advice = _ADVICE_REFRESHED if location.origin == "refreshed" else _ADVICE
        try:
            connection = sqlite3.connect(f"file:{_escaped(location.index)}?mode=ro&immutable=1", uri=True)
            dataset = cls(connection, location)
            schema = dataset._meta.get("schema")
        except sqlite3.Error as error:
            raise DatasetError(f"the dataset {location.index} is damaged: {error}", advice) from error
        if schema != str(SCHEMA):
            raise DatasetError(
                f"the dataset {location.index} has schema {schema}; this program reads schema {SCHEMA}", advice
            )
        return dataset

    @property
    def next_change(self) -> str:
        """The first later day (ISO 8601) on which the Appendices are known to change; empty where none is known."""
        return str(self._meta.get("next_change", ""))

    def close(self) -> None:
        """Give the file free."""
        self.connection.close()

    @property
    def info(self) -> DatasetInfo:
        """Version, date, digest, origin, counts and attribution."""
        meta = self._meta
        return DatasetInfo(
            version=meta["version"],
            schema=int(meta["schema"]),
            in_force=meta["in_force"],
            sha256=meta["sha256"],
            origin=self.location.origin,
            path=str(self.location.index),
            counts=json.loads(meta["counts"]),
            attribution=tuple(json.loads(meta["attribution"])),
        )

    def document(self, name: str) -> Any:
        """A table of the dataset as plain data (`countries`, `codes/terms`, `jurisdictions/KR`); None where there is
        none.
        """
        if name not in self._documents:
            row = self.connection.execute("SELECT body FROM document WHERE name = ?", (name,)).fetchone()
            self._documents[name] = None if row is None else json.loads(row[0])
        return self._documents[name]

    def document_names(self, folder: str) -> list[str]:
        """The names of all tables of a folder such as `jurisdictions`, without the folder."""
        prefix = f"{folder}/"
        rows = self.connection.execute(
            "SELECT name FROM document WHERE substr(name, 1, ?) = ? ORDER BY name", (len(prefix), prefix)
        )
        return [name.removeprefix(prefix) for (name,) in rows]

    def taxon(self, taxon_id: int) -> Taxon:
        """The taxon with this id."""
        found = self._taxa.get(taxon_id)
        if found is None:
            row = self.connection.execute(
                "SELECT id, name, rank, kingdom, parent, author FROM taxon WHERE id = ?", (taxon_id,)
            ).fetchone()
            if row is None:
                raise DatasetError(f"the dataset holds no taxon {taxon_id}", _ADVICE)
            found = self._taxa[taxon_id] = Taxon(*row)
        return found

    def lineage(self, taxon_id: int) -> tuple[Taxon, ...]:
        """The taxon and all above it, from itself up to its kingdom."""
        chain = []
        current: int | None = taxon_id
        while current is not None:
            taxon = self.taxon(current)
            chain.append(taxon)
            current = taxon.parent
        return tuple(chain)

    def listings(self, taxon_id: int) -> tuple[Listing, ...]:
        """The entries of the Appendices, past, present and to come, for exactly this taxon."""
        if taxon_id not in self._listings:
            rows = self.connection.execute("SELECT body FROM listing WHERE taxon_id = ? ORDER BY id", (taxon_id,))
            self._listings[taxon_id] = tuple(listing_rows.listing(body) for (body,) in rows)
        return self._listings[taxon_id]

    def exclusions(self, taxon_id: int) -> tuple[Exclusion, ...]:
        """Where exactly this taxon is left out of a higher entry."""
        if taxon_id not in self._exclusions:
            rows = self.connection.execute(
                "SELECT body FROM exclusion WHERE taxon_id = ? ORDER BY listed_taxon_id", (taxon_id,)
            )
            self._exclusions[taxon_id] = tuple(listing_rows.exclusion(body) for (body,) in rows)
        return self._exclusions[taxon_id]

    def covers(self, taxon_id: int) -> frozenset[int]:
        """The only members that the entry of this taxon covers; empty when it covers all."""
        rows = self.connection.execute("SELECT taxon_id FROM cover WHERE listed_taxon_id = ?", (taxon_id,))
        return frozenset(member for (member,) in rows)

    def left_out(self, taxon_id: int) -> frozenset[int]:
        """Taxa that the entry of this taxon names as left out, for all or for some populations."""
        rows = self.connection.execute("SELECT taxon_id FROM exclusion WHERE listed_taxon_id = ?", (taxon_id,))
        return frozenset(member for (member,) in rows)

    def listed_below(self, taxon_id: int) -> tuple[int, ...]:
        """Taxa below this one that have an entry of their own, by id."""
        rows = self.connection.execute(
            "WITH RECURSIVE below(id) AS (SELECT id FROM taxon WHERE parent = :id"
            " UNION ALL SELECT taxon.id FROM taxon JOIN below ON taxon.parent = below.id)"
            " SELECT DISTINCT below.id FROM below JOIN listing ON listing.taxon_id = below.id ORDER BY below.id",
            {"id": taxon_id},
        )
        return tuple(found for (found,) in rows)

    def common_names(self, taxon_id: int) -> dict[str, tuple[str, ...]]:
        """The common names of exactly this taxon by language; those that a source doubts come last, goods words not at
        all.
        """
        found: dict[str, list[str]] = {}
        rows = self.connection.execute(
            "SELECT lang, display FROM common WHERE taxon = ? AND sure <> 'goods' ORDER BY lang, sure = 'doubtful', id",
            (taxon_id,),
        )
        for lang, name in rows:
            found.setdefault(lang, []).append(name)
        return {lang: tuple(names) for lang, names in found.items()}

    def native_range(self, taxon_id: int) -> NativeRange | None:
        """Where the taxon lives, as far as the sources say; None where they say nothing."""
        if taxon_id not in self._ranges:
            row = self.connection.execute(
                "SELECT native, extinct, introduced, reintroduced, uncertain FROM native_range WHERE taxon_id = ?",
                (taxon_id,),
            ).fetchone()
            self._ranges[taxon_id] = row and NativeRange(*(frozenset(filter(None, cell.split(","))) for cell in row))
        return self._ranges[taxon_id]

    def native_below(self, taxon_id: int) -> frozenset[str]:
        """Countries where any taxon right below this one lives naturally."""
        if taxon_id not in self._ranges_below:
            rows = self.connection.execute(
                "SELECT native FROM native_range JOIN taxon ON taxon.id = taxon_id WHERE parent = ?", (taxon_id,)
            )
            self._ranges_below[taxon_id] = frozenset(
                country for (cell,) in rows for country in cell.split(",") if country
            )
        return self._ranges_below[taxon_id]

    def countries(self, taxon_id: int) -> frozenset[str] | None:
        """Every country where the taxon lives or lived, doubtful ones too; None where the sources say nothing."""
        known = self.native_range(taxon_id)
        if known is None:
            return None
        return known.native | known.extinct | known.introduced | known.reintroduced | known.uncertain


def _escaped(path: Path) -> str:
    """The path inside a `file:` name of SQLite, where three characters mean something; urllib is slow to import."""
    return str(path.resolve()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
