"""The tables of names in the index: how they are laid out and filled. The stores of `names` read them.

Two readers, two forms of the same names. A single look-up wants a few indexed rows (`name`, `unlisted`, `common`,
`name_near`); a batch wants everything at once, as columns that load in one step (`name_pack`).

- `name`: one row a name string and taxon; `hash` is the CRC-32 of its key; `genus` and `epithet` are ids of
  `name_word`.
- `name_near`: the neighbour index. A bucket holds hashes of forms of words (see `names.keys`) and the ids of the words
  that have them: a count of entries, the sorted distinct hashes, a word for each, then the further pairs.
- `name_pack`: columns; texts joined by line ends and compressed, numbers as little-endian 32-bit integers.
"""

from __future__ import annotations

import re
import sqlite3
import sys
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from cites_check.dataset.rows import CommonNameRow, SynonymRow, TaxonRow, UnlistedRow
from cites_check.dataset.vocabulary_words import vocabulary_names, without_narrow
from cites_check.names.commons import common_key, halves, letters
from cites_check.names.folding import fold
from cites_check.names.keys import look_form, near_hash, once_deleted, sound_form, squash, twice_deleted
from cites_check.names.store import RANKS, NameKind, WordPlace, name_words

BUCKETS = 4096
"""Buckets of the neighbour index in each of its three parts: genera, epithets, common names."""
COMMON_PART = 2

TABLES = """
CREATE TABLE name (
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, display TEXT NOT NULL, taxon INTEGER NOT NULL REFERENCES taxon(id),
  kind INTEGER NOT NULL, genus INTEGER NOT NULL, epithet INTEGER NOT NULL
);
CREATE TABLE name_word (id INTEGER PRIMARY KEY, place INTEGER NOT NULL, hash INTEGER NOT NULL, word TEXT NOT NULL);
CREATE TABLE name_near (bucket INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE name_author (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE ordinary_word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE unlisted (id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, name TEXT NOT NULL, rank TEXT NOT NULL, grp TEXT
NOT NULL, family TEXT NOT NULL); CREATE TABLE common (
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, display TEXT NOT NULL, lang TEXT NOT NULL, taxon INTEGER NOT NULL, sure
  TEXT NOT NULL
); CREATE TABLE name_pack
(name TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX name_hash ON name(hash);
CREATE INDEX name_pair ON name(genus, epithet);
CREATE INDEX name_epithet ON name(epithet, genus);
CREATE INDEX name_word_hash ON name_word(hash);
CREATE INDEX unlisted_hash ON unlisted(hash);
CREATE INDEX common_hash ON common(hash);
CREATE INDEX common_taxon ON common(taxon);
"""

_KINDS = {
    "synonym": NameKind.SYNONYM,
    "former": NameKind.FORMER,
    "misspelling": NameKind.MISSPELLING,
    "domesticated": NameKind.DOMESTICATED,
    "hybrid": NameKind.HYBRID,
}
_AUTHOR = re.compile(r"[^\W\d_]{3,}")
_Name = tuple[str, str, str, str, int, int]  # genus, epithet, rest, display, taxon, kind


def create(
    connection: sqlite3.Connection,
    taxa: Iterable[TaxonRow],
    synonyms: Iterable[SynonymRow],
    common_names: Iterable[CommonNameRow],
    unlisted: Iterable[UnlistedRow],
    vocabulary: Iterable[Mapping[str, object]],
) -> None:
    """Create and fill all tables of names in an index whose table `taxon` is filled.

    Raises sqlite3.Error when it cannot be written.
    """
    taxa, synonyms = list(taxa), list(synonyms)
    connection.executescript(TABLES)
    names = _names(taxa, synonyms)
    genera = sorted({name[0] for name in names})
    epithets = sorted({name[1] for name in names if name[1]})
    _insert_names(connection, names, genera, epithets)
    _insert_near(connection, WordPlace.GENUS, _word_forms(genera, first=1, twice=True))
    _insert_near(connection, WordPlace.EPITHET, _word_forms(epithets, first=len(genera) + 1, twice=False))
    places = [(WordPlace.GENUS, word) for word in genera] + [(WordPlace.EPITHET, word) for word in epithets]
    connection.executemany(
        "INSERT INTO name_word (place, hash, word) VALUES (?, ?, ?)",
        ((place, near_hash(word), word) for place, word in places),
    )
    authors = sorted(set().union(*map(author_words, {row.author for row in taxa} | {row.author for row in synonyms})))
    connection.executemany("INSERT INTO name_author VALUES (?)", ((word,) for word in authors))
    unlisted_rows = sorted({(squash(row.name), *row) for row in unlisted})
    connection.executemany(
        "INSERT INTO unlisted (hash, name, rank, grp, family) VALUES (?, ?, ?, ?, ?)",
        ((near_hash(r[0]), *r[1:]) for r in unlisted_rows),
    )
    goods = list(vocabulary_names(vocabulary, taxa))
    commons = _commons(without_narrow(common_names, goods, taxa), goods)
    _insert_commons(connection, commons)
    ordinary = sorted({word for row in commons if row[2] == "en" for word in _plain_words(row[1])})
    connection.executemany("INSERT INTO ordinary_word VALUES (?)", ((word,) for word in ordinary))
    packs: dict[str, bytes] = {
        "genera": _texts(genera),
        "epithets": _texts(epithets),
        "displays": _texts(name[3] for name in names),
        "keys": _texts("".join(name[:3]) for name in names),
        "taxon_of": _numbers(name[4] for name in names),
        "kind_of": bytes(name[5] for name in names),
        "code_of": _codes(names, taxa),
        "taxa": _texts(row.name for row in taxa),
        "taxon_rank": _texts(row.rank for row in taxa),
        "taxon_kingdom": _texts(row.kingdom for row in taxa),
        "taxon_parent": _numbers(row.parent_id or 0 for row in taxa),
        "authors": _texts(authors),
        "ordinary": _texts(ordinary),
        "unlisted_keys": _texts(row[0] for row in unlisted_rows),
        "unlisted": _texts("\t".join(row[1:]) for row in unlisted_rows),
        "common_keys": _texts(row[0] for row in commons),
        "common": _texts(f"{row[1]}\t{row[2]}\t{row[3]}\t{row[4]}" for row in commons),
        **_word_order(names, genera, epithets),
    }
    connection.executemany("INSERT INTO name_pack VALUES (?, ?)", sorted(packs.items()))
    connection.executescript(INDEXES)


def author_words(author: str) -> set[str]:
    """The surnames in an authorship, as `parse` would read them."""
    return {letters_only for word in _AUTHOR.findall(fold(author)) if len(letters_only := squash(word)) > 2}


def _plain_words(name: str) -> list[str]:
    """The words of a common name in plain Latin letters: what stands in everyday language is no scientific name."""
    return re.findall(r"[a-z]{3,}", fold(name).lower())


def _names(taxa: Sequence[TaxonRow], synonyms: Sequence[SynonymRow]) -> list[_Name]:
    """All name strings with their taxa, each pair once with its best kind, sorted so that names of a genus stand
    together."""
    best: dict[tuple[str, str, str, int], tuple[int, str]] = {}
    entries = [(row.name, row.id, NameKind.ACCEPTED) for row in taxa]
    entries += [(row.name, row.taxon_id, _KINDS[row.kind]) for row in synonyms]
    for display, taxon, kind in entries:
        words = name_words(fold(display))
        if not words or words[-1] in ("hybrid", "spp", "sp"):
            continue
        key = (words[0], words[1] if len(words) > 1 else "", "".join(words[2:]), taxon)
        if key not in best or (kind, display) < best[key]:
            best[key] = (kind, display)
    return sorted(
        (
            (genus, epithet, rest, display, taxon, int(kind))
            for (genus, epithet, rest, taxon), (kind, display) in best.items()
        ),
        key=lambda name: (*name[:3], name[5], name[4]),
    )


def _insert_names(
    connection: sqlite3.Connection, names: Sequence[_Name], genera: Sequence[str], epithets: Sequence[str]
) -> None:
    genus_ids = {word: number for number, word in enumerate(genera, start=1)}
    epithet_ids = {word: number for number, word in enumerate(epithets, start=len(genera) + 1)}
    epithet_ids[""] = 0
    connection.executemany(
        "INSERT INTO name (hash, display, taxon, kind, genus, epithet) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (near_hash(g + e + rest), display, taxon, kind, genus_ids[g], epithet_ids[e])
            for g, e, rest, display, taxon, kind in names
        ),
    )


def _word_forms(words: Sequence[str], *, first: int, twice: bool) -> Iterable[tuple[int, int]]:
    """The (hash, word id) pairs of every form of every word; ids count from `first`."""
    for place, word in enumerate(words, start=first):
        for form in twice_deleted(word) if twice else once_deleted(word):
            yield near_hash(form), place
        yield near_hash(sound_form(word)), place
        yield near_hash(look_form(word)), place


def _insert_near(connection: sqlite3.Connection, part: int, forms: Iterable[tuple[int, int]]) -> None:
    buckets: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in forms:
        buckets[pair[0] >> 20].append(pair)
    rows = []
    for bucket, pairs in buckets.items():
        first: dict[int, int] = {}
        further: list[tuple[int, int]] = []
        for hashed, place in sorted(set(pairs)):
            if first.setdefault(hashed, place) != place:
                further.append((hashed, place))
        numbers = [len(first), *first, *first.values(), *(number for pair in further for number in pair)]
        rows.append((part * BUCKETS + bucket, _numbers(numbers)))
    connection.executemany("INSERT INTO name_near VALUES (?, ?)", sorted(rows))


def _commons(rows: Iterable[CommonNameRow], goods: Iterable[CommonNameRow]) -> list[tuple[str, str, str, int, str]]:
    """Key, display, language, taxon, sureness of each common name and goods word, once each, sorted by key."""
    found = {(common_key(row.name), row.name, row.lang, row.taxon_id, row.sure) for row in (*rows, *goods)}
    return sorted(row for row in found if row[0])


def _insert_commons(connection: sqlite3.Connection, commons: Sequence[tuple[str, str, str, int, str]]) -> None:
    connection.executemany(
        "INSERT INTO common (hash, display, lang, taxon, sure) VALUES (?, ?, ?, ?, ?)",
        ((near_hash(r[0]), *r[1:]) for r in commons),
    )
    forms = []
    number = 1
    for key, group in groupby(commons, key=itemgetter(0)):
        form = letters(key)
        if len(form) >= 6:
            forms += [(near_hash(half), number) for half in halves(form)]
        number += len(list(group))
    _insert_near(connection, COMMON_PART, forms)


def _word_order(names: Sequence[_Name], genera: Sequence[str], epithets: Sequence[str]) -> dict[str, bytes]:
    """Which genera have which epithets, and which epithets the names of a genus have.

    `epithet_genera` holds the ids of the genera of each epithet in turn, from `epithet_start` on; `epithet_of` the
    number of each name's epithet (0: none); `genus_start` where the names of each genus begin.
    """
    genus_ids = {genus: number for number, genus in enumerate(genera, start=1)}
    having: defaultdict[str, set[int]] = defaultdict(set)
    for name in names:
        having[name[1]].add(genus_ids[name[0]])
    starts, order = [0], []
    for epithet in epithets:
        order += sorted(having[epithet])
        starts.append(len(order))
    genus_starts = [place for place, name in enumerate(names) if not place or names[place - 1][0] != name[0]]
    numbers = {epithet: number for number, epithet in enumerate(epithets, start=1)}
    return {
        "epithet_genera": _numbers(order),
        "epithet_start": _numbers(starts),
        "epithet_of": _numbers(numbers[name[1]] if name[1] else 0 for name in names),
        "genus_start": _numbers([*genus_starts, len(names)]),
    }


def _codes(names: Sequence[_Name], taxa: Sequence[TaxonRow]) -> bytes:
    """For each name its place times 16; plus the number of its taxon's rank where no other name has its key."""
    ranks = {rank: number for number, rank in enumerate(RANKS, start=1)}
    times = Counter("".join(name[:3]) for name in names)
    rank_of = [ranks.get(row.rank, 0) for row in taxa]
    return _numbers(
        place * 16 + (rank_of[name[4] - 1] if name[1] and times["".join(name[:3])] == 1 else 0)
        for place, name in enumerate(names)
    )


def _numbers(values: Iterable[int]) -> bytes:
    numbers = array("I", values)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _texts(values: Iterable[str]) -> bytes:
    return zlib.compress("\n".join(values).encode(), 6)
