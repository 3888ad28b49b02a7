"""Is the dataset old enough to have missed amendments that are in force on the import date?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from cites_check.rules.base import REVIEW, Hit, Scope, rule
from cites_check.rules.context import Line

_AMENDED = ("2013-06-12", "2017-01-02", "2019-11-26", "2023-02-23", "2026-03-05")
"""Days on which the amendments of the last meetings of the Conference came into force (ninety days after each meeting)."""

_BETWEEN_MEETINGS_DAYS = 3 * 365 + 90
"""The Conference meets about every three years; after that a further meeting has most likely changed the Appendices."""


def doubtful_from(in_force: str) -> str:
    """The first day (ISO 8601) on which amendments are known to be missing from a dataset of the day `in_force`.

    Where none are known: the day on which the next meeting of the Conference has most likely brought some into force.
    """
    if known := next((day for day in _AMENDED if in_force < day), ""):
        return known
    between = timedelta(days=_BETWEEN_MEETINGS_DAYS + 1)
    expected = (date.fromisoformat(_AMENDED[-1]) + between).isoformat()
    # Data from after that day holds the outcome of that meeting, whenever it was.
    return expected if in_force < expected else (date.fromisoformat(in_force) + between).isoformat()


@rule(
    "dataset-older-than-cop",
    REVIEW,
    scope=Scope.RUN,
    confidence="V",
    title="The listing data is older than the Appendices in force",
    message="The dataset holds the Appendices as in force on {since}, but amendments in force from {amended} apply on {on}: listings may be missing.",
    fix="Bring the dataset up to date (`cites-check data refresh`) and check again.",
    basis=("CITES Art. XV.1(c)",),
    variants={
        "likely": "The dataset holds the Appendices as in force on {since}, {days} days before {on}; the Conference has most likely amended them since."
    },
)
def dataset_older_than_cop(line: Line) -> Iterator[Hit]:
    """Amendments come into force ninety days after each meeting of the Conference. Data from before cannot clear an import after it; said once for a run."""
    since, on = line.reference.in_force, line.on.isoformat()
    if not since:
        return
    missed = [day for day in _AMENDED if since < day <= on]
    if missed:
        yield Hit("", "", {"since": since, "amended": missed[0]})
    elif on >= doubtful_from(since):
        days = (line.on - date.fromisoformat(since)).days
        yield Hit("", "", {"since": since, "days": str(days)}, variant="likely")


RULES = (dataset_older_than_cop,)
