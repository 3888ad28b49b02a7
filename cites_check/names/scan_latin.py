"""Scanning what is written in letters.

Scientific names, misspelt and abbreviated ones too, and common names of several words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cites_check.names.commons import half_probes
from cites_check.names.keys import near_hash
from cites_check.names.latin import is_everyday, may_be_epithet
from cites_check.names.scan_beside import after_letters, before_letters
from cites_check.names.scan_text import Find, Word
from cites_check.names.store import CommonName, NameStore, WordPlace
from cites_check.names.trade_words import TRADE_WORDS

GENUS, EPITHET = WordPlace.GENUS, WordPlace.EPITHET
SCIENTIFIC, COMMON, HIGHER, NEAR = 0, 1, 2, 3
"""Ranks of finds, surest first."""

_LONGEST_COMMON, _LONGEST_NEAR = 6, 5
"""Words of a common name, and of one with a letter wrong."""
_HIGHER_ENDINGS = ("idae", "aceae", "formes", "ales", "inae", "oidea")
_INDETERMINATE = ("sp", "spp", "species", "ssp")
_EASTERN = ("ko", "zh", "ja")
_GOODS = ("goods", "taxon_group")
_SPOKEN = ("en", *_EASTERN)
_MAY_STAND_BETWEEN = " .,-_/×xX()'\"\t\u00a0\u3000:"
_BETWEEN = ("cf", "aff", "x", "var", "subsp", "ssp")
_SHORTEST_EPITHET, _SHORTEST_GENUS, _LONG_GENUS = 5, 5, 8
_TELLING_GENUS = 7
"""A genus of so many letters is told from everyday words without a capital."""
_FEW = 3
_WITHIN_A_NAME = " -'’\u00a0"
_SHORTEST_FREE = 6
"""Shorter common names count only exactly as they are written."""
_SHORTEST_NEAR, _SHORTEST_NEAR_GOODS = 9, 8
"""Letters of a common name and of a word of goods that are looked for with a letter wrong: shorter ones are too near to
other words."""


def latin_finds(store: NameStore, text: str, words: Sequence[Word]) -> Iterator[Find]:
    """Everything that the words written in letters may name."""
    for place, word in enumerate(words):
        yield from _common(store, text, words, place)
        if word.latin:
            yield from _scientific(store, text, words, place)


def _scientific(store: NameStore, text: str, words: Sequence[Word], place: int) -> Iterator[Find]:
    word = words[place]
    following = _following(text, words, place)
    beside = following[0] if following and _beside(text, word, following[0]) else None
    genus = word.latin
    found = None
    if store.knows_word(GENUS, genus):
        found = _exact(store, text, word, following)
        if found is None and _stands_alone(store, word, beside):
            if beside is not None and _goes_on(store, text, word, beside):
                # Only the matcher knows whether this species is one of the listed ones: Prunus cerasus is not.
                yield Find(word.start, beside.end, f"{genus.capitalize()} {beside.latin}", HIGHER)
            else:
                yield Find(word.start, word.end, genus.capitalize(), HIGHER)
    elif len(genus) > 8 and any(row.epithet for row in store.names(genus)):
        found = Find(word.start, word.end, genus, SCIENTIFIC)
    if found is None and beside is not None:
        if len(genus) <= 2 and word.dotted and (word.capital or text[word.end + 1 : word.end + 2] == " "):
            found = _abbreviated(store, text, word, beside)
        else:
            found = _near(store, word, beside)
    if found is not None:
        yield found


def _following(text: str, words: Sequence[Word], place: int) -> list[Word]:
    """The next words in Latin letters, the parts of a hyphened one as one word."""
    following: list[Word] = []
    for word in words[place + 1 : place + 5]:
        if not word.latin:
            continue
        if following and text[following[-1].end : word.start] == "-":
            whole = following.pop()
            word = Word(whole.latin + word.latin, "", whole.start, word.end, whole.capital, word.dotted)
        following.append(word)
    return following[:3]


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
    if len(name) < (_SHORTEST_GENUS if word.capital else _TELLING_GENUS) or name in TRADE_WORDS:
        return False
    if store.unlisted(name) is not None or any(found.sure == "homograph" for found in store.common(word.common)):
        return False
    return any(not row.epithet for row in store.names(name))


def _goes_on(store: NameStore, text: str, word: Word, beside: Word) -> bool:
    """Whether the word after a genus is written and built like its epithet."""
    if not text[word.end : beside.start].isspace():
        return False
    capitals = text[word.start : beside.end].isupper()
    return (capitals or not beside.capital) and len(beside.latin) > 3 and may_be_epithet(store, beside.latin)


def _abbreviated(store: NameStore, text: str, word: Word, beside: Word) -> Find | None:
    if len(beside.latin) < 4 or not store.knows_word(EPITHET, beside.latin):
        return None
    if any(genus.startswith(word.latin) for genus in store.genera_of(beside.latin)):
        return Find(word.start, beside.end, text[word.start : beside.end], SCIENTIFIC)
    return None


def _near(store: NameStore, word: Word, beside: Word) -> Find | None:
    """A misspelt pair, where one word is right and the other a letter off."""
    genus, epithet = word.latin, beside.latin
    if (
        len(epithet) < (4 if len(genus) >= _LONG_GENUS else _SHORTEST_EPITHET)
        or genus in TRADE_WORDS
        or epithet in TRADE_WORDS
        or len(genus) < 3
    ):
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
    if len(genus) >= _LONG_GENUS:
        return True
    if len(genus) >= _SHORTEST_GENUS:
        return len(epithet) > _SHORTEST_EPITHET
    return len(epithet) > _SHORTEST_EPITHET + 1 and len(store.genera_of(epithet)) <= _FEW


def _all_beside(text: str, words: Sequence[Word]) -> bool:
    return all(_beside(text, word, other) for word, other in pairwise(words))


def _beside(text: str, word: Word, other: Word) -> bool:
    between = text[word.end : other.start]
    return len(between) <= 12 and all(sign in _MAY_STAND_BETWEEN or sign.isalpha() for sign in between)


def _common(store: NameStore, text: str, words: Sequence[Word], place: int) -> Iterator[Find]:
    """Common names and goods words that begin at this word, the longest and all shorter ones."""
    key = ""
    first = words[place]
    for size, word in enumerate(words[place : place + _LONGEST_COMMON], start=1):
        key += word.common
        if size > 1 and not _one_name(text, words[place + size - 2], word):
            return
        found = store.common(key)
        if any(name.sure == "false_friend" for name in found) or (
            found and _only_likeness(found, text, words, place, size)
        ):
            yield Find(first.start, word.end, "", COMMON, True)
        elif found:
            display = _counting(found, key, size, text[first.start : word.end])
            if display:
                yield Find(first.start, word.end, display, COMMON)
        elif size <= _LONGEST_NEAR and len(key) >= _SHORTEST_NEAR_GOODS - 1:
            display = _near_common(store, key, words[place : place + size])
            if display:
                yield Find(first.start, word.end, display, NEAR)


def _only_likeness(found: Sequence[CommonName], text: str, words: Sequence[Word], place: int, size: int) -> bool:
    """Whether the words beside a name show that only its look or its keeping is meant: `toy tiger`, `parrot food`."""
    goods = any(name.sure.startswith("goods") for name in found)
    for after in words[place + size : place + size + 1]:
        if after_letters(after.latin, goods=goods) and _one_name(text, words[place + size - 1], after):
            return True
    for before in words[place - 1 : place] if place else ():
        if before_letters(before.latin, goods=goods) and _one_name(text, before, words[place]):
            return True
    return False


def _one_name(text: str, word: Word, other: Word) -> bool:
    """Whether two words may belong to one common name: between them stand spaces, hyphens, or the point of `St.`."""
    between = text[word.end : other.start]
    return not between.strip(_WITHIN_A_NAME) or (between == ". " and word.end - word.start < 4)


def _counting(found: Sequence[CommonName], key: str, size: int, written: str) -> str:
    """The common name that counts inside running text, or nothing."""
    if any(name.sure == "homograph" for name in found):
        return ""
    for name in found:
        if len(key) < _SHORTEST_FREE and not _written_so(name.display, written):
            continue
        if name.lang == "de" and size == 1 and not written[:1].isupper():
            # German writes its nouns with a capital: wale-yarn is of no whale.
            continue
        if name.sure.startswith(_GOODS):
            if len(key) > 2:
                return name.display
        elif name.sure != "doubtful":
            spoken = name.lang in _SPOKEN
            if len(key) > 9 or (spoken and (size > 1 or len(key) > 4)):
                return name.display
    return ""


def _written_so(display: str, written: str) -> bool:
    """Whether a short name stands as it is written.

    With its marks (Bär is no bar) and with its spaces (`or a` is no ora).
    """
    return display.isascii() == written.isascii() and display.count(" ") == written.count(" ")


def _near_common(store: NameStore, key: str, words: Sequence[Word]) -> str:
    """The English common name a letter away.

    Everyday words are not read as others, nor are words of further languages, which are often near to English ones.
    """
    if len(words[-1].common) < 3 or len(words[0].common) < (2 if words[0].dotted else 3):
        return ""
    strange = [word for word in words if word.latin and not is_everyday(store, word.latin)]
    if len(strange) != 1 or (len(words) == 1 and store.knows_word(GENUS, words[0].latin)):
        # A wrong letter makes one word strange; the others stand in everyday language as they are.
        return ""
    keys = store.common_near([near_hash(probe) for probe in half_probes(key)])
    if not keys:
        return ""
    from rapidfuzz.distance.OSA import distance

    for other in sorted(keys):
        if (other[0] == key[0] or len(words) > 2) and distance(key, other, score_cutoff=1) <= 1:
            found = store.common(other)
            if any(name.sure == "false_friend" for name in found):
                continue
            english = [name for name in found if name.lang == "en"]
            goods = any(name.sure.startswith("goods") for name in english)
            shortest = _SHORTEST_NEAR if len(words) == 1 and not goods else _SHORTEST_NEAR_GOODS
            if len(other) >= shortest:
                display = _counting(english, other, len(words), "")
                if display:
                    return display
    return ""
