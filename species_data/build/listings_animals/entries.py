"""Entries in force: the schedule of March 2025, what changed by March 2026, and what was read and written by hand."""

from __future__ import annotations

import copy
from typing import Any

import yaml

from species_data.build.listings_animals.sources import CURATED, ScheduleRow, rank_of, schedule

Entry = dict[str, Any]

GROUPS = {
    "Mammalia": "mammals",
    "Aves": "birds",
    "Reptilia": "reptiles",
    "Amphibia": "amphibians",
    "Elasmobranchii": "sharks_and_rays",
    "Actinopteri": "fishes",
    "Dipneusti": "fishes",
    "Coelacanthi": "fishes",
    "Arachnida": "insects_and_arachnids",
    "Insecta": "insects_and_arachnids",
    "Bivalvia": "molluscs",
    "Cephalopoda": "molluscs",
    "Gastropoda": "molluscs",
    "Anthozoa": "corals_and_other_invertebrates",
    "Hydrozoa": "corals_and_other_invertebrates",
    "Holothuroidea": "corals_and_other_invertebrates",
    "Hirudinoidea": "corals_and_other_invertebrates",
}

PARTIES = {
    "Algeria": "DZ", "Argentina": "AR", "Australia": "AU", "Bolivia": "BO", "Botswana": "BW", "Brazil": "BR",
    "Canada": "CA", "Chile": "CL", "China": "CN", "Colombia": "CO", "Cuba": "CU", "Ecuador": "EC",
    "European Union": "EU", "France": "FR", "Guatemala": "GT", "Honduras": "HN", "India": "IN", "Israel": "IL",
    "Japan": "JP", "Mauritius": "MU", "Nepal": "NP", "New Zealand": "NZ", "Pakistan": "PK",
    "Plurinational State of Bolivia": "BO", "South Africa": "ZA", "Sri Lanka": "LK", "Tunisia": "TN", "Ukraine": "UA",
    "United States of America": "US", "Uruguay": "UY",
}  # fmt: skip
"""The listing Parties as the schedule spells them in English."""


def parties(text: str) -> list[str]:
    """ISO codes of the Parties named in a bilingual cell such as `Nepal/Népal, Pakistan`."""
    codes = set()
    for piece in text.replace("/", ",").split(","):
        code = PARTIES.get(piece.strip())
        if code:
            codes.add(code)
    if text.strip() and not codes:
        raise ValueError(f"no Party read in {text!r}")
    return sorted(codes)


def curated(name: str) -> Any:
    """One file written by hand."""
    return yaml.safe_load((CURATED / name).read_text(encoding="utf-8"))


def _base_listing(row: ScheduleRow) -> Entry:
    listing: Entry = {"appendix": row.appendix}
    if row.restriction == "Population of Ukraine":
        listing["population"] = {"only": ["UA"]}
        listing["party"] = ["UA"]
    elif row.appendix == "III":
        listing["party"] = parties(row.parties)
    if row.footnotes.startswith("#"):
        listing["annotation"] = row.footnotes
    return listing


def base_entries() -> dict[str, Entry]:
    """The entries of the schedule of March 2025, under the names of March 2026."""
    renamed: dict[str, str] = curated("changes.yaml")["renamed"]
    entries: dict[str, Entry] = {}
    for row in schedule():
        name = renamed.get(row.taxon, row.taxon)
        entry = entries.setdefault(
            name, {"taxon": name, "rank": rank_of(name), "class": row.class_name, "listings": []}
        )
        if name != row.taxon:
            entry["formerly"] = row.taxon
        listing = _base_listing(row)
        if listing not in entry["listings"]:
            entry["listings"].append(listing)
    return entries


def _new(item: Entry, listings: list[Entry]) -> Entry:
    name = item["taxon"]
    return {"taxon": name, "rank": rank_of(name), "class": item["class"], "listings": listings}


def _apply_changes(entries: dict[str, Entry]) -> None:
    changes = curated("changes.yaml")
    cop20, delayed = changes["cop20"], changes["delayed"]
    for item in changes["split"]:
        old = entries[item["of"]]
        made = copy.deepcopy(old)
        made |= {"taxon": item["taxon"], "rank": rank_of(item["taxon"]), "split_of": item["of"]}
        if item["taxon"] == "Loxodonta":
            made["listings"] = [{"appendix": "I"}]
        made.pop("formerly", None)
        entries[item["taxon"]] = made
    for item in changes["new"]:
        start = delayed if item.get("delayed") else cop20
        entries[item["taxon"]] = _new(item, [{"appendix": item["appendix"], "in_force_from": start}])
    for item in changes["new_appendix_iii"]:
        listing = {"appendix": "III", "in_force_from": cop20, "party": item["party"]}
        entries[item["taxon"]] = _new(item, [listing])
    for item in changes["omitted_in_2025"]:
        entries[item["taxon"]] = _new(item, [{"appendix": item["appendix"]}])
    for item in changes["moved"]:
        now = {"appendix": item["appendix"], "in_force_from": cop20}
        if item["taxon"] in entries:
            entry = entries[item["taxon"]]
            entry["was"] = entry["listings"]
            entry["listings"] = [now]
        else:
            entry = _new(item, [now])
            was: Entry = {"appendix": item["was"]}
            if "party" in item:
                was["party"] = item["party"]
            entry |= {"was": [was], "through": item["through"]}
            entries[item["taxon"]] = entry
    for item in changes["gone"]:
        entry = entries[item["taxon"]]
        entry["was"] = entry["listings"]
        entry["listings"] = []
        entry["gone"] = item.get("until", cop20)


def entries_in_force() -> dict[str, Entry]:
    """Every entry, by taxon; working keys (`class`, `was`, `through`, `split_of`, `formerly`, `gone`) still on it."""
    entries = base_entries()
    _apply_changes(entries)
    for name, given in curated("entries.yaml").items():
        given = copy.deepcopy(given)
        if name not in entries:
            entries[name] = {"taxon": name, "rank": given.pop("rank"), "class": given.pop("class"), "listings": []}
        entry = entries[name]
        before = {listing["appendix"]: listing for listing in entry["listings"]}
        entry |= given
        for listing in entry["listings"]:
            old = before.get(listing["appendix"], {})
            for key in ("in_force_from", "party", "annotation"):
                if key in old and key not in listing:
                    listing[key] = old[key]
    return entries
