"""How much a line is worth an inspection: a score from named indicators.

Their weights are data (`species_data/risk.yaml`).

The score orders lines; it is no probability, and it changes no verdict.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cites_check.model.codes import Verdict
from cites_check.model.lines import LineItem
from cites_check.model.results import LineResult

MOST = 100
"""The highest score."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One reason to look closely, with its points. It counts where one of its conditions holds."""

    id: str
    weight: int
    words: Mapping[str, str]
    verdicts: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    appendices: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    fields: Mapping[str, frozenset[str]] = field(default_factory=dict)
    covered: bool = False

    def holds(self, result: LineResult, rules: Collection[str], facts: Collection[str]) -> bool:
        """Whether the indicator counts for a line with findings of these rules, and these facts."""
        if self.covered and (not result.appendix and result.verdict in (Verdict.NOT_LISTED, Verdict.INPUT_ERROR)):
            return False
        return (
            result.verdict.value in self.verdicts
            or not self.rules.isdisjoint(rules)
            or not self.appendices.isdisjoint(result.appendix.split("/"))
            or not self.facts.isdisjoint(facts)
            or (result.item is not None and self._fits(result.item))
        )

    def _fits(self, item: LineItem) -> bool:
        return any(getattr(item, name) in values for name, values in self.fields.items())


@dataclass(frozen=True, slots=True)
class Risk:
    """The score of a line, from 0 to `MOST`, and the ids of the indicators that make it, heaviest first."""

    score: int
    indicators: tuple[str, ...]


def assess(result: LineResult, indicators: Sequence[Indicator], facts: Collection[str] = ()) -> Risk:
    """The risk of one line. `facts` are what the line's own result does not tell (see `risk.yaml`)."""
    rules = {finding.rule for finding in result.findings if not finding.waived}
    held = [indicator for indicator in indicators if indicator.holds(result, rules, facts)]
    return Risk(min(MOST, sum(one.weight for one in held)), tuple(one.id for one in held))


def indicators_from(document: Iterable[Mapping[str, Any]]) -> tuple[Indicator, ...]:
    """The indicators of the document `risk`, heaviest first. Raises ValueError for a condition that does not exist."""
    found = tuple(_indicator(entry) for entry in document)
    return tuple(sorted(found, key=lambda one: (-one.weight, one.id)))


def _indicator(entry: Mapping[str, Any]) -> Indicator:
    fields = entry.get("fields") or {}
    unknown = [name for name in fields if name not in LineItem.__dataclass_fields__]
    if unknown:
        raise ValueError(f"risk: {entry['id']}: there is no field {unknown[0]!r}")
    return Indicator(
        id=str(entry["id"]),
        weight=int(entry["weight"]),
        words={lang: str(entry[lang]) for lang in ("en", "ko")},
        verdicts=frozenset(Verdict(verdict).value for verdict in entry.get("verdicts") or ()),
        rules=frozenset(entry.get("rules") or ()),
        appendices=frozenset(entry.get("appendices") or ()),
        facts=frozenset(entry.get("facts") or ()),
        fields={name: frozenset(values) for name, values in fields.items()},
        covered=bool(entry.get("covered")),
    )
