"""Limits for personal effects (Res. Conf. 13.7) as rules look them up: read once, found by taxon name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PersonalLimit:
    """What one person may bring of one kind of worked or dead item: `amount` in `unit`, and at most `max_total` in `max_total_unit` in all (0: no such limit).

    `jurisdiction` is the ISO2 of the importing country that has a limit of its own; empty for the limit of the Resolution.
    """

    terms: frozenset[str]
    amount: float
    unit: str
    max_total: float
    max_total_unit: str
    jurisdiction: str
    words: Mapping[str, str]


PersonalLimits = Mapping[str, tuple[PersonalLimit, ...]]
"""By taxon name."""


def personal_limits_from(document: Mapping[str, Any]) -> PersonalLimits:
    """Build the table from the document `codes/personal_effects`; one that is not there leaves it empty."""
    limits: dict[str, tuple[PersonalLimit, ...]] = {}
    for entry in document.get("codes/personal_effects") or ():
        limit = PersonalLimit(
            terms=frozenset(entry.get("terms") or ()),
            amount=float(entry["amount"]),
            unit=str(entry["unit"]),
            max_total=float(entry.get("max_total") or 0),
            max_total_unit=str(entry.get("max_total_unit") or ""),
            jurisdiction=str(entry.get("jurisdiction") or ""),
            words={lang: str(entry.get(lang) or entry["en"]) for lang in ("en", "ko")},
        )
        for taxon in entry["taxa"]:
            limits[taxon] = (*limits.get(taxon, ()), limit)
    return limits
