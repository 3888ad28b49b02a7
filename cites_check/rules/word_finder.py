"""Known words inside free text: claims, generic names and ordinary goods in descriptions.

Latin words count only whole; words in scripts without reliable spaces are found anywhere, but a single character only
where it stands alone. Of words that begin at the same place the longest counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property

_CACHED_TEXTS = 4096
_JOINTS = re.compile(r"[\s\-‐‑–—_/.,]+")
_CLOSED = r"가-힣぀-ヿ㐀-鿿"
_LATIN = "a-z0-9à-ÿ"
_HAS_CLOSED = re.compile(f"[{_CLOSED}]")


def plain(text: str) -> str:
    """The text as words are compared: compatibility forms and letter case gone, one space for any joint."""
    return _JOINTS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


class WordFinder:
    """Finds words in texts. Answers are remembered, since descriptions repeat themselves; the memory is bounded."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: Mapping[str, str] = {folded: word for word in words if (folded := plain(word))}
        self._remembered: dict[str, tuple[str, ...]] = {}

    def find(self, text: str) -> tuple[str, ...]:
        """The words that stand in the text, as they were given, each once, in their order; empty for an empty text."""
        if not text:
            return ()
        known = self._remembered.get(text)
        if known is None:
            if len(self._remembered) >= _CACHED_TEXTS:
                self._remembered.clear()
            known = self._remembered[text] = self._find(plain(text))
        return known

    def is_only(self, text: str) -> bool:
        """Whether the text consists of nothing but known words."""
        rest = plain(text)
        for pattern in self._patterns:
            rest = pattern.sub(" ", rest)
        return bool(text) and not any(sign.isalnum() for sign in rest)

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        # Made when first asked for: most runs need few of the lists.
        latin = [re.escape(word) for word in _longest_first(self._words) if not _HAS_CLOSED.search(word)]
        closed = [_spaced(word) for word in _longest_first(self._words) if _HAS_CLOSED.search(word)]
        found = []
        if latin:
            found.append(re.compile(f"(?<![{_LATIN}])(?:{'|'.join(latin)})(?![{_LATIN}])"))
        if closed:
            found.append(re.compile("|".join(closed)))
        return tuple(found)

    def _find(self, text: str) -> tuple[str, ...]:
        found = {}
        for pattern in self._patterns:
            for hit in pattern.finditer(text):
                word = hit[0] if hit[0] in self._words else hit[0].replace(" ", "")
                found[self._words.get(word, word)] = hit.start()
        return tuple(sorted(found, key=lambda word: found[word]))


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _spaced(word: str) -> str:
    """Spaces do not count inside such words; a single character must stand alone."""
    signs = [re.escape(sign) for sign in word if sign != " "]
    if len(signs) == 1:
        return f"(?<![{_CLOSED}]){signs[0]}(?![{_CLOSED}])"
    return " ?".join(signs)
