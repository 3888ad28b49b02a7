"""Taxa of an official list found among those of a dataset: under the same name, a synonym, or as newcomers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from cites_check.dataset.contents import Contents
from cites_check.dataset.official_rows import OfficialRow
from cites_check.dataset.populations_text import PlaceNames, unique
from cites_check.dataset.rows import CommonNameRow, SynonymRow, TaxonRow
from cites_check.names.keys import squash

_Key = tuple[str, str]


class TaxonTree:
    """The taxa of a dataset by name, with room for more.

    `newer` says that the list is later than the dataset, so that its names are the accepted ones from now on.
    """

    def __init__(self, contents: Contents, *, newer: bool) -> None:
        self._contents = contents
        self._newer = newer
        self._accepted: dict[_Key, int] = {(row.kingdom, row.name): row.id for row in contents.taxa}
        self._numbers: dict[int, int] = {row.species_plus_id: row.id for row in contents.taxa if row.species_plus_id}
        self._synonyms: defaultdict[_Key, set[int]] = defaultdict(set)
        for row in contents.synonyms:
            if row.kind != "domesticated":
                self._synonyms[row.kingdom, _key(row.name)].add(row.taxon_id)
        self.strangers: set[int] = set()
        """Taxa that the dataset did not know."""

    def row(self, taxon_id: int) -> TaxonRow:
        """The taxon with this id."""
        return self._contents.taxa[taxon_id - 1]

    def find(self, kingdom: str, name: str) -> int | None:
        """The taxon with this accepted name."""
        return self._accepted.get((kingdom, name))

    def lineage(self, taxon_id: int) -> list[int]:
        """The taxon and all above it."""
        chain, current = [], taxon_id
        while current:
            chain.append(current)
            current = self.row(current).parent_id or 0
        return chain

    def place(self, rows: Sequence[OfficialRow]) -> list[int]:
        """The taxon of each row; newcomers are added, and renamed taxa get their new name."""
        placed: list[int] = [self.find(row.kingdom, row.name) or 0 for row in rows]
        taken = {number for number in placed if number}
        for place, row in enumerate(rows):
            if not placed[place]:
                placed[place] = self._other_name(row, taken) or self._new(row)
                taken.add(placed[place])
        return placed

    def _other_name(self, row: OfficialRow, taken: set[int]) -> int:
        """The taxon that the dataset has under another name; 0 where there is none."""
        found = self._synonyms.get((row.kingdom, _key(row.name)), set())
        candidates = [number for number in found if self.row(number).rank == row.rank]
        if self._newer:
            # Its older names, as the list tells them, and its number: what is not in the list itself went over into it.
            older = [self.find(row.kingdom, name) or 0 for name, _ in row.synonyms]
            older += [self._numbers.get(row.plus_id, 0) if row.plus_id else 0]
            candidates += [number for number in older if number and self.row(number).rank == row.rank]
            free = [number for number in dict.fromkeys(candidates) if number not in taken]
            if len(free) != 1:
                return 0
            self._rename(free[0], row)
            return free[0]
        numbered = self._numbers.get(row.plus_id, 0) if row.plus_id else 0
        if len(candidates) == 1:
            return candidates[0]
        return numbered if numbered and numbered not in taken and self.row(numbered).rank == row.rank else 0

    def _rename(self, number: int, row: OfficialRow) -> None:
        old = self.row(number)
        parent = self._parent(row) if not row.higher else old.parent_id
        self._contents.taxa[number - 1] = old._replace(name=row.name, author=row.author or old.author, parent_id=parent)
        del self._accepted[old.kingdom, old.name]
        self._accepted[row.kingdom, row.name] = number
        self._contents.synonyms.append(SynonymRow(old.kingdom, old.name, old.author, number, "former", ""))

    def _new(self, row: OfficialRow) -> int:
        number = self._add(row.kingdom, row.rank, row.name, self._parent(row), row.author, row.plus_id)
        self.strangers.add(number)
        return number

    def _parent(self, row: OfficialRow) -> int | None:
        """The next higher taxon, made where it is missing."""
        words = row.name.split()
        if row.rank in {"subspecies", "variety"}:
            species = " ".join(words[:2])
            return self.find(row.kingdom, species) or self._add(
                row.kingdom, "species", species, self._parent_of_species(row), "", None
            )
        return self._parent_of_species(row) if row.rank == "species" else self._above(row)

    def _parent_of_species(self, row: OfficialRow) -> int:
        genus = row.name.split()[0]
        return self.find(row.kingdom, genus) or self._add(row.kingdom, "genus", genus, self._above(row), "", None)

    def _above(self, row: OfficialRow) -> int | None:
        parent = self.find(row.kingdom, row.kingdom)
        for rank, name in row.above:
            if name == row.name:
                break
            parent = self.find(row.kingdom, name) or self._add(row.kingdom, rank, name, parent, "", None)
        return parent

    def _add(self, kingdom: str, rank: str, name: str, parent: int | None, author: str, plus_id: int | None) -> int:
        number = len(self._contents.taxa) + 1
        self._contents.taxa.append(TaxonRow(number, kingdom, rank, name, parent, author, plus_id))
        self._accepted[kingdom, name] = number
        return number


class NameMerger:
    """Adds the names and ranges of an official list to those of the dataset."""

    def __init__(self, contents: Contents, places: PlaceNames, *, newer: bool) -> None:
        self._contents = contents
        self._places = places
        self._newer = newer
        self._known = {(row.kingdom, _key(row.name), row.taxon_id) for row in contents.synonyms}
        self._known |= {(row.kingdom, _key(row.name), row.id) for row in contents.taxa}
        self._common = {(row.lang, row.name.casefold(), row.taxon_id) for row in contents.common_names}
        self.added = {"synonyms": 0, "common names": 0, "ranges": 0}

    def add(self, number: int, row: OfficialRow) -> None:
        """Add what a row tells of a taxon beside its listing."""
        names = [*row.synonyms]
        taxon = self._contents.taxa[number - 1]
        if row.name != taxon.name:
            names.append((row.name, row.author))
        for name, author in names:
            key = (row.kingdom, _key(name), number)
            if key not in self._known:
                self._known.add(key)
                self._contents.synonyms.append(SynonymRow(row.kingdom, name, author, number, "synonym", ""))
                self.added["synonyms"] += 1
        for language, name in row.common_names:
            common = (language, name.casefold(), number)
            if common not in self._common:
                self._common.add(common)
                self._contents.common_names.append(CommonNameRow(language, name, number, "source", ""))
                self.added["common names"] += 1
        if row.codes and ((self._newer and row.whole_range) or number not in self._contents.ranges):
            self._range(number, row)

    def _range(self, number: int, row: OfficialRow) -> None:
        extinct, introduced = self._of(row.extinct), self._of(row.introduced)
        again, unsure = self._of(row.reintroduced), self._of(row.uncertain)
        native = self._of(row.native)
        known = {*native, *extinct, *introduced, *again, *unsure}
        rest = [code for code in row.codes if code not in known]
        if len(native) < len(unique(row.native)) or not row.native:
            # A name that is not understood: what is not said to be otherwise is native.
            native += rest
        else:
            unsure += rest
        native = sorted({*native, *again})
        cells = (native, extinct, introduced, again, unsure)
        new = tuple(",".join(sorted(set(codes))) for codes in cells)
        if self._contents.ranges.get(number) != new:
            self._contents.ranges[number] = (new[0], new[1], new[2], new[3], new[4])
            self.added["ranges"] += 1

    def _of(self, names: Iterable[str]) -> list[str]:
        return unique(name if len(name) == 2 and name.isupper() else self._places.code(name) for name in names)


def _key(name: str) -> str:
    return squash(name.replace(" var. ", " ").replace(" subsp. ", " ").replace(" ssp. ", " "))
