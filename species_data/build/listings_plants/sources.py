"""Reading the raw sources of the plant listings: the schedule of 2025, the history to 2013, the index of 2017."""

from __future__ import annotations

import csv
import gzip
import io
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]
DATA = Path(os.environ.get("CITES_CHECK_SHARED", REPOSITORY.parent / "shared")) / "data"
CURATED = HERE / "curated"
LISTINGS = REPOSITORY / "species_data" / "listings"

_AUTHORITY = re.compile(r"[A-Z][A-Za-zë-]+ (?:x |× )?[a-zëï-]+")


def table(path: Path) -> list[dict[str, str]]:
    """All rows of a CSV file, packed or not, cells stripped."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return [
        {key.strip(): (cell or "").strip() for key, cell in row.items() if isinstance(key, str)}
        for row in csv.DictReader(io.StringIO(text))
    ]


def curated(name: str) -> Any:
    """A hand-written YAML file of this folder; dates stay strings, `NO` stays a string, amounts are numbers."""
    return _with_numbers(yaml.load((CURATED / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


def _with_numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: int(part) if key == "amount" else _with_numbers(part) for key, part in value.items()}
    return [_with_numbers(part) for part in value] if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class ScheduleEntry:
    """One list-level FLORA entry of the schedule of 6 March 2025, in our form of names."""

    taxon: str
    rank: str
    family: str
    appendix: str
    party: str
    footnotes: tuple[str, ...]
    restriction: str


def schedule() -> list[ScheduleEntry]:
    """Every FLORA entry, in the order of the schedule."""
    found = []
    for row in table(DATA / "canada_2025" / "schedule1_2025-03-06.csv"):
        if row["part"] != "FLORA":
            continue
        taxon, rank = _name_and_rank(row["taxon"])
        found.append(
            ScheduleEntry(
                taxon=taxon,
                rank=rank,
                family=row["level4"].split(" (")[0].capitalize(),
                appendix=row["appendix"],
                party=row["party"].split("/")[0].strip(),
                footnotes=tuple(re.findall(r"#\d+|P\d", row["footnotes"])),
                restriction=row["restriction_en"],
            )
        )
    return found


def _name_and_rank(printed: str) -> tuple[str, str]:
    name = printed.removesuffix(" spp.").replace(" ssp. ", " ")
    if printed.endswith(" spp."):
        return (name.capitalize(), "family") if name.isupper() else (name, "genus")
    if " var. " in name:
        return name, "variety"
    return name, "subspecies" if name.count(" ") == 2 else "species"


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the listing history to 2013. `change` is `I`, `II`, `III` or `DELI`, `DELII`, `DELIII`."""

    day: str
    change: str
    party: str
    only: tuple[str, ...]
    excluded: tuple[str, ...]
    annotation: str
    """`#n` in today's numbering: from 13 September 2007 on, and of older rows that still stand; empty before."""


NUMBERS_OF_TODAY = "2007-09-13"
"""From CoP14 on the # numbers mean what they mean now, but the #4 of Cactaceae until CoP15 (see `_annotation`)."""


def events() -> dict[str, list[Event]]:
    """Listing events by name as the source spells it, oldest first; without reservations and rows `included in`."""
    folder = DATA / "species_plus_2013"
    names = _legacy_names(folder / "plantae_taxa_utf8.csv")
    found: dict[str, list[Event]] = {}
    for row in table(folder / "plantae_legislation_utf8.csv"):
        if row["is_inclusion"] == "1" or row["listing"].endswith(("/r", "/w")):
            continue
        name = names.get((row["rank_name"].upper(), row["rec_id"]))
        if name is None:
            continue
        day = "-".join(reversed(row["effective_from"].split("/")))
        found.setdefault(name, []).append(
            Event(
                day=day,
                change=row["listing"],
                party=row["party_iso2"],
                only=_codes(row["populations_iso2"]),
                excluded=_codes(row["EXCLUDEDpopulations_iso"]),
                annotation=_annotation(name, day, row["hash_note"], current=row["is_current"] == "1"),
            )
        )
    return {name: sorted(rows, key=lambda event: event.day) for name, rows in sorted(found.items())}


def _annotation(name: str, day: str, note: str, *, current: bool) -> str:
    if not note or (day < NUMBERS_OF_TODAY and not current):
        return ""
    number = note.split()[-1]
    # Until CoP15 the #4 of Cactaceae was another text than the #4 of today.
    return "" if name == "CACTACEAE" and day < "2010-06-23" else number


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(sorted(code.strip() for code in cell.split(",") if code.strip()))


def _legacy_names(path: Path) -> dict[tuple[str, str], str]:
    rows = {(row["Rank"].upper(), row["RecID"]): row for row in table(path)}
    names: dict[tuple[str, str], str] = {}

    def full(key: tuple[str, str]) -> str | None:
        row = rows.get(key)
        if row is None:
            return None
        if key[0] not in {"SPECIES", "SUBSPECIES", "VARIETY"}:
            return row["Scientific name"]
        parent = full(("GENUS" if key[0] == "SPECIES" else "SPECIES", row["ParentRecID"]))
        # The parent genus of Osyris lanceolata is missing from the source; its number still tells which genus is meant.
        if parent is None and key[0] == "SPECIES":
            parent = {"110": "Osyris"}.get(row["ParentRecID"])
        return f"{parent} {row['Scientific name']}" if parent else None

    for key in rows:
        name = full(key)
        if name is not None:
            names[key] = name
    return names


@dataclass(frozen=True, slots=True)
class IndexedPlant:
    """One plant of the Index of CITES Species of 21 April 2017."""

    name: str
    rank: str
    family: str
    genus: str
    species: str
    listing: str
    annotation: str
    synonyms: tuple[str, ...]


def index_2017() -> list[IndexedPlant]:
    """Every plant of the index, in its order."""
    found = []
    for row in table(DATA / "checklist_2017" / "index_2017-04-21.csv.gz"):
        if row["Kingdom"] != "Plantae":
            continue
        synonyms = tuple(
            match[0] for part in row["SynonymsWithAuthors"].split(", ") if (match := _AUTHORITY.match(part))
        )
        found.append(
            IndexedPlant(
                name=row["FullName"],
                rank=row["RankName"].lower(),
                family=row["Family"],
                genus=row["Genus"],
                species=row["Species"],
                listing=row["CurrentListing"],
                annotation=row["#AnnotationSymbol"],
                synonyms=synonyms,
            )
        )
    return found
