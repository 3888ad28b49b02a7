"""Entries that tell only the past: members of a higher entry listed by name before it, or in another Appendix."""

from __future__ import annotations

from species_data.build.listings_animals.dates import Dating, history_item, merged
from species_data.build.listings_animals.entries import Entry
from species_data.build.listings_animals.history import states_of
from species_data.build.listings_animals.sources import checklist_2017, rank_of, schedule, species_plus

_OTTERS = {"Aonyx", "Enhydra", "Hydrictis", "Lontra", "Lutra", "Lutrogale", "Pteronura"}


def _covering(name: str, family: str, orders: dict[str, str], entries: dict[str, Entry]) -> Entry | None:
    words = name.split()
    steps = [" ".join(words[:2]), words[0], "Lutrinae" if words[0] in _OTTERS else "", family, orders.get(family, "")]
    return next((entries[step] for step in steps if step in entries and step != name), None)


def _orders() -> dict[str, str]:
    """Family to order, in the classification of the schedule."""
    found = {row["Family"]: row["Order"] for row in checklist_2017().values() if row["Family"]}
    found.update({row.family: row.order for row in schedule() if row.family != row.order})
    return found


def past_members(entries: dict[str, Entry], dating: Dating) -> dict[str, Entry]:
    """History-only entries, by taxon."""
    orders, made = _orders(), {}
    families = {row.name: row.family for row in species_plus()}
    for name, items in dating.members.items():
        cover = _covering(name, families.get(name, ""), orders, entries)
        group = cover["class"] if cover else "Mammalia"
        made[name] = _entry(name, group, [dict(item) for item in items])
    for name, family in sorted(families.items()):
        if name in entries or name in made:
            continue
        cover = _covering(name, family, orders, entries)
        states = states_of(name, dating.delayed)
        if cover is None or not states:
            continue
        starts = {item["appendix"]: str(item.get("in_force_from", "")) for item in cover["listings"]}
        items = []
        for state in states:
            until = state.until or starts.get(state.appendix, "")
            if until and state.start < until:
                items.append(history_item(state, until))
        # What says no more than the history of the covering entry is left out.
        told = {(item["appendix"], str(item.get("from", "")), str(item["until"])) for item in cover.get("history", [])}
        if any((item["appendix"], item["from"], item["until"]) not in told for item in items):
            made[name] = _entry(name, cover["class"], items)
    return made


def _entry(name: str, class_name: str, items: list[Entry]) -> Entry:
    first = min(str(item["from"]) for item in items)
    return {"taxon": name, "rank": rank_of(name), "class": class_name, "first_listed": first, "history": merged(items)}
