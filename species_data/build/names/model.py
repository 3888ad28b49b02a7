"""Rows of the names data, and the mutable collection that the steps of the build fill."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

RANKS = (
    "kingdom",
    "phylum",
    "class",
    "order",
    "family",
    "subfamily",
    "genus",
    "species",
    "subspecies",
    "variety",
)
"""Ranks of the dataset, top down."""

Key = tuple[str, str]
"""Kingdom and name: what makes a taxon unique."""


@dataclass(frozen=True, slots=True)
class Taxon:
    """One accepted taxon; `parent` is the name of the next higher taxon of the same kingdom, `id` the Species+ id."""

    kingdom: str
    rank: str
    name: str
    parent: str
    author: str = ""
    id: str = ""

    @property
    def key(self) -> Key:
        """Kingdom and name."""
        return self.kingdom, self.name


@dataclass(frozen=True, slots=True)
class Synonym:
    """Another scientific name of an accepted taxon. `kind` is one of those of the dataset's schema."""

    kingdom: str
    name: str
    author: str
    accepted: str
    kind: str
    source: str


STRENGTH = {"former": 0, "domesticated": 1, "hybrid": 2, "synonym": 3, "misspelling": 4}
"""When one pair of names is recorded twice, the kind that says most is kept (lowest first)."""


@dataclass(slots=True)
class Names:
    """Everything gathered so far: taxa by kingdom and name, synonyms by pair of names, and names by Species+ id."""

    taxa: dict[Key, Taxon] = field(default_factory=dict)
    synonyms: dict[tuple[str, str, str], Synonym] = field(default_factory=dict)
    ids: dict[str, Key] = field(default_factory=dict)
    by_name: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    notes: list[str] = field(default_factory=list)

    def add(self, taxon: Taxon) -> None:
        """Add a taxon, or fill the gaps of the one that stands under its name."""
        old = self.taxa.get(taxon.key)
        if old is not None:
            taxon = replace(
                taxon, author=taxon.author or old.author, id=taxon.id or old.id, parent=taxon.parent or old.parent
            )
        self.taxa[taxon.key] = taxon
        if taxon.id:
            self.ids[taxon.id] = taxon.key

    def synonym(self, synonym: Synonym) -> None:
        """Add another name of an accepted taxon; the accepted name itself is not kept as its own synonym."""
        if not synonym.name or synonym.name == synonym.accepted:
            return
        key = (synonym.kingdom, synonym.name, synonym.accepted)
        old = self.synonyms.get(key)
        if old is not None:
            kind = min(old.kind, synonym.kind, key=STRENGTH.__getitem__)
            synonym = replace(old, kind=kind, author=old.author or synonym.author)
        self.synonyms[key] = synonym
        self.by_name[synonym.kingdom, synonym.name].add(synonym.accepted)

    def rename(self, kingdom: str, old: str, targets: tuple[str, ...], source: str, kind: str = "former") -> None:
        """An accepted name gives way to one or more others: it and its synonyms lead there from now on."""
        taxon = self.taxa.pop((kingdom, old))
        for target in targets:
            self.synonym(Synonym(kingdom, old, taxon.author, target, kind, source))
        for key, row in [(k, s) for k, s in self.synonyms.items() if k[0] == kingdom and k[2] == old]:
            del self.synonyms[key]
            self.by_name[kingdom, row.name].discard(old)
            for target in targets:
                self.synonym(replace(row, accepted=target))
        for child in [t for t in self.taxa.values() if t.kingdom == kingdom and t.parent == old]:
            self.taxa[child.key] = replace(child, parent=targets[0])

    def accepted(self, kingdom: str, name: str) -> tuple[str, ...]:
        """Names of the taxa that a scientific name leads to: itself when accepted, else those it is a synonym of."""
        if (kingdom, name) in self.taxa:
            return (name,)
        return tuple(sorted(a for a in self.by_name.get((kingdom, name), ()) if (kingdom, a) in self.taxa))

    def ancestors(self, kingdom: str, name: str) -> list[Taxon]:
        """The taxa above a taxon, nearest first."""
        chain: list[Taxon] = []
        taxon = self.taxa.get((kingdom, name))
        while taxon is not None and taxon.parent:
            taxon = self.taxa.get((kingdom, taxon.parent))
            if taxon is None or taxon in chain:
                break
            chain.append(taxon)
        return chain
