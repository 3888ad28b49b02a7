"""Names inside free text: descriptions of goods in any language, specifications, remarks.

One pass over the words and one over the runs of Korean, Chinese and Japanese signs; every question is a look-up of a
bounded window, so the time is linear in the length of the text. What is found may overlap: the longest reading counts,
a scientific name before a common one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cites_check.model.taxa import NameMatch
from cites_check.names.scan_latin import latin_finds
from cites_check.names.scan_signs import sign_finds
from cites_check.names.scan_text import Find, words_of
from cites_check.names.store import NameStore

MAX_CHARACTERS = 1_000_000
"""Longer texts are read up to here."""


@dataclass(frozen=True, slots=True)
class ScanHit:
    """A name found in a text: where it begins (in characters, from 0), how it is written there, and what it means."""

    position: int
    text: str
    match: NameMatch


def find_names(store: NameStore, text: str) -> list[Find]:
    """All names in a text that stand beside each other, in order.

    Words that only sound like names are left out with what they cover.
    """
    text = text[:MAX_CHARACTERS]
    words = words_of(text)
    finds = [*latin_finds(store, text, words), *sign_finds(store, text)]
    return [find for find in _longest(finds, len(text)) if not find.mask]


def _longest(finds: list[Find], size: int) -> Iterator[Find]:
    """Of overlapping finds the longest, the surest, the first. `size` is that of the text."""
    taken = bytearray(size)
    chosen = []
    for find in sorted(finds, key=lambda find: (find.start - find.end, find.rank, find.start)):
        if not any(taken[find.start : find.end]):
            taken[find.start : find.end] = b"\1" * (find.end - find.start)
            chosen.append(find)
    return iter(sorted(chosen, key=lambda find: find.start))
