"""Does a population of a listing include a specimen from this place?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cites_check.model.codes import UNKNOWN_ORIGINS
from cites_check.model.listings import Population

ELSEWHERE = "*"
"""Stands for any country, or any region, that no population names."""

_GENERIC = frozenset({
    "bay", "coast", "county", "de", "del", "departamento", "department", "district", "el", "island", "islands", "la",
    "las", "los", "of", "province", "provincia", "region", "san", "santa", "state", "the", "y",
})  # fmt: skip
"""Words of region names that tell no region from another."""

_SUBDIVISIONS = {
    "AR-A": "salta",
    "AR-F": "la rioja",
    "AR-J": "san juan",
    "AR-K": "catamarca",
    "AR-Y": "jujuy",
    "CL-AP": "arica y parinacota",
    "CL-TA": "tarapaca",
    "MY-13": "sarawak",
    "PH-PLW": "palawan",
}
"""ISO 3166-2 codes of the regions that listings name."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a specimen was taken or bred: a country (ISO2) and, where declared, a region within it."""

    country: str
    region: str = ""

    def __str__(self) -> str:
        return f"{self.country}/{self.region}" if self.region else self.country


def includes(population: Population, place: Place) -> bool:
    """Whether `place` belongs to the population."""
    if population.only and not any(_matches(token, place) for token in population.only):
        return False
    return not any(_matches(token, place) for token in population.exclude)


def possible_places(populations: Iterable[Population], origin: str, region: str) -> tuple[Place, ...]:
    """The places that have to be told apart.

    One place when origin and region decide; else one for each country or region that a population names, and one for
    everywhere else.
    """
    tokens = sorted({token for population in populations for token in (*population.only, *population.exclude)})
    if not origin or origin in UNKNOWN_ORIGINS:
        countries = {token.partition("/")[0] for token in tokens}
        named = {place for country in countries for place in _within(country, tokens)}
        return (*sorted(named), Place(ELSEWHERE, ELSEWHERE))
    if region and words_of(region):
        return (Place(origin, region),)
    return tuple(sorted(_within(origin, tokens)))


def _within(country: str, tokens: Iterable[str]) -> set[Place]:
    regions = {token.partition("/")[2] for token in tokens if token.startswith(f"{country}/")}
    if not regions:
        return {Place(country)}
    return {Place(country, region) for region in regions} | {Place(country, ELSEWHERE)}


def _matches(token: str, place: Place) -> bool:
    country, _, region = token.partition("/")
    if country != place.country:
        return False
    return not region or (place.region != ELSEWHERE and _same_region(region, place.region))


@lru_cache(maxsize=4096)
def _same_region(named: str, declared: str) -> bool:
    """Whether a declared region is the named one.

    People write "Sarawak state", "Provincia de Jujuy", "Tarapacá" or only "Arica": all words of the one name inside
    the other are enough, save words that any region may have.
    """
    name, said = words_of(named), words_of(declared)
    return name <= said or bool(said - _GENERIC and said - _GENERIC <= name)


@lru_cache(maxsize=4096)
def words_of(region: str) -> frozenset[str]:
    """The words of a region name without accents and case; empty where it is written in letters that no listing uses.

    ISO 3166-2 codes stand for the region's name.
    """
    text = _SUBDIVISIONS.get(region.strip().upper(), region)
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return frozenset(re.findall(r"[a-z]+", plain.casefold()))
