"""Listings: what the Appendices say of a taxon."""

from __future__ import annotations

from dataclasses import dataclass

from cites_check.model.codes import Appendix


@dataclass(frozen=True, slots=True)
class Population:
    """The populations a listing holds for: countries (ISO2) or `AR/Jujuy` regions. Both empty: all populations."""

    only: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quota:
    """A quota set in the listing itself. An empty country or tuple means all; `amount` 0 forbids."""

    amount: float
    country: str = ""
    unit: str = ""
    sources: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    valid_from: str = ""
    valid_until: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SpecimenClause:
    """Specimens for which a listing holds. Empty tuples mean all; `facts` must be declared true."""

    terms: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One entry of the Appendices for one taxon, in one form, in force from a day (included) until a day (not
    included).

    Dates are ISO 8601 strings, which compare in order; an empty string means not known (from) or still in force
    (until).
    `otherwise` says what holds for specimens outside `specimens`: an Appendix, `none`, or empty when there is no such
    clause.
    """

    taxon_id: int
    taxon: str
    rank: str
    appendix: Appendix
    population: Population
    parties: tuple[str, ...] = ()
    annotation: str = ""
    exempt: tuple[str, ...] = ()
    quotas: tuple[Quota, ...] = ()
    specimens: tuple[SpecimenClause, ...] = ()
    otherwise: str = ""
    in_force_from: str = ""
    in_force_until: str = ""
    first_listed: str = ""
    note: str = ""
    history: bool = False

    def in_force(self, on: str) -> bool:
        """Whether this listing holds on the ISO date `on`."""
        return (not self.in_force_from or self.in_force_from <= on) and (
            not self.in_force_until or on < self.in_force_until
        )


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A taxon that a higher entry leaves out, for all or for some populations."""

    taxon_id: int
    listed_taxon_id: int
    population: Population
    reason: str = ""
