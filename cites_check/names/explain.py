"""How a match came about, in words that an officer can repeat."""

from __future__ import annotations

from cites_check.names.store import NameKind

_KINDS: dict[int, str] = {
    NameKind.SYNONYM: "a synonym of",
    NameKind.FORMER: "formerly the accepted name of",
    NameKind.MISSPELLING: "a known misspelling of",
    NameKind.DOMESTICATED: "the domesticated form of",
    NameKind.HYBRID: "a hybrid of",
}


def changes(declared: str, stored: str, edits: int, *, sound: bool = False) -> str:
    """What differs between a declared word or name and the stored one.

    `2 letters swapped`, `1 letter missing`, `another spelling`.
    """
    if not edits:
        return "spaces or signs differ"
    if sound and edits > 1:
        return "another spelling of the same sounds"
    if len(declared) == len(stored):
        reordered = sorted(declared) == sorted(stored)
        if reordered:
            return "2 letters swapped" if edits == 1 else "letters in another order"
    elif edits == 1:
        return "1 letter missing" if len(declared) < len(stored) else "1 letter too many"
    return "1 letter differs" if edits == 1 else f"{edits} letters differ"


def read_as(stored: str, what: str, kind: int, accepted: str) -> str:
    """`read as Python reticulatus (2 letters swapped), a synonym of Malayopython reticulatus`."""
    how = f"read as {stored} ({what})" if what else f"read as {stored}"
    return f"{how}, {_KINDS[kind]} {accepted}" if kind and accepted != stored else how


def kind_words(kind: int, accepted: str, stored: str) -> str:
    """`a synonym of Malayopython reticulatus`; nothing for an accepted name."""
    return f"{_KINDS[kind]} {accepted}" if kind and accepted != stored else ""
