"""From which day a dataset may no longer tell the law: what `data status` shows and the rule `dataset-older-than-cop`
says of a run.
"""

from __future__ import annotations

from datetime import date, timedelta

from cites_check.rules.data_age import AMENDED, BETWEEN_MEETINGS_DAYS


def doubtful_from(in_force: str) -> str:
    """The first day (ISO 8601) on which amendments are known to be missing from a dataset of the day `in_force`.

    Where none are known: the day on which the next meeting of the Conference has most likely brought some into force.
    """
    known = next((day for day in AMENDED if day > in_force), "")
    return known or (date.fromisoformat(in_force) + timedelta(days=BETWEEN_MEETINGS_DAYS + 1)).isoformat()
