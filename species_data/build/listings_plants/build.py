"""Makes species_data/listings/plants_*.yaml. Run from the repository: python -m species_data.build.listings_plants.build"""

from __future__ import annotations

from species_data.build.listings_animals.emit import listings_file
from species_data.build.listings_plants.entries import Entry, entries
from species_data.build.listings_plants.sources import LISTINGS, curated


def main() -> None:
    """Write one file a group and say how many entries each holds."""
    files = curated("groups.yaml")
    groups: dict[str, list[Entry]] = {}
    for taxon, entry in entries().items():
        family = entry.pop("family")
        groups.setdefault(files["taxa"].get(taxon, files["families"][family]), []).append(entry)
    LISTINGS.mkdir(exist_ok=True)
    for group, members in sorted(groups.items()):
        (LISTINGS / f"{group}.yaml").write_text(listings_file("Plantae", group, members), encoding="utf-8", newline="\n")
        print(f"{group}: {len(members)} entries")
    print(f"all: {sum(map(len, groups.values()))}")


if __name__ == "__main__":
    main()
