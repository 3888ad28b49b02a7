"""Listed animals of Species+ of 6 March 2026: the newest accepted names, ids, families and ranges."""

from __future__ import annotations

from functools import cache

from species_data.build.names.model import Names, Taxon
from species_data.build.names.raw import DATA, rows

SOURCE = "sp2026"
KINGDOM = "Animalia"
_PATH = DATA / "species_plus" / "listings_2026-03-06_animals.csv"


@cache
def animal_rows() -> tuple[dict[str, str], ...]:
    """All rows; a taxon with listings in two Appendices may stand twice."""
    return tuple(rows(_PATH))


def add(names: Names) -> None:
    """Add the animals, each below its genus, and each genus below the family named with it.

    A taxon of an older source with the same id and another name gives way to the name of this source.
    """
    for row in animal_rows():
        name, family = row["Scientific Name"], row["Family"]
        words = name.split()
        subspecies = len(words) == 3 and '"' not in name
        old = names.ids.get(row["Id"])
        if old is not None and old != (KINGDOM, name) and old in names.taxa:
            names.rename(*old, (name,), SOURCE)
        genus = names.taxa.get((KINGDOM, words[0]))
        parent = genus.parent if genus is not None and _within(names, genus, family) else family
        names.add(Taxon(KINGDOM, "genus", words[0], parent))
        if subspecies:
            species = " ".join(words[:2])
            if (KINGDOM, species) not in names.taxa:
                names.add(Taxon(KINGDOM, "species", species, words[0]))
            names.add(Taxon(KINGDOM, "subspecies", name, species, id=row["Id"]))
        else:
            names.add(Taxon(KINGDOM, "species", name, words[0], id=row["Id"]))


def _within(names: Names, genus: Taxon, family: str) -> bool:
    """Whether a genus already stands below this family, perhaps in a subfamily."""
    return any(taxon.name == family for taxon in names.ancestors(genus.kingdom, genus.name))
