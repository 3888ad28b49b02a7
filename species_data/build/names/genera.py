"""Genera of the listed families and orders, so that a species newer than the data is found through its genus.

NCBI's taxonomy and AviList are no CITES sources: they give names of genera (and of families within listed orders) only,
and each is hung into the classification that CITES uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from species_data.build.names.model import Names, Taxon
from species_data.build.names.raw import DATA, rows, tsv

HERE = Path(__file__).parent
_PLAIN = re.compile(r"[A-Z][a-zë]+$")


@cache
def _ncbi() -> tuple[dict[str, str], ...]:
    """All rows of the NCBI table."""
    return tuple(rows(DATA / "noncites" / "ncbi_species.tsv.xz", "\t"))


@cache
def foreign() -> tuple[tuple[str, str, str, str, str, str], ...]:
    """Source, kingdom, rank, name, order and family of the genera and families of both sources."""
    found: list[tuple[str, str, str, str, str, str]] = []
    kingdoms = {"Metazoa": "Animalia", "Viridiplantae": "Plantae"}
    for row in _ncbi():
        if row["rank"] in {"genus", "family"} and row["group"] in kingdoms:
            kingdom, name = kingdoms[row["group"]], row["scientific_name"]
            found.append(("ncbi", kingdom, row["rank"], name, row["order"], row["family"]))
    for row in rows(DATA / "noncites" / "avilist_2025.csv.xz"):
        rank, name = row["avilist_taxon_rank"], row["scientific_name"]
        if rank in {"genus", "family"}:
            found.append(("avilist", "Animalia", rank, name, row["avilist_order"], row["avilist_family"]))
    return tuple(found)


@cache
def valid_anywhere() -> frozenset[str]:
    """Names of genera that are valid in any kingdom; homonyms without their mark (`Dracaena <plants>`)."""
    found = {row["scientific_name"].split(" <")[0] for row in _ncbi() if row["rank"] == "genus"}
    # A homonym can be left out of the source as a genus while its species stand there.
    found |= {row["scientific_name"].split()[0] for row in _ncbi() if row["rank"] == "species"}
    return frozenset(found)


def candidates() -> Iterator[Taxon]:
    """Families and genera of the listed groups of `groups.tsv`, with the listed taxon as the parent of last resort."""
    left_out = {name for name, _ in tsv(HERE / "left_out.tsv")}
    for listed, kingdom, source, rank, group in tsv(HERE / "groups.tsv"):
        for found_in, of, found_rank, name, order, family in foreign():
            if (found_in, of) != (source, kingdom) or name in left_out or not _PLAIN.match(name):
                continue
            if (order if rank == "order" else family) != group:
                continue
            if found_rank == "family":
                if rank == "order":
                    yield Taxon(kingdom, "family", name, listed)
            else:
                yield Taxon(kingdom, "genus", name, listed if rank == "family" else f"{family}|{listed}")


def add(names: Names) -> None:
    """Add what neither the tree nor the synonyms have; a genus stays where CITES has it."""
    wanted = sorted(set(candidates()), key=lambda t: (t.rank, t.kingdom, t.name, t.parent))
    for taxon in wanted:
        if names.accepted(*taxon.key):
            continue
        family, _, listed = taxon.parent.partition("|")
        inside = listed and any(t.name == listed for t in names.ancestors(taxon.kingdom, family))
        parent = family if not listed or inside else listed
        names.add(Taxon(taxon.kingdom, taxon.rank, taxon.name, parent))
