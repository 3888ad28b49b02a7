"""How old the dataset is, measured by what matters: whether the Appendices have changed since."""

from __future__ import annotations

from datetime import date

from cites_check.model.codes import Severity
from cites_check.model.findings import Finding

RULE = "dataset-older-than-cop"


def doubtful_since(in_force: str, next_change: str, on: date) -> str:
    """The day (ISO 8601) from which the dataset no longer tells the law of the day `on`; empty while it does.

    `next_change` is the first later day on which the Appendices are known to change, empty where none is known.
    Entries that the dataset already holds with their future date do not make it doubtful before that day.
    """
    if not next_change or next_change <= in_force:
        return ""
    return next_change if on.isoformat() >= next_change else ""


def age_finding(version: str, in_force: str, next_change: str, on: date) -> Finding | None:
    """The one finding of a run whose day `on` is on or after the next known change of the Appendices."""
    since = doubtful_since(in_force, next_change, on)
    if not since:
        return None
    return Finding(
        rule=RULE,
        severity=Severity.REVIEW,
        verdict=None,
        message=(
            f"The dataset {version} tells the Appendices as in force on {in_force}; they changed on {since}, and the "
            f"run is dated {on.isoformat()}."
        ),
        fix="Refresh the dataset (cites-check data refresh, or data import without a network), then check again.",
        basis=("CITES Art. XV",),
        field="import_date",
        value=on.isoformat(),
    )
