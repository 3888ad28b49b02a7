"""Conditions in jurisdiction files: does this hold for this line? Yes, no, or the declaration does not say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cites_check.rules.context import Line

Answer = bool | None
Test = Callable[["Line", Any], Answer]

TRANSIT_CHANNELS = frozenset({"transit", "transhipment", "transshipment", "통과", "경유", "환적"})
"""Channels that say that the goods only pass through."""

_LIVE_HEADINGS = ("0106", "0301", "0602")
_IN_PARTS = re.compile(
    r"\b(?:part|box|lot|shipment) ?\d+ ?(?:of|/) ?\d+\b|\bpart(?:ial)? shipments?\b|\bsplit (?:shipment|consignment)s?\b"
    r"|분할 ?(?:선적|수입|반입|통관|배송)|나누어 ?(?:수입|반입|발송)|부분품으로",
    re.IGNORECASE,
)


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


def is_live(line: Line) -> Answer:
    """Whether the goods are living: by the term, or, where none is declared, by a tariff heading for living animals or plants."""
    if line.category:
        return line.category == "live"
    return True if line.item.hs_code.startswith(_LIVE_HEADINGS) else None


def _value(value: Callable[[Line], str]) -> Test:
    def test(line: Line, wanted: list[str]) -> Answer:
        found = value(line)
        return found in wanted if found else None

    return test


def _taxon(rank: str) -> Test:
    return lambda line, wanted: any(taxon.rank == rank and taxon.name in wanted for taxon in line.lineage)


def _class(line: Line, wanted: list[str]) -> Answer:
    return line.taxon_class in wanted if line.taxon_class else None


def _category(line: Line, wanted: list[str]) -> Answer:
    if line.category:
        return line.category in wanted
    return True if "live" in wanted and is_live(line) else None


def _names(line: Line, wanted: list[str]) -> Answer:
    declared = " ".join(line.match.query.casefold().split()[:3])
    return any(declared == name.casefold() or declared.startswith(f"{name.casefold()} ") for name in wanted)


def _facts(line: Line, wanted: list[str]) -> Answer:
    """Facts that a declaration may show; others can only be seen in papers."""
    answers = [_FACTS[fact](line) if fact in _FACTS else None for fact in wanted]
    return False if False in answers else None if None in answers else True


def _passes_through(line: Line) -> Answer:
    return line.item.channel.casefold() in TRANSIT_CHANNELS


def _exporter_is_no_party(line: Line) -> Answer:
    party = line.reference.is_party(line.item.exporter or line.item.origin, line.on.isoformat())
    return None if party is None else not party


def _sent_in_parts(line: Line) -> Answer:
    return _IN_PARTS.search(line.item.description) is not None


def _importer_without_file(line: Line) -> Answer:
    return bool(line.item.importer) and line.item.importer not in line.jurisdiction.countries


_FACTS: Mapping[str, Callable[[Line], Answer]] = {
    "importer_without_file": _importer_without_file,
    "transit_under_customs_control": _passes_through,
    "exporter_is_no_party": _exporter_is_no_party,
    "parts_of_one_item_shipped_apart": _sent_in_parts,
}


def _listing_party(line: Line, wanted: bool) -> Answer:
    return ((line.item.exporter or line.item.origin) in line.listing_parties) is wanted


def _open(line: Line, wanted: Any) -> Answer:
    """Never to be told from a declaration."""
    return None


_LISTS: Mapping[str, Test] = {
    "appendices": lambda line, wanted: (line.appendix.value if line.appendix else "") in wanted,
    "sources": _value(lambda line: line.source),
    "purposes": _value(lambda line: line.item.purpose),
    "terms": _value(lambda line: line.item.term),
    "categories": _category,
    "channels": lambda line, wanted: line.item.channel in wanted,
    "kingdoms": lambda line, wanted: line.kingdom in wanted,
    "classes": _class,
    "orders": _taxon("order"),
    "families": _taxon("family"),
    "taxa": lambda line, wanted: any(taxon.name in wanted for taxon in line.lineage),
    "names": _names,
    "headings": lambda line, wanted: line.item.hs_code.startswith(tuple(wanted)),
    "missing": lambda line, kinds: not any(document.kind in kinds for document in line.item.documents),
    "facts": _facts,
    "habitats": _open,
}
"""Conditions on a list of values, each with its opposite (`purposes_not`)."""


def _opposite(test: Test) -> Test:
    def opposite(line: Line, unwanted: Any) -> Answer:
        answer = test(line, unwanted)
        return None if answer is None else not answer

    return opposite


_TESTS: Mapping[str, Test] = {
    **_LISTS,
    **{f"{name}_not": _opposite(test) for name, test in _LISTS.items()},
    "reexport": lambda line, wanted: line.is_reexport is wanted,
    "from_sea": lambda line, wanted: (line.source == "X") is wanted,
    "exporter_is_listing_party": _listing_party,
    "listed": lambda line, wanted: (line.listing is not None) is wanted,
    "from": lambda line, day: line.on.isoformat() >= str(day),
    "until": lambda line, day: line.on.isoformat() < str(day),
    # Quantities within a traveller's limits are for the rules on personal effects to count.
    "limits": _open,
}

KEYS = frozenset(_TESTS)
"""Every condition that a jurisdiction file may use."""
