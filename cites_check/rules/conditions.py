"""Conditions in jurisdiction files: does this hold for this line? Yes, no, or the declaration does not say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cites_check.rules.context import Line

Answer = bool | None


def holds(when: Mapping[str, Any], line: Line) -> Answer:
    """Whether all conditions of `when` hold. False as soon as one does not; None where one cannot be told and none fails."""
    answer: Answer = True
    for key, wanted in when.items():
        one = _TESTS[key](line, wanted)
        if one is False:
            return False
        if one is None:
            answer = None
    return answer


def _one_of(value: str, wanted: list[str]) -> Answer:
    return value in wanted if value else None


def _none_of(value: str, unwanted: list[str]) -> Answer:
    return value not in unwanted if value else None


def _ancestor_of_rank(rank: str) -> Callable[[Line, list[str]], Answer]:
    return lambda line, wanted: any(taxon.rank == rank and taxon.name in wanted for taxon in line.lineage)


def _listing_party(line: Line, wanted: bool) -> Answer:
    parties = line.listing.parties if line.listing else ()
    return ((line.item.exporter or line.item.origin) in parties) is wanted


def _from(line: Line, day: str) -> Answer:
    return line.on.isoformat() >= str(day)


_TESTS: Mapping[str, Callable[[Line, Any], Answer]] = {
    "reexport": lambda line, wanted: line.is_reexport is wanted,
    "from_sea": lambda line, wanted: (line.source == "X") is wanted,
    "exporter_is_listing_party": _listing_party,
    "appendices": lambda line, wanted: (line.appendix.value if line.appendix else "") in wanted,
    "listed": lambda line, wanted: (line.listing is not None) is wanted,
    "sources": lambda line, wanted: _one_of(line.source, wanted),
    "purposes": lambda line, wanted: _one_of(line.item.purpose, wanted),
    "purposes_not": lambda line, unwanted: _none_of(line.item.purpose, unwanted),
    "categories": lambda line, wanted: _one_of(line.category, wanted),
    "categories_not": lambda line, unwanted: _none_of(line.category, unwanted),
    "terms": lambda line, wanted: _one_of(line.item.term, wanted),
    "channels": lambda line, wanted: line.item.channel in wanted,
    "kingdoms": lambda line, wanted: line.kingdom in wanted,
    "classes": _ancestor_of_rank("class"),
    "orders": _ancestor_of_rank("order"),
    "families": _ancestor_of_rank("family"),
    "missing": lambda line, kinds: not any(document.kind in kinds for document in line.item.documents),
    "from": _from,
    # Facts that no declaration field carries, and quantities that only the traveller's papers show.
    "facts": lambda line, wanted: None,
    "habitats": lambda line, wanted: None,
    "limits": lambda line, wanted: None,
}

KEYS = frozenset(_TESTS)
"""Every condition that a jurisdiction file may use."""
