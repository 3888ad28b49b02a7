"""The raw sources of the animal listings, read into plain rows. Nothing here decides anything."""

from __future__ import annotations

import csv
import gzip
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
SPECIES_DATA = REPOSITORY / "species_data"
CURATED = Path(__file__).resolve().parent / "curated"


def shared_data() -> Path:
    """The folder of raw sources: `<repository>/../shared/data`, or `data` under CITES_CHECK_SHARED."""
    root = os.environ.get("CITES_CHECK_SHARED")
    return (Path(root) if root else REPOSITORY.parent / "shared") / "data"


def _rows(path: Path) -> list[dict[str, str]]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as stream:
            return [{key: value or "" for key, value in row.items() if key} for row in csv.DictReader(stream)]
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [{key: value or "" for key, value in row.items() if key} for row in csv.DictReader(stream)]


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One line of the Canadian schedule of 6 March 2025: a listed taxon in one Appendix."""

    taxon: str
    rank: str
    class_name: str
    order: str
    family: str
    appendix: str
    parties: str
    restriction: str
    footnotes: str


_ORDERS = {
    "Acipenseriformes", "Antipatharia", "Cetacea", "Crocodylia", "Falconiformes", "Primates", "Psittaciformes",
    "Scandentia", "Scleractinia", "Strigiformes",
}  # fmt: skip


def rank_of(name: str) -> str:
    """The rank of a listed animal name, told by its form (all listed higher animal taxa are covered)."""
    words = name.split()
    if len(words) > 1:
        return "species" if len(words) == 2 else "subspecies"
    if name in _ORDERS:
        return "order"
    if name.endswith("idae"):
        return "family"
    return "subfamily" if name.endswith("inae") else "genus"


@cache
def schedule() -> tuple[ScheduleRow, ...]:
    """The 1,178 animal lines of the schedule, names in ordinary capitals."""
    rows = []
    for row in _rows(shared_data() / "canada_2025" / "schedule1_2025-03-06.csv"):
        if row["part"] != "FAUNA":
            continue
        # One genus name carries the remains of a footnote bracket.
        name = row["taxon"].replace(" spp.", "").lstrip("(0123456789").strip()
        if " " not in name:
            name = name.capitalize()
        family = row["level4"].split(" ")[0].capitalize()
        rows.append(
            ScheduleRow(
                taxon=name,
                rank=rank_of(name),
                class_name=row["level2"].capitalize(),
                order=row["level3"].capitalize(),
                family=family,
                appendix=row["appendix"],
                parties=row["party"],
                restriction=row["restriction_en"],
                footnotes=row["footnotes"],
            )
        )
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class SpeciesPlusRow:
    """One listed animal of Species+ on 6 March 2026."""

    id: str
    name: str
    family: str
    listing: str
    note: str
    native: str


@cache
def species_plus() -> tuple[SpeciesPlusRow, ...]:
    """All rows of the Species+ download; a name with two listings may stand twice."""
    return tuple(
        SpeciesPlusRow(
            id=row["Id"],
            name=row["Scientific Name"].strip(),
            family=row["Family"].strip(),
            listing=row["Listing"],
            note=row["Full note"],
            native=row["NativeDistributionFullNames"],
        )
        for row in _rows(shared_data() / "species_plus" / "listings_2026-03-06_animals.csv")
    )


@cache
def checklist_2017() -> dict[str, dict[str, str]]:
    """The animal rows of the Index of CITES Species of April 2017, by full name."""
    rows = _rows(shared_data() / "checklist_2017" / "index_2017-04-21.csv.gz")
    return {row["FullName"]: row for row in rows if row["Kingdom"] == "Animalia"}


def history_rows() -> list[dict[str, str]]:
    """The listing history of animals up to September 2013."""
    return _rows(shared_data() / "species_plus_2013" / "animalia_legislation_utf8.csv")


def history_taxa() -> list[dict[str, str]]:
    """The taxa that the listing history speaks of."""
    return _rows(shared_data() / "species_plus_2013" / "animalia_taxa_utf8.csv")


@cache
def annotation_quotas() -> tuple[dict[str, str], ...]:
    """The quotas of listing annotations that have no end, from the table of quotas of 2023."""
    rows = _rows(shared_data() / "trade_rules" / "quotas.csv")
    return tuple(row for row in rows if row["quota_type"] == "Listing_annotations" and row["end_date"] == "Present")
