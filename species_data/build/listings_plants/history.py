"""From dated events to what stood in the Appendices when: the listing at the end, and all that was before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from species_data.build.listings_plants.sources import Event


@dataclass(frozen=True, slots=True)
class Period:
    """One listing in one form, from its first day to the first day out of force (empty: still in force)."""

    appendix: str
    start: str
    until: str = ""
    party: str = ""
    only: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    annotation: str = ""


_Key = tuple[str, str, tuple[str, ...], tuple[str, ...], str]


def periods(events: Iterable[Event]) -> list[Period]:
    """The periods that a taxon's events make, oldest first.

    A Conference writes the whole listing of a taxon in Appendices I and II anew, so the rows of one day for I and II
    replace all earlier ones; a Party's listing in Appendix III is replaced by the same Party only.
    """
    open_since: dict[_Key, str] = {}
    done: list[Period] = []
    by_day: dict[str, list[Event]] = {}
    for event in events:
        by_day.setdefault(event.day, []).append(event)
    for day, rows in sorted(by_day.items()):
        kept = {key: start for key, start in open_since.items() if not any(_ends(row, key) for row in rows)}
        for row in rows:
            if not row.change.startswith("DEL"):
                key = (row.change, row.party, row.only, row.excluded, row.annotation)
                kept[key] = open_since.get(key, day)
        done += [_period(key, start, day) for key, start in open_since.items() if key not in kept]
        open_since = kept
    done += [_period(key, start, "") for key, start in open_since.items()]
    return sorted(done, key=lambda period: (period.start, period.appendix, period.party, period.only, period.until))


def _ends(row: Event, key: _Key) -> bool:
    appendix, party = key[0], key[1]
    if row.change in {"I", "II"}:
        return appendix in {"I", "II"}
    if row.change == "III":
        return appendix == "III" and party == row.party
    return row.change == f"DEL{appendix}" and row.party in {"", party}


def _period(key: _Key, start: str, until: str) -> Period:
    appendix, party, only, excluded, annotation = key
    return Period(appendix, start, until, party, only, excluded, annotation)
