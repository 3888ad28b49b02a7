"""What the Convention covers, as far as `unlisted_names.tsv` has to know: which names are no unlisted names.

A species unknown to the dataset is covered by the entry of its genus, family, order or class, unless that entry leaves
it out or covers named members only. The tree of the dataset decides (Cathartidae stand in Falconiformes); a family that
the dataset does not have is asked for by its order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml


@dataclass
class Tree:
    """The taxa of the dataset and the entries of the Appendices above species."""

    parents: dict[tuple[str, str], str] = field(default_factory=dict)
    ranks: dict[tuple[str, str], str] = field(default_factory=dict)
    whole: set[tuple[str, str]] = field(default_factory=set)
    left_out: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def read(cls, species_data: Path) -> Tree:
        """Read `taxa.tsv` and `listings/`."""
        tree = cls()
        for row in table(species_data / "taxa.tsv"):
            tree.parents[row["kingdom"], row["name"]] = row["parent"]
            tree.ranks[row["kingdom"], row["name"]] = row["rank"]
        for path in sorted((species_data / "listings").glob("*.yaml")):
            body = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            for entry in body["entries"]:
                tree._enter(body["kingdom"], entry)
        return tree

    def _enter(self, kingdom: str, entry: dict[str, Any]) -> None:
        if entry.get("listings") and not entry.get("covers"):
            self.whole.add((kingdom, entry["taxon"]))
        for excluded in entry.get("excludes", ()):
            name = excluded if isinstance(excluded, str) else "" if excluded.get("population") else excluded["taxon"]
            if name:
                self.left_out.add((kingdom, name))

    def covers(self, kingdom: str, *names: str) -> bool:
        """Whether a species with these higher taxa (genus, family, order, class) falls under an entry."""
        for name in names:
            if (kingdom, name) in self.parents:
                return any(key in self.whole for key in self._up(kingdom, name))
        return False

    def family(self, kingdom: str, name: str) -> str:
        """The family of a taxon of the dataset, or nothing."""
        at = name
        while at:
            if self.ranks.get((kingdom, at)) == "family":
                return at
            at = self.parents.get((kingdom, at), "")
        return ""

    def _up(self, kingdom: str, name: str) -> Iterator[tuple[str, str]]:
        """This taxon and those above it, up to one that an entry leaves out."""
        while name:
            key = (kingdom, name)
            if key in self.left_out:
                return
            yield key
            name = self.parents.get(key, "")


def table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated file by column."""
    with path.open(encoding="utf-8") as stream:
        columns = next(stream).rstrip("\n").split("\t")
        for line in stream:
            yield dict(zip(columns, line.rstrip("\n").split("\t"), strict=True))
