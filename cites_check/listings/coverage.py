"""From the listings that hold to the Appendix that applies to this specimen: clauses, annotations and exempt forms.

Whatever the declaration leaves open stays open: each possible answer is an `Outcome`, strictest first. A blank is
never read in the importer's favour, and never against the importer alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cites_check.listings.annotations import Choices, Form
from cites_check.listings.specimen import Specimen
from cites_check.model.codes import UNKNOWN_ORIGINS, Appendix
from cites_check.model.listings import Listing, SpecimenClause


class Reason(StrEnum):
    """What decided."""

    ALL = "all"
    """The listing has no annotation: every specimen is covered."""
    WHOLE = "whole"
    """A whole plant or animal is covered, whatever the annotation says."""
    PART_COVERED = "part_covered"
    """The annotation covers this part."""
    PART_OUTSIDE = "part_outside"
    """The annotation covers named parts only, or leaves this one out, and it is none of them."""
    FORM_EXEMPT = "form_exempt"
    """The annotation releases this form under a condition."""
    EXEMPT_FORM = "exempt_form"
    """A note of the entry (cultivars, fossils ...) releases this form."""
    CLAUSE = "clause"
    """The listing holds for named specimens only, and this is one of them."""
    OTHERWISE = "otherwise"
    """The listing holds for named specimens only, and this is none of them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One possible answer for a specimen.

    `appendix` is the Appendix that applies, None where the specimen is not covered. `form` is the form, clause or key
    that decided. `certain` says that no untold fact could change the answer; `missing` are the untold facts (or
    fields: `term`, `source`, `purpose`, `origin`) that could. `also` are weaker listings that hold beside it.
    """

    listing: Listing
    appendix: Appendix | None
    reason: Reason
    form: str = ""
    certain: bool = True
    missing: tuple[str, ...] = ()
    also: tuple[Listing, ...] = ()

    @property
    def strictness(self) -> int:
        """3 for Appendix I down to 1 for Appendix III, 0 where not covered."""
        return self.appendix.strictness if self.appendix else 0


@dataclass(frozen=True, slots=True)
class _Answer:
    """Yes, no or untold, with the untold facts and, for yes or untold, the text of the form."""

    value: bool | None
    missing: tuple[str, ...] = ()
    form: str = ""
    conditional: bool = False


_NO = _Answer(False)


def outcomes(listings: Sequence[Listing], specimen: Specimen, on: str) -> tuple[Outcome, ...]:
    """All possible answers for a specimen under the listings that hold for its population, strictest first.

    On the ISO date `on`. Of several listings the strictest that covers the specimen decides; the others are kept in
    `also`. Empty where no listing holds.
    """
    if len(listings) == 1 and _covers_everything(listings[0]):
        return (Outcome(listings[0], listings[0].appendix, Reason.ALL),)
    found: dict[Appendix | None, Outcome] = {}
    missing: list[str] = []
    ordered = _joined(sorted(listings, key=lambda listing: -listing.appendix.strictness))
    for number, listing in enumerate(ordered):
        weaker = ordered[number + 1 :]
        answers = tuple(_of_listing(listing, specimen, on))
        for answer in answers:
            missing.extend(answer.missing)
            if answer.appendix is None and weaker:
                continue  # A weaker listing may still cover what this one leaves out.
            known = found.get(answer.appendix)
            if known is None or (answer.certain and not known.certain):
                found[answer.appendix] = replace(answer, also=weaker if answer.appendix else ())
        if all(answer.appendix for answer in answers):
            break
    open_facts = tuple(dict.fromkeys(missing)) if len(found) > 1 else ()
    result = (replace(outcome, certain=len(found) == 1, missing=open_facts) for outcome in found.values())
    return tuple(sorted(result, key=lambda outcome: -outcome.strictness))


def _covers_everything(listing: Listing) -> bool:
    """Whether a listing holds for every specimen, as most do."""
    return not (listing.annotation or listing.exempt or listing.otherwise)


def _joined(listings: Iterable[Listing]) -> tuple[Listing, ...]:
    """Listings in Appendix III by several Parties as one with all its Parties, where they say the same."""
    found: dict[object, Listing] = {}
    for listing in listings:
        key = (listing.appendix, listing.annotation, listing.exempt) if listing.parties else listing
        first = found.get(key)
        if first is None:
            found[key] = listing
        else:
            found[key] = replace(first, parties=tuple(dict.fromkeys((*first.parties, *listing.parties))))
    return tuple(found.values())


def _of_listing(listing: Listing, specimen: Specimen, on: str) -> Iterator[Outcome]:
    exempt = _any([_exempt(key, specimen) for key in listing.exempt])
    if exempt.value:
        yield Outcome(listing, None, Reason.EXEMPT_FORM, exempt.form)
        return
    if exempt.value is None:
        yield Outcome(listing, None, Reason.EXEMPT_FORM, exempt.form, certain=False, missing=exempt.missing)
    yield from _by_clause(listing, specimen) if listing.otherwise else _by_annotation(listing, specimen, on)


def _by_clause(listing: Listing, specimen: Specimen) -> Iterator[Outcome]:
    answer = _any([_clause(clause, specimen) for clause in listing.specimens])
    if answer.value is not False:
        certain = answer.value is True
        yield Outcome(listing, listing.appendix, Reason.CLAUSE, answer.form, certain, answer.missing)
    if answer.value is not True:
        outside = Appendix(listing.otherwise) if listing.otherwise != "none" else None
        certain = answer.value is False
        yield Outcome(listing, outside, Reason.OTHERWISE, answer.form, certain, answer.missing)


def _by_annotation(listing: Listing, specimen: Specimen, on: str) -> Iterator[Outcome]:
    law = specimen.law
    annotation = law.annotation(listing.annotation, on) if listing.annotation else None
    if annotation is None:
        yield Outcome(listing, listing.appendix, Reason.ALL)
        return
    if specimen.term in law.whole_terms:
        yield Outcome(listing, listing.appendix, Reason.WHOLE)
        return
    answer = _any([_form(form, specimen) for form in annotation.forms])
    covered = answer.value if annotation.only_forms or answer.value is None else not answer.value
    certain = answer.value is not None
    if covered is not False:
        yield Outcome(listing, listing.appendix, Reason.PART_COVERED, answer.form, certain, answer.missing)
    if covered is not True:
        released = not annotation.only_forms and answer.conditional
        reason = Reason.FORM_EXEMPT if released else Reason.PART_OUTSIDE
        yield Outcome(listing, None, reason, answer.form, certain, answer.missing)


def _clause(clause: SpecimenClause, specimen: Specimen) -> _Answer:
    item = specimen.item
    tests = [
        _among("term", specimen.term, clause.terms),
        _among("source", item.source, clause.sources),
        _among("purpose", item.purpose, clause.purposes),
        _among("origin", _told_origin(item.origin), clause.countries),
        *(_fact(fact, None, specimen, frozenset()) for fact in clause.facts),
    ]
    return replace(_all(tests), form=clause.note)


def _form(form: Form, specimen: Specimen, names: frozenset[str] = frozenset()) -> _Answer:
    item = specimen.item
    tests = [
        _among("term", specimen.term, form.terms),
        _among("source", item.source, form.sources),
        _taxa(form.taxa, specimen),
        _origins(form.origins, specimen),
    ]
    for group in form.needs:
        tests.append(_any([_fact(name, limit, specimen, names) for name, limit in group]))
    return replace(_all(tests), form=form.text, conditional=form.conditional)


def _exempt(key: str, specimen: Specimen) -> _Answer:
    exempt = specimen.law.exempt_forms.get(key)
    if exempt is None:
        return _NO
    return _any([_form(form, specimen, exempt.names) for form in exempt.forms])


def _fact(name: str, limit: float | None, specimen: Specimen, names: frozenset[str]) -> _Answer:
    value = specimen.fact(name, limit, names)
    return _Answer(value, (name,) if value is None else ())


def _among(field: str, value: str, wanted: Iterable[str]) -> _Answer:
    if not wanted:
        return _Answer(True)
    return _Answer(value in wanted) if value else _Answer(None, (field,))


def _taxa(choices: Choices, specimen: Specimen) -> _Answer:
    if choices.only:
        return _Answer(bool(choices.only & specimen.taxa))
    return _Answer(not choices.exclude & specimen.taxa)


def _origins(choices: Choices, specimen: Specimen) -> _Answer:
    if not choices:
        return _Answer(True)
    origin, exporter = _told_origin(specimen.item.origin), specimen.item.exporter
    if choices.only:
        return _among("origin", origin, choices.only)
    # "Not exported from Mexico" fails on the country of export as well as on the origin.
    if {origin, exporter} & choices.exclude:
        return _NO
    return _Answer(True) if origin and exporter else _Answer(None, ("exporter" if origin else "origin",))


def _told_origin(origin: str) -> str:
    return "" if origin in UNKNOWN_ORIGINS else origin


def _all(answers: Sequence[_Answer]) -> _Answer:
    """True where all are; false as soon as one is; else untold, with every untold fact."""
    if any(answer.value is False for answer in answers):
        return _NO
    missing = tuple(fact for answer in answers if answer.value is None for fact in answer.missing)
    return _Answer(None, missing) if missing else _Answer(True)


def _any(answers: Sequence[_Answer]) -> _Answer:
    """True where one is; false where all are; else untold, with the untold facts of all that are open."""
    for answer in answers:
        if answer.value:
            return answer
    still_open = [answer for answer in answers if answer.value is None]
    if not still_open:
        return _NO
    missing = tuple(dict.fromkeys(fact for answer in still_open for fact in answer.missing))
    return replace(still_open[0], missing=missing)
