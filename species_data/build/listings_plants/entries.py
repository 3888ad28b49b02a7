"""The entries for plants: the schedule of 2025, dated by the history to 2013, corrected and completed by hand."""

from __future__ import annotations

from typing import Any

from species_data.build.listings_plants.history import Period, periods
from species_data.build.listings_plants.sources import (
    CURATED,
    Event,
    IndexedPlant,
    ScheduleEntry,
    curated,
    events,
    index_2017,
    schedule,
)

Entry = dict[str, Any]

PARTIES = {
    "Costa Rica": "CR",
    "Nepal": "NP",
    "Nicaragua": "NI",
    "Russian Federation": "RU",
    "Seychelles": "SC",
    "South Africa": "ZA",
}
EXEMPT = {
    "P1": "cactus_cultivars",
    "P2": "euphorbia_cultivars",
    "P3": "orchid_hybrids",
    "P4": "appendix_i_orchids_in_vitro",
    "P5": "cyclamen_cultivars",
    "P6": "taxus_cultivars",
}
APPENDIX_I_EXEMPT = "appendix_i_plant_hybrids"
"""Interpretation of the Appendices: hybrids of an Appendix I plant, as none is annotated otherwise."""

_SIMPLE_KEYS = ("first_listed", "note", "excludes")


def entries() -> dict[str, Entry]:
    """Every entry by taxon. Beside the keys of the schema each holds `family`, which the choice of file needs."""
    by_hand: dict[str, dict[str, Any]] = curated("entries.yaml")
    past = _events_by_current_name()
    found = {row.taxon: row for row in _named(schedule())}
    made: dict[str, Entry] = {}
    for taxon, row in found.items():
        made[taxon] = _entry(taxon, row.rank, row.family, _listing(row), past.get(taxon, []), by_hand.get(taxon, {}))
    for taxon, word in by_hand.items():
        if "add" in word:
            family, rank = word["add"].split()
            if "like" in word:
                made[taxon] = _like(made[word["like"]], taxon, rank, word["note"])
            else:
                made[taxon] = _entry(taxon, rank, family, {}, past.get(taxon, []), word)
        elif taxon not in found:
            raise ValueError(f"curated/entries.yaml: {taxon} is not in the schedule and has no `add`")
    for plant in index_2017():
        if plant.name in past and plant.name not in made and plant.rank in {"species", "genus", "subspecies"}:
            entry = _former(plant, past[plant.name], made)
            if entry:
                made[plant.name] = entry
    return dict(sorted(made.items()))


def current_names() -> dict[str, str]:
    """Names that a source spells or places otherwise, and the name in the Appendices."""
    lines = (CURATED / "names.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {legacy: name for legacy, name, _ in (line.split("\t") for line in lines)}


def nonsucculent_euphorbia() -> list[dict[str, str]]:
    """Well-known leafy and herbaceous species, which are outside the listing of succulent Euphorbia."""
    lines = (CURATED / "nonsucculent_euphorbia.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [{"taxon": name, "reason": f"not succulent ({word})"} for name, word in (line.split("\t") for line in lines)]


def succulent_euphorbia(plants: list[IndexedPlant]) -> list[str]:
    """The succulent species that the Index of 2017 has in Appendix II; those of Appendix I have their own entries."""
    return sorted(
        plant.name
        for plant in plants
        if plant.genus == "Euphorbia" and plant.rank == "species" and plant.listing == "II"
    )


def _named(rows: list[ScheduleEntry]) -> list[ScheduleEntry]:
    names = current_names()
    return [
        ScheduleEntry(
            names.get(row.taxon, row.taxon),
            row.rank,
            row.family,
            row.appendix,
            row.party,
            row.footnotes,
            row.restriction,
        )
        for row in rows
    ]


def _events_by_current_name() -> dict[str, list[Event]]:
    names = current_names()
    found: dict[str, list[Event]] = {}
    for name, rows in events().items():
        found.setdefault(names.get(name, name), []).extend(rows)
    return found


def _listing(row: ScheduleEntry) -> Entry:
    listing: Entry = {"appendix": row.appendix}
    if row.party:
        listing["party"] = [PARTIES[name.strip()] for name in row.party.split(",")]
    for mark in row.footnotes:
        if mark.startswith("#"):
            listing["annotation"] = mark
        else:
            listing.setdefault("exempt", []).append(EXEMPT[mark])
    if row.appendix == "I":
        listing["exempt"] = [*listing.get("exempt", []), APPENDIX_I_EXEMPT]
    return listing


def _like(model: Entry, taxon: str, rank: str, note: str) -> Entry:
    """An entry for a genus that the Appendices take into another: listed as that one is and was."""
    return {**model, "taxon": taxon, "rank": rank, "note": note}


def _entry(taxon: str, rank: str, family: str, listing: Entry, past: list[Event], word: dict[str, Any]) -> Entry:
    entry: Entry = {"taxon": taxon, "rank": rank, "family": family}
    stood = periods(past)
    if stood:
        entry["first_listed"] = stood[0].start
    for key in _SIMPLE_KEYS:
        if key in word:
            entry[key] = word[key]
    if word.get("excludes") == "nonsucculent_euphorbia":
        entry["excludes"] = [
            {"taxon": "Euphorbia misera", "reason": "not included in the Appendices"},
            *nonsucculent_euphorbia(),
        ]
    if word.get("covers") == "succulent_euphorbia":
        entry["covers"] = succulent_euphorbia(index_2017())
    entry["listings"] = word["listings"] if "listings" in word else [_current(taxon, listing, stood, word)]
    for item in entry["listings"]:
        if item["appendix"] == "I" and "exempt" not in item:
            item["exempt"] = [APPENDIX_I_EXEMPT]
    entry["history"] = word["history"] if "history" in word else _history(stood, word, entry["listings"])
    return entry


def _current(taxon: str, listing: Entry, stood: list[Period], word: dict[str, Any]) -> Entry:
    listing = dict(listing)
    for key in ("annotation", "party", "population"):
        if key in word:
            listing[key] = word[key]
    if "from" in word:
        listing["in_force_from"] = word["from"]
        return listing
    wanted = (listing["appendix"], listing.get("party", [""])[0], listing.get("annotation", ""))
    standing = [period for period in stood if not period.until]
    same = [period for period in standing if (period.appendix, period.party, period.annotation) == wanted]
    if same:
        listing["in_force_from"] = same[0].start
    elif stood:
        raise ValueError(f"{taxon}: history and schedule end otherwise; say `from` in curated/entries.yaml")
    return listing


def _history(stood: list[Period], word: dict[str, Any], listings: list[Entry]) -> list[Entry]:
    """What was before: every closed period, and the open one that something newer than the source closed."""
    close = word.get("close") or (word["from"] if "until_now" in word else "")
    past = []
    for period in stood:
        until = period.until or close
        if until:
            past.append(_row(period, until))
    if not close and not listings and any(not period.until for period in stood):
        raise ValueError(f"an entry without listings has an open history: {stood}")
    return past


def _row(period: Period, until: str) -> Entry:
    row: Entry = {"appendix": period.appendix, "from": period.start, "until": until}
    if period.only and period.only != (period.party,):
        row["population"] = {"only": list(period.only)}
    elif period.excluded:
        row["population"] = {"except": list(period.excluded)}
    if period.party:
        row["party"] = [period.party]
    if period.annotation:
        row["annotation"] = period.annotation
    return row


def _former(plant: IndexedPlant, past: list[Event], made: dict[str, Entry]) -> Entry | None:
    """An entry that once stood by itself and is now part of a higher one; None where nothing covers the taxon today."""
    stood = periods(past)
    above = plant.genus if plant.genus in made and plant.genus != plant.name else plant.family
    if above not in made or not stood or any(not period.until for period in stood):
        return None
    return {
        "taxon": plant.name,
        "rank": plant.rank,
        "family": plant.family,
        "first_listed": stood[0].start,
        "listings": [],
        "history": [_row(period, period.until) for period in stood],
        "note": f"Had an entry of its own until {stood[-1].until}; covered by {above} spp. now.",
    }
