"""Countries where each taxon occurs: the newest source that knows the taxon speaks alone, but for additions of 2021."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from species_data.build.names import legacy
from species_data.build.names.index2017 import index_rows
from species_data.build.names.model import Key, Names
from species_data.build.names.places import code_by_name, codes_of, names_of, to_codes, today
from species_data.build.names.raw import rows, tsv
from species_data.build.names.species_plus import animal_rows
from species_data.build.names.updates import FOLDER, HERE, Ids

COLUMNS = ("kingdom", "taxon", "native", "extinct", "introduced", "reintroduced", "uncertain")

ADDITIONS = ("distribution_bulk_upload_June_2021.csv", "distribution_bulk_upload_Dec_2021.csv")
"""Countries added since 2017, by Species+ id. The file of 2026-03-18 is of CMS alone, its ids are explained nowhere."""


OVERSEAS = {
    "FR": {"FR", "GF", "GP", "MQ", "RE"},
    "GB": {"GB", "KY", "MS", "TC", "VG"},
    "NL": {"NL", "AW", "BQ", "CW", "SX"},
}
"""What a European state stands for among the countries of *Dalbergia*, a tropical genus: one of its territories."""


@dataclass(slots=True)
class Range:
    """Country codes of one taxon, by what is said of the occurrence."""

    native: set[str] = field(default_factory=set)
    extinct: set[str] = field(default_factory=set)
    introduced: set[str] = field(default_factory=set)
    reintroduced: set[str] = field(default_factory=set)
    uncertain: set[str] = field(default_factory=set)

    def lists(self) -> tuple[str, ...]:
        """The five lists as they are written. What is native or extinct for sure is not repeated as uncertain.

        Where it died out and was brought back, it lives today: such a country is native and not extinct.
        """
        sets = [today(self.native), today(self.extinct), today(self.introduced), today(self.reintroduced)]
        sets[0] |= sets[3]
        sets[1] -= sets[3]
        sets.append(today(self.uncertain) - sets[0] - sets[1] - sets[2])
        return tuple(",".join(sorted(codes)) for codes in sets)

    def move(self, country: str, to: str) -> None:
        """Put a country on one list and take it off the others."""
        for name in ("native", "extinct", "introduced", "reintroduced", "uncertain"):
            codes: set[str] = getattr(self, name)
            (codes.add if name == to else codes.discard)(country)


def _index_range(row: dict[str, str], into: Range) -> None:
    """Add the distribution of a row of the Index of 2017."""
    for column, target in (
        ("Extinct_Distribution", into.extinct),
        ("Introduced_Distribution", into.introduced),
        ("Reintroduced_Distribution", into.reintroduced),
        ("Introduced(?)_Distribution", into.uncertain),
        ("Extinct(?)_Distribution", into.uncertain),
        ("Distribution_Uncertain", into.uncertain),
    ):
        target |= to_codes(names_of(row[column]))
    native = to_codes(names_of(row["NativeDistributionFullNames"]))
    into.native |= native - into.extinct - into.introduced - to_codes(names_of(row["Introduced(?)_Distribution"]))
    unsaid = set(codes_of(row["All_DistributionISOCodes"])) - native
    into.uncertain |= unsaid - into.extinct - into.introduced - into.reintroduced
    if row["Genus"] == "Dalbergia":
        for state in into.native & OVERSEAS.keys():
            into.native.remove(state)
            into.uncertain |= OVERSEAS[state]


def _newest_range(row: dict[str, str], before: Range, into: Range) -> None:
    """Add the distribution of a row of Species+ 2026.

    That file names all, native and extinct countries; the others are what the Index of 2017 (`before`) said they were,
    else uncertain.
    """
    native = to_codes(names_of(row["NativeDistributionFullNames"]))
    extinct = to_codes(names_of(row["Extinct_Distribution"]))
    into.native |= native - extinct
    into.extinct |= extinct
    into.uncertain |= to_codes(names_of(row["Extinct(?)_Distribution"]))
    everywhere = set(codes_of(row["All_DistributionISOCodes"]))
    other = everywhere - native - extinct
    into.introduced |= other & before.introduced
    into.reintroduced |= everywhere & before.reintroduced
    into.uncertain |= other - before.introduced - before.reintroduced


def gather(names: Names, ids: Ids) -> list[tuple[str, ...]]:
    """All rows of ranges.tsv; a taxon of which no source names a country has none."""
    index: dict[Key, Range] = defaultdict(Range)
    for row in index_rows():
        for name in names.accepted(row["Kingdom"], row["FullName"]):
            _index_range(row, index[row["Kingdom"], name])
    found: dict[Key, Range] = defaultdict(Range)
    for row in animal_rows():
        key = ("Animalia", row["Scientific Name"])
        if row["All_DistributionISOCodes"]:
            _newest_range(row, index.get(key, Range()), found[key])
    newest = set(found)
    for key, value in index.items():
        if key not in newest and any(value.lists()):
            found[key] = value
    for file in ADDITIONS:
        for row in rows(FOLDER / file):
            subject = ids.get(row["taxon_concept_id"])
            for name in names.accepted(*subject) if subject else ():
                if subject and (subject[0], name) not in newest:
                    _add_country(found[subject[0], name], row["ISO Code 2"].upper())
    _add_legacy(names, found)
    for kingdom, taxon, country, to, _ in tsv(HERE / "range_corrections.tsv"):
        found[kingdom, taxon].move(country, to)
    return sorted((*key, *value.lists()) for key, value in found.items() if any(value.lists()))


def _add_country(known: Range, code: str) -> None:
    """Add a country as native unless it is known as something else."""
    if code not in known.extinct | known.introduced:
        known.native.add(code)
        known.uncertain.discard(code)


def _add_legacy(names: Names, found: dict[Key, Range]) -> None:
    """Plants that nothing newer speaks of get the countries of 2013."""
    silent: dict[Key, Range] = defaultdict(Range)
    known = set(code_by_name().values())
    for kingdom, scientific, code in legacy.plant_distribution():
        for name in names.accepted(kingdom, scientific) if scientific else ():
            if (kingdom, name) not in found and code.upper() in known:
                silent[kingdom, name].native.add(code.upper())
    found.update(silent)
