"""The declaration against the permit itself, where a register of permits was given with the run (Res. Conf. 12.3).

Dates and quantities need no rule here: the register's take the place of the declared ones, and the rules on validity and quantity see those.
"""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.consignments.keys import same_party
from cites_check.consignments.register import fits_taxon
from cites_check.model.across import KnownItem, PermitUse
from cites_check.model.codes import DocumentKind, Verdict
from cites_check.rules.base import REVIEW, VIOLATION, Hit, rule
from cites_check.rules.context import Line
from cites_check.rules.crossline import hit, uses_of

_ALL = frozenset(DocumentKind)
_MOST_NAMED = 4


@rule(
    "permit-line-not-on-permit",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="Not on the permit",
    message="{taxon} is not on {document} {no}, which is for {items}.",
    fix="Compare the line with the permit; what it does not name needs a permit of its own before it is imported.",
    basis=("Res. Conf. 12.3", "CITES Art. VI.3"),
    variants={
        "term": "{taxon} is on {document} {no}, but as {permitted}, not as {term}.",
        "origin": "{taxon} ({term}) is on {document} {no}, but with the origin {state}, not {origin}.",
        "unread": "Whether {taxon} is on {document} {no} cannot be told: the permit is for {items}, a name that leads to no taxon.",
    },
)
def permit_line_not_on_permit(line: Line) -> Iterator[Hit]:
    """A permit covers the species, the kind of specimen and the origin that it names. Names are compared by their taxon, so that synonyms count as the same. Another term of the same kind (skins and skin pieces) is a review; so is a name on the permit that leads to no taxon."""
    for use in uses_of(line, _ALL):
        items = use.known.items if use.known else ()
        named = [entry for entry in items if _is_named(entry, line)]
        if not items:
            continue
        if not named:
            unread = [entry for entry in items if not entry.taxon]
            found = hit(use, value=line.item.scientific_name, items=_names(unread or items))
            params, field = found.params, "scientific_name"
            yield Hit(
                field, found.value, params, severity=REVIEW if unread else None, variant="unread" if unread else ""
            )
        elif not any(_fits(entry.item.term, line.item.term) for entry in named):
            permitted = ", ".join(dict.fromkeys(entry.item.term for entry in named))
            kinds = {line.reference.term_categories.get(entry.item.term, "") for entry in named}
            params = hit(use, permitted=permitted).params
            yield Hit(
                "term", line.item.term, params, severity=REVIEW if line.category in kinds else None, variant="term"
            )
        elif not any(_fits(entry.item.origin, line.item.origin) for entry in _of_term(named, line)):
            params = hit(use, state=_of_term(named, line)[0].item.origin).params
            yield Hit("origin", line.item.origin, params, variant="origin")


@rule(
    "holder-mismatch",
    REVIEW,
    confidence="M",
    title="The permit is for another party",
    message="{document} {no} is for {other}; {here} is declared ({field_name}).",
    fix="Ask the permit holder and the Management Authority that issued it: documents cannot be passed on.",
    basis=("Res. Conf. 12.3",),
    variants={"both": "{document} {no} is from {holder} to {recipient}; {consignor} and {consignee} are declared."},
)
def holder_mismatch(line: Line) -> Iterator[Hit]:
    """Permits are not transferable. Names are compared without legal forms and in any order of their words; names in different scripts cannot be compared. Where both parties are others, it is a violation."""
    item = line.item
    for use in uses_of(line, _ALL):
        permit = use.known.permit if use.known else None
        if permit is None:
            continue
        sender = not same_party(permit.holder, item.consignor)
        recipient = not same_party(permit.recipient, item.consignee)
        if sender and recipient:
            parties = {"holder": permit.holder, "recipient": permit.recipient}
            params = {**hit(use).params, **parties, "consignor": item.consignor, "consignee": item.consignee}
            yield Hit("consignee", item.consignee, params, VIOLATION, Verdict.PERMIT_INVALID, "both")
        elif sender:
            params = {**hit(use).params, "other": permit.holder, "here": item.consignor}
            yield Hit("consignor", item.consignor, params)
        elif recipient:
            params = {**hit(use).params, "other": permit.recipient, "here": item.consignee}
            yield Hit("consignee", item.consignee, params)


@rule(
    "doc-number-check",
    REVIEW,
    confidence="M",
    title="Number not in the register of permits",
    message="{document} {no} is not in the register of permits that was given, which holds others of this kind.",
    fix="Compare the number with the document, and ask the issuing Management Authority whether it exists.",
    basis=("Res. Conf. 12.3",),
)
def doc_number_check(line: Line) -> Iterator[Hit]:
    """Asked only where the register holds documents of this kind from this State: a register of export permits says nothing of import permits."""
    for use in uses_of(line, _ALL):
        if use.unregistered:
            yield hit(use)


@rule(
    "permit-register-mismatch",
    REVIEW,
    confidence="M",
    title="Declared otherwise than on the permit",
    message="{document} {no} says {other} ({field_name}); declared is {here}.",
    fix="Correct the declaration after the permit; if the permit is wrong, only the authority that issued it can change it.",
    basis=("Res. Conf. 12.3",),
)
def permit_register_mismatch(line: Line) -> Iterator[Hit]:
    """Source, Appendix, purpose, countries, dates and quantity of a document have to be declared as the permit states them. The permit's own dates and quantities are the ones that were checked."""
    item = line.item
    for use in uses_of(line, _ALL):
        if use.known is None:
            continue
        permit = use.known.permit
        named = _of_term([entry for entry in use.known.items if _is_named(entry, line)], line)
        compared = [
            ("source", item.source, [entry.item.source for entry in named]),
            ("appendix", item.appendix, [entry.item.appendix for entry in named]),
            ("purpose", item.purpose, [permit.purpose]),
            (
                "exporter",
                item.exporter,
                [permit.exporter] if use.document.kind is not DocumentKind.IMPORT_PERMIT else [],
            ),
            ("importer", item.importer, [permit.importer]),
        ]
        for field, now, said in compared:
            if now and said and all(said) and now not in said:
                yield Hit(field, now, {**hit(use).params, "here": now, "other": ", ".join(dict.fromkeys(said))})
        yield from _redated(use)


def _redated(use: PermitUse) -> Iterator[Hit]:
    if use.declared is None:
        return
    for part in ("issued", "expires"):
        now, said = getattr(use.declared, part), getattr(use.document, part)
        if now and said and now != said:
            yield hit(use, part, value=now.isoformat(), here=now.isoformat(), other=said.isoformat())


def _is_named(entry: KnownItem, line: Line) -> bool:
    taxon = line.taxon.name if line.taxon else ""
    return fits_taxon(entry, taxon, frozenset(one.name for one in line.lineage), line.item)


def _of_term(named: list[KnownItem], line: Line) -> list[KnownItem]:
    return [entry for entry in named if _fits(entry.item.term, line.item.term)]


def _fits(permitted: str, declared: str) -> bool:
    """Whether two values may be the same; a blank one contradicts nothing."""
    return not permitted or not declared or permitted == declared


def _names(items: tuple[KnownItem, ...] | list[KnownItem]) -> str:
    names = list(dict.fromkeys(entry.item.scientific_name or entry.item.common_name or "?" for entry in items))
    return ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")


RULES = (permit_line_not_on_permit, holder_mismatch, doc_number_check, permit_register_mismatch)
"""`permit-register-mismatch` is no id of the catalogue: it says what the catalogue's refuse list says of data that differ from the permit."""
