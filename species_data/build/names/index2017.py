"""The Index of CITES Species of April 2017: the tree, accepted names, authors and synonyms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from species_data.build.names.authored import hybrid_formula, is_epithet, name_and_author, split_joined
from species_data.build.names.model import Names, Synonym, Taxon
from species_data.build.names.raw import DATA, rows

SOURCE = "sp2017"
_PATH = DATA / "checklist_2017" / "index_2017-04-21.csv.gz"


@cache
def index_rows() -> tuple[dict[str, str], ...]:
    """All rows of the Index, values cleaned."""
    return tuple(rows(_PATH))


def parent_of(row: dict[str, str]) -> str:
    """The name of the next higher taxon that the row itself names."""
    rank = row["RankName"]
    if rank in {"SUBSPECIES", "VARIETY"}:
        return f"{row['Genus']} {row['Species']}"
    if rank == "SPECIES":
        return row["Genus"]
    above = {"GENUS": "Family", "SUBFAMILY": "Family", "FAMILY": "Order", "ORDER": "Class"}[rank]
    return row[above] or row["Kingdom"]


def lineage(row: dict[str, str]) -> Iterator[Taxon]:
    """The higher taxa that a row names, top down to the family; plants have neither phylum nor class there."""
    kingdom = row["Kingdom"]
    parent = ""
    for column in ("Kingdom", "Phylum", "Class", "Order", "Family"):
        if row[column]:
            yield Taxon(kingdom, column.lower(), row[column], parent)
            parent = row[column]


def synonyms_of(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Names and authors of a row's synonyms."""
    for part in split_joined(row["SynonymsWithAuthors"]):
        name, author = name_and_author(part)
        if author.startswith(("x ", "× ")):
            name, author = hybrid_formula(name, author)
        if row["RankName"] == "GENUS" and not is_epithet(name.split()[-1]):
            name, author = part.split()[0], " ".join(part.split()[1:])
        if " " in name or row["RankName"] == "GENUS":
            yield name, author


def add(names: Names) -> None:
    """Add the tree and the accepted names, then the synonyms."""
    for row in index_rows():
        for taxon in lineage(row):
            if taxon.key not in names.taxa:
                names.add(taxon)
    for row in index_rows():
        rank = row["RankName"].lower()
        if row["Genus"]:
            names.add(Taxon(row["Kingdom"], "genus", row["Genus"], row["Family"]))
        names.add(Taxon(row["Kingdom"], rank, row["FullName"], parent_of(row), row["AuthorYear"], row["TaxonId"]))
    for row in index_rows():
        for name, author in synonyms_of(row):
            kind = "hybrid" if " × " in name and len(name.split()) > 3 else "synonym"
            names.synonym(Synonym(row["Kingdom"], name, author, row["FullName"], kind, SOURCE))
