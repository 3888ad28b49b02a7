"""Make `quotas.yaml`, `suspensions.yaml` and `reservations.yaml` from the tables and the curated files.

Taxa are named by their accepted names: a name that is only a synonym in the dataset is replaced. A rule in force with a
name that the dataset does not know stops the build, so that no rule of law hangs in the air; an ended one is left out.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import yaml

from species_data.build.codes_and_law.codes import curated
from species_data.build.codes_and_law.emit import Plain, write
from species_data.build.codes_and_law.places import SPECIES_DATA, raw

MADE = "\nMade by species_data/build/codes_and_law/law.py; do not edit by hand."
TABLES_AS_OF = "2023-05-02"
"""The day of the newest remark in the tables of quotas and suspensions."""


class Names:
    """Accepted names of the dataset, and what a synonym stands for; keeps account of what was changed or left out."""

    def __init__(self) -> None:
        self._ranks: dict[str, list[tuple[str, str]]] = {}
        self._accepted: dict[str, set[tuple[str, str]]] = {}
        for row in _tsv("taxa.tsv"):
            self._ranks.setdefault(row["name"], []).append((row["kingdom"], row["rank"]))
        for row in _tsv("synonyms.tsv"):
            self._accepted.setdefault(row["name"], set()).add((row["kingdom"], row["accepted"]))
        self.renamed: dict[str, str] = {}
        self.left_out: set[str] = set()

    def entry(self, name: str, kingdom: str = "", *, ended: bool = False) -> dict[str, Plain]:
        """`{taxon, kingdom, rank}` of a name, and `named_as` where the source used another name.

        An unknown name gives nothing for an ended rule and raises SystemExit for one in force.
        """
        found = [(k, rank) for k, rank in self._ranks.get(name, []) if not kingdom or k == kingdom]
        if len(found) == 1:
            return {"taxon": name, "kingdom": found[0][0], "rank": found[0][1]}
        others = {accepted for k, accepted in self._accepted.get(name, set()) if not kingdom or k == kingdom}
        if not found and len(others) == 1:
            accepted = others.pop()
            self.renamed[name] = accepted
            return {**self.entry(accepted, kingdom), "named_as": name}
        if ended:
            self.left_out.add(name)
            return {}
        raise SystemExit(f"{name}: {found or sorted(others) or 'not in the dataset'}")


def _tsv(name: str) -> list[dict[str, str]]:
    with (SPECIES_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _rules(name: str) -> list[dict[str, str]]:
    """The rows of a table of trade rules, without its empty columns and with blanks stripped."""
    with raw("trade_rules", name).open(encoding="utf-8-sig", newline="") as file:
        rows = [
            {key.strip(): (value or "").strip() for key, value in row.items() if key} for row in csv.DictReader(file)
        ]
    return [row for row in rows if row.get("taxon_name")]


def iso(text: str) -> str:
    """`23/02/2023 00:00` as `2023-02-23`; empty for an open end."""
    if text in ("", "Present"):
        return ""
    day, month, year = text.split(" ")[0].split("/")
    return f"{year}-{month}-{day}"


def members(text: str) -> list[Plain]:
    """A `; ` list of codes; empty for all."""
    return [] if text in ("", "All", "ALL") else [*sorted(part.strip() for part in text.split(";"))]


def in_listings() -> set[tuple[str, str, int]]:
    """Taxon, country and amount of every quota that stands in a listing."""
    found: set[tuple[str, str, int]] = set()
    for path in sorted((SPECIES_DATA / "listings").glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["entries"]:
            for listing in entry.get("listings", []):
                for quota in listing.get("quota", []):
                    found.add((entry["taxon"], quota.get("country", ""), int(quota["amount"])))
    return found


def quota_items(names: Names) -> list[dict[str, Plain]]:
    """Quotas set by listings and by resolutions of the Conference, open and ended."""
    extra = curated("quotas.yaml")
    listed = in_listings()
    items: list[dict[str, Plain]] = []
    for row in _rules("quotas.csv"):
        name = row["taxon_name"]
        if name in extra["skip"]:
            continue
        start, end = iso(row["start_date"]), iso(row["end_date"])
        if end in extra["last_days"]:
            end = (date.fromisoformat(end) + timedelta(days=1)).isoformat()
        for fix in extra["fix"]:
            if name == fix["taxon"] and fix["from_between"][0] <= start <= fix["from_between"][1]:
                start = fix["from"]
        country = "" if row["iso_code2"] == "All" else row["iso_code2"]
        item = names.entry(name, ended=bool(end))
        if not item:
            continue
        annotation = row["quota_type"] == "Listing_annotations"
        item |= {"country": country, "amount": int(row["quota"]), "unit": "no", "period": "year"}
        item |= {key: members(row[column]) for key, column in (("terms", "term"), ("sources", "source"))}
        item |= {"purposes": members(row["purpose"]), "from": start}
        if end:
            item["until"] = end
        item["kind"] = "annotation" if annotation else "resolution"
        parents = {name, "Lanthanotidae"} if name == "Lanthanotus borneensis" else {name}
        item["in_listing"] = any((taxon, country, int(row["quota"])) in listed for taxon in parents) and not end
        item["basis"] = extra["basis"].get(name, "Annotation of the listing")
        if name in extra["notes"]:
            item["note"] = extra["notes"][name]
        item["source"] = "trade_rules"
        items.append(item)
    return sorted(items, key=_order)


def suspension_items(names: Names) -> list[dict[str, Plain]]:
    """Recommendations to suspend trade and national export bans."""
    items: list[dict[str, Plain]] = []
    for row in curated("suspensions.yaml"):
        if "country" not in row:
            raise SystemExit(f"curated/suspensions.yaml: no country in {row}")
        item: dict[str, Plain] = {"country": row.pop("country")}
        if "taxon" in row:
            taxon = names.entry(row.pop("taxon"), row.pop("kingdom", ""), ended="until" in row)
            if not taxon:
                continue
            item |= taxon
        if "excludes" in row:
            found = [names.entry(name, ended="until" in row) for name in row["excludes"]]
            row["excludes"] = [entry["taxon"] for entry in found if entry]
        items.append({**item, **row})
    return sorted(items, key=_order)


def reservation_items(names: Names) -> list[dict[str, Plain]]:
    """Reservations that Parties entered, open and withdrawn."""
    extra: dict[str, Any] = curated("reservations.yaml")
    items: list[dict[str, Plain]] = []
    rows = _rules("reservations.csv")
    whole = {(row["iso_code2"], row["taxon_name"], row["start_date"]) for row in rows}
    for row in rows:
        note = row["notes"]
        end = iso(row["end_date"])
        for fix in extra["ends"]:
            if fix["party"] == row["iso_code2"] and fix["taxon"] == row["taxon_name"]:
                end = fix["until"]
        species = " ".join(row["taxon_name"].split(" ")[:2])
        covered = species != row["taxon_name"] and (row["iso_code2"], species, row["start_date"]) in whole
        taxon = names.entry(row["taxon_name"], ended=bool(end) or covered)
        if not taxon:
            continue
        item: dict[str, Plain] = {"party": row["iso_code2"], **taxon, "from": iso(row["start_date"])}
        if end:
            item["until"] = end
        if "On behalf of" in note:
            item["on_behalf_of"] = "HK"
        own = [found["note"] for found in extra["notes"] if found["contains"] in note]
        entered = re.search(r"entered under ([A-Z][a-z]+(?: [a-z]+)?)(?: spp)?\.", note)
        former = re.search(r"Originally listed as ([A-Z][a-z]+(?: [a-z]+)*)", note)
        if former or entered:
            own.append(f"Entered under the name {(former or entered).group(1)}.")  # type: ignore[union-attr]
        if own:
            item["note"] = " ".join(own)
        item["source"] = "trade_rules"
        items.append(item)
    return sorted(items, key=_order)


def _order(item: dict[str, Plain]) -> tuple[str, ...]:
    keys = ("kingdom", "taxon", "party", "country", "from", "until")
    return tuple(str(item.get(key, "")) for key in keys)


TABLES: Mapping[str, tuple[str, Callable[[], str], Callable[[Names], list[dict[str, Plain]]]]] = {
    "quotas": (
        "Quotas of listings and resolutions, by date; `in_listing`: the listing itself holds it too.",
        lambda: TABLES_AS_OF,
        quota_items,
    ),
    "suspensions": (
        "Recommendations to suspend trade and national export bans; `confirmed`: last day a source showed it as open.",
        lambda: TABLES_AS_OF,
        suspension_items,
    ),
    "reservations": (
        "Reservations of Parties, open and withdrawn.",
        lambda: str(curated("reservations.yaml")["as_of"]),
        reservation_items,
    ),
}
"""Table → what it is, the day of its state, and its rows."""


def main(tables: Iterable[str] = ()) -> None:
    """Write the tables named, or all, and say which names were brought up to date.

    Suspensions are written by hand alone; the others need the raw sources.
    """
    names = Names()
    for table in tables or TABLES:
        comment, as_of, items = TABLES[table]
        write(SPECIES_DATA / f"{table}.yaml", comment + MADE, {"as_of": as_of(), "items": [*items(names)]})
    for old, new in sorted(names.renamed.items()):
        print(f"{old} -> {new}")
    left_out = ", ".join(sorted(names.left_out)) or "none"
    print(f"left out (ended or covered by the species, and not in the dataset): {left_out}")


if __name__ == "__main__":
    main(sys.argv[1:])
