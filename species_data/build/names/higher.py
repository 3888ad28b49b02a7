"""Higher taxa that no source row places, and the hand-made tables of names that changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from species_data.build.names.model import Names, Synonym, Taxon
from species_data.build.names.raw import tsv

HERE = Path(__file__).parent


def add_higher(names: Names) -> None:
    """Add or move the taxa of `higher.tsv` (kingdom, rank, name, parent, because)."""
    for kingdom, rank, name, parent, _ in tsv(HERE / "higher.tsv"):
        names.add(Taxon(kingdom, rank, name, parent))


def add_other_names(names: Names) -> None:
    """Add the names of `other_names.tsv` (kingdom, name, accepted, kind, because)."""
    for kingdom, name, accepted, kind, _ in tsv(HERE / "other_names.tsv"):
        names.synonym(Synonym(kingdom, name, "", accepted, kind, "curated"))


def rename(names: Names, table: str) -> None:
    """Let accepted names give way, as a table (kingdom, name, accepted, kind, because) says.

    `renamed.tsv` holds names of older sources that Species+ 2026 has changed, `one_name.tsv` names that the sources
    spell in two ways and accept in both; of two spellings the author is the same.
    """
    for kingdom, name, accepted, kind, _ in tsv(HERE / table):
        old = names.taxa.get((kingdom, name))
        if old is None:
            continue
        targets = tuple(accepted.split("; "))
        for target in targets:
            known = names.taxa.get((kingdom, target), Taxon(kingdom, old.rank, target, " ".join(target.split()[:-1])))
            author = old.author if kind == "misspelling" else ""
            names.add(replace(known, author=known.author or author))
        names.rename(kingdom, name, targets, "curated", kind)


def correct(names: Names) -> None:
    """Turn synonyms that a newer source or an exclusion makes wrong to where they belong (`corrections.tsv`)."""
    for kingdom, name, accepted, instead, _ in tsv(HERE / "corrections.tsv"):
        row = names.synonyms.pop((kingdom, name, accepted))
        names.by_name[kingdom, name].discard(accepted)
        for target in instead.split("; ") if instead else ():
            names.synonym(replace(row, accepted=target))


def take_out(names: Names) -> None:
    """Take out the genera without species that the Index has by mistake, as `taken_out.tsv` (kingdom, name) says."""
    for kingdom, name, _ in tsv(HERE / "taken_out.tsv"):
        del names.taxa[kingdom, name]
