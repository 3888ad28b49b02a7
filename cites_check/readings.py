"""The readings of a line: everything that its name, origin and goods leave open, each way of it a `Line` of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import Any

from cites_check.listings.coverage import outcomes
from cites_check.listings.effective import Branch, EffectiveListing
from cites_check.listings.specimen import specimen_of
from cites_check.lookup import Lookups
from cites_check.model.codes import Appendix
from cites_check.model.lines import LineItem
from cites_check.model.listings import Listing
from cites_check.model.taxa import SEVERAL_NAMES, NameCandidate, NameHints, NameMatch, NameStatus
from cites_check.rules.context import Line
from cites_check.rules.jurisdiction import Jurisdictions
from cites_check.rules.naming import is_certain, matches_in_texts, may_be_unlisted
from cites_check.rules.reference import Reference
from cites_check.wording import LineWording

_READ_CANDIDATES = 4
"""An ambiguous name is read as each of its first candidates; those beyond are too far to weigh."""

_FIELDS = tuple(field.name for field in fields(Line) if field.init)
_values = attrgetter(*_FIELDS)


def changed(line: Line, **changes: Any) -> Line:
    """The line with other values: `dataclasses.replace`, which is slow, for what happens several times a line."""
    return Line(**{**dict(zip(_FIELDS, _values(line), strict=True)), **changes})


class Readings:
    """Reads lines. `default_date` stands in where a line has no import date."""

    def __init__(
        self, lookups: Lookups, reference: Reference, jurisdictions: Jurisdictions, default_date: date
    ) -> None:
        self._lookups = lookups
        self._wording = LineWording(lookups)
        self._reference = reference
        self._jurisdictions = jurisdictions
        self._date = default_date

    def match(self, item: LineItem) -> NameMatch:
        """What the declared name may mean: the scientific name, else the common name."""
        hints = NameHints(
            taxon_class=item.taxon_class,
            family=item.family,
            common_name=item.common_name,
            hs_code=item.hs_code,
            appendix=item.appendix,
        )
        matcher = self._lookups.matcher
        if item.scientific_name:
            return matcher.match(item.scientific_name, hints)
        if item.common_name:
            return matcher.match(item.common_name, hints)
        return NameMatch("", NameStatus.UNRESOLVED)

    def of(self, item: LineItem, match: NameMatch) -> tuple[Line, ...]:
        """The line in every reading that the declaration leaves open, strictest first."""
        readings = self._of(item, match)
        if len(readings) == 1:
            return readings
        appendices = frozenset(reading.appendix for reading in readings)
        return tuple(changed(reading, open_appendices=appendices) for reading in readings)

    def _of(self, item: LineItem, match: NameMatch) -> tuple[Line, ...]:
        plain = self.plain(item, match)
        if match.status is NameStatus.RESOLVED and match.best:
            candidates: Sequence[NameCandidate] = (match.best,)
        elif match.status is NameStatus.AMBIGUOUS:
            candidates = match.candidates[: None if SEVERAL_NAMES in match.flags else _READ_CANDIDATES]
        elif match.status is NameStatus.UNLISTED:
            return (plain,)
        else:
            return _strictest_first(self._by_text(plain))
        found = [reading for candidate in candidates for reading in self._of_candidate(plain, candidate)]
        readings = _strictest_first([*found, plain] if may_be_unlisted(plain, match) else found)
        if SEVERAL_NAMES in match.flags:
            # All of them are declared, so none is in doubt: the field answers for the strictest.
            return tuple(reading for reading in readings if reading.appendix is readings[0].appendix)
        return tuple(_of_hybrid(readings)) if "formula" in match.flags else readings

    def _by_text(self, plain: Line) -> Iterator[Line]:
        """The readings of a line without a usable name: what its other texts say, and that they may mean nothing.

        Only a single scientific name in the description of a line that declares no name is as good as a declared one.
        """
        matches = matches_in_texts(plain)
        seen: set[int] = set()
        for match in matches:
            for candidate in match.candidates[:_READ_CANDIDATES] if match.candidates else ():
                if candidate.taxon_id not in seen and len(seen) < _READ_CANDIDATES:
                    seen.add(candidate.taxon_id)
                    yield from self._of_candidate(changed(plain, match=match, described=True), candidate)
        if not (len(matches) == 1 and not plain.match.query and is_certain(matches[0])):
            yield plain

    def plain(self, item: LineItem, match: NameMatch) -> Line:
        """The line with nothing known of a taxon."""
        return Line(
            item=item,
            on=item.import_date or self._date,
            reference=self._reference,
            jurisdiction=self._jurisdictions.of(item.importer),
            convention=self._jurisdictions.convention,
            match=match,
            wording=self._wording,
            unlisted_group=self._lookups.unlisted_group(match.query) if match.status is NameStatus.UNLISTED else "",
        )

    def _of_candidate(self, plain: Line, candidate: NameCandidate) -> Iterator[Line]:
        item = plain.item
        effective = self._lookups.of_candidate(candidate, plain.on.isoformat(), item.origin, item.origin_region)
        dataset = self._lookups.dataset
        genus = effective.taxon.parent if effective.taxon.rank == "species" else None
        lineage = dataset.lineage(candidate.taxon_id)
        range = dataset.native_range(candidate.taxon_id)
        known = {
            "candidate": candidate,
            "taxon": effective.taxon,
            "lineage": lineage,
            "effective": effective,
            "range": range,
            "kin": dataset.native_below(genus) if genus is not None else frozenset(),
            "by_exporter": self._by_exporter(candidate, effective, plain),
            "when_issued": self._when_issued(candidate, effective, plain),
        }
        native = range.native if range else None
        specimen = specimen_of(item, plain.category, lineage, plain.match, native, self._reference.coverage)
        on = plain.on.isoformat()
        seen: set[tuple[Appendix | None, bool]] = set()
        populations: list[tuple[Branch | None, tuple[Listing, ...]]] = [
            (one, one.listings) for one in effective.branches
        ]
        populations += [(None, (listing,)) for listing in effective.members]
        for branch, listings in populations:
            for outcome in outcomes(listings, specimen, on) or (None,):
                appendix = outcome.appendix if outcome else None
                if (appendix, outcome is None) not in seen:
                    seen.add((appendix, outcome is None))
                    listing = outcome.listing if outcome and appendix else None
                    yield changed(plain, **known, branch=branch, listing=listing, coverage=outcome)

    def _by_exporter(
        self, candidate: NameCandidate, effective: EffectiveListing, plain: Line
    ) -> EffectiveListing | None:
        item = plain.item
        if not effective.split or not item.origin or not item.exporter or item.origin == item.exporter:
            return None
        return self._lookups.of_candidate(candidate, plain.on.isoformat(), item.exporter)

    def _when_issued(
        self, candidate: NameCandidate, effective: EffectiveListing, plain: Line
    ) -> EffectiveListing | None:
        item, on = plain.item, plain.on.isoformat()
        document = plain.export_document
        issued = document.issued.isoformat() if document and document.issued else ""
        if not issued or not any(issued < day <= on for day in effective.changes):
            return None
        return self._lookups.of_candidate(candidate, issued, item.origin, item.origin_region)


def _strictest_first(readings: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(readings, key=lambda reading: -(reading.appendix.strictness if reading.appendix else 0)))


def _of_hybrid(readings: Sequence[Line]) -> list[Line]:
    """The readings of a hybrid named by its parents: the strictest parent decides (Res. Conf. 10.17, 11.11).

    For an animal with a parent outside the Convention that one's reading stays: after four generations the hybrid may
    be outside too.
    """
    strictest = readings[0].appendix
    return [one for one in readings if one.appendix is strictest or (one.appendix is None and one.is_animal)]
