"""Compares the plant listings with their sources. Run: python -m species_data.build.listings_plants.check

1. Every FLORA entry of the schedule of 6 March 2025 must stand in the files with its Appendix, Party, annotation and
   exempt forms.
2. Every plant of the Index of 2017, resolved through taxa.tsv and synonyms.tsv, must come out as listed then, or differ
   for a reason that `curated/differences.yaml` names. A reason that no plant needs any more is told too.
3. Every plant species of taxa.tsv must be covered by an entry or excluded from one.
4. Names, areas, annotations and exempt forms that the files use must exist; no excluded Euphorbia may be succulent.
Exits 1 where anything is left over.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import yaml

from species_data.build.listings_plants.entries import EXEMPT, PARTIES, current_names, nonsucculent_euphorbia
from species_data.build.listings_plants.sources import LISTINGS, REPOSITORY, IndexedPlant, curated, index_2017, schedule
from species_data.build.listings_plants.tree import accepted_plants, parents, synonyms

ON = "2026-03-06"
Entry = dict[str, Any]
Problems = list[str]


def read_entries() -> dict[str, Entry]:
    """Every entry of the plant files by taxon."""
    found: dict[str, Entry] = {}
    for path in sorted(LISTINGS.glob("plants_*.yaml")):
        for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["entries"]:
            if entry["taxon"] in found:
                raise ValueError(f"{entry['taxon']} stands twice")
            found[entry["taxon"]] = entry
    return found


class Resolver:
    """What the entries say of a taxon on one day, over all populations."""

    def __init__(self, entries: dict[str, Entry]) -> None:
        self.entries = entries
        self.excluded = {
            (entry["taxon"], item["taxon"]) for entry in entries.values() for item in entry.get("excludes", ())
        }
        self.parent = parents()
        self.other_names = synonyms()

    def accepted(self, name: str) -> str | None:
        """The accepted name; None where the dataset does not know the name or knows several."""
        if name in self.parent:
            return name
        found = set(self.other_names.get(name, ()))
        return found.pop() if len(found) == 1 else None

    def appendices(self, name: str) -> set[str]:
        """The Appendices that apply to some population, `NC` where some population is in none."""
        found: set[str] = set()
        for holding in self.deciding(name):
            found |= {listing["appendix"] for listing in holding}
            if any("population" not in listing for listing in holding):
                return found
        return found | {"NC"}

    def annotation(self, name: str) -> str:
        """The annotation of the nearest entry that covers the taxon; empty where it has none."""
        nearest = next(self.deciding(name), [])
        return "/".join(sorted({listing["annotation"] for listing in nearest if "annotation" in listing}))

    def deciding(self, name: str) -> Iterator[list[Entry]]:
        """The listings in force of each entry that covers the taxon, nearest first, up to the first exclusion."""
        lineage = [name]
        while self.parent.get(lineage[-1]):
            lineage.append(self.parent[lineage[-1]])
        for place, taxon in enumerate(lineage):
            entry = self.entries.get(taxon)
            holding = [] if entry is None else _in_force(entry)
            if entry is None or not holding:
                continue
            if any((taxon, below) in self.excluded for below in lineage[:place]):
                return
            if not place or not entry.get("covers") or set(lineage[:place]) & set(entry["covers"]):
                yield holding


def _in_force(entry: Entry) -> list[Entry]:
    return [
        listing
        for listing in entry.get("listings", ())
        if listing.get("in_force_from", "") <= ON
        and not (listing.get("in_force_until") and listing["in_force_until"] <= ON)
    ]


def check_schedule(entries: dict[str, Entry]) -> Problems:
    """Differences from the schedule of 2025 that no curated line explains."""
    explained: dict[str, str] = curated("differences.yaml")["schedule"]
    names = current_names()
    problems = []
    for row in schedule():
        taxon = names.get(row.taxon, row.taxon)
        entry = entries.get(taxon)
        wanted = {
            "appendix": row.appendix,
            "party": ",".join(sorted(PARTIES[name.strip()] for name in row.party.split(","))) if row.party else "",
            "annotation": next((mark for mark in row.footnotes if mark.startswith("#")), ""),
            "exempt": {EXEMPT[mark] for mark in row.footnotes if mark in EXEMPT},
        }
        listings = [listing for listing in _in_force(entry) if listing["appendix"] == row.appendix] if entry else []
        got = {
            "appendix": row.appendix if listings else "",
            "party": ",".join(sorted(party for listing in listings for party in listing.get("party", ()))),
            "annotation": next((listing["annotation"] for listing in listings if "annotation" in listing), ""),
            "exempt": {key for listing in listings for key in listing.get("exempt", ())} - {"appendix_i_plant_hybrids"},
        }
        population = any("population" in listing for listing in listings)
        if (got != wanted or population != ("nly the " in row.restriction)) and taxon not in explained:
            problems.append(f"schedule: {row.taxon}: {wanted} became {got}")
    return problems


def check_index(entries: dict[str, Entry]) -> tuple[Problems, Counter[str]]:
    """Plants of 2017 that come out otherwise than then without a reason; and how many do for which reason."""
    resolver = Resolver(entries)
    reasons: list[dict[str, Any]] = curated("differences.yaml")["index"]
    counted: Counter[str] = Counter()
    problems = []
    for plant in index_2017():
        name = resolver.accepted(plant.name)
        if name is None:
            counted["! name not in taxa.tsv, or several"] += 1
            problems.append(f"index: {plant.name}: no single accepted name")
            continue
        got = (
            "/".join(sorted(resolver.appendices(name)))
            if plant.rank not in {"genus", "family"}
            else _higher(resolver, name, plant)
        )
        then = "/".join(sorted(plant.listing.split("/"))) if plant.listing else ""
        if got == then:
            counted["as listed in 2017"] += 1
            continue
        reason = next((item["because"] for item in reasons if _fits(item, plant, name, resolver, then, got)), None)
        counted[reason or "! no reason"] += 1
        if reason is None:
            problems.append(f"index: {plant.name} ({name}): {then or 'nothing'} became {got}")
    return problems, counted


def _higher(resolver: Resolver, name: str, plant: IndexedPlant) -> str:
    """For a genus or family only its own row is compared, which the index writes with the Appendices of its members."""
    own = resolver.appendices(name)
    return "/".join(sorted(plant.listing.split("/"))) if own & set(plant.listing.split("/")) else "/".join(sorted(own))


def _fits(item: dict[str, Any], plant: IndexedPlant, name: str, resolver: Resolver, then: str, got: str) -> bool:
    if "then" in item and then not in item["then"]:
        return False
    if "got" in item and got not in item["got"]:
        return False
    above = {plant.name, name, plant.genus, plant.family, resolver.parent.get(name, "")}
    return bool(above & set(item["taxa"])) and ("ranks" not in item or plant.rank in item["ranks"])


def check_annotations(entries: dict[str, Entry]) -> Problems:
    """Species whose annotation is another than in 2017 without a reason."""
    resolver = Resolver(entries)
    reasons: dict[str, str] = curated("differences.yaml")["annotations"]
    problems = []
    for plant in index_2017():
        name = resolver.accepted(plant.name)
        if name is None or plant.rank in {"genus", "family"} or {name, plant.genus} & set(reasons):
            continue
        if resolver.annotation(name) != plant.annotation:
            problems.append(f"index: {plant.name}: {plant.annotation} became {resolver.annotation(name)}")
    return problems


def check_covered(entries: dict[str, Entry]) -> Problems:
    """Species of taxa.tsv that no entry covers and none excludes: a name is accepted there because it is listed."""
    resolver = Resolver(entries)
    outside = {excluded for _, excluded in resolver.excluded} | set(curated("differences.yaml")["not_covered"])
    problems = []
    for name, parent in resolver.parent.items():
        lineage = {name, parent, resolver.parent.get(parent, "")}
        if " " in name and resolver.appendices(name) == {"NC"} and not lineage & outside:
            problems.append(f"taxa.tsv: {name}: no entry covers it")
    return problems


def check_references(entries: dict[str, Entry]) -> Problems:
    """Names, areas, annotations and exempt forms that do not exist, and Euphorbia that are both succulent and not."""
    folder = REPOSITORY / "species_data"
    law = yaml.load((folder / "annotations.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    areas = yaml.load((folder / "countries.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["areas"]
    known = accepted_plants()
    problems = []
    for taxon, entry in entries.items():
        used = [taxon, *entry.get("covers", ()), *(item["taxon"] for item in entry.get("excludes", ()))]
        problems += [f"names: {taxon}: {name} is not in taxa.tsv" for name in used if name not in known]
        for listing in [*entry.get("listings", ()), *entry.get("history", ())]:
            places = [*listing.get("population", {}).get("only", ()), *listing.get("population", {}).get("except", ())]
            problems += [f"areas: {taxon}: {p}" for p in places if p.startswith("area:") and p[5:] not in areas]
            problems += [
                f"exempt: {taxon}: {key}" for key in listing.get("exempt", ()) if key not in law["exempt_forms"]
            ]
            if listing.get("annotation", "#1") not in law["annotations"]:
                problems.append(f"annotation: {taxon}: {listing['annotation']}")
    for form in (form for body in law["annotations"].values() for form in body["forms"]):
        taxa = form.get("taxa", [])
        named = taxa if isinstance(taxa, list) else taxa["except"]
        problems += [f"annotations: {name} is not in taxa.tsv" for name in named if name not in known]
    succulent = set(entries["Euphorbia"]["covers"])
    also = {name for plant in index_2017() if plant.genus == "Euphorbia" for name in plant.synonyms}
    for item in nonsucculent_euphorbia():
        if item["taxon"] in succulent | also:
            problems.append(f"Euphorbia: {item['taxon']} is succulent, or a synonym of one that is")
        if item["taxon"] not in known:
            problems.append(f"Euphorbia: {item['taxon']} is excluded and missing in taxa.tsv")
    return problems


def main() -> int:
    """Run all checks; the exit code."""
    entries = read_entries()
    rows = schedule()
    problems = check_schedule(entries)
    print(f"schedule of 2025: {len(rows)} entries, {len(problems)} not accounted for")
    differing, counted = check_index(entries)
    total = sum(counted.values())
    good = sum(number for reason, number in counted.items() if not reason.startswith("!"))
    print(f"index of 2017: {total} plants, {good} as then or for a named reason ({good / total:.3%})")
    for reason, number in counted.most_common():
        print(f"  {number:6} {reason}")
    for item in curated("differences.yaml")["index"]:
        if item["because"] not in counted:
            print(f"  no plant needs: {item['because']}")
    renumbered = check_annotations(entries)
    print(f"index of 2017: {len(renumbered)} annotations changed without a reason")
    open_names = check_covered(entries)
    print(f"taxa.tsv: {len(open_names)} species that no entry covers or excludes")
    broken = check_references(entries)
    print(f"references: {len(broken)} broken")
    for line in [*problems, *differing, *renumbered, *open_names, *broken]:
        print(line)
    return 1 if problems or differing or renumbered or open_names or broken else 0


if __name__ == "__main__":
    sys.exit(main())
