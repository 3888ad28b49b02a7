"""The steps from a declared name to what applies to the goods, in words that an officer can repeat."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cites_check.listings.coverage import Outcome, Reason
from cites_check.listings.effective import Branch, EffectiveListing
from cites_check.model.listings import Listing, Population
from cites_check.model.taxa import MatchKind, NameCandidate

_SPECIES = frozenset({"species", "subspecies", "variety"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """What led from a name to a listing. `listing` is the one applied, None where none is; `on` is an ISO date."""

    query: str
    candidate: NameCandidate | None
    effective: EffectiveListing | None = None
    branch: Branch | None = None
    listing: Listing | None = None
    outcome: Outcome | None = None
    origin: str = ""
    region: str = ""
    term: str = ""
    on: str = ""


class Steps:
    """Puts paths into words. `say` holds the fixed words, `country` and `fact` name codes in the same language."""

    def __init__(self, say: Mapping[str, str], country: Callable[[str], str], fact: Callable[[str], str]) -> None:
        self._say = say
        self._country = country
        self._fact = fact

    def of(self, path: Path) -> tuple[str, ...]:
        """Every step taken, in order: name, entry and level, population, clause, annotation, Party, date."""
        return tuple(self._steps(path))

    def _steps(self, path: Path) -> Iterator[str]:
        if path.candidate:
            yield self._name(path, path.candidate)
        effective, outcome = path.effective, path.outcome
        if effective is None:
            return
        listing = path.listing or (outcome.listing if outcome else None)
        if listing is None:
            yield from self._not_listed(path, effective)
        else:
            yield from self._listed(path, effective, listing)
            if listing.population.only or listing.population.exclude:
                yield self._word(
                    "step_population", population=self._population(listing.population), **self._place(path)
                )
        if effective.undecided:
            yield self._word("step_undecided", **self._place(path))
        if listing is not None:
            yield from self._coverage(path, listing)
            if listing.parties:
                yield self._word("step_party", parties=", ".join(self._country(code) for code in listing.parties))
        for weaker in outcome.also if outcome else ():
            parties = ", ".join(self._country(code) for code in weaker.parties) or "-"
            yield self._word("step_also", appendix=weaker.appendix, parties=parties)
        yield self._word("step_date", on=path.on)
        for coming in effective.future[:1]:
            yield self._word("step_future", appendix=coming.appendix, day=coming.in_force_from)

    def _name(self, path: Path, candidate: NameCandidate) -> str:
        same = candidate.kind is MatchKind.EXACT and candidate.matched == path.query
        return self._word(
            "step_same" if same else f"step_{candidate.kind.value}",
            query=path.query,
            matched=candidate.matched,
            taxon=candidate.name,
            edits=candidate.edits,
        )

    def _listed(self, path: Path, effective: EffectiveListing, listing: Listing) -> Iterator[str]:
        taxon = effective.taxon
        if listing in effective.members and taxon.id != listing.taxon_id:
            yield self._word("step_member", taxon=taxon.name, listed=listing.taxon)
        elif taxon.id != listing.taxon_id:
            yield self._word("step_inherited", taxon=taxon.name, listed=_entry(listing), rank=listing.rank)
        yield self._word(
            "step_listed",
            listed=_entry(listing),
            rank=listing.rank,
            appendix=listing.appendix,
            since=listing.in_force_from or "?",
        )
        if effective.doubtful:
            yield self._word("step_doubtful", taxon=taxon.name, listed=_entry(listing))

    def _not_listed(self, path: Path, effective: EffectiveListing) -> Iterator[str]:
        if path.branch and path.branch.exclusion:
            yield self._word("step_excluded", taxon=effective.taxon.name)
            return
        for listing in effective.considered:
            if listing.population.only or listing.population.exclude:
                population = self._population(listing.population)
                yield self._word(
                    "step_outside",
                    listed=_entry(listing),
                    appendix=listing.appendix,
                    population=population,
                    **self._place(path),
                )
        yield self._word("step_not_listed", taxon=effective.taxon.name, on=path.on)

    def _coverage(self, path: Path, listing: Listing) -> Iterator[str]:
        outcome = path.outcome
        annotation = f"{listing.annotation} ({self._fact(listing.annotation)})" if listing.annotation else "-"
        values = {"annotation": annotation, "term": path.term or self._say["not_declared"]}
        if outcome is None:
            if listing.otherwise:
                yield self._word("step_specimens", appendix=listing.appendix, otherwise=listing.otherwise)
            if listing.annotation:
                yield self._word("step_annotation", **values)
            return
        if outcome.reason is not Reason.ALL:
            appendix = outcome.appendix or self._say["not_listed"]
            form = self._fact(outcome.form) if outcome.reason is Reason.EXEMPT_FORM else outcome.form
            yield self._word(f"step_{outcome.reason.value}", appendix=appendix, form=form or "-", **values)
        if outcome.missing:
            yield self._word("step_open", facts=", ".join(self._fact(fact) for fact in outcome.missing))

    def _place(self, path: Path) -> dict[str, str]:
        origin = self._country(path.origin) if path.origin else self._say["not_declared"]
        return {"origin": f"{origin}, {path.region}" if path.region else origin}

    def _population(self, population: Population) -> str:
        words = []
        if population.only:
            words.append(self._word("population_only", places=" ".join(population.only)))
        if population.exclude:
            words.append(self._word("population_except", places=" ".join(population.exclude)))
        return ", ".join(words)

    def _word(self, key: str, **values: object) -> str:
        return self._say[key].format(**values)


def _entry(listing: Listing) -> str:
    """The entry as the Appendices write it: higher taxa with `spp.`."""
    return listing.taxon if listing.rank in _SPECIES else f"{listing.taxon} spp."
