"""The effective listing: what the Appendices say of a taxon, for an origin and a date.

The nearest listed taxon upwards decides; its exclusions come first; where none of its listings holds for the date and
the population, the next
entry upwards is asked. What the declaration leaves open stays open: every possible answer is kept, as a branch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from cites_check.listings.population import Place, includes, possible_places
from cites_check.model.codes import Appendix
from cites_check.model.listings import Exclusion, Listing
from cites_check.model.taxa import Taxon


class LawBook(Protocol):
    """What the dataset has to answer about taxa and their entries."""

    def taxon(self, taxon_id: int) -> Taxon:
        """The taxon with this id."""

    def lineage(self, taxon_id: int) -> tuple[Taxon, ...]:
        """The taxon and all above it, from itself upwards."""

    def listings(self, taxon_id: int) -> tuple[Listing, ...]:
        """All entries, past, present and to come, of exactly this taxon."""

    def exclusions(self, taxon_id: int) -> tuple[Exclusion, ...]:
        """Where exactly this taxon is left out of a higher entry."""

    def covers(self, taxon_id: int) -> frozenset[int]:
        """The only members that the entry of this taxon covers; empty for all."""

    def listed_below(self, taxon_id: int) -> tuple[int, ...]:
        """Taxa below this one with an entry of their own."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One possible answer: the listings that hold (none: not covered), or the exclusion that decides, and the places it
    is the answer for.
    """

    listings: tuple[Listing, ...]
    exclusion: Exclusion | None
    places: tuple[Place, ...]
    decided_by: int | None = None
    """Id of the taxon whose entry decided; None where no entry did."""

    @property
    def strictness(self) -> int:
        """3 for Appendix I down to 1 for Appendix III, 0 where nothing holds."""
        return max((listing.appendix.strictness for listing in self.listings), default=0)


@dataclass(frozen=True, slots=True)
class EffectiveListing:
    """All branches, strictest first; entries of members where a higher taxon was declared; entries that are still to
    come.
    """

    taxon: Taxon
    branches: tuple[Branch, ...]
    members: tuple[Listing, ...] = ()
    future: tuple[Listing, ...] = ()
    first_listed: str = ""

    @property
    def listings(self) -> tuple[Listing, ...]:
        """Every listing that may hold, strictest first, without repetition."""
        found = dict.fromkeys(listing for branch in self.branches for listing in branch.listings)
        found.update(dict.fromkeys(self.members))
        return tuple(sorted(found, key=lambda listing: -listing.appendix.strictness))

    @property
    def appendices(self) -> tuple[Appendix, ...]:
        """Every Appendix that may hold, strictest first."""
        return tuple(dict.fromkeys(listing.appendix for listing in self.listings))

    @property
    def appendix(self) -> str:
        """The Appendices as one word: `I`, `I/II`, or empty where none holds."""
        return "/".join(self.appendices)

    @property
    def excluded(self) -> bool:
        """Whether an exclusion decides in every branch."""
        return all(branch.exclusion is not None for branch in self.branches)

    @property
    def covered(self) -> bool:
        """Whether some listing holds in every branch."""
        return all(branch.listings for branch in self.branches)

    @property
    def undecided(self) -> bool:
        """Whether the answer depends on an origin or region that is not declared."""
        return len({branch.strictness for branch in self.branches}) > 1


def effective_listing(
    book: LawBook, taxon_id: int, on: str, origin: str = "", region: str = "", *, with_members: bool = False
) -> EffectiveListing:
    """The effective listing of a taxon on the ISO date `on` for a specimen from `origin` (ISO2, may be empty) and
    `region`.

    With `with_members`, the entries of taxa below are told as well: for a declaration that names no more than a genus,
    or a species of
    which only a subspecies is listed.
    """
    lineage = book.lineage(taxon_id)
    entries = [(taxon, book.listings(taxon.id)) for taxon in lineage]
    current = [(taxon, tuple(listing for listing in listings if listing.in_force(on))) for taxon, listings in entries]
    exclusions = [exclusion for taxon in lineage for exclusion in book.exclusions(taxon.id)]

    populations = [listing.population for _, listings in current for listing in listings]
    populations += [exclusion.population for exclusion in exclusions]
    answers: dict[tuple[tuple[Listing, ...], Exclusion | None, int | None], list[Place]] = {}
    for place in possible_places(populations, origin, region):
        answers.setdefault(_decide(book, current, exclusions, place), []).append(place)
    branches = [
        Branch(listings, exclusion, tuple(places), decided)
        for (listings, exclusion, decided), places in answers.items()
    ]
    branches.sort(key=lambda branch: -branch.strictness)

    members = tuple(_members(book, taxon_id, on, origin, region)) if with_members else ()
    to_come = [listing for _, listings in entries for listing in listings if listing.in_force_from > on]
    return EffectiveListing(lineage[0], tuple(branches), members, tuple(to_come), _first_listed(entries, lineage))


def _decide(
    book: LawBook, entries: Iterable[tuple[Taxon, tuple[Listing, ...]]], exclusions: Iterable[Exclusion], place: Place
) -> tuple[tuple[Listing, ...], Exclusion | None, int | None]:
    below: set[int] = set()
    for taxon, listings in entries:
        # A member alone is covered by "includes only ..."; the higher taxon itself, declared as such, stays in doubt
        # and therefore covered.
        members_covered = book.covers(taxon.id) if below and listings else frozenset()
        below.add(taxon.id)
        if not listings:
            continue
        for exclusion in exclusions:
            if exclusion.listed_taxon_id == taxon.id and includes(exclusion.population, place):
                return (), exclusion, taxon.id
        if members_covered and not members_covered & below:
            continue
        holding = tuple(listing for listing in listings if includes(listing.population, place))
        if holding:
            return holding, None, taxon.id
    return (), None, None


def _members(book: LawBook, taxon_id: int, on: str, origin: str, region: str) -> Iterator[Listing]:
    for member in book.listed_below(taxon_id):
        for listing in book.listings(member):
            if listing.in_force(on) and any(
                includes(listing.population, place) for place in possible_places([listing.population], origin, region)
            ):
                yield listing


def _first_listed(entries: Iterable[tuple[Taxon, tuple[Listing, ...]]], lineage: tuple[Taxon, ...]) -> str:
    """The first day on which the taxon, itself or under a higher entry, came under the Convention; empty where that is
    not known.
    """
    days = [listing.first_listed for _, listings in entries for listing in listings if listing.first_listed]
    return min(days, default="")
