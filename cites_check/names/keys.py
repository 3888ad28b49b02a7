"""Keys: forms of a word under which different spellings of the same name meet.

All functions take a word of plain lower-case Latin letters (see `folding` and `parse`) and are idempotent where the
docstring says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

_NOT_A_LETTER = re.compile(r"[^a-z]+")
_FOLLOWED_BY_ITSELF = re.compile(r"(.)(?=\1)")
_SAME_SOUND = bytes.maketrans(b"yjkqzwv", b"iiccsuu")
_LONG_ENDINGS = frozenset({"us", "um", "is", "os", "on", "as", "es", "ie", "ei", "er", "ia", "im", "am"})
_VOWELS = frozenset("aeiou")

_SAME_LOOK = str.maketrans(
    {"j": "l", "i": "l", "e": "c", "o": "c", "u": "n", "h": "b", "y": "v", "g": "q", "f": "t", "z": "s"}
)

_OCR = "rn:m cl:d vv:w li:h ii:u ri:n in:m ni:m nn:m ci:a lc:k iii:m fi:h tl:d ti:u ii:n cj:g oi:a"
OCR_PAIRS = tuple(
    pair for first, second in (p.split(":") for p in _OCR.split()) for pair in ((first, second), (second, first))
)
"""Letters that optical reading takes for others: what was read, what may have stood there."""


def squash(name: str) -> str:
    """The letters of a name, lower case, nothing between them.

    The exact key. `Agave victoriae-reginae` → `agavevictoriaereginae`. Idempotent.
    """
    return _NOT_A_LETTER.sub("", name.lower())


@lru_cache(maxsize=8192)
def orthographic(word: str) -> str:
    """The word as it would sound.

    Latin endings, i/y/j, c/k, s/z, u/v/w, ae/oe/e, ph/f, h and doubled letters no longer differ.
    """
    raw = word.replace("ph", "f").replace("ae", "e").replace("oe", "e").encode()
    key = raw.translate(_SAME_SOUND, b"h").decode()
    key = _FOLLOWED_BY_ITSELF.sub("", key)
    if len(key) > 6 and key[-4:] in ("orum", "arum"):
        return key[:-4]
    if len(key) > 4 and key[-2:] in _LONG_ENDINGS:
        key = key[:-2]
    elif len(key) > 3 and key[-1:] in _VOWELS:
        key = key[:-1]
    if len(key) > 4 and key[-1] == "i":
        key = key[:-1]
    # Nobody tells -ianus from -anus, or -iensis from -ensis.
    if len(key) > 5:
        if key.endswith("ian"):
            return key[:-3] + "an"
        if key.endswith("iens"):
            return key[:-4] + "ens"
    return key


stored_sound = lru_cache(maxsize=None)(orthographic.__wrapped__)
"""The orthographic key of a word of the dataset.

They are few enough to be kept, so that declared words never push them out.
"""


@lru_cache(maxsize=65536)
def visual(word: str) -> str:
    """The word as it looks in bad print: rn/m, cl/d, vv/w, i/l/j, c/e/o, n/u, b/h, v/y, f/t no longer differ."""
    key = word.replace("rn", "m").replace("cl", "d").replace("vv", "w").replace("ii", "u")
    return key.translate(_SAME_LOOK)


def once_deleted(word: str) -> Iterator[str]:
    """The word, and the word with each single letter left out."""
    yield word
    last = ""
    for index, letter in enumerate(word):
        if letter != last:
            yield word[:index] + word[index + 1 :]
        last = letter


def twice_deleted(word: str) -> set[str]:
    """The word with none, one and two letters left out."""
    found = set(once_deleted(word))
    for shorter in list(found):
        found.update(once_deleted(shorter))
    return found


def ocr_variants(word: str) -> list[str]:
    """The word with one group of letters replaced by what optical reading may have taken it for."""
    found: list[str] = []
    for seen, meant in OCR_PAIRS:
        start = word.find(seen)
        while start >= 0:
            found.append(f"{word[:start]}{meant}{word[start + len(seen) :]}")
            start = word.find(seen, start + 1)
    return found


def near_hash(form: str) -> int:
    """The number under which a form of a word (a deletion, or a sound or look key with its mark) stands in the
    neighbour index."""
    return crc32(form.encode())


def sound_form(word: str) -> str:
    """The orthographic key, marked so that it never meets a deletion."""
    return f"~{orthographic(word)}"


def look_form(word: str) -> str:
    """The visual key, marked so that it never meets a deletion."""
    return f"={visual(word)}"
