"""The Appendices as Canada's Schedule I of 6 March 2025 prints them: list-level taxa, English and French names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from species_data.build.names.model import Names, Taxon
from species_data.build.names.raw import DATA, rows

HERE = Path(__file__).parent
SOURCE = "canada2025"
_PATH = DATA / "canada_2025" / "schedule1_2025-03-06.csv"


@cache
def schedule() -> tuple[dict[str, str], ...]:
    """All entries of the Schedule."""
    return tuple(rows(_PATH))


def taxon_name(printed: str) -> str:
    """The taxon's name in our form: no `spp.`, no `ssp.`, orders and families with one capital, no stray note mark."""
    name = re.sub(r"^\(\d+", "", printed).removesuffix(" spp.").replace(" ssp. ", " ")
    return name.capitalize() if name.isupper() else name


def kingdom_of(row: dict[str, str]) -> str:
    """Kingdom of an entry."""
    return "Plantae" if row["part"] == "FLORA" else "Animalia"


def family_of(row: dict[str, str]) -> str:
    """Family (or order, for an entry of an order) under which the entry stands."""
    return row["level4"].split(" (")[0].capitalize()


def entries() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Kingdom and name of each entry, with its row."""
    for row in schedule():
        yield kingdom_of(row), taxon_name(row["taxon"]), row


def add(names: Names) -> None:
    """Add each list-level taxon that neither the tree nor the synonyms know."""
    for kingdom, name, row in entries():
        words = name.split()
        family = family_of(row)
        if kingdom == "Animalia" and row["level3"] and (kingdom, family) not in names.taxa and family != name:
            names.add(Taxon(kingdom, "family", family, row["level3"].capitalize()))
        if names.accepted(kingdom, name):
            continue
        genus = names.taxa.get((kingdom, words[0]))
        if genus is None and words[0].isalpha():
            names.add(Taxon(kingdom, "genus", words[0], family))
        if len(words) == 2:
            names.add(Taxon(kingdom, "species", name, words[0]))
        elif len(words) == 3:
            names.add(Taxon(kingdom, "subspecies", name, " ".join(words[:2])))
