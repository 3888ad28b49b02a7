"""Look-ups against the raw sources: Species+ of March 2026, the Index of 2017, Canada's schedule of 2025.

Skipped where the raw sources are not at hand. Run with `-s` to see the figures and every difference.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter
from pathlib import Path

import pytest

from cites_check.lookup import Lookup, Lookups

DURING = "2026-11-22"
LATER = "2027-12-01"


def _species_plus(shared: Path) -> dict[str, tuple[str, str]]:
    """Name → Listing and note of the first row."""
    path = shared / "data/species_plus/listings_2026-03-06_animals.csv"
    with path.open(encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    found: dict[str, set[str]] = {}
    notes: dict[str, str] = {}
    for row in rows:
        found.setdefault(row["Scientific Name"], set()).update(row["Listing"].split("/"))
        notes[row["Scientific Name"]] = row["Full note"]
    return {name: ("/".join(sorted(parts, key=len)), notes[name]) for name, parts in found.items()}


def _index_2017(shared: Path) -> list[dict[str, str]]:
    with gzip.open(shared / "data/checklist_2017/index_2017-04-21.csv.gz", "rt", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def _explained(name: str) -> bool:
    """Whether SOURCES.md speaks of the name, or of its genus in an abbreviated list."""
    text = (Path(__file__).resolve().parents[2] / "species_data/SOURCES.md").read_text(encoding="utf-8")
    genus, _, epithet = name.partition(" ")
    return name in text or (bool(epithet) and f"{genus[0]}. {epithet}" in text)


def test_every_name_of_species_plus_has_its_appendix(lookups: Lookups, shared: Path) -> None:
    expected = _species_plus(shared)
    delayed = {name for name, (_, note) in expected.items() if "CoP20" in note and "delayed by 18 months" in note}
    assert len(delayed) == 50
    wrong = {}
    for name, (listing, _) in expected.items():
        if name not in delayed and (answer := lookups.look_up(name, DURING)).appendix != listing:
            wrong[name] = (listing, answer.status.value, answer.appendix)
    print(f"\nSpecies+ 2026: {len(expected) - len(wrong)} of {len(expected)} agree", wrong)
    assert len(wrong) <= len(expected) * 0.001
    assert [name for name in wrong if not _explained(name)] == []


def test_listings_put_off_by_cop20_come_into_force_later(lookups: Lookups, shared: Path) -> None:
    delayed = [
        name for name, (_, note) in _species_plus(shared).items() if "CoP20" in note and "delayed by 18 months" in note
    ]
    for name in delayed:
        before, after = lookups.look_up(name, DURING), lookups.look_up(name, LATER)
        assert "II" not in before.appendix.split("/"), name
        assert before.effective is not None, name
        assert {listing.in_force_from for listing in before.effective.future} == {"2027-06-05"}, name
        assert after.appendix == "II", name


def test_plants_of_2017_are_listed_as_then_or_changed_for_a_known_reason(lookups: Lookups, shared: Path) -> None:
    plants = [row for row in _index_2017(shared) if row["Kingdom"] == "Plantae"]
    wrong: dict[str, tuple[str, str, str]] = {}
    for row in plants:
        listed = {part for part in row["CurrentListing"].split("/") if part in {"I", "II", "III"}}
        answer = lookups.look_up(row["FullName"], DURING)
        if set(answer.appendix.split("/")) - {""} != listed:
            wrong[row["FullName"]] = (row["CurrentListing"], answer.status.value, answer.appendix)
    unexplained = {name: how for name, how in wrong.items() if not _explained(name)}
    share = 1 - len(unexplained) / len(plants)
    print(f"\nplants of 2017: {len(plants)}, different {len(wrong)}, without a reason {len(unexplained)} ({share:.4%})")
    print(Counter(how for how in unexplained.values()).most_common(20), list(unexplained.items())[:60])
    assert share >= 0.998


def test_synonyms_of_2017_reach_the_same_taxon(lookups: Lookups, shared: Path) -> None:
    total = reached = 0
    lost = []
    for row in _index_2017(shared):
        target = _taxon(lookups.look_up(row["FullName"], DURING))
        for synonym in split_synonyms(row["SynonymsWithAuthors"]):
            total += 1
            answer = lookups.look_up(synonym, DURING)
            names = {_taxon(answer), *(found.candidate.name for found in answer.candidates)}
            if target and target in names:
                reached += 1
            else:
                lost.append((synonym, row["FullName"], target, answer.status.value, _taxon(answer)))
    print(f"\nsynonyms of 2017: {reached} of {total} reach their taxon ({reached / total:.3%})", lost[:60])
    assert reached / total >= 0.995


def _taxon(answer: Lookup) -> str:
    return answer.taxon.name if answer.taxon else ""


_NEXT_NAME = re.compile(r", (?=[A-Z×][a-zë\-]+ (?:[a-zë×\-]|\([A-Z]))")


def split_synonyms(joined: str) -> list[str]:
    """The names of a comma-joined list with authors; a capitalised word before a lower-case epithet begins one."""
    parts = [part for part in _NEXT_NAME.split(joined) if part]
    # "Shaw, 1802, Boa reticulata": the year belongs to the name before; "& al." and "ex" stay inside.
    return [part.strip(" ,") for part in parts if re.match(r"[A-Z×][a-zë\-]+ ", part)]


@pytest.mark.parametrize("part", ["FAUNA", "FLORA"])
def test_every_entry_of_the_schedule_of_2025_is_there(lookups: Lookups, shared: Path, part: str) -> None:
    with (shared / "data/canada_2025/schedule1_2025-03-06.csv").open(encoding="utf-8-sig") as stream:
        rows = [row for row in csv.DictReader(stream) if row["part"] == part]
    missing = []
    for row in rows:
        name = row["taxon"].removesuffix(" spp.").lstrip("(5").strip()
        answer = lookups.look_up(name.title() if name.isupper() else name, DURING)
        if row["appendix"] not in answer.appendix.split("/"):
            missing.append((name, row["appendix"], answer.status.value, answer.appendix))
    unexplained = [entry for entry in missing if not _explained(entry[0])]
    print(f"\n{part}: {len(rows) - len(missing)} of {len(rows)} as in March 2025; changed since:", missing)
    assert unexplained == []
