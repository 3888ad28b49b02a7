"""Country names and codes of the distribution fields."""

from __future__ import annotations

import re
from functools import cache

from species_data.build.names.index2017 import index_rows
from species_data.build.names.species_plus import animal_rows

FORMER = {
    "AN": ("BQ", "CW", "SX"),
    "CS": ("ME", "RS"),
    "CP": ("FR",),
    "S1": ("SD", "SS"),
    "SU": (),
}
"""Codes that are no country of today, with the countries in their place; `SU` says too little to say anything."""

_COMMA_IN_NAME = re.compile(r",\s*(?=SAR\b|Province of China|Saint Eustatius and Saba|Ascension and Tristan)")
_INNER = "\u241f"


def names_of(field: str) -> list[str]:
    """The country names of a joined field; some names hold a comma themselves."""
    parts = _COMMA_IN_NAME.sub(_INNER, field).split(",")
    return [part.strip().replace(_INNER, ", ") for part in parts if part.strip()]


def codes_of(field: str) -> list[str]:
    """The codes of a joined field, in the order of the field."""
    return [part.strip().upper() for part in field.split(",") if part.strip()]


@cache
def code_by_name() -> dict[str, str]:
    """Code of each country name, learnt from the rows that give both for the same countries in the same order."""
    found: dict[str, str] = {}
    for row in (*index_rows(), *animal_rows()):
        names, codes = names_of(row["All_DistributionFullNames"]), codes_of(row["All_DistributionISOCodes"])
        if len(names) == len(codes):
            found.update(zip(names, codes, strict=True))
    return found


def to_codes(names: list[str]) -> set[str]:
    """Codes of country names; raises KeyError for a name that stands nowhere beside its code."""
    return {code_by_name()[name] for name in names}


def today(codes: set[str]) -> set[str]:
    """The codes with former countries replaced by those of today."""
    return {now for code in codes for now in FORMER.get(code, (code,))}
