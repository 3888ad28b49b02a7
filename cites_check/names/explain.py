"""How a match came about, in words that an officer can repeat."""

from __future__ import annotations

from cites_check.names.store import NameKind

_KINDS = {
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
    reordered = sorted(declared) == sorted(stored)
    if edits > 1:
        return "letters in another order" if reordered else f"{edits} letters differ"
    if len(declared) != len(stored):
        return "1 letter missing" if len(declared) < len(stored) else "1 letter too many"
    return "2 letters swapped" if reordered else "1 letter differs"


def read_as(stored: str, what: str, kind: int, accepted: str) -> str:
    """`read as Python reticulatus (2 letters swapped), a synonym of Malayopython reticulatus`."""
    relation = kind_words(kind, accepted, stored)
    how = f"read as {stored}" + (f" ({what})" if what else "")
    return f"{how}, {relation}" if relation else how


def kind_words(kind: int, accepted: str, stored: str) -> str:
    """`a synonym of Malayopython reticulatus`; nothing for an accepted name."""
    if kind == NameKind.ACCEPTED or accepted == stored:
        return ""
    return f"{_KINDS[NameKind(kind)]} {accepted}"
