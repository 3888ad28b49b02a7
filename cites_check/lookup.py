"""The bridge from names to law: what a name is, how it is listed, and which documents an import needs.

A name alone never decides between taxa under different Appendices, and a name that may be a listed one is never called
"not listed".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache

from cites_check.dataset.headings import Headings
from cites_check.dataset.opened import Dataset
from cites_check.listings.effective import EffectiveListing, effective_listing
from cites_check.model.codes import Appendix
from cites_check.model.taxa import SEVERAL_NAMES, MatchKind, NameCandidate, NameHints, NameMatch, NameStatus, Taxon
from cites_check.names import Matcher, NameStore
from cites_check.names.keys import squash
from cites_check.names.store import NameKind

_CACHED_LISTINGS = 50_000
_SHOWN_CANDIDATES = 8
_SPECIES_WORDS = 2
_APPENDICES = frozenset(appendix.value for appendix in Appendix)
_LISTED_TO_UNLISTED = 4
"""A genus counts as listed throughout where it has so many listed species to one that is not."""

_TURTLES = frozenset(
    ("Carettochelyidae", "Chelidae", "Chelydridae", "Dermatemydidae", "Emydidae", "Geoemydidae", "Kinosternidae")
) | frozenset(("Pelomedusidae", "Platysternidae", "Podocnemididae", "Testudinidae", "Trionychidae"))
"""Families that the source of unlisted names files under no class."""


class LookupStatus(StrEnum):
    """The answer for a name, in one word."""

    LISTED = "listed"
    NOT_LISTED = "not_listed"
    EXCLUDED = "excluded"
    AMBIGUOUS = "ambiguous"
    UNRESOLVED = "unresolved"


_WITHOUT_TAXON = {NameStatus.AMBIGUOUS: LookupStatus.AMBIGUOUS, NameStatus.UNLISTED: LookupStatus.NOT_LISTED}


@dataclass(frozen=True, slots=True)
class CandidateListing:
    """A taxon that may be meant, with the listing it would bring."""

    candidate: NameCandidate
    effective: EffectiveListing

    @property
    def appendix(self) -> str:
        """The Appendices it may be under, strictest first; empty where none."""
        return self.effective.appendix


@dataclass(frozen=True, slots=True)
class Lookup:
    """Everything known of one name, for an origin and a date."""

    query: str
    status: LookupStatus
    match: NameMatch
    taxon: Taxon | None = None
    lineage: tuple[Taxon, ...] = ()
    effective: EffectiveListing | None = None
    candidates: tuple[CandidateListing, ...] = ()
    common_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    native: tuple[str, ...] = ()

    @property
    def appendix(self) -> str:
        """The Appendices that apply as far as the question decides them, strictest first; empty where none."""
        return self.effective.appendix if self.effective else ""


class Lookups:
    """Answers look-ups from one dataset and its names."""

    def __init__(self, dataset: Dataset, names: NameStore) -> None:
        self.dataset = dataset
        self.matcher = Matcher(names, self._fits)
        self.effective = lru_cache(maxsize=_CACHED_LISTINGS)(self._effective)
        self._nearly_all_listed = lru_cache(maxsize=_CACHED_LISTINGS)(self._is_nearly_all_listed)

    def _effective(self, taxon_id: int, on: str, origin: str, region: str, with_members: bool) -> EffectiveListing:
        return effective_listing(self.dataset, taxon_id, on, origin, region, with_members=with_members)

    def of_candidate(self, candidate: NameCandidate, on: str, origin: str = "", region: str = "") -> EffectiveListing:
        """The effective listing of a candidate.

        A declared higher taxon brings the entries of its members too. A species that is only known through a listed
        genus does not, for the members are known and it is none of them; where the genus itself is not listed, it may
        be one of them under another name. Nor does a species that was declared with one of its subspecies, for then it
        is no other.
        """
        if candidate.kind is MatchKind.HIGHER_TAXON:
            effective = self.effective(candidate.taxon_id, on, origin, region, False)
            if effective.excluded or any(branch.listings for branch in effective.branches):
                return effective
            return self.effective(candidate.taxon_id, on, origin, region, True)
        other_subspecies = candidate.rank == "species" and len(candidate.matched.split()) > _SPECIES_WORDS
        as_such = candidate.kind is MatchKind.COMMON or not other_subspecies
        return self.effective(candidate.taxon_id, on, origin, region, as_such)

    @cached_property
    def _headings(self) -> Headings:
        return Headings(self.dataset.document("tariff/hs_groups") or ())

    def _fits(self, candidate: NameCandidate, hints: NameHints) -> Iterator[bool]:
        """What the declared HS heading and Appendix say of a candidate, where a name fits several taxa.

        The Appendix speaks only against taxa that are less strictly listed than declared: a declaration of Appendix II
        never decides for the taxon of Appendix II beside one of Appendix I, since that is what a smuggler declares.
        """
        above = {taxon.name for taxon in self.dataset.lineage(candidate.taxon_id)}
        held = self._headings.may_hold(hints.hs_code, above)
        if held is not None:
            yield held
        if hints.appendix in _APPENDICES:
            listed = self.of_candidate(candidate, self.dataset.info.in_force).appendices
            strictest = max((appendix.strictness for appendix in listed), default=0)
            if strictest < Appendix(hints.appendix).strictness:
                yield False

    def _is_nearly_all_listed(self, taxon_id: int, on: str) -> bool:
        """Whether a genus is listed species by species, and hardly a species of it is known that is not.

        An unknown name in it is then most likely another name of a listed one, as *Cuon javanicus* is of *C. alpinus*.
        """
        taxon = self.dataset.taxon(taxon_id)
        genus = squash(taxon.name)
        store = self.matcher.store
        if taxon.rank != "genus":
            return False
        names = store.names_of_keys([genus + epithet for epithet in store.epithets_of(genus)])
        species = {name.taxon_id for name in names if name.kind == NameKind.ACCEPTED}
        listed = sum(bool(self.effective(one, on, "", "", True).listings) for one in species)
        unlisted = len(species) - listed + store.unlisted_species(genus)
        return listed > 0 and listed >= _LISTED_TO_UNLISTED * unlisted

    def _strictest_first(self, match: NameMatch, on: str, origin: str, region: str) -> NameMatch:
        """Of several names that all were declared, the one under the strictest Appendix speaks for the field."""

        def strictness(candidate: NameCandidate) -> int:
            strictest = self.of_candidate(candidate, on, origin, region).appendix.partition("/")[0]
            return Appendix(strictest).strictness if strictest else 0

        candidates = tuple(sorted(match.candidates, key=strictness, reverse=True))
        return match._replace(best=candidates[0], candidates=candidates)

    def unlisted_group(self, query: str) -> str:
        """The class or phylum of a known name of no listed taxon, or of its genus; empty where nothing is known."""
        words = [squash(word) for word in query.split()[:2]]
        store = self.matcher.store
        for key in ("".join(words), words[0] if words else ""):
            known = store.unlisted(key) if key else None
            if known is not None:
                return "Testudines" if known.family in _TURTLES else known.group
        return ""

    def status(self, match: NameMatch, effective: EffectiveListing | None, on: str) -> LookupStatus:
        """The word for a match and its listing on the ISO date `on`."""
        if match.status is not NameStatus.RESOLVED or match.best is None or effective is None:
            return _WITHOUT_TAXON.get(match.status, LookupStatus.UNRESOLVED)
        if any(branch.listings for branch in effective.branches):
            return LookupStatus.LISTED
        if effective.excluded:
            return LookupStatus.EXCLUDED
        if not effective.members:
            return LookupStatus.NOT_LISTED
        if match.best.kind is not MatchKind.HIGHER_TAXON:
            # Only members are listed: the name is too broad to say which of them, if any, is meant.
            return LookupStatus.AMBIGUOUS
        # A species that the dataset does not know, in a genus with listed species: it may be one under another name.
        return LookupStatus.LISTED if self._nearly_all_listed(match.best.taxon_id, on) else LookupStatus.UNRESOLVED

    def look_up(
        self, query: str, on: str, origin: str = "", region: str = "", hints: NameHints | None = None
    ) -> Lookup:
        """Answer for one name on the ISO date `on`, for a specimen from `origin` and `region` where they are known."""
        match = self.matcher.match(query, hints)
        if SEVERAL_NAMES in match.flags:
            match = self._strictest_first(match, on, origin, region)
        best = match.best if match.status in (NameStatus.RESOLVED, NameStatus.AMBIGUOUS) else None
        effective = self.of_candidate(best, on, origin, region) if best else None
        candidates = tuple(
            CandidateListing(candidate, self.of_candidate(candidate, on, origin, region))
            for candidate in match.candidates[:_SHOWN_CANDIDATES]
        )
        status = self.status(match, effective, on)
        if status is LookupStatus.LISTED and best and effective and best.kind is MatchKind.HIGHER_TAXON:
            match = _through(match, best, effective)
        if best is None or effective is None or status is LookupStatus.UNRESOLVED:
            return Lookup(query, status, match, candidates=candidates)
        known = self.dataset.native_range(best.taxon_id)
        return Lookup(
            query,
            status,
            match,
            taxon=effective.taxon,
            lineage=self.dataset.lineage(best.taxon_id),
            effective=effective,
            candidates=candidates,
            common_names=self.dataset.common_names(best.taxon_id),
            native=tuple(sorted(known.native)) if known else (),
        )


def _through(match: NameMatch, best: NameCandidate, effective: EffectiveListing) -> NameMatch:
    """The match of an unknown species, saying why it counts as listed where no entry is for its genus or above."""
    if not effective.members:
        return match
    why = f"nearly all known species of {effective.taxon.name} are listed"
    said = best._replace(note=f"{best.note}; {why}")
    return match._replace(best=said, candidates=(said, *match.candidates[1:]), note=said.note)
