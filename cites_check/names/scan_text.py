"""The words of a text with their places, and what a scan finds."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from cites_check.names.commons import common_words
from cites_check.names.folding import fold

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_DIGITS = str.maketrans("0158", "olsb")
_FIRST_SIGN = "\u1100"
"""Korean, Chinese and Japanese begin here; what stands before is written in letters."""


class Word(NamedTuple):
    """A word of a text.

    As plain Latin letters (`latin`, empty where it has none), as common names are compared (`common`), and its place.
    """

    latin: str
    common: str
    start: int
    end: int
    capital: bool
    dotted: bool


class Find(NamedTuple):
    """A place where a name stands.

    `query` is what the matcher is asked; `rank` orders readings of one place, surest first; `mask` hides what it
    covers.
    """

    start: int
    end: int
    query: str
    rank: int
    mask: bool = False


def is_sign(character: str) -> bool:
    """Whether a character is a Korean, Chinese or Japanese sign, that is, of a script that writes words without spaces
    or nearly so."""
    return (
        _FIRST_SIGN <= character <= "\u11ff"
        or "\u3005" <= character <= "\u9fff"
        or "\uac00" <= character <= "\ud7a3"
        or "\uf900" <= character <= "\ufaff"
    )


def words_of(text: str) -> list[Word]:
    """The words of a text that are written in letters."""
    words: list[Word] = []
    for found in _WORD.finditer(text):
        raw = found[0]
        if not raw.isascii() and any(map(is_sign, raw)):
            words.extend(_parts(text, found.start(), found.end()))
        else:
            words.append(_word(text, found.start(), found.end()))
    return words


def _parts(text: str, start: int, end: int) -> list[Word]:
    """The runs of letters in a word that has signs as well: `PYTHON가죽`."""
    parts = []
    at = start
    while at < end:
        stop = at
        while stop < end and not is_sign(text[stop]):
            stop += 1
        if stop > at:
            parts.append(_word(text, at, stop))
        at = max(stop, at + 1)
    return parts


def _word(text: str, start: int, end: int) -> Word:
    raw = text[start:end]
    latin, common = _read(raw)
    return Word(latin, common, start, end, raw[:1].isupper(), text[end : end + 1] == ".")


@lru_cache(maxsize=16384)
def _read(raw: str) -> tuple[str, str]:
    """A word as plain Latin letters, and as common names are compared. Texts of trade repeat their words."""
    plain = fold(raw).replace("'", "")
    letters = sum(sign.isalpha() for sign in plain)
    if letters < len(plain) and letters * 2 > len(plain):
        plain = plain.translate(_DIGITS)
    low = plain.lower()
    return low if low.isascii() and low.isalpha() else "", "".join(common_words(raw))
