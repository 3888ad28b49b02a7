"""Reservations (Art. XV.3, XVI.2, XXIII) and trade with States that are no Party (Art. X)."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.codes import DocumentKind, Severity, Verdict
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, rule
from cites_check.rules.context import Line
from cites_check.rules.requirements import convention_requirements
from cites_check.rules.trade_tables import Reservation

K = DocumentKind

_FOREIGN_NEEDS = frozenset(
    {"export-permit", "reexport-certificate", "listing-party-export-permit", "certificate-of-origin"}
)
_COMPARABLE = (
    K.EXPORT_PERMIT,
    K.REEXPORT_CERTIFICATE,
    K.CERTIFICATE_OF_ORIGIN,
    K.PRECONVENTION_CERTIFICATE,
    K.CAPTIVE_BRED_CERTIFICATE,
)


def reservation_of(line: Line, state: str) -> Reservation | None:
    """The reservation of a State (ISO2) for the taxon or one above it on the import date; None where it is bound by the listing."""
    table = line.reference.trade.reservations
    if not state or not table:
        return None
    for taxon in line.lineage:
        for reservation in table.get(taxon.name, ()):
            if (
                reservation.state == state
                and reservation.kingdom == taxon.kingdom
                and reservation.in_force(line.on.isoformat())
            ):
                return reservation
    return None


def softened(line: Line) -> Severity | None:
    """What a violation comes to where reservations stand in its way: a review where the importing State has one, a note where both States have, else None."""
    if reservation_of(line, line.item.importer) is None:
        return None
    return Severity.REVIEW if reservation_of(line, exporting_state(line)) is None else Severity.NOTE


def exporting_state(line: Line) -> str:
    """Where the goods are sent from, as far as it is declared: the exporter, or else the origin."""
    return line.item.exporter or line.item.origin


def from_non_party(line: Line) -> bool:
    """Whether the goods come from a State that is known to be no Party on the import date."""
    state = exporting_state(line)
    return bool(state) and line.reference.is_party(state, line.on.isoformat()) is False


@rule(
    "resv-importer",
    NOTE,
    confidence="V",
    title="The importing State has a reservation for this species",
    message="{importer} has a reservation for {reserved} since {since} and is not bound by its listing; missing documents are a matter for a person, not a violation.",
    fix="Ask the Management Authority of {importer}: a Party that exports still needs the documents of Appendix {appendix}, and reserving States are asked to treat Appendix I as Appendix II.",
    basis=("CITES Art. XXIII.3", "CITES Art. XV.3", "Res. Conf. 4.25"),
)
def resv_importer(line: Line) -> Iterator[Hit]:
    """A State with a reservation is treated as no Party for that species. Trade with a Party still follows the listing on the Party's side; a review takes the place of violations on the importing side."""
    mine = reservation_of(line, line.item.importer)
    if mine and reservation_of(line, exporting_state(line)) is None:
        yield Hit("importer", line.item.importer, {"reserved": mine.taxon, "since": mine.start or "?"})


@rule(
    "resv-exporter",
    NOTE,
    confidence="V",
    title="The exporting State has a reservation for this species",
    message="{exporter} has a reservation for {reserved} since {since}; {importer} has none, so the documents of Appendix {appendix} are needed all the same.",
    fix="Ask {exporter} for a comparable document of its competent authority (Art. X); without one, do not import.",
    basis=("CITES Art. XXIII.3", "CITES Art. X"),
)
def resv_exporter(line: Line) -> Iterator[Hit]:
    """The importing Party applies the listing whatever the exporting State thinks of it; a reservation releases nothing."""
    state = exporting_state(line)
    theirs = reservation_of(line, state)
    if theirs and reservation_of(line, line.item.importer) is None:
        yield Hit("exporter", state, {"reserved": theirs.taxon, "since": theirs.start or "?"})


@rule(
    "resv-both",
    NOTE,
    confidence="V",
    title="Both States have a reservation for this species",
    message="{exporter} and {importer} both have a reservation for {reserved}: between them the Convention asks for no document, unless the goods pass through another Party.",
    fix="Follow the national law of {importer}; check the route.",
    basis=("CITES Art. XXIII.3",),
)
def resv_both(line: Line) -> Iterator[Hit]:
    """Trade between two States with a reservation for the same species is outside the Convention."""
    mine = reservation_of(line, line.item.importer)
    if mine and reservation_of(line, exporting_state(line)):
        yield Hit("importer", line.item.importer, {"reserved": mine.taxon})


@rule(
    "nonparty-document",
    REVIEW,
    confidence="V",
    title="Document of a State that is no Party",
    message="{state} is no Party; its {document} {value} counts only as a comparable document of a competent authority.",
    fix="Check that the authority is the competent one and that the document states non-detriment and lawful acquisition (for Appendix I also the import's suitability); ask the Management Authority of {importer}.",
    basis=("CITES Art. X", "Res. Conf. 9.5"),
)
def nonparty_document(line: Line) -> Iterator[Hit]:
    """From a State that is no Party a comparable document of its competent authority may be accepted when it substantially meets the Convention. Territories follow the State they belong to where the Convention extends to them."""
    if not from_non_party(line):
        return
    state = exporting_state(line)
    shown = line.item.document(*_COMPARABLE)
    if shown is not None and shown.country in ("", state):
        yield Hit(f"{shown.kind}_country", shown.no, {"document": shown.kind.value, "state": state})


@rule(
    "nonparty-nothing",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    confidence="V",
    title="No document from a State that is no Party",
    message="{state} is no Party, and no comparable document of its competent authority is declared for {taxon} (Appendix {appendix}).",
    fix="Obtain a document of the competent authority of {state} that substantially meets the Convention; without one, do not import.",
    basis=("CITES Art. X", "Res. Conf. 9.5"),
)
def nonparty_nothing(line: Line) -> Iterator[Hit]:
    """A State that is no Party issues no CITES permits; a comparable document takes their place, and it has to be shown."""
    if not from_non_party(line):
        return
    states = {need.state for need in convention_requirements(line) if need.need.key in _FOREIGN_NEEDS}
    if "missing" in states or "question" in states:
        severity = None if "missing" in states else REVIEW
        yield Hit("exporter", exporting_state(line), {"state": exporting_state(line)}, severity=severity)


@rule(
    "nonparty-commercial",
    VIOLATION,
    verdict=Verdict.PROHIBITED,
    title="The importing State refuses documents of this non-Party",
    message="{importer} accepts goods from {state}, which is no Party, only with a document of a competent authority there.",
    fix="Ask {authority} whether {state} has a competent authority; otherwise the import is not approved.",
    basis=("CITES Art. XIV.1", "CITES Art. X"),
)
def nonparty_commercial(line: Line) -> Iterator[Hit]:
    """Some States (Japan) refuse goods from a non-Party without a competent authority. Without any document that is a violation; with one, whether its issuer is competent is for a person to decide."""
    extra = line.jurisdiction.extra("nonparty-commercial")
    if extra is None or not from_non_party(line):
        return
    state = exporting_state(line)
    shown = line.item.document(*_COMPARABLE)
    yield Hit(
        "exporter",
        state,
        {
            "state": state,
            "authority": line.jurisdiction.authority["en"],
            "authority_ko": line.jurisdiction.authority["ko"],
        },
        severity=REVIEW if shown is not None else None,
        basis=extra.basis,
    )


RULES = (
    resv_importer,
    resv_exporter,
    resv_both,
    nonparty_document,
    nonparty_nothing,
    nonparty_commercial,
)
