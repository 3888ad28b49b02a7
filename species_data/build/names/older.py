"""What the files of 2013 add by name: authors, synonyms, species of listed genera; and synonyms among genera."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace

from species_data.build.names import genera, legacy
from species_data.build.names.listed import covered, listed_taxa
from species_data.build.names.model import Key, Names, Synonym, Taxon
from species_data.build.names.raw import rows, tsv
from species_data.build.names.updates import FOLDER, HYBRIDS, Ids

_PLAIN = re.compile(r"[A-Z][a-zë-]+( [a-zà-ÿ-]+){1,2}( var\. [a-zà-ÿ-]+)?$")

LEAST_NAMES = 2
"""From so many names on a genus counts as known."""

LEAST_SHARE = 0.2
"""A genus stands as synonym of each genus that holds at least this share of its names."""


def add_taxa(names: Names) -> list[Key]:
    """Accepted names of 2013 that nothing newer knows, where their genus is listed; returns the added species.

    The Index of 2017 shows only what is covered. So a species of a genus that is listed in part (Diospyros: Madagascar;
    Euphorbia: succulents) can be missing there because it is not covered.
    """
    listed = listed_taxa(names)
    added: list[Key] = []
    for kingdom, rank, name, author in legacy.taxa():
        if rank not in {"species", "subspecies", "variety"} or not _PLAIN.match(name) or names.accepted(kingdom, name):
            continue
        words = name.split()
        if (kingdom, words[0]) not in names.taxa or not covered(names, listed, (kingdom, words[0])):
            continue
        if rank == "species":
            names.add(Taxon(kingdom, "species", name, words[0], author))
            added.append((kingdom, name))
        for target in names.accepted(kingdom, " ".join(words[:2])) if rank != "species" else ():
            names.synonym(Synonym(kingdom, name, author, target, "former", legacy.SOURCE))
    return added


def add_authors(names: Names) -> None:
    """Fill missing authors of accepted names from 2013."""
    for kingdom, _, name, author in legacy.taxa():
        taxon = names.taxa.get((kingdom, name))
        if taxon is not None and author and not taxon.author:
            names.taxa[taxon.key] = replace(taxon, author=author)


def add_synonyms(names: Names) -> None:
    """Add synonyms of 2013 that no newer source knows.

    Some rows of 2013 name a wrong parent and so give nonsense (`Equus caballus quadriocellata`, a turtle): a name is
    taken only when its genus is known from the family of the taxon it leads to.
    """
    homes = _families_of_genera(names)
    for kingdom, name, author, accepted, rank in legacy.synonyms():
        if rank == "genus" or not _PLAIN.match(name) or names.accepted(kingdom, name):
            continue
        for target in names.accepted(kingdom, accepted) if accepted else ():
            if _family(names, kingdom, target) in homes[kingdom, name.split()[0]]:
                names.synonym(Synonym(kingdom, name, author, target, "synonym", legacy.SOURCE))


def _family(names: Names, kingdom: str, name: str) -> str:
    """The family of a taxon, or an empty text."""
    return next((t.name for t in names.ancestors(kingdom, name) if t.rank == "family"), "")


def _families_of_genera(names: Names) -> dict[Key, set[str]]:
    """Families that each genus, accepted or not, is known from."""
    homes: dict[Key, set[str]] = defaultdict(set)
    for taxon in names.taxa.values():
        if taxon.rank == "genus":
            homes[taxon.key].add(_family(names, taxon.kingdom, taxon.name))
    for row in names.synonyms.values():
        homes[row.kingdom, row.name.split()[0]].add(_family(names, row.kingdom, row.accepted))
    return homes


def add_hybrids(names: Names, ids: Ids) -> None:
    """Names such as `Vanda hybrid`, which lead to the genus or family."""
    for row in rows(FOLDER / HYBRIDS):
        key = ids.get(row["SpeciesPlusID"])
        if key is not None:
            for target in names.accepted(*key):
                names.synonym(Synonym(key[0], row["Full Hybrid Name"], "", target, "hybrid", "sphybrids"))


def add_genera(names: Names) -> None:
    """Genera that live on in synonyms only lead to the genera that hold their species now.

    Left out: names that are a valid genus of any kingdom today (`Columba`, `Dracaena`, `Sedum`), those of
    `left_out.tsv`, genera of which no taxon is covered, and genera known from a single name, unless the source of 2013
    names the genus.
    """
    listed = listed_taxa(names)
    valid = genera.valid_anywhere() | {name for name, _ in tsv(genera.HERE / "left_out.tsv")}
    known = {(kingdom, name) for kingdom, name, _, _, rank in legacy.synonyms() if rank == "genus"}
    holders: dict[Key, Counter[str]] = defaultdict(Counter)
    for row in names.synonyms.values():
        taxon = names.taxa[row.kingdom, row.accepted]
        words = row.name.split()
        if len(words) > 1 and row.kind != "hybrid" and taxon.rank not in {"family", "order"}:
            holders[row.kingdom, words[0]][taxon.name.split()[0]] += 1
    for (kingdom, genus), targets in sorted(holders.items()):
        taken = genus in valid or any(names.accepted(either, genus) for either in ("Animalia", "Plantae"))
        total = sum(targets.values())
        if taken or not genus.isalpha() or (total < LEAST_NAMES and (kingdom, genus) not in known):
            continue
        for target, count in targets.items():
            key = (kingdom, target)
            if count >= LEAST_SHARE * total and key in names.taxa and covered(names, listed, key):
                names.synonym(Synonym(kingdom, genus, "", target, "synonym", "derived"))
