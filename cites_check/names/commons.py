"""Common names and goods words.

The key under which spellings of one name meet, and the forms under which near ones are found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from unicodedata import normalize

_WORD = re.compile(r"[^\W_]+")
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_KEPT_S = ("ss", "us", "is", "as", "os")
_HANGUL_FIRST, _HANGUL_LAST = "가", "힣"
MAX_KEY = 80
"""Longer texts are no common names; a key is cut here."""


def common_words(text: str) -> list[str]:
    """The words of a text in the form in which common names are compared: lower case, plain Latin letters, singular."""
    text = text.casefold()
    if not text.isascii():
        # Only marks on Latin letters go: in other scripts they tell words apart.
        text = normalize("NFC", _LATIN_MARKS.sub("", normalize("NFKD", text)))
    return [_singular(word) for word in _WORD.findall(text.replace("'", "").replace("’", ""))]


@lru_cache(maxsize=16384)
def common_key(text: str) -> str:
    """The key of a common name.

    Its words without spaces. `Sea-horses`, `seahorse` and `SEA HORSE` have one key; so have `비단 뱀` and `비단뱀`.
    """
    return "".join(common_words(text[: 4 * MAX_KEY]))[:MAX_KEY]


def simple_key(words: Sequence[str]) -> str:
    """The key of a text of plain lower-case Latin words: the same as `common_key`, sooner."""
    return "".join([_singular(word) if word[-1] == "s" else word for word in words])[:MAX_KEY]


def _singular(word: str) -> str:
    if len(word) < 4 or word[-1] != "s" or not word.isascii() or word.endswith(_KEPT_S):
        return word
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    return word[:-1]


def letters(key: str) -> str:
    """The key letter by letter.

    Korean syllables are taken apart, since a mistyped letter changes one part of a syllable.
    """
    return key if key.isascii() else normalize("NFD", key)


def halves(form: str) -> tuple[str, str]:
    """The marks of the two halves of a form of letters. One wrong letter leaves one of them whole."""
    middle = len(form) // 2
    return f"<{len(form)}{form[:middle]}", f">{len(form)}{form[middle:]}"


def half_probes(form: str) -> Iterator[str]:
    """The marks under which every form within one edit of this one is filed."""
    size = len(form)
    for other in (size - 1, size, size + 1):
        middle = other // 2
        yield f"<{other}{form[:middle]}"
        yield f">{other}{form[size - (other - middle) :]}"
    middle = size // 2
    if size > 1:
        swapped = f"{form[: middle - 1]}{form[middle : middle + 1]}{form[middle - 1 : middle]}{form[middle + 1 :]}"
        yield from halves(swapped)


def is_korean(sign: str) -> bool:
    """Whether a character is a Korean syllable."""
    return _HANGUL_FIRST <= sign <= _HANGUL_LAST
