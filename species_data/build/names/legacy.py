"""The Species+ seed files of September 2013: full names of their taxa and synonyms; ids there are of their own kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from species_data.build.names.raw import DATA, rows

SOURCE = "sp2013"
FOLDER = DATA / "species_plus_2013"
KINGDOMS = {"animalia": "Animalia", "plantae": "Plantae"}

RecordKey = tuple[str, str, str]
"""File prefix, rank in small letters, and record id: ids are unique within a rank of a kingdom."""

_DEEPEST = 4
"""More parts than a name can have below its genus."""

_HIGHER = frozenset({"kingdom", "phylum", "class", "order", "family", "subfamily", "genus"})


@cache
def _records() -> dict[RecordKey, tuple[str, str, str, str]]:
    """Own part of the name, parent's rank and id, and status of every record; accepted taxa win over synonyms."""
    found: dict[RecordKey, tuple[str, str, str, str]] = {}
    for prefix in KINGDOMS:
        for file, parent in (("taxa", "ParentRecID"), ("synonyms", "Parent recID")):
            for row in rows(FOLDER / f"{prefix}_{file}_utf8.csv"):
                key = (prefix, row["Rank"].lower(), row["RecID"])
                value = (row["Scientific name"], row["ParentRank"].lower(), row[parent], row["Status"])
                found.setdefault(key, value)
    return found


def full_name(key: RecordKey) -> str:
    """The full name of a record; empty when a record above it is missing or the records run in a circle."""
    parts: list[str] = []
    while len(parts) < _DEEPEST:
        record = _records().get(key)
        if record is None:
            return ""
        part, parent_rank, parent_id, _ = record
        if key[1] in _HIGHER:
            return " ".join([part.capitalize(), *reversed(parts)])
        parts.append(f"var. {part}" if key[1] == "variety" else part)
        key = (key[0], parent_rank, parent_id)
    return ""


def is_cites(designation: str) -> bool:
    """Whether a row belongs to CITES, not to the EU or CMS alone."""
    return "CITES" in designation


def synonyms() -> Iterator[tuple[str, str, str, str, str]]:
    """Kingdom, synonym, author, accepted name (empty for synonyms of genera without one) and rank."""
    for prefix, kingdom in KINGDOMS.items():
        for row in rows(FOLDER / f"{prefix}_synonyms_utf8.csv"):
            rank = row["Rank"].lower()
            accepted = full_name((prefix, row["AcceptedRank"].lower(), row["AcceptedRecID"]))
            if row["Status"] == "S" and is_cites(row["Designation"]):
                author = "" if row["Species Author"] == "NULL" else row["Species Author"]
                yield kingdom, full_name((prefix, rank, row["RecID"])), author, accepted, rank


def taxa() -> Iterator[tuple[str, str, str, str]]:
    """Kingdom, rank, full name and author of the accepted taxa."""
    for prefix, kingdom in KINGDOMS.items():
        for row in rows(FOLDER / f"{prefix}_taxa_utf8.csv"):
            rank = row["Rank"].lower()
            if row["Status"] == "A" and is_cites(row["Designation"]):
                yield kingdom, rank, full_name((prefix, rank, row["RecID"])), row["Species Author"]


def common_names() -> Iterator[tuple[str, str, str, str]]:
    """Language code, name, kingdom and full scientific name."""
    for prefix, kingdom in KINGDOMS.items():
        for row in rows(FOLDER / f"{prefix}_common_names_utf8.csv"):
            if is_cites(row["Designation"]):
                taxon = full_name((prefix, row["Rank"].lower(), row["RecId"]))
                yield row["LangShort"], row["ComName"], kingdom, taxon


def plant_distribution() -> Iterator[tuple[str, str, str]]:
    """Kingdom, full name and country code of each line of the plants' distribution."""
    for row in rows(FOLDER / "plantae_distribution_utf8.csv"):
        if is_cites(row["Designation"]):
            name = full_name(("plantae", row["Rank"].lower(), row["Species RecID"]))
            yield "Plantae", name, row["ISO Code 2"]
