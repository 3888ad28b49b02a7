"""The effective listing: what the Appendices say of a taxon, for an origin and a date.

The nearest listed taxon upwards decides; its exclusions come first; where none of its listings holds for the date and
the population, the next entry upwards is asked. What the declaration leaves open stays open: every possible answer is
kept, as a branch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from cites_check.listings.population import Place, includes, possible_places
from cites_check.model.codes import UNKNOWN_ORIGINS, Appendix
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

    def left_out(self, taxon_id: int) -> frozenset[int]:
        """Taxa that the entry of this taxon names as left out, for all or for some populations."""

    def listed_below(self, taxon_id: int) -> tuple[int, ...]:
        """Taxa below this one with an entry of their own."""

    def countries(self, taxon_id: int) -> frozenset[str] | None:
        """Every country (ISO2) where the taxon lives or lived, doubtful ones too; None where nothing is known."""


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
    doubtful: bool = False
    """Whether it is in doubt that the entry covers this member at all; the other answer is a branch of its own."""

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
    considered: tuple[Listing, ...] = ()
    """Every listing in force of the taxon and of all above it, for whatever population, nearest first."""
    changes: tuple[str, ...] = ()
    """Days (ISO 8601) on which a listing of the taxon, or of one above it, began or ended."""
    origin_known: bool = False
    """Whether a country of origin was declared."""

    @property
    def split(self) -> bool:
        """Whether populations of the taxon are listed differently."""
        nearest = [listing for listing in self.considered if listing.taxon_id == self.considered[0].taxon_id]
        return any(listing.population.only or listing.population.exclude for listing in nearest)

    @property
    def listings(self) -> tuple[Listing, ...]:
        """Every listing that may hold, strictest first, without repetition."""
        found = dict.fromkeys(listing for branch in self.branches for listing in branch.listings)
        found.update(dict.fromkeys(self.members))
        return tuple(sorted(found, key=lambda listing: -listing.appendix.strictness))

    @property
    def appendices(self) -> tuple[Appendix, ...]:
        """Every Appendix that may hold, strictest first.

        A species with an entry of its own stands where that entry says; what is said of one of its subspecies counts
        once a declared origin shows that the subspecies can be meant.
        """
        own = dict.fromkeys(listing for branch in self.branches for listing in branch.listings)
        if not own or self.taxon.rank != "species" or self.origin_known:
            own.update(dict.fromkeys(self.members))
        return tuple(sorted({listing.appendix for listing in own}, key=lambda appendix: -appendix.strictness))

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
        return len({branch.strictness for branch in self.branches if not branch.doubtful}) > 1

    @property
    def doubtful(self) -> bool:
        """Whether it is in doubt that the entry covers this member of a higher taxon."""
        return any(branch.doubtful for branch in self.branches)


def effective_listing(
    book: LawBook, taxon_id: int, on: str, origin: str = "", region: str = "", *, with_members: bool = False
) -> EffectiveListing:
    """The effective listing of a taxon on the ISO date `on` for a specimen from `origin` (ISO2, may be empty) and
    `region`.

    With `with_members`, the entries of taxa below are told as well: for a declaration that names no more than a genus,
    or a species of which only a subspecies is listed. Without, the taxon stands for a member that the dataset does not
    know by name.
    """
    lineage = book.lineage(taxon_id)
    entries = [(taxon, book.listings(taxon.id)) for taxon in lineage]
    current = [(taxon, tuple(listing for listing in listings if listing.in_force(on))) for taxon, listings in entries]
    exclusions = [exclusion for taxon in lineage for exclusion in book.exclusions(taxon.id)]

    populations = [listing.population for _, listings in current for listing in listings]
    populations += [exclusion.population for exclusion in exclusions]
    answers: dict[_Decision, list[Place]] = {}
    for place in possible_places(populations, origin, region):
        answers.setdefault(_decide(book, current, exclusions, place, unnamed=not with_members), []).append(place)
    branches = []
    for decision, places in answers.items():
        branches.append(Branch(decision.listings, decision.exclusion, tuple(places), decision.decided_by))
        if decision.doubtful:
            branches.append(Branch((), None, tuple(places), decision.decided_by, doubtful=True))
    branches.sort(key=lambda branch: -branch.strictness)

    members = tuple(_members(book, taxon_id, on, origin, region)) if with_members else ()
    every = [listing for _, listings in entries for listing in listings]
    return EffectiveListing(
        taxon=lineage[0],
        branches=tuple(branches),
        members=members,
        future=tuple(listing for listing in every if listing.in_force_from > on),
        first_listed=_first_listed(entries, exclusions),
        considered=tuple(listing for _, listings in current for listing in listings),
        origin_known=bool(origin) and origin not in UNKNOWN_ORIGINS,
        changes=tuple(sorted({day for one in every for day in (one.in_force_from, one.in_force_until) if day})),
    )


@dataclass(frozen=True, slots=True)
class _Decision:
    """The answer for one place."""

    listings: tuple[Listing, ...] = ()
    exclusion: Exclusion | None = None
    decided_by: int | None = None
    doubtful: bool = False


def _decide(
    book: LawBook,
    entries: Iterable[tuple[Taxon, tuple[Listing, ...]]],
    exclusions: Iterable[Exclusion],
    place: Place,
    *,
    unnamed: bool,
) -> _Decision:
    below: set[int] = set()
    declared = 0
    for taxon, listings in entries:
        declared = declared or taxon.id
        # The declared taxon itself counts as a member only where it stands for one that is not known by name.
        members = set(below) or ({taxon.id} if unnamed else set())
        below.add(taxon.id)
        if not listings:
            continue
        for exclusion in exclusions:
            if exclusion.listed_taxon_id == taxon.id and includes(exclusion.population, place):
                return _Decision(exclusion=exclusion, decided_by=taxon.id)
        doubtful = False
        if members and (only := book.covers(taxon.id)) and not only & members:
            # In doubt are: a member that stands neither among those covered nor among those left out, one that has no
            # name here, and a group of which some members are covered. Where nothing is named as left out, the list of
            # members is complete.
            if not (unnamed or book.left_out(taxon.id) or _holds_any(book, only, declared)):
                continue
            doubtful = True
        holding = tuple(listing for listing in listings if includes(listing.population, place))
        if holding:
            return _Decision(holding, None, taxon.id, doubtful)
    return _Decision()


def _holds_any(book: LawBook, members: Iterable[int], taxon_id: int) -> bool:
    """Whether one of the members stands below the taxon."""
    return any(taxon_id in {taxon.id for taxon in book.lineage(member)} for member in members)


def _members(book: LawBook, taxon_id: int, on: str, origin: str, region: str) -> Iterator[Listing]:
    """Listings of members that a specimen from this origin can belong to.

    A subspecies that does not live where the declared species does is not meant. Of a genus or higher taxon every
    member counts: the origin may be wrong as easily as the name is vague.
    """
    lives_there = bool(origin) and book.taxon(taxon_id).rank == "species" and origin in (book.countries(taxon_id) or ())
    for member in book.listed_below(taxon_id):
        listings = [
            listing
            for listing in book.listings(member)
            if listing.in_force(on)
            and any(
                includes(listing.population, place) for place in possible_places([listing.population], origin, region)
            )
        ]
        if listings and not (lives_there and origin not in (book.countries(member) or {origin})):
            yield from listings


def _first_listed(entries: Iterable[tuple[Taxon, tuple[Listing, ...]]], exclusions: Iterable[Exclusion]) -> str:
    """The first day on which the taxon, itself or under a higher entry, came under the Convention; empty where that is
    not known.

    An entry that leaves the taxon out says nothing of it, and what stands above that entry even less.
    """
    outside = {exclusion.listed_taxon_id for exclusion in exclusions if not _partial(exclusion)}
    days = []
    for taxon, listings in entries:
        if taxon.id in outside:
            break
        days += [listing.first_listed for listing in listings if listing.first_listed]
    return min(days, default="")


def _partial(exclusion: Exclusion) -> bool:
    """Whether the exclusion is for some populations only."""
    return bool(exclusion.population.only or exclusion.population.exclude)
