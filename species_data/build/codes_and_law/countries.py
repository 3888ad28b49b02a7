"""Make `species_data/countries.yaml`: countries, Parties, areas, and the codes that are no country.

Party dates come from the Parties list of the guide to the CITES Trade Database, with later accessions added by hand;
names from the curated table (Unicode CLDR, ISO 3166, common usage).
"""

from __future__ import annotations

import csv

import yaml

from species_data.build.codes_and_law.emit import Plain, write
from species_data.build.codes_and_law.places import CURATED, SPECIES_DATA, raw

COMMENT = """\
Countries and territories (ISO 3166-1), Parties to CITES, areas that listings name, and codes that are no country.
`party_since`: first day as a Party; left out for a non-Party and for a territory, which follows `territory_of`.
`extended`: whether the Convention was extended to the territory (yes, no, unsure). `names`: further spellings.
Made by species_data/build/codes_and_law/countries.py; do not edit by hand."""


def party_dates() -> dict[str, str]:
    """ISO2 to the first day as a Party, as far as the source goes."""
    with raw("codes", "cites_parties.tsv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {row["code"]: row["date"] for row in rows if row["date"] != "NA" and row["former_code"] == "FALSE"}


def country_entries(parties: dict[str, str]) -> dict[str, Plain]:
    """One entry a country or territory, in the order of the codes."""
    entries: dict[str, Plain] = {}
    with (CURATED / "countries.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            entry: dict[str, Plain] = {name: row[name] for name in ("en", "ko", "fr", "es")}
            entry["names"] = [*row["names"].split("; ")]
            if row["code"] in parties and not row["territory_of"]:
                entry["party_since"] = parties[row["code"]]
            if row["territory_of"]:
                entry["territory_of"] = row["territory_of"]
                entry["extended"] = row["extended"]
            if row["landlocked"]:
                entry["landlocked"] = True
            if row["note"]:
                entry["note"] = row["note"]
            entries[row["code"]] = entry
    return dict(sorted(entries.items()))


def area_entries() -> dict[str, Plain]:
    """Area name to `{en, ko, members}`, with areas inside areas resolved."""
    curated = yaml.safe_load((CURATED / "areas.yaml").read_text(encoding="utf-8"))

    def members(name: str) -> set[str]:
        found = set(curated[name]["members"].split())
        for inner in curated[name].get("areas", "").split():
            found |= members(inner)
        return found

    return {
        name: {"en": area["en"], "ko": area["ko"], "members": [*sorted(members(name))]}
        for name, area in sorted(curated.items())
    }


def main() -> None:
    """Write the file."""
    other = yaml.safe_load((CURATED / "other_codes.yaml").read_text(encoding="utf-8"))
    parties = party_dates()
    for accession in other["accessions"]:
        if parties.get(accession["code"]):
            raise SystemExit(f"{accession['code']}: the source has a date now; drop the curated line")
        parties[accession["code"]] = accession["party_since"]
    write(
        SPECIES_DATA / "countries.yaml",
        COMMENT,
        {
            "countries": country_entries(parties),
            "areas": area_entries(),
            "special": {item.pop("code"): item for item in sorted(other["special"], key=lambda item: item["code"])},
            "former": {item.pop("code"): item for item in sorted(other["former"], key=lambda item: item["code"])},
            "ambiguous_names": dict(sorted(other["ambiguous_names"].items())),
        },
    )


if __name__ == "__main__":
    main()
