"""Words that remarks on documents are read by: what a document lacks, and how people write that it does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cites_check.rules.word_finder import WordFinder, plain


class RemarkWords:
    """The words of one kind. Where a longer phrase says the opposite ("no security stamp required"), nothing is found."""

    def __init__(self, words: Iterable[str], in_order: Iterable[str] = ()) -> None:
        opposite = tuple(in_order)
        self._in_order = frozenset(_key(word) for word in opposite)
        # One finder for both: of words that begin at the same place it takes the longest.
        self._finder = WordFinder((*words, *opposite))

    def find(self, text: str) -> tuple[str, ...]:
        """The words in the text that say that something is missing or wrong, in their order."""
        return tuple(word for word in self._finder.find(text) if _key(word) not in self._in_order)


def remark_words_from(document: Mapping[str, Any]) -> Mapping[str, RemarkWords]:
    """Kind → its words, from the document `codes/document_remarks`; empty where it is not given."""
    kinds: Mapping[str, Mapping[str, Any]] = document.get("codes/document_remarks") or {}
    return {kind: RemarkWords(_all(entry["says"]), _all(entry.get("denies") or {})) for kind, entry in kinds.items()}


def _key(word: str) -> str:
    """The word without its spaces, which do not count in Korean and which the finder may leave out."""
    return plain(word).replace(" ", "")


def _all(words: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    return tuple(word for listed in words.values() for word in listed)
