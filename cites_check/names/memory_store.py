"""The store for batches: all names in memory, loaded as columns in one step."""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cites_check.names.sqlite_store import read_numbers
from cites_check.names.store import RANKS, CommonName, NameRow, PlainName, TaxonName, UnlistedName, WordPlace

if TYPE_CHECKING:
    import sqlite3

_BUCKETS = 4096
_NO_NAMES: tuple[NameRow, ...] = ()


class _Near:
    """One part of the neighbour index.

    Hash → word id. Where a hash has several words, `first` holds less than 0 and `several` them all.
    """

    def __init__(self, buckets: Iterable[tuple[bytes]]) -> None:
        hashes, words = array("I"), array("I")
        several: dict[int, tuple[int, ...]] = {}
        for (data,) in buckets:
            numbers = read_numbers(data)
            count = numbers[0]
            hashes += numbers[1 : count + 1]
            words += numbers[count + 1 : 2 * count + 1]
            rest = iter(numbers[2 * count + 1 :])
            for hashed, word in zip(rest, rest, strict=True):
                several[hashed] = (*several.get(hashed, ()), word)
        self.first = dict(zip(hashes, words, strict=True))
        self.several = {hashed: (self.first[hashed], *further) for hashed, further in several.items()}
        self.first.update(dict.fromkeys(several, -1))


class _Commons:
    """Common names and goods words, loaded when the first is asked for."""

    def __init__(self, keys: tuple[str, ...], lines: tuple[str, ...]) -> None:
        self.keys = keys
        self.lines = lines
        self.places = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))
        self.fame = Counter(int(line.split("\t")[2]) for line in lines)
        self.starts = {key[:2] for key in keys if not key.isascii()}


class MemoryNameStore:
    """All names of an index. Rows are made when they are first asked for, and kept."""

    def __init__(self, packs: dict[str, bytes], buckets: Sequence[Sequence[tuple[bytes]]]) -> None:
        genera = _texts(packs["genera"])
        epithets = _texts(packs["epithets"])
        # Ids count from 1; the last place answers to -1, which stands for several words.
        self._words = ("", *genera, *epithets, "")
        self._epithet_ids = {word: place for place, word in enumerate(epithets)}
        self._genus_ids = {word: place for place, word in enumerate(genera)}
        self._displays = _texts(packs["displays"])
        keys = _texts(packs["keys"])
        # A mark at the end spares every look at the next name a question.
        self._keys = (*keys, "")
        # Names are sorted by the words of their keys, so that names with one key stand together; the first of them
        # wins.
        self._codes = dict(zip(reversed(keys), reversed(read_numbers(packs["code_of"])), strict=True))
        self._taxon_of = read_numbers(packs["taxon_of"])
        self._kind_of = packs["kind_of"]
        self._genus_start = read_numbers(packs["genus_start"])
        self._epithet_of = read_numbers(packs["epithet_of"])
        self._epithet_genera = read_numbers(packs["epithet_genera"])
        self._epithet_start = read_numbers(packs["epithet_start"])
        self._taxon_names = _texts(packs["taxa"])
        self._taxon_ranks = _texts(packs["taxon_rank"])
        self._taxon_kingdoms = _texts(packs["taxon_kingdom"])
        self._taxon_parents = read_numbers(packs["taxon_parent"])
        self._authors = frozenset(_texts(packs["authors"]))
        self._ordinary = frozenset(_texts(packs["ordinary"]))
        self._unlisted_names = _texts(packs["unlisted"])
        self._unlisted_ids = {key: place for place, key in enumerate(_texts(packs["unlisted_keys"]))}
        self._near = [_Near(part) for part in buckets]
        self._common_packs = packs["common_keys"], packs["common"]
        self._commons: _Commons | None = None
        self._unlisted_in: Counter[str] | None = None
        self._rows: dict[str, tuple[NameRow, ...]] = {}
        self._taxa: dict[int, TaxonName] = {}
        self._epithets_of: dict[str, tuple[str, ...]] = {}

    @classmethod
    def load(cls, connection: sqlite3.Connection) -> MemoryNameStore:
        """Read all names of an index. Raises sqlite3.Error when the index has none."""
        packs = dict(connection.execute("SELECT name, data FROM name_pack"))
        query = "SELECT data FROM name_near WHERE bucket >= ? AND bucket < ? ORDER BY bucket"
        buckets = [connection.execute(query, (part * _BUCKETS, (part + 1) * _BUCKETS)).fetchall() for part in range(3)]
        return cls(packs, buckets)

    def plain(self, key: str) -> PlainName | None:
        """The name of a species (or lower taxon) with this exact key, where no other name has it."""
        code = self._codes.get(key, 0)
        return self._plain(code) if code & 15 else None

    def _plain(self, code: int) -> PlainName:
        place = code >> 4
        taxon_id = self._taxon_of[place]
        name = self._taxon_names[taxon_id - 1]
        kind = self._kind_of[place]
        return taxon_id, name, RANKS[(code & 15) - 1], self._displays[place] if kind else name, kind

    def names(self, key: str) -> Sequence[NameRow]:
        """The names with this exact key, accepted ones first."""
        rows = self._rows.get(key)
        if rows is None:
            code = self._codes.get(key)
            if code is None:
                return _NO_NAMES
            rows = self._rows[key] = tuple(self._row(at) for at in self._same_key(code >> 4, key))
        return rows

    def names_of_keys(self, keys: Iterable[str]) -> list[NameRow]:
        """The names with any of these keys."""
        codes, names = self._codes, self.names
        return [row for key in keys if key in codes for row in names(key)]

    def knows_word(self, place: WordPlace, word: str) -> bool:
        """Whether any name has this word in this place."""
        return word in (self._genus_ids if place == WordPlace.GENUS else self._epithet_ids)

    def near_words(self, place: WordPlace, hashes: Iterable[int]) -> set[str]:
        """The words filed under any of these hashes."""
        near = self._near[place]
        first, words = near.first, self._words
        known = first.keys() & hashes
        found = {words[first[hashed]] for hashed in known}
        if "" in found:
            for hashed in near.several.keys() & known:
                found.update([words[word] for word in near.several[hashed]])
            found.discard("")
        return found

    def paired(self, genus: str, hashes: Iterable[int]) -> list[tuple[str, PlainName]] | None:
        """The epithets filed under these hashes that the genus has, with their species.

        None where a name has several taxa.
        """
        near, words, codes = self._near[WordPlace.EPITHET], self._words, self._codes
        first, several = near.first, near.several
        known = first.keys() & hashes
        numbers = {first[hashed] for hashed in known}
        if -1 in numbers:
            numbers.discard(-1)
            numbers.update(*[several[hashed] for hashed in several.keys() & known])
        found = []
        for number in numbers:
            word = words[number]
            code = codes.get(genus + word)
            if code is not None:
                if not code & 15:
                    return None
                found.append((word, self._plain(code)))
        return found

    def epithets_of(self, genus: str) -> Sequence[str]:
        """The distinct epithets in a genus."""
        found = self._epithets_of.get(genus)
        if found is None:
            number = self._genus_ids.get(genus)
            if number is None:
                return ()
            words, first = self._words, len(self._genus_ids)
            ids = set(self._epithet_of[self._genus_start[number] : self._genus_start[number + 1]])
            ids.discard(0)
            found = self._epithets_of[genus] = tuple([words[first + place] for place in ids])
        return found

    def epithets_starting(self, genus: str, start: str) -> Sequence[str]:
        """The distinct epithets in a genus that begin with these letters; in all genera where `genus` is empty."""
        # Word ids run in the order of the alphabet, and the names of a genus in the order of their epithets.
        words, base = self._words, len(self._genus_ids)
        end = len(words) - 1
        low = bisect_left(words, start, base + 1, end)
        if not words[low].startswith(start):
            return ()
        high = bisect_left(words, start + "{", low, end)
        if not genus:
            return words[low:high]
        number = self._genus_ids.get(genus)
        if number is None or low == high:
            return ()
        places = self._genus_start[number], self._genus_start[number + 1]
        first = bisect_left(self._epithet_of, low - base, *places)
        last = bisect_left(self._epithet_of, high - base, first, places[1])
        return [words[base + place] for place in sorted(set(self._epithet_of[first:last]))]

    def genera_of(self, epithet: str) -> Sequence[str]:
        """The distinct genera that have this epithet."""
        number = self._epithet_ids.get(epithet)
        if number is None:
            return ()
        words, starts = self._words, self._epithet_start
        return [words[genus] for genus in self._epithet_genera[starts[number] : starts[number + 1]]]

    def parts_of(self, genus: str, epithet: str) -> Sequence[NameRow]:
        """The infraspecific names of a species."""
        number, wanted = self._genus_ids.get(genus), self._epithet_ids.get(epithet)
        if number is None or wanted is None:
            return ()
        start = bisect_left(self._epithet_of, wanted + 1, self._genus_start[number], self._genus_start[number + 1])
        end = bisect_right(self._epithet_of, wanted + 1, start, self._genus_start[number + 1])
        return [row for row in map(self._row, range(start, end)) if row.rest]

    def unlisted(self, key: str) -> UnlistedName | None:
        """The valid unlisted name with this key."""
        place = self._unlisted_ids.get(key)
        return None if place is None else UnlistedName(*self._unlisted_names[place].split("\t"))

    def unlisted_species(self, genus: str) -> int:
        """How many valid unlisted species of this genus are known."""
        if self._unlisted_in is None:
            self._unlisted_in = Counter(
                line.partition(" ")[0].lower() for line in self._unlisted_names if "\tspecies\t" in line
            )
        return self._unlisted_in[genus]

    def is_taken(self, key: str, common: str) -> bool:
        """Whether a scientific name, an unlisted one, or a common name has exactly these keys."""
        return key in self._codes or key in self._unlisted_ids or common in self._all_commons().places

    def taxon(self, taxon_id: int) -> TaxonName:
        """A taxon by its id."""
        found = self._taxa.get(taxon_id)
        if found is None:
            place = taxon_id - 1
            found = self._taxa[taxon_id] = TaxonName(
                taxon_id,
                self._taxon_names[place],
                self._taxon_ranks[place],
                self._taxon_kingdoms[place],
                self._taxon_parents[place] or None,
            )
        return found

    def is_author(self, word: str) -> bool:
        """Whether this word stands in the authorship of any name."""
        return word in self._authors

    def is_ordinary(self, word: str) -> bool:
        """Whether this word stands in an English common name."""
        return word in self._ordinary

    def fame(self, taxon_id: int) -> int:
        """How many common names a taxon has."""
        return self._all_commons().fame[taxon_id]

    def common(self, key: str) -> Sequence[CommonName]:
        """Common names and goods words with this exact key."""
        commons = self._all_commons()
        start = commons.places.get(key)
        if start is None:
            return ()
        found = []
        while start < len(commons.keys) and commons.keys[start] == key:
            display, lang, taxon, sure = commons.lines[start].split("\t")
            found.append(CommonName(display, lang, int(taxon), sure))
            start += 1
        return found

    def may_start_common(self, signs: str) -> bool:
        """Whether a key of a common name begins with these two signs."""
        return signs in self._all_commons().starts

    def common_near(self, hashes: Iterable[int]) -> set[str]:
        """Keys of common names filed under any of these hashes."""
        near, keys = self._near[2], self._all_commons().keys
        found: set[str] = set()
        for hashed in hashes:
            place = near.first.get(hashed)
            if place is not None:
                found.update(keys[other - 1] for other in (near.several[hashed] if place < 0 else (place,)))
        return found

    def _all_commons(self) -> _Commons:
        if self._commons is None:
            self._commons = _Commons(*map(_texts, self._common_packs))
        return self._commons

    def _row(self, place: int) -> NameRow:
        words, key = self._words, self._keys[place]
        genus = words[bisect_right(self._genus_start, place)]
        number = self._epithet_of[place]
        epithet = words[len(self._genus_ids) + number] if number else ""
        rest = key[len(genus) + len(epithet) :]
        return NameRow(self._displays[place], self._taxon_of[place], self._kind_of[place], genus, epithet, rest)

    def _same_key(self, place: int, key: str) -> Iterable[int]:
        keys = self._keys
        end = place + 1
        while keys[end] == key:
            end += 1
        return range(place, end)


def _texts(pack: bytes) -> tuple[str, ...]:
    # A tuple of texts, unlike a list, is passed over by the garbage collector.
    text = zlib.decompress(pack).decode()
    return tuple(text.split("\n")) if text else ()
