"""Makes species_data/listings/plants_*.yaml. Run: python -m species_data.build.listings_plants.build"""

from __future__ import annotations

from species_data.build.listings_animals.emit import listings_file
from species_data.build.listings_plants.entries import Entry, entries
from species_data.build.listings_plants.sources import LISTINGS, curated
from species_data.build.listings_plants.tree import accepted_plants


def main() -> None:
    """Write one file a group and say how many entries each holds."""
    files = curated("groups.yaml")
    known = accepted_plants()
    groups: dict[str, list[Entry]] = {}
    for taxon, entry in entries().items():
        family = entry.pop("family")
        _move_note(entry)
        _leave_out_unknown(entry, known)
        groups.setdefault(files["taxa"].get(taxon, files["families"][family]), []).append(entry)
    LISTINGS.mkdir(exist_ok=True)
    for group, members in sorted(groups.items()):
        (LISTINGS / f"{group}.yaml").write_text(
            listings_file("Plantae", group, members), encoding="utf-8", newline="\n"
        )
        print(f"{group}: {len(members)} entries")
    print(f"all: {sum(map(len, groups.values()))}")


def _move_note(entry: Entry) -> None:
    """A note on an entry with one listing stands on that listing, where it is shown."""
    if len(entry["listings"]) == 1 and "note" in entry and "note" not in entry["listings"][0]:
        entry["listings"][0]["note"] = entry.pop("note")


def _leave_out_unknown(entry: Entry, known: set[str]) -> None:
    """An excluded name that taxa.tsv does not hold yet cannot be told apart; it is left out, and said."""
    missing = [item["taxon"] for item in entry.get("excludes", []) if known and item["taxon"] not in known]
    if missing:
        print(f"{entry['taxon']}: {len(missing)} excluded names wait for taxa.tsv: {', '.join(missing)}")
        entry["excludes"] = [item for item in entry["excludes"] if item["taxon"] not in missing]


if __name__ == "__main__":
    main()
