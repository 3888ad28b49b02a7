"""Does a population of a listing include a specimen from this place?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cites_check.model.codes import UNKNOWN_ORIGINS
from cites_check.model.listings import Population

ELSEWHERE = "*"
"""Stands for any country, or any region, that no population names."""


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
    if region:
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
    # People write "Sarawak state" or "Provincia de Jujuy"; the region's own name inside is enough.
    return not region or region.casefold() in place.region.casefold()
