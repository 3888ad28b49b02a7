"""The bridge from needs to rules: which need of the Convention is not met, and which rule says so."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.rules.base import REVIEW, Hit
from cites_check.rules.context import Line
from cites_check.rules.requirements import CONVENTION_RULES, convention_requirements

EXPORT_FIX = (
    "Get the CITES export permit of {exporter} from the shipper before the goods leave; do not file without it."
)
REEXPORT_FIX = "Get the re-export certificate of {exporter} from the shipper; it has to name the country of origin and its export permit."


def missing(line: Line, rule_id: str, field: str) -> Iterator[Hit]:
    """A hit for each need of the Convention that this rule reports and that nothing meets; a review where an exemption puts it in question."""
    for requirement in convention_requirements(line):
        reported_by = CONVENTION_RULES.get((line.appendix, requirement.need.key)) if line.appendix else None
        if reported_by == rule_id and requirement.state in {"missing", "question"}:
            yield Hit(field, severity=None if requirement.state == "missing" else REVIEW)
