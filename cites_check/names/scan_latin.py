"""Scanning what is written in letters.

Scientific names, misspelt and abbreviated ones too, and common names of several words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cites_check.names.commons import half_probes
from cites_check.names.keys import near_hash
from cites_check.names.latin import is_everyday
from cites_check.names.scan_text import Find, Word
from cites_check.names.store import CommonName, NameStore, WordPlace
from cites_check.names.trade_words import TRADE_WORDS

GENUS, EPITHET = WordPlace.GENUS, WordPlace.EPITHET
SCIENTIFIC, COMMON, HIGHER, NEAR = 0, 1, 2, 3
"""Ranks of finds, surest first."""

_LONGEST_COMMON = 6
_HIGHER_ENDINGS = ("idae", "aceae", "formes", "ales", "inae", "oidea")
_INDETERMINATE = ("sp", "spp", "species", "ssp")
_EASTERN = ("ko", "zh", "ja")
_SPOKEN = ("en", *_EASTERN)
_MAY_STAND_BETWEEN = " .,-_/×xX()'\"\t\u00a0\u3000:"
_BETWEEN = ("cf", "aff", "x", "var", "subsp", "ssp")
_SHORTEST_EPITHET, _SHORTEST_GENUS = 5, 5
_FEW = 3


def latin_finds(store: NameStore, text: str, words: Sequence[Word]) -> Iterator[Find]:
    """Everything that the words written in letters may name."""
    for place, word in enumerate(words):
        yield from _common(store, words, place)
        if word.latin:
            yield from _scientific(store, text, words, place)


def _scientific(store: NameStore, text: str, words: Sequence[Word], place: int) -> Iterator[Find]:
    word = words[place]
    following = [other for other in words[place + 1 : place + 4] if other.latin]
    beside = following[0] if following and _beside(text, word, following[0]) else None
    genus = word.latin
    found = None
    if store.knows_word(GENUS, genus):
        found = _exact(store, text, word, following)
        if found is None and _stands_alone(store, word, beside):
            yield Find(word.start, word.end, genus.capitalize(), HIGHER)
    elif len(genus) > 8 and any(row.epithet for row in store.names(genus)):
        found = Find(word.start, word.end, genus, SCIENTIFIC)
    if found is None and beside is not None:
        if len(genus) <= 2 and word.dotted:
            found = _abbreviated(store, text, word, beside)
        else:
            found = _near(store, word, beside)
    if found is not None:
        yield found


def _exact(store: NameStore, text: str, word: Word, following: Sequence[Word]) -> Find | None:
    """Genus and epithet, with what belongs to them: an infraspecific name, the second half of a hyphened epithet."""
    near = [other for other in following if other.latin not in _BETWEEN]
    while near:
        if _all_beside(text, [word, *near]):
            rows = store.names(word.latin + "".join([other.latin for other in near]))
            if rows and rows[0].genus == word.latin:
                return Find(word.start, near[-1].end, text[word.start : near[-1].end], SCIENTIFIC)
        near.pop()
    return None


def _stands_alone(store: NameStore, word: Word, beside: Word | None) -> bool:
    """Whether a genus or higher taxon counts by itself: in running text most short ones are everyday words."""
    if beside is not None and beside.latin in _INDETERMINATE:
        return True
    name = word.latin
    if name.endswith(_HIGHER_ENDINGS) and len(name) > 7:
        return bool(store.names(name))
    if len(name) < _SHORTEST_GENUS or not word.capital or is_everyday(store, name) or store.unlisted(name) is not None:
        return False
    return any(not row.epithet for row in store.names(name))


def _abbreviated(store: NameStore, text: str, word: Word, beside: Word) -> Find | None:
    if len(beside.latin) < 4 or not store.knows_word(EPITHET, beside.latin):
        return None
    if any(genus.startswith(word.latin) for genus in store.genera_of(beside.latin)):
        return Find(word.start, beside.end, text[word.start : beside.end], SCIENTIFIC)
    return None


def _near(store: NameStore, word: Word, beside: Word) -> Find | None:
    """A misspelt pair, where one word is right and the other a letter off."""
    genus, epithet = word.latin, beside.latin
    if len(epithet) < _SHORTEST_EPITHET or genus in TRADE_WORDS or epithet in TRADE_WORDS or len(genus) < 3:
        return None
    knows_genus, knows_epithet = store.knows_word(GENUS, genus), store.knows_word(EPITHET, epithet)
    if knows_genus == knows_epithet or store.unlisted(genus + epithet) is not None:
        return None
    if knows_genus and is_everyday(store, epithet):
        return None
    if knows_epithet and (is_everyday(store, genus) or not _telling(store, genus, epithet)):
        return None
    from cites_check.names.near import near_binomials, one_word_wrong

    found = one_word_wrong(store, genus, epithet, knows_genus, knows_epithet)
    if not found and (len(epithet) > _SHORTEST_EPITHET + 1 or knows_genus):
        found = near_binomials(store, genus, epithet)
    if not any(near.cost <= 1.5 and not near.cut for near in found):
        return None
    return Find(word.start, beside.end, f"{genus.capitalize()} {epithet}", NEAR)


def _telling(store: NameStore, genus: str, epithet: str) -> bool:
    """Whether an epithet says enough by itself to look for the genus that a word was meant for."""
    if len(genus) >= _SHORTEST_GENUS:
        return len(epithet) > _SHORTEST_EPITHET
    return len(epithet) > _SHORTEST_EPITHET + 1 and len(store.genera_of(epithet)) <= _FEW


def _all_beside(text: str, words: Sequence[Word]) -> bool:
    return all(_beside(text, word, other) for word, other in pairwise(words))


def _beside(text: str, word: Word, other: Word) -> bool:
    between = text[word.end : other.start]
    return len(between) <= 12 and all(sign in _MAY_STAND_BETWEEN or sign.isalpha() for sign in between)


def _common(store: NameStore, words: Sequence[Word], place: int) -> Iterator[Find]:
    """Common names and goods words that begin at this word, the longest and all shorter ones."""
    key = ""
    first = words[place]
    for size, word in enumerate(words[place : place + _LONGEST_COMMON], start=1):
        key += word.common
        if size > 1 and word.start - words[place + size - 2].end > 3:
            return
        found = store.common(key)
        if found:
            kinds = {name.sure for name in found}
            if "false_friend" in kinds:
                yield Find(first.start, word.end, "", COMMON, True)
            elif _counts(found, key, size, kinds):
                yield Find(first.start, word.end, _display(found), COMMON)
        elif size <= 4 and len(key) > (6 if size == 1 else 9):
            near = _near_common(store, key, words[place : place + size])
            if near:
                yield Find(first.start, word.end, near, NEAR)


def _counts(found: Sequence[CommonName], key: str, size: int, kinds: set[str]) -> bool:
    """Whether a common name counts inside running text."""
    if "homograph" in kinds:
        return False
    if any(kind.startswith(("goods", "taxon_group")) for kind in kinds):
        return len(key) > 2
    sure = [name for name in found if name.sure != "doubtful"]
    if size > 1:
        return any(name.lang in _SPOKEN or len(key) > 9 for name in sure)
    return any((name.lang in _SPOKEN and len(key) > 4) or len(key) > 9 for name in sure)


def _display(found: Sequence[CommonName]) -> str:
    return found[0].display


def _near_common(store: NameStore, key: str, words: Sequence[Word]) -> str:
    """The common name a letter away.

    One everyday word is not read as another; several words that differ in one letter may be.
    """
    if len(words) == 1 and (
        not words[0].latin or is_everyday(store, words[0].latin) or store.knows_word(GENUS, words[0].latin)
    ):
        return ""
    keys = store.common_near([near_hash(probe) for probe in half_probes(key)])
    if not keys:
        return ""
    from rapidfuzz.distance.OSA import distance

    for other in sorted(keys):
        if other[0] == key[0] and distance(key, other, score_cutoff=1) <= 1:
            found = store.common(other)
            kinds = {name.sure for name in found}
            if "false_friend" not in kinds and _counts(found, other, len(words), kinds):
                return _display(found)
    return ""
