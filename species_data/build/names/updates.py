"""Import files of Species+ since 2017: new accepted names, names whose status changed, and new synonyms.

The files name taxa by Species+ id. Ids of accepted taxa come from the other sources and from these files; ids of genera
and species that are synonyms stand in no file, and `ids.tsv` gives those that could be told from the names they carry.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from species_data.build.names.index2017 import index_rows
from species_data.build.names.model import Key, Names, Synonym, Taxon
from species_data.build.names.raw import DATA, rows, tsv

HERE = Path(__file__).parent
FOLDER = DATA / "species_plus_updates"

STATUS_FILES = {
    "N_to_A_names.csv": "spnames2019",
    "N_to_A_names_17022023.csv": "spnames2023",
    "2026-02-19_N_to_A_names.csv": "spnames2026",
}
"""Names that became accepted, with ids, oldest first."""

NEW_FILES = {
    "New_A_names.csv": ("spnames2019", ""),
    "Orchid_new_names.csv": ("spnames2019", "Plantae"),
    "plantae_new_A_names_15022023.csv": ("spnames2023", "Plantae"),
}
"""New accepted names without ids, oldest first; kingdom where all are of one."""

SYNONYM_FILES = {
    "animalia_new_synonyms.csv": "spsyn2019",
    "plantae_new_synonyms.csv": "spsyn2019",
    "animalia_new_synonyms_062024.csv": "spsyn2024",
    "plantae_new_synonyms_062024.csv": "spsyn2024",
    "2026-03-04_animalia_new_synonyms.csv": "spsyn2026",
    "2026-03-04_plantae_new_synonyms.csv": "spsyn2026",
}
"""New synonyms, oldest first."""

ORCHIDS = "Orchids_T_to_A.csv"
HYBRIDS = "hybrids_to_add_utf8.csv"


class Ids:
    """What Species+ ids stand for, as far as the sources tell; synonyms' genera included."""

    def __init__(self, names: Names) -> None:
        """Gather ids of the Index, of Species+ 2026 (already in `names`), of the files here, and of `ids.tsv`."""
        self.known: dict[str, Key] = {row["TaxonId"]: (row["Kingdom"], row["FullName"]) for row in index_rows()}
        self.known |= names.ids
        for file in STATUS_FILES:
            for row in rows(FOLDER / file):
                genus = self.known.get(row["ParentID"], ("", ""))[0] or kingdom_of_genus(names, row["Parent name"])
                self.known.setdefault(row["ParentID"], (genus, row["Parent name"]))
                self.known.setdefault(row["ID"], (genus, row["Scientific name"]))
        parents: dict[str, Counter[str]] = {}
        for row in rows(FOLDER / ORCHIDS):
            self.known.setdefault(row["ID"], ("Plantae", row["Scientific name"]))
            parents.setdefault(row["ParentID"], Counter())[row["Scientific name"].split()[0]] += 1
        for number, genera in parents.items():
            self.known.setdefault(number, ("Plantae", genera.most_common(1)[0][0]))
        for row in rows(FOLDER / HYBRIDS):
            self.known.setdefault(row["SpeciesPlusID"], (kingdom_of_genus(names, row["Parent"]), row["Parent"]))
        for number, kingdom, name, *_ in tsv(HERE / "ids.tsv"):
            self.known.setdefault(number, (kingdom, name))

    def get(self, number: str) -> Key | None:
        """Kingdom and name behind an id, or None when no source tells."""
        return self.known.get(number)


def kingdom_of_genus(names: Names, genus: str) -> str:
    """Kingdom of a genus or family: of the tree, else Plantae, since every listed animal genus stands in the tree."""
    return "Animalia" if ("Animalia", genus) in names.taxa else "Plantae"


def full_name(parent: str, part: str) -> str:
    """The full name from the parent's name and the last part (`var. x`, an epithet, or a genus)."""
    return f"{parent} {part}" if part[:1].islower() else part


def add_accepted(names: Names, ids: Ids) -> None:
    """Add names that became accepted."""
    for row in rows(FOLDER / ORCHIDS):
        _accept(names, "Plantae", row["Scientific name"], "", row["ID"])
    for file, (_, kingdom) in NEW_FILES.items():
        for row in rows(FOLDER / file):
            parent = ids.get(row["ParentID"])
            if parent is not None:
                name = full_name(parent[1], row["Scientific name"])
                _accept(names, kingdom or parent[0], name, row["Species Author"], "")
            else:
                names.notes.append(f"{file}: genus id {row['ParentID']} unknown ({row['Scientific name']})")
    for file in STATUS_FILES:
        for row in rows(FOLDER / file):
            kingdom, name = ids.known[row["ID"]]
            if kingdom == "Plantae":
                _accept(names, kingdom, row["Scientific name"], "", row["ID"])
            elif name != row["Scientific name"] and (kingdom, name) in names.taxa:
                names.synonym(Synonym(kingdom, row["Scientific name"], "", name, "former", STATUS_FILES[file]))
            elif not names.accepted(kingdom, name):
                names.notes.append(f"{file}: {name} ({row['ID']}) is not in Species+ 2026; kept below its genus")
                names.add(Taxon(kingdom, "species", name, name.split()[0], id=row["ID"]))


def add_inferred(names: Names) -> None:
    """Add accepted names that only their synonyms bear witness to (marked in `ids.tsv`), unless they lead somewhere."""
    for number, kingdom, name, status, _ in tsv(HERE / "ids.tsv"):
        if status == "accepted" and not names.accepted(kingdom, name):
            names.add(Taxon(kingdom, "species", name, name.split()[0], id=number))


def _accept(names: Names, kingdom: str, name: str, author: str, number: str) -> None:
    """Add a species below its genus."""
    genus = name.split()[0]
    if (kingdom, genus) not in names.taxa:
        # Only orchids bring genera that neither the Index nor Canada's Schedule nor `higher.tsv` places.
        names.add(Taxon(kingdom, "genus", genus, "Orchidaceae"))
    names.add(Taxon(kingdom, "species", name, genus, author, number))


def add_synonyms(names: Names, ids: Ids) -> None:
    """Add the new synonyms; an accepted name of an older source that a newer file calls a synonym gives way."""
    for file, source in SYNONYM_FILES.items():
        for row in rows(FOLDER / file):
            parent, accepted = ids.get(row["ParentID"]), ids.get(row["AcceptedID"])
            if parent is None or accepted is None:
                names.notes.append(
                    f"{file}: unknown id, parent {row['ParentID']} {parent}, accepted {row['AcceptedID']} {accepted}:"
                    f" {row['Scientific name']} {row['Species Author']}"
                )
                continue
            kingdom = accepted[0]
            name = full_name(parent[1], row["Scientific name"])
            author = row["Species Author"].removeprefix(f"{name} ")
            targets = names.accepted(kingdom, accepted[1])
            if not targets:
                names.notes.append(f"{file}: accepted {accepted[1]} is in no tree ({name})")
            for target in targets:
                if name != target:
                    names.synonym(Synonym(kingdom, name, author, target, "synonym", source))
