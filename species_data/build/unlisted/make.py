"""Make `species_data/unlisted_names.tsv`: valid names of no listed taxon that could be taken for a listed one.

    python species_data/build/unlisted/make.py [--check]

Read: the NCBI taxonomy of 2024, AviList 2025 and the wood collection of CIRAD under
`<repository>/../shared/data/noncites` (elsewhere with CITES_CHECK_SHARED), and from `species_data` the taxa, synonyms
and listings. Kept are

- genera that are valid and whose species the Convention does not cover, where the dataset has the genus too, or one
  within three letters;
- species of such genera, where the genus stands in the dataset or within one letter of one that does and the epithet is
  one of its own.

Left out are names that the dataset has, species that an entry for a genus, family, order or class covers, and names
that look like a listed species moved to another genus. Each of these is decided in `moved.tsv`: `other` is another
species with the same epithet and may stand; `doubtful` may be part of a listed species or not (the source that CITES
follows does not tell), so that it is called neither. What is another name of a listed species stands among the synonyms
(`../names/other_names.tsv`). The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import lzma
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance.OSA import distance as osa

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]
sys.path.insert(0, str(REPOSITORY))

from cites_check.names.folding import fold  # noqa: E402
from cites_check.names.keys import near_hash, once_deleted, orthographic, sound_form, twice_deleted  # noqa: E402
from cites_check.names.store import name_words  # noqa: E402
from species_data.build.unlisted.covered import Tree, table  # noqa: E402

SHARED = Path(os.environ.get("CITES_CHECK_SHARED", REPOSITORY.parent / "shared"))
TARGET = REPOSITORY / "species_data" / "unlisted_names.tsv"
HEADING = "name\trank\tgroup\tfamily"
KINGDOMS = {"Metazoa": "Animalia", "Viridiplantae": "Plantae", "Fungi": ""}
_FURTHEST = 3


class Valid(NamedTuple):
    """A valid name as a source has it."""

    name: str
    rank: str
    kingdom: str
    group: str
    family: str
    above: tuple[str, ...]


class Lexicon:
    """The names of the dataset, as far as nearness to them matters."""

    def __init__(self, species_data: Path, tree: Tree) -> None:
        self.keys: set[str] = set()
        self.epithets: defaultdict[str, set[str]] = defaultdict(set)
        self.sounds: defaultdict[str, set[str]] = defaultdict(set)
        self.moved: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
        self.ranks = {name_words(fold(name))[0]: rank for (_, name), rank in tree.ranks.items()}
        for file in ("taxa.tsv", "synonyms.tsv"):
            for row in table(species_data / file):
                self._enter(row["kingdom"], row["name"], row.get("accepted", row["name"]), tree)
        self.forms: defaultdict[int, set[str]] = defaultdict(set)
        for genus in sorted(self.epithets):
            for form in (*twice_deleted(genus), sound_form(genus)):
                self.forms[near_hash(form)].add(genus)

    def _enter(self, kingdom: str, name: str, accepted: str, tree: Tree) -> None:
        words = name_words(fold(name))
        self.keys.add("".join(words))
        known = self.epithets[words[0]]
        if len(words) > 1:
            known.add(words[1])
            self.sounds[words[0]].add(orthographic(words[1]))
        if len(words) == 2 and tree.covers(kingdom, accepted, accepted.split()[0]):
            self.moved[kingdom, tree.family(kingdom, accepted), orthographic(words[1])].append(name)

    def near(self, genus: str, most: int) -> list[str]:
        """The genera of the dataset within so many letters of this one, or that sound like it."""
        forms = (*(twice_deleted(genus) if most > 1 else once_deleted(genus)), sound_form(genus))
        found = set().union(*(self.forms.get(near_hash(form), ()) for form in forms))
        return [other for other in found if osa(genus, other) <= most or orthographic(genus) == orthographic(other)]


def sources(shared: Path) -> Iterator[Valid]:
    """All valid genera and species of the sources."""
    folder = shared / "data" / "noncites"
    with lzma.open(folder / "ncbi_species.tsv.xz", "rt", encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["rank"] in ("genus", "species") and row["group"] in KINGDOMS:
                above = (row["family"], row["order"], row["class"])
                group = row["class"] or row["group"]
                yield Valid(row["scientific_name"], row["rank"], KINGDOMS[row["group"]], group, row["family"], above)
    with lzma.open(folder / "avilist_2025.csv.xz", "rt", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            rank, family = row["avilist_taxon_rank"], row["avilist_family"]
            if rank in ("genus", "species"):
                yield Valid(
                    row["scientific_name"], rank, "Animalia", "Aves", family, (family, row["avilist_order"], "Aves")
                )
    with lzma.open(folder / "cirad_wood_collection.csv.xz", "rt", encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter=";"):
            words = (row["Species"] or "").split()
            if len(words) > 2 and words[0].isalpha() and words[1].isalpha() and words[1].islower():
                family = row["Family"].capitalize()
                yield Valid(" ".join(words[:2]), "species", "Plantae", "Magnoliopsida", family, (family,))


def well_built(name: str, rank: str) -> bool:
    """Whether a name is a plain genus or binomial, not a strain or an undescribed species."""
    words = name.split(" ")
    if (
        not name.isascii()
        or len(words) != (1 if rank == "genus" else 2)
        or not words[0].isalpha()
        or not words[0].istitle()
    ):
        return False
    return rank == "genus" or (
        words[1].replace("-", "").isalpha() and words[1].islower() and words[1] not in ("sp", "spp", "x")
    )


def select(
    tree: Tree, lexicon: Lexicon, valid: Iterator[Valid], kept: set[str]
) -> tuple[set[tuple[str, ...]], dict[str, list[str]]]:
    """The rows of the table, and the names that look like covered species in another genus, with those species."""
    rows: dict[str, tuple[str, ...]] = {}
    moved: dict[str, list[str]] = {}
    near_once: dict[str, list[str]] = {}
    for name in valid:
        if name.name in rows or not well_built(name.name, name.rank):
            continue
        words = name_words(name.name)
        genus = words[0]
        if name.rank == "genus":
            known = genus in lexicon.epithets
            if tree.covers(name.kingdom, name.name, *name.above) or lexicon.ranks.get(genus, "genus") != "genus":
                continue
            if known or lexicon.near(genus, _FURTHEST):
                rows[name.name] = (name.name, "genus", name.group, name.family)
            continue
        if "".join(words) in lexicon.keys or tree.covers(name.kingdom, name.name.split()[0], *name.above):
            continue
        same = lexicon.moved.get((name.kingdom, name.family, orthographic(words[1])))
        if same and name.name not in kept:
            moved[name.name] = same
            continue
        if orthographic(words[1]) in lexicon.sounds.get(genus, ()):
            # The source spells a name of the dataset in its own way.
            continue
        if genus not in lexicon.epithets:
            others = near_once.get(genus)
            if others is None:
                others = near_once[genus] = lexicon.near(genus, 1)
            if not any(orthographic(words[1]) in lexicon.sounds[other] for other in others):
                continue
        rows[name.name] = (name.name, "species", name.group, name.family)
    return set(rows.values()), moved


def main() -> int:
    """Write the table; with `--check`, say whether the table in the repository is the same."""
    species_data = REPOSITORY / "species_data"
    tree = Tree.read(species_data)
    lexicon = Lexicon(species_data, tree)
    valid = list(sources(SHARED))
    everywhere = {name.name for name in valid}
    decided = {row["name"]: row for row in table(HERE / "moved.tsv")}
    kept = {name for name, row in decided.items() if row["verdict"] == "other"}
    doubtful = decided.keys() - kept
    rows, moved = select(tree, lexicon, iter(valid), kept)
    # Where the source has the old name as well, the new one is another species.
    open_cases = {
        name: same for name, same in moved.items() if not everywhere.intersection(same) and name not in decided
    }
    again = {name for name in moved if everywhere.intersection(moved[name])}
    rows |= select(tree, lexicon, (name for name in valid if name.name in again), kept | again)[0]
    for name in sorted(open_cases):
        print(f"not decided in moved.tsv: {name}\t{'; '.join(sorted(set(open_cases[name])))}")
    certain = sorted(row for row in rows if row[0] not in doubtful)
    text = "\n".join([HEADING, *("\t".join(row) for row in certain)]) + "\n"
    if "--check" in sys.argv[1:]:
        same_text = TARGET.read_text(encoding="utf-8") == text
        print("the same" if same_text else "differs")
        return 0 if same_text else 1
    TARGET.write_text(text, encoding="utf-8")
    print(f"{len(certain)} names")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
