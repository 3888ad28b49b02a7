"""Puts first days, days in force and history on the entries."""

from __future__ import annotations

import copy
from collections import defaultdict
from typing import Any

from species_data.build.listings_animals.entries import Entry, curated
from species_data.build.listings_animals.history import State, ancestors, is_excluded, states_of


class Dating:
    """What the hand-written dates and the history of 2013 say."""

    def __init__(self) -> None:
        given = curated("dates.yaml")
        self.since: dict[str, str] = {taxon: str(item["day"]) for item in given["since"] for taxon in item["taxa"]}
        self.before: dict[str, list[Entry]] = given["before"]
        self.former: dict[str, list[str]] = given["former_names"]
        self.party_since: dict[str, str] = {party: str(day) for party, day in given["party_since"].items()}
        self.members: dict[str, list[Entry]] = given["members"]
        self.delayed: dict[str, Any] = given["delayed_2013"]

    def names(self, entry: Entry) -> list[str]:
        """The names under which the history may have the animals of an entry; a given former name stands for all."""
        name = entry["taxon"]
        if name in self.former:
            return self.former[name]
        return [name, entry["formerly"]] if "formerly" in entry else [name]

    def own_states(self, entry: Entry) -> list[State]:
        """States of the taxon itself."""
        for name in self.names(entry):
            if states := states_of(name, self.delayed):
                return states
        return []

    def inherited(self, entry: Entry) -> list[tuple[str, State]]:
        """States of the higher taxa, nearest first, that covered the whole of this one."""
        found: list[tuple[str, State]] = []
        for name in self.names(entry):
            for higher in ancestors(name):
                if is_excluded(name, higher):
                    continue
                states = states_of(higher, self.delayed)
                found += [(higher, state) for state in states if not state.only and not state.excluding]
        return found


def history_item(state: State, until: str, note: str = "") -> Entry:
    """A state of the past as an item of `history`."""
    item: Entry = {"appendix": state.appendix, "from": state.start, "until": until}
    if state.only:
        item["population"] = {"only": list(state.only)}
    elif state.excluding:
        item["population"] = {"except": list(state.excluding)}
    if state.party and state.appendix == "III":
        item["party"] = [state.party]
    if note or state.note:
        item["note"] = note or state.note
    return item


def merged(items: list[Entry]) -> list[Entry]:
    """History with the Parties of like items of Appendix III brought together, oldest first."""
    groups: dict[str, Entry] = {}
    parties: dict[str, set[str]] = defaultdict(set)
    for item in items:
        key = repr({name: value for name, value in item.items() if name != "party"})
        groups.setdefault(key, item)
        parties[key] |= set(item.get("party", []))
    made = [item | ({"party": sorted(parties[key])} if parties[key] else {}) for key, item in groups.items()]
    return sorted(made, key=lambda item: (str(item.get("from", "")), str(item["until"]), item["appendix"], repr(item)))


def _by_party(listing: Entry, states: list[State], party_since: dict[str, str]) -> list[Entry]:
    """One listing of Appendix III for each day on which Parties asked for it."""
    starts = party_since | {state.party: state.start for state in states if state.appendix == "III" and not state.until}
    days: dict[str, list[str]] = defaultdict(list)
    for party in listing["party"]:
        days[starts.get(party, "")].append(party)
    made = []
    for day in sorted(days):
        part = {**listing, "party": days[day]}
        if day:
            part["in_force_from"] = day
        made.append(part)
    return made


def _same_form(listing: Entry, state: State) -> bool:
    population = listing.get("population", {})
    if listing["appendix"] != state.appendix or listing["appendix"] == "III":
        return False
    # Populations are compared by kind: changes of the countries since 2013 stand in `since`.
    return bool(population.get("only")) == bool(state.only) if population or state.only else True


def date_entry(entry: Entry, dating: Dating) -> None:
    """Set `first_listed`, `in_force_from` and `history` on one entry, as far as known; a history by hand stays."""
    states = dating.own_states(entry)
    inherited = dating.inherited(entry)
    covering = [(higher, state) for higher, state in inherited if not state.until and state.appendix != "III"]
    known = [state for state in states if not state.until]
    by_hand = "history" in entry
    history = [history_item(state, state.until) for state in states if state.until]
    since = dating.since.get(entry["taxon"], "")
    if "was" in entry:
        history += _moved(entry, dating, known, covering)
    elif since:
        for listing in entry["listings"]:
            listing.setdefault("in_force_from", since)
        history += _until_since(entry, dating, known, covering)
    else:
        entry["listings"] = _unchanged(entry, dating, known or [state for _, state in covering[:1]])
    if not by_hand and history:
        entry["history"] = merged(history)
    _set_first_day(entry, [state.start for state in states] + [state.start for _, state in inherited])


def _moved(entry: Entry, dating: Dating, known: list[State], covering: list[tuple[str, State]]) -> list[Entry]:
    """What the listings were that gave way at CoP20."""
    name = entry["taxon"]
    until = str(entry.get("gone") or entry["listings"][0]["in_force_from"])
    history: list[Entry] = []
    for listing in entry["was"]:
        matching = [state for state in known if state.appendix == listing["appendix"]]
        if listing["appendix"] == "III":
            matching = [state for state in matching if state.party in listing["party"]]
        through = [state for higher, state in covering if higher == entry.get("through")]
        if matching:
            history += [history_item(state, until) for state in matching]
        elif name in dating.before:
            history += [{"until": until, **item} for item in dating.before[name]]
        elif through:
            history.append(history_item(through[0], until, f"Listed through {entry['through']}."))
        else:
            start = {"from": dating.since[name]} if name in dating.since else {}
            history.append({**listing, **start, "until": until})
    return history


def _until_since(entry: Entry, dating: Dating, known: list[State], covering: list[tuple[str, State]]) -> list[Entry]:
    """What held after September 2013 until the day on which the listing of today began."""
    name = entry["taxon"]
    since = dating.since[name]
    if name in dating.before:
        return [{"until": since, **item} for item in dating.before[name]]
    if known:
        stays = any(listing["appendix"] == "III" for listing in entry["listings"])
        return [history_item(state, since) for state in known if state.appendix != "III" or not stays]
    if covering and "through" not in entry:
        higher, state = covering[0]
        return [history_item(state, since, f"Listed through {higher}.")]
    return []


def _unchanged(entry: Entry, dating: Dating, known: list[State]) -> list[Entry]:
    """The listings with the days on which they began, where the history of 2013 still holds."""
    listings: list[Entry] = []
    for listing in entry["listings"]:
        if listing["appendix"] == "III" and "in_force_from" not in listing:
            listings += _by_party(listing, known, dating.party_since)
            continue
        match = next((state for state in known if _same_form(listing, state)), None)
        if match:
            listing.setdefault("in_force_from", match.start)
        listings.append(listing)
    return listings


def _set_first_day(entry: Entry, firsts: list[str]) -> None:
    """The earliest day known, unless something without a day may be earlier."""
    history = entry.get("history", [])
    firsts = firsts + [str(item["from"]) for item in history if item.get("from")]
    now = [str(item["in_force_from"]) for item in entry["listings"] if item.get("in_force_from")]
    undated = any("from" not in item for item in history) or len(now) < len(entry["listings"])
    if firsts or (now and not undated):
        entry.setdefault("first_listed", min(firsts + now))


def add_dates(entries: dict[str, Entry], dating: Dating) -> dict[str, Entry]:
    """All entries with what is known of their past; entries split off another take over its past."""
    for entry in entries.values():
        if "split_of" not in entry:
            date_entry(entry, dating)
    for entry in entries.values():
        if "split_of" not in entry:
            continue
        old = entries[entry["split_of"]]
        if "first_listed" in old:
            entry.setdefault("first_listed", old["first_listed"])
        if "history" in old:
            entry.setdefault("history", copy.deepcopy(old["history"]))
        starts = {item["appendix"]: item["in_force_from"] for item in old["listings"] if "in_force_from" in item}
        for listing in entry["listings"]:
            if listing["appendix"] in starts:
                listing.setdefault("in_force_from", starts[listing["appendix"]])
    return entries
