"""Taxa and names, without law."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Taxon:
    """An accepted taxon of the dataset. `parent` is the id of the next higher taxon, None at a kingdom."""

    id: int
    name: str
    rank: str
    kingdom: str
    parent: int | None
    author: str = ""


@dataclass(frozen=True, slots=True)
class NativeRange:
    """Countries (ISO2) of a taxon: native today, extinct, introduced, re-introduced, and doubtful ones."""

    native: frozenset[str]
    extinct: frozenset[str]
    introduced: frozenset[str]
    reintroduced: frozenset[str]
    uncertain: frozenset[str]


class MatchKind(StrEnum):
    """How a declared name came to a taxon."""

    EXACT = "exact"
    SYNONYM = "synonym"
    COMMON = "common"
    ORTHOGRAPHIC = "orthographic"
    FUZZY = "fuzzy"
    HIGHER_TAXON = "higher_taxon"


class NameStatus(StrEnum):
    """What is known of a declared name, before any law is asked."""

    RESOLVED = "resolved"
    """One taxon, or several with the same accepted taxon."""
    AMBIGUOUS = "ambiguous"
    """Several taxa fit about equally well; a person has to choose."""
    UNLISTED = "unlisted"
    """A known valid name of no taxon in the dataset, or a well-formed scientific name far from every one."""
    UNRESOLVED = "unresolved"
    """Nothing sure can be said."""


class NameCandidate(NamedTuple):
    """One taxon that a declared name may mean. A tuple, since a batch makes hundreds of thousands of them.

    `matched` is the name string of the dataset that fitted, `edits` how many letters were changed to reach it, `score`
    the calibrated chance
    (0 to 1) that this is the taxon meant, `lang` the language of a common name, and `note` says how the match came
    about in plain words.
    """

    taxon_id: int
    name: str
    rank: str
    kind: MatchKind
    matched: str
    edits: int = 0
    score: float = 1.0
    lang: str = ""
    note: str = ""


SEVERAL_NAMES = "several_names"
"""The flag of a field that holds more than one name: all of its candidates are declared."""


class NameMatch(NamedTuple):
    """The answer for one declared name: its status, the best candidate, and all candidates, best first."""

    query: str
    status: NameStatus
    best: NameCandidate | None = None
    candidates: tuple[NameCandidate, ...] = ()
    flags: frozenset[str] = frozenset()
    """Facts read off the string: `hybrid`, `cultivar`, `qualified` (cf., aff.), `genus_only`, `abbreviated`,
    `homoglyph`, …
    """
    note: str = ""


@dataclass(frozen=True, slots=True)
class NameHints:
    """What else the line says that may decide between candidates. Empty strings say nothing."""

    kingdom: str = ""
    taxon_class: str = ""
    family: str = ""
    common_name: str = ""
    hs_code: str = ""
    appendix: str = ""
    extra: tuple[str, ...] = field(default=())
