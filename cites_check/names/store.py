"""What the matcher asks of a store of names, and the rows it gets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple, Protocol


class NameKind(IntEnum):
    """What a stored name is to its taxon; `synonyms.tsv` says which."""

    ACCEPTED = 0
    SYNONYM = 1
    FORMER = 2
    MISSPELLING = 3
    DOMESTICATED = 4
    HYBRID = 5


class WordPlace(IntEnum):
    """Genera (and all single names) and epithets are separate vocabularies."""

    GENUS = 0
    EPITHET = 1


RANKS = ("species", "subspecies", "variety")
"""Ranks of taxa whose names have several words."""


class NameRow(NamedTuple):
    """One stored scientific name. `rest` is the infraspecific epithet or what else follows, squashed."""

    display: str
    taxon_id: int
    kind: int
    genus: str
    epithet: str
    rest: str


class TaxonName(NamedTuple):
    """A taxon as far as names go."""

    id: int
    name: str
    rank: str
    kingdom: str
    parent: int | None


class UnlistedName(NamedTuple):
    """A valid name of no listed taxon."""

    name: str
    rank: str
    group: str
    family: str


class CommonName(NamedTuple):
    """A common name, or a word of the vocabulary, of a taxon.

    `sure` is what `common_names.tsv` says (source, known, trade, doubtful), or for a word of the vocabulary
    `goods:all`, `goods:some`, `taxon_group:all`, `taxon_group:some`, `false_friend` or `homograph`; the last two have
    the taxon 0.
    """

    display: str
    lang: str
    taxon_id: int
    sure: str


PlainName = tuple[int, str, str, str, int]
"""Of the only name with its letters: id, name and rank of its taxon, the name as it is written, its kind."""


class NameStore(Protocol):
    """The questions. Words and keys are plain lower-case Latin letters; hashes are those of `keys.near_hash`."""

    def plain(self, key: str) -> PlainName | None:
        """The name of a species (or lower taxon) with this exact key, where no other name has it."""

    def names(self, key: str) -> Sequence[NameRow]:
        """The names with this exact key, accepted ones first."""

    def names_of_keys(self, keys: Iterable[str]) -> list[NameRow]:
        """The names with any of these keys."""

    def knows_word(self, place: WordPlace, word: str) -> bool:
        """Whether any name has this word in this place."""

    def near_words(self, place: WordPlace, hashes: Iterable[int]) -> set[str]:
        """The words filed under any of these hashes.

        Nearly all are near, none further than the forms allow but for chance.
        """

    def paired(self, genus: str, hashes: Iterable[int]) -> list[tuple[str, PlainName]] | None:
        """The epithets filed under these hashes that the genus has, with their species.

        None where a store cannot tell at once, or a name has several taxa.
        """

    def epithets_of(self, genus: str) -> Sequence[str]:
        """The distinct epithets in a genus."""

    def epithets_starting(self, genus: str, start: str) -> Sequence[str]:
        """The distinct epithets in a genus that begin with these letters; in all genera where `genus` is empty."""

    def genera_of(self, epithet: str) -> Sequence[str]:
        """The distinct genera that have this epithet."""

    def parts_of(self, genus: str, epithet: str) -> Sequence[NameRow]:
        """The infraspecific names of a species."""

    def unlisted(self, key: str) -> UnlistedName | None:
        """The valid unlisted name with this key."""

    def unlisted_species(self, genus: str) -> int:
        """How many valid unlisted species of this genus are known."""

    def is_taken(self, key: str, common: str) -> bool:
        """Whether a scientific name, an unlisted one, or a common name has exactly these keys."""

    def taxon(self, taxon_id: int) -> TaxonName:
        """A taxon by its id."""

    def is_author(self, word: str) -> bool:
        """Whether this word stands in the authorship of any name."""

    def is_ordinary(self, word: str) -> bool:
        """Whether this word stands in an English common name."""

    def fame(self, taxon_id: int) -> int:
        """How many common names a taxon has: of two that fit, the better known one is more likely meant."""

    def common(self, key: str) -> Sequence[CommonName]:
        """Common names and goods words with this exact key (see `commons.common_key`)."""

    def may_start_common(self, signs: str) -> bool:
        """Whether a key of a common name may begin with these two Korean, Chinese or Japanese signs.

        Only a no is sure.
        """

    def common_near(self, hashes: Iterable[int]) -> set[str]:
        """Keys of common names filed under any of these hashes."""


def name_words(display: str) -> list[str]:
    """The words of a stored name that make its key: rank words, hybrid signs and marks left out."""
    words = []
    for word in display.lower().split():
        if word[-1] == "." or word in ("×", "x"):
            continue
        letters = "".join([sign for sign in word if "a" <= sign <= "z"])
        if letters:
            words.append(letters)
    return words


def row_of(display: str, taxon_id: int, kind: int) -> NameRow:
    """A row with its words read off `display`."""
    words = name_words(display)
    return NameRow(display, taxon_id, kind, words[0], words[1] if len(words) > 1 else "", "".join(words[2:]))
