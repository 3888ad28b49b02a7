"""Compares the listings with their sources. Run: python -m species_data.build.listings_animals.check

1. Every animal of Species+ of 6 March 2026, resolved through the tree of taxa.tsv, must get the Listing shown there.
2. Every line of the schedule of March 2025 must stand in the files, or its change be recorded.
Exits 1 where a difference is not explained in `curated/explained.yaml`.
"""

from __future__ import annotations

import csv
import sys
from typing import Any

import yaml

from species_data.build.listings_animals.entries import GROUPS, curated
from species_data.build.listings_animals.sources import SPECIES_DATA, annotation_quotas, rank_of, schedule, species_plus

ON = "2026-03-06"
_QUOTA_HOLDERS = {"Lanthanotus borneensis": "Lanthanotidae"}
Entry = dict[str, Any]


def load_entries() -> dict[str, Entry]:
    """All animal entries as written."""
    entries: dict[str, Entry] = {}
    for group in sorted(set(GROUPS.values())):
        content = yaml.safe_load((SPECIES_DATA / "listings" / f"{group}.yaml").read_text(encoding="utf-8"))
        for entry in content["entries"]:
            if entry["taxon"] in entries:
                raise ValueError(f"{entry['taxon']} stands twice")
            entries[entry["taxon"]] = entry
    return entries


def load_parents() -> dict[str, str]:
    """Name to the name of the next higher taxon, animals only."""
    with (SPECIES_DATA / "taxa.tsv").open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["name"]: row["parent"] for row in rows if row["kingdom"] == "Animalia"}


def _excluded(entry: Entry, chain: list[str]) -> bool:
    """Whether the entry leaves out one of the taxa of the chain for all populations."""
    for item in entry.get("excludes", []) + entry.get("domesticated", []):
        name = item if isinstance(item, str) else item["taxon"]
        if name in chain and (isinstance(item, str) or "population" not in item):
            return True
    return False


def _exhaustive(listings: list[Entry]) -> bool:
    """Whether the listings of one entry leave no population over."""
    named: set[str] = set()
    for listing in listings:
        population = listing.get("population", {})
        if not population:
            return True
        named.update(population.get("only", []))
    rest = [item["population"]["except"] for item in listings if "only" not in item["population"]]
    return any(set(places) <= named for places in rest)


def resolve(name: str, entries: dict[str, Entry], parents: dict[str, str], on: str = ON) -> set[str]:
    """The Appendices that hold for some population of the taxon on a day: nearest entry first, exclusions before it."""
    chain, step = [name], name
    while step := parents.get(step, ""):
        chain.append(step)
    found: set[str] = set()
    for position, taxon in enumerate(chain):
        entry = entries.get(taxon)
        if entry is None:
            continue
        if _excluded(entry, chain[:position]):
            break
        if entry.get("covers") and position and not set(entry["covers"]) & set(chain):
            continue
        valid = [
            listing
            for listing in entry.get("listings", []) + entry.get("history", [])
            if str(listing.get("in_force_from", listing.get("from", ""))) <= on < str(listing.get("until", "9999"))
        ]
        found.update(listing["appendix"] for listing in valid)
        if valid and _exhaustive(valid):
            break
    return found


def check_species_plus(
    entries: dict[str, Entry], parents: dict[str, str], explained: dict[str, str]
) -> tuple[int, int]:
    """Names that agree and names that were compared; prints every difference."""
    wanted: dict[str, set[str]] = {}
    delayed = set()
    for row in species_plus():
        wanted.setdefault(row.name, set()).update(row.listing.split("/"))
        if "adopted at CoP20" in row.note and "delayed" in row.note:
            delayed.add(row.name)
    agree = 0
    for name, listing in sorted(wanted.items()):
        expected = set() if name in delayed else listing
        found = resolve(name, entries, parents) if name in parents else {"not in taxa.tsv"}
        if found == expected:
            agree += 1
            continue
        why = explained.get(name, "UNEXPLAINED")
        print(f"  {name}: Species+ {'/'.join(sorted(expected)) or '-'}, here {'/'.join(sorted(found)) or '-'}: {why}")
    later = sum(resolve(name, entries, parents, "2027-06-05") == wanted[name] for name in delayed)
    print(f"delayed: {len(delayed)} names not in force on {ON}, {later} of them in force as listed on 2027-06-05")
    return agree, len(wanted)


def check_schedule(entries: dict[str, Entry]) -> int:
    """How many lines of the schedule are not accounted for."""
    changes = curated("changes.yaml")
    changed = {item["taxon"] for key in ("moved", "gone") for item in changes[key]}
    missing = 0
    for row in schedule():
        name = changes["renamed"].get(row.taxon, row.taxon)
        entry = entries.get(name)
        appendices = {listing["appendix"] for listing in (entry or {}).get("listings", [])}
        before = {listing["appendix"] for listing in (entry or {}).get("history", [])}
        if row.appendix in appendices or (name in changed and row.appendix in before):
            continue
        missing += 1
        print(f"  schedule: {row.taxon} {row.appendix} is not accounted for")
    return missing


def check_quotas(entries: dict[str, Entry]) -> int:
    """How many quotas of listing annotations that are open in the table of quotas have no like in the entries."""
    missing = 0
    for row in annotation_quotas():
        name = " ".join(row["taxon_name"].split()[:2])
        country = "" if row["iso_code2"] == "All" else row["iso_code2"]
        amount = float(row["quota"])
        # Saiga tatarica of Kazakhstan is told apart since CoP20; its general quota stands on the other populations.
        found = any(
            quota.get("country", "") == country and quota["amount"] == amount and "until" not in quota
            for listing in entries.get(_QUOTA_HOLDERS.get(name, name), {}).get("listings", [])
            for quota in listing.get("quota", [])
        )
        if not found:
            missing += 1
            print(f"  quota: {row['taxon_name']} {country or 'all'} {row['quota']} is not in the entries")
    return missing


def check_form(entries: dict[str, Entry]) -> int:
    """Breaches of the format: ranks, Parties of Appendix III, dates that run backwards."""
    faults = []
    for name, entry in entries.items():
        if entry["rank"] != rank_of(name):
            faults.append(f"{name}: rank {entry['rank']}")
        if not entry.get("listings") and not entry.get("history"):
            faults.append(f"{name}: neither listings nor history")
        for listing in entry.get("listings", []):
            if (listing["appendix"] == "III") != bool(listing.get("party")):
                faults.append(f"{name}: Party and Appendix {listing['appendix']}")
            start, first = listing.get("in_force_from"), entry.get("first_listed")
            if start and first and start < first:
                faults.append(f"{name}: in force from {start}, first listed {first}")
        for listing in entry.get("history", []):
            start, until, first = listing.get("from"), listing["until"], entry.get("first_listed")
            if start and start >= until:
                faults.append(f"{name}: history from {start} until {until}")
            if start and first and start < first:
                faults.append(f"{name}: history from {start}, first listed {first}")
    for fault in faults:
        print(f"  {fault}")
    return len(faults)


def main() -> int:
    """Run all comparisons and sum up."""
    entries, parents = load_entries(), load_parents()
    explained: dict[str, str] = curated("explained.yaml") or {}
    agree, total = check_species_plus(entries, parents, explained)
    print(f"Species+ {ON}: {agree} of {total} names agree ({agree / total:.2%})")
    missing = check_schedule(entries)
    print(f"schedule of 6 March 2025: {len(schedule())} lines, {missing} not accounted for")
    quotas = check_quotas(entries)
    print(f"open annotation quotas: {len(annotation_quotas())}, {quotas} not in the entries")
    absent = sorted(name for name in entries if name not in parents)
    print(f"entries: {len(entries)}; not in taxa.tsv: {absent or 'none'}")
    faults = check_form(entries)
    dated = sum("first_listed" in entry for entry in entries.values())
    print(f"first_listed known for {dated} entries; faults of form: {faults}")
    return 1 if missing or quotas or faults or absent or total - agree > len(explained) else 0


if __name__ == "__main__":
    sys.exit(main())
