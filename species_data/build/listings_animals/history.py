"""The listing history up to September 2013, told as states: what was listed from which day until which."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from species_data.build.listings_animals.sources import history_rows, history_taxa

Key = tuple[str, str]
"""Rank and record id; the ids of one rank repeat in another."""


@dataclass(frozen=True, slots=True)
class State:
    """A listing as it held from a day (included) until a day (not included; empty: still held in September 2013)."""

    appendix: str
    party: str = ""
    only: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()
    start: str = ""
    until: str = ""
    note: str = ""

    @property
    def form(self) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
        """What makes two states the same listing."""
        return self.appendix, self.party, self.only, self.excluding


@dataclass(slots=True)
class _Archive:
    names: dict[Key, str] = field(default_factory=dict)
    parents: dict[Key, Key] = field(default_factory=dict)
    keys: dict[str, list[Key]] = field(default_factory=lambda: defaultdict(list))
    rows: dict[Key, list[dict[str, str]]] = field(default_factory=lambda: defaultdict(list))


@cache
def _archive() -> _Archive:
    made = _Archive()
    taxa = {(row["Rank"].lower(), row["RecID"]): row for row in history_taxa()}

    def full_name(key: Key) -> str:
        row = taxa[key]
        own = row["Scientific name"].strip()
        if key[0] in {"species", "subspecies"}:
            return f"{full_name((row['ParentRank'].lower(), row['ParentRecID']))} {own.lower()}"
        return own.capitalize()

    for key, row in taxa.items():
        made.names[key] = full_name(key)
        made.keys[made.names[key]].append(key)
        made.parents[key] = (row["ParentRank"].lower(), row["ParentRecID"])
    for row in history_rows():
        made.rows[row["rank_name"].lower(), row["rec_id"]].append(row)
    return made


def _day(text: str) -> str:
    day, month, year = text.split("/")
    return f"{year}-{month}-{day}"


def _codes(text: str) -> tuple[str, ...]:
    return tuple(sorted(code.strip() for code in text.split(",") if code.strip()))


def _row_state(row: dict[str, str], delayed: dict[str, Any]) -> State:
    start = _day(row["effective_from"])
    # Sharks and mantas of 2013: the row bears the day of the amendments, its note the day to which they were put off.
    if "14 September 2014" in row["short_note_en"] and start == str(delayed["from"]):
        start = str(delayed["to"])
    note = "Parts of some of these populations only." if row["short_note_en"].startswith("Parts of") else ""
    return State(
        appendix=row["listing"].removeprefix("DEL"),
        party=row["party_iso2"].strip(),
        only=_codes(row["populations_iso2"]),
        excluding=_codes(row["EXCLUDEDpopulations_iso"]),
        start=start,
        note=note,
    )


def _close(states: list[State], chosen: list[State], day: str) -> list[State]:
    return [replace(state, until=day) for state in states if state in chosen and state.start < day]


def states_of(name: str, delayed: dict[str, Any]) -> list[State]:
    """All states of the taxon of this name, oldest first; open ones were in force in September 2013."""
    archive = _archive()
    rows: list[tuple[str, bool, State]] = []
    for key in archive.keys.get(name, []):
        for row in archive.rows.get(key, []):
            if "/" not in row["listing"]:
                state = _row_state(row, delayed)
                rows.append((state.start, row["listing"].startswith("DEL"), state))
    put_off = {state.start for _, _, state in rows if state.start == str(delayed["to"])}
    open_states: list[State] = []
    closed: list[State] = []
    for day in sorted({start for start, _, _ in rows}):
        today = [(deleted, state) for start, deleted, state in rows if start == day]
        new = [state for deleted, state in today if not deleted and state.appendix != "III"]
        if new:
            # A day of change repeats the whole of Appendices I and II, save for populations added beside.
            gone = [
                state
                for state in open_states
                if state.appendix != "III" and not (state.only and all(_apart(state, other) for other in new))
            ]
            same = [state for state in gone if any(state.form == other.form for other in new)]
            closed += _close(open_states, [state for state in gone if state not in same], day)
            open_states = [state for state in open_states if state not in gone or state in same]
            open_states += [other for other in new if all(other.form != state.form for state in same)]
        for deleted, state in today:
            if not deleted and state.appendix == "III":
                open_states = [old for old in open_states if old.form != state.form] + [state]
            elif deleted:
                gone = [
                    old
                    for old in open_states
                    if old.appendix == state.appendix and state.party in ("", old.party) and old.start < day
                ]
                end = str(delayed["to"]) if put_off and day == str(delayed["from"]) else day
                closed += _close(open_states, gone, end)
                open_states = [old for old in open_states if old not in gone]
    unique = dict.fromkeys(closed + open_states)
    return sorted(unique, key=lambda state: (state.start, state.until or "9999", state.appendix, state.party))


def _apart(state: State, other: State) -> bool:
    """Whether two population listings of one Appendix name different countries."""
    return state.appendix == other.appendix and bool(other.only) and not set(state.only) & set(other.only)


def ancestors(name: str) -> list[str]:
    """Names of the higher taxa in the tree of 2013, nearest first."""
    archive = _archive()
    found: list[str] = []
    for key in archive.keys.get(name, []):
        step = archive.parents.get(key)
        while step in archive.names:
            if archive.names[step] not in found:
                found.append(archive.names[step])
            step = archive.parents.get(step)
    return found


def is_excluded(name: str, higher: str) -> bool:
    """Whether a row of the higher taxon leaves this taxon (or a taxon above it) out."""
    archive = _archive()
    chain = {key for taxon in [name, *ancestors(name)] for key in archive.keys.get(taxon, [])}
    for key in archive.keys.get(higher, []):
        for row in archive.rows.get(key, []):
            for item in row["excluded_rec_ids"].split(","):
                rank, _, number = item.partition(":")
                if (rank.strip().lower(), number.strip()) in chain:
                    return True
    return False


def all_listed_names() -> list[str]:
    """Every name that has a row of its own in the history."""
    archive = _archive()
    return sorted({archive.names[key] for key in archive.rows if key in archive.names})
