"""The store for a single look-up: every question is a few indexed queries, nothing is loaded ahead."""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cites_check.names.commons import common_key
from cites_check.names.keys import near_hash, squash
from cites_check.names.store import RANKS, CommonName, NameRow, PlainName, TaxonName, UnlistedName, WordPlace, row_of

if TYPE_CHECKING:
    import sqlite3

_BUCKETS = 4096
_COMMON_PART = 2
_MOST_VARIABLES = 500


class SqliteNameStore:
    """Names in an index, read as asked for. The connection stays the caller's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._taxa: dict[int, TaxonName] = {}
        self._buckets: dict[int, dict[int, list[int]]] = {}
        self._word_ids: dict[tuple[WordPlace, str], int] = {}

    def plain(self, key: str) -> PlainName | None:
        """The name of a species (or lower taxon) with this exact key, where no other name has it."""
        rows = self.names(key)
        if len(rows) != 1 or not rows[0].epithet:
            return None
        taxon = self.taxon(rows[0].taxon_id)
        if taxon.rank not in RANKS:
            return None
        return taxon.id, taxon.name, taxon.rank, rows[0].display, rows[0].kind

    def names(self, key: str) -> Sequence[NameRow]:
        """The names with this exact key, accepted ones first."""
        return self.names_of_keys((key,))

    def names_of_keys(self, keys: Iterable[str]) -> list[NameRow]:
        """The names with any of these keys."""
        wanted = set(keys)
        rows = self._rows("hash", [near_hash(key) for key in wanted])
        return [row for row in rows if row.genus + row.epithet + row.rest in wanted]

    def knows_word(self, place: WordPlace, word: str) -> bool:
        """Whether any name has this word in this place."""
        return self._word_id(place, word) > 0

    def near_words(self, place: WordPlace, hashes: Iterable[int]) -> set[str]:
        """The words filed under any of these hashes."""
        ids = sorted(self._filed(int(place), hashes))
        found: set[str] = set()
        for part in _parts(ids):
            found.update(
                word
                for (word,) in self._connection.execute(
                    f"SELECT word FROM name_word WHERE id IN ({_marks(part)})", part
                )
            )
        return found

    def paired(self, genus: str, hashes: Iterable[int]) -> list[tuple[str, PlainName]] | None:
        """None: here the way through the ladder is as short."""
        return None

    def epithets_of(self, genus: str) -> Sequence[str]:
        """The distinct epithets in a genus."""
        found = self._connection.execute(
            "SELECT word FROM name_word WHERE id IN (SELECT epithet FROM name WHERE genus = ?)",
            (self._word_id(WordPlace.GENUS, genus),),
        )
        return [word for (word,) in found]

    def epithets_starting(self, genus: str, start: str) -> Sequence[str]:
        """The distinct epithets in a genus that begin with these letters; in all genera where `genus` is empty."""
        if genus:
            return [epithet for epithet in self.epithets_of(genus) if epithet.startswith(start)]
        found = self._connection.execute(
            "SELECT word FROM name_word WHERE place = ? AND word >= ? AND word < ?",
            (WordPlace.EPITHET, start, start + "{"),
        )
        return [word for (word,) in found]

    def genera_of(self, epithet: str) -> Sequence[str]:
        """The distinct genera that have this epithet."""
        found = self._connection.execute(
            "SELECT word FROM name_word WHERE id IN (SELECT genus FROM name WHERE epithet = ?)",
            (self._word_id(WordPlace.EPITHET, epithet),),
        )
        return [word for (word,) in found]

    def parts_of(self, genus: str, epithet: str) -> Sequence[NameRow]:
        """The infraspecific names of a species."""
        found = self._connection.execute(
            "SELECT display, taxon, kind FROM name WHERE genus = ? AND epithet = ? ORDER BY id",
            (self._word_id(WordPlace.GENUS, genus), self._word_id(WordPlace.EPITHET, epithet)),
        )
        return [row for row in (row_of(*cells) for cells in found) if row.rest]

    def unlisted(self, key: str) -> UnlistedName | None:
        """The valid unlisted name with this key."""
        for cells in self._connection.execute(
            "SELECT name, rank, grp, family FROM unlisted WHERE hash = ?", (near_hash(key),)
        ):
            if squash(cells[0]) == key:
                return UnlistedName(*cells)
        return None

    def unlisted_species(self, genus: str) -> int:
        """How many valid unlisted species of this genus are known."""
        name = genus.capitalize()
        query = "SELECT count(*) FROM unlisted WHERE name >= ? AND name < ?"
        found: int = self._connection.execute(query, (f"{name} ", f"{name}!")).fetchone()[0]
        return found

    def is_taken(self, key: str, common: str) -> bool:
        """Whether a scientific name, an unlisted one, or a common name has exactly these keys."""
        return bool(self.names(key)) or self.unlisted(key) is not None or bool(self.common(common))

    def taxon(self, taxon_id: int) -> TaxonName:
        """A taxon by its id."""
        found = self._taxa.get(taxon_id)
        if found is None:
            found = TaxonName(
                *self._connection.execute(
                    "SELECT id, name, rank, kingdom, parent FROM taxon WHERE id = ?", (taxon_id,)
                ).fetchone()
            )
            self._taxa[taxon_id] = found
        return found

    def is_author(self, word: str) -> bool:
        """Whether this word stands in the authorship of any name."""
        return self._connection.execute("SELECT 1 FROM name_author WHERE word = ?", (word,)).fetchone() is not None

    def is_ordinary(self, word: str) -> bool:
        """Whether this word stands in an English common name."""
        return self._connection.execute("SELECT 1 FROM ordinary_word WHERE word = ?", (word,)).fetchone() is not None

    def fame(self, taxon_id: int) -> int:
        """How many common names a taxon has."""
        found: int = self._connection.execute("SELECT count(*) FROM common WHERE taxon = ?", (taxon_id,)).fetchone()[0]
        return found

    def common(self, key: str) -> Sequence[CommonName]:
        """Common names and goods words with this exact key."""
        found = self._connection.execute(
            "SELECT display, lang, taxon, sure FROM common WHERE hash = ? ORDER BY id", (near_hash(key),)
        )
        return [name for name in (CommonName(*cells) for cells in found) if common_key(name.display) == key]

    def may_start_common(self, signs: str) -> bool:
        """True: only a look at the whole key tells."""
        return True

    def common_near(self, hashes: Iterable[int]) -> set[str]:
        """Keys of common names filed under any of these hashes."""
        found: set[str] = set()
        for part in _parts(sorted(self._filed(_COMMON_PART, hashes))):
            found.update(
                common_key(name)
                for (name,) in self._connection.execute(
                    f"SELECT display FROM common WHERE id IN ({_marks(part)})", part
                )
            )
        return found

    def _rows(self, column: str, values: Sequence[int]) -> list[NameRow]:
        found: list[tuple[int, NameRow]] = []
        for part in _parts(values):
            query = f"SELECT id, display, taxon, kind FROM name WHERE {column} IN ({_marks(part)})"
            found += [
                (number, row_of(display, taxon, kind))
                for number, display, taxon, kind in self._connection.execute(query, part)
            ]
        return [row for _, row in sorted(found)]

    def _word_id(self, place: WordPlace, word: str) -> int:
        known = self._word_ids.get((place, word))
        if known is None:
            found = self._connection.execute(
                "SELECT id FROM name_word WHERE hash = ? AND place = ? AND word = ?", (near_hash(word), place, word)
            )
            row = found.fetchone()
            known = self._word_ids[place, word] = row[0] if row else -1
        return known

    def _filed(self, part: int, hashes: Iterable[int]) -> set[int]:
        wanted: defaultdict[int, list[int]] = defaultdict(list)
        for hashed in hashes:
            wanted[part * _BUCKETS + (hashed >> 20)].append(hashed)
        missing = sorted(bucket for bucket in wanted if bucket not in self._buckets)
        for some in _parts(missing):
            for bucket, data in self._connection.execute(
                f"SELECT bucket, data FROM name_near WHERE bucket IN ({_marks(some)})", some
            ):
                self._buckets[bucket] = read_bucket(data)
        found: set[int] = set()
        for bucket, some_hashes in wanted.items():
            entries = self._buckets.get(bucket)
            if entries:
                for hashed in some_hashes:
                    found.update(entries.get(hashed, ()))
        return found


def read_numbers(data: bytes) -> array[int]:
    """A column of numbers as `dataset.name_tables` writes them."""
    numbers = array("I")
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def read_bucket(data: bytes) -> dict[int, list[int]]:
    """A bucket of the neighbour index: hash → word ids."""
    numbers = read_numbers(data)
    count = numbers[0]
    entries = {
        hashed: [word] for hashed, word in zip(numbers[1 : count + 1], numbers[count + 1 : 2 * count + 1], strict=True)
    }
    for place in range(2 * count + 1, len(numbers), 2):
        entries[numbers[place]].append(numbers[place + 1])
    return entries


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _parts(values: Sequence[int]) -> Iterable[Sequence[int]]:
    return (values[start : start + _MOST_VARIABLES] for start in range(0, len(values), _MOST_VARIABLES))
