"""Which taxa the Appendices list as such, as the two lists at hand name them."""

from __future__ import annotations

import re

from species_data.build.names import canada, species_plus
from species_data.build.names.model import Key, Names
from species_data.build.names.raw import DATA, rows, tsv

_HIGHER = re.compile(r"\[(?:GENUS|FAMILY|ORDER|SUBFAMILY) listing (\w+) spp")


def listed_taxa(names: Names) -> set[Key]:
    """Every taxon that an entry names: Canada 2025, Species+ 2026 with its comparison, and `groups.tsv`."""
    found: set[Key] = set()
    for kingdom, name, _ in canada.entries():
        found |= {(kingdom, accepted) for accepted in names.accepted(kingdom, name)}
    for row in species_plus.animal_rows():
        found.add(("Animalia", row["Scientific Name"]))
        found |= {("Animalia", name) for name in _HIGHER.findall(row["Full note"])}
    for row in rows(DATA / "species_plus" / "animals_changed_2025-03_vs_2026-03.csv"):
        found.add(("Animalia", row["taxon"]))
    for listed, kingdom, *_ in tsv(canada.HERE / "groups.tsv"):
        found.add((kingdom, listed))
    return found


def covered(names: Names, listed: set[Key], key: Key) -> bool:
    """Whether a taxon or one above it is listed; exclusions are not looked at."""
    return key in listed or any(taxon.key in listed for taxon in names.ancestors(*key))
