"""Makes species_data/listings/*.yaml for the animals. Run: python -m species_data.build.listings_animals.build"""

from __future__ import annotations

from species_data.build.listings_animals.dates import Dating, add_dates
from species_data.build.listings_animals.emit import listings_file
from species_data.build.listings_animals.entries import GROUPS, Entry, entries_in_force
from species_data.build.listings_animals.members import past_members
from species_data.build.listings_animals.sources import SPECIES_DATA

_WORKING_KEYS = ("class", "was", "through", "split_of", "formerly", "gone")


def main() -> None:
    """Write one file a group and say how many entries each holds."""
    groups: dict[str, list[Entry]] = {}
    dating = Dating()
    entries = add_dates(entries_in_force(), dating)
    for entry in (entries | past_members(entries, dating)).values():
        group = GROUPS[entry["class"]]
        groups.setdefault(group, []).append({key: value for key, value in entry.items() if key not in _WORKING_KEYS})
    folder = SPECIES_DATA / "listings"
    folder.mkdir(exist_ok=True)
    for group, members in sorted(groups.items()):
        (folder / f"{group}.yaml").write_text(listings_file("Animalia", group, members), encoding="utf-8", newline="\n")
        print(f"{group}: {len(members)} entries")
    print(f"all: {sum(map(len, groups.values()))}")


if __name__ == "__main__":
    main()
