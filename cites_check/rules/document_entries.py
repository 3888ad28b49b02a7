"""Entries that a document, or the line that presents it, has to have (Res. Conf. 12.3)."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.codes import DocumentKind, Verdict
from cites_check.model.lines import Document
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, rule
from cites_check.rules.context import Line
from cites_check.rules.document_roles import used_up
from cites_check.rules.permit_remarks import remarks

K = DocumentKind


@rule(
    "doc-number-placeholder",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="Placeholder instead of a document number",
    message="{document}: “{value}” stands where its number belongs.",
    fix="Declare the number that stands on the document; without it the document counts as not presented.",
    basis=("Res. Conf. 12.3",),
)
def doc_number_placeholder(line: Line) -> Iterator[Hit]:
    """N/A, TBC, rows of zeros and the like are not document numbers."""
    for problem in line.item.problems:
        if problem.reason == "placeholder" and problem.field.endswith("_no"):
            yield Hit(problem.field, problem.value, {"document": problem.field.removesuffix("_no")})


@rule(
    "mandatory-field-missing",
    REVIEW,
    confidence="M",
    title="Entry of a document not declared",
    message="{document} {no}: neither the date of issue nor the expiry date is declared, so its validity cannot be checked.",
    fix="Copy the missing entry from the document; if it is blank there, ask the issuing authority, for such a document is not complete.",
    basis=("Res. Conf. 12.3",),
    variants={
        "no": "{document}: its number is not declared, so it cannot be told from any other.",
        "country": "{document} {no}: the issuing country is not declared, so it cannot be compared with the route.",
        "issued": "{document} {no}: the date of issue is not declared; only its expiry was checked.",
        "expires": "{document} {no}: the expiry date is not declared; the longest validity from its issue was used.",
        "exporter": "The exporting country is not declared, so issuers and populations cannot be compared with it.",
        "importer": "The importing country is not declared; only the Convention was applied, no national law.",
        "origin": "The country of origin is not declared; the goods were taken to originate in {exporter}.",
        "goods": "Neither a specimen code (term) nor a description says what the goods are.",
    },
)
def mandatory_field_missing(line: Line) -> Iterator[Hit]:
    """Documents carry number, issuer, dates of issue and expiry; lines carry countries and a description. What cannot be checked without the entry is a review; what can be checked in part is a note."""
    for document in line.item.documents:
        if not used_up(document, line):
            yield from _entries(document, line)
    item = line.item
    if not item.exporter and line.source != "X" and not _unreadable(line, "exporter"):
        yield Hit("exporter", variant="exporter")
    if not item.importer and not _unreadable(line, "importer"):
        yield Hit("importer", variant="importer", severity=NOTE)
    if not item.origin and item.exporter and not _unreadable(line, "origin"):
        yield Hit("origin", variant="origin", severity=NOTE)
    if not item.term and not item.description and not _unreadable(line, "term"):
        yield Hit("term", variant="goods", severity=NOTE)


@rule(
    "live-transport-statement-missing",
    NOTE,
    confidence="V",
    title="Live specimens: statement on transport",
    message="The export document for live {taxon} has to say that transport follows the rules for live specimens; the declaration does not show that.",
    fix="Look for the statement on the document (IATA Live Animals or Perishable Cargo Regulations, or the CITES transport guidelines).",
    basis=("CITES Art. III.2(c)", "CITES Art. IV.2(c)", "CITES Art. V.2(b)", "Res. Conf. 12.3"),
)
def live_transport_statement_missing(line: Line) -> Iterator[Hit]:
    """Documents for living specimens are valid only if transport follows the guidelines. No declaration field shows the statement, so it is a reminder, unless the description mentions the rules."""
    shown = line.item.document(K.EXPORT_PERMIT, K.REEXPORT_CERTIFICATE)
    words = " ".join([line.item.description, *(text for _, text in remarks(line))]).casefold()
    if line.category == "live" and shown and not any(word in words for word in ("iata", "live animals regulation")):
        yield Hit(f"{shown.kind}_no", shown.no)


@rule(
    "original-cancelled",
    NOTE,
    confidence="V",
    title="The original stays with the authority",
    message="The authority of {importer} keeps and cancels the original of {document} {value} on import.",
    fix="Hand in the original, not a copy; keep a copy for your own records.",
    basis=("CITES Art. VI.6",),
)
def original_cancelled(line: Line) -> Iterator[Hit]:
    """The importing State keeps and cancels the export document, so that it serves once."""
    for document in line.item.documents:
        if document.kind in {K.EXPORT_PERMIT, K.REEXPORT_CERTIFICATE} and document.no and not used_up(document, line):
            yield Hit(f"{document.kind}_no", document.no, {"document": document.kind.value})
            return


def _entries(document: Document, line: Line) -> Iterator[Hit]:
    params = {"document": document.kind.value, "no": document.no}

    def hit(part: str, variant: str = "", *, note: bool = False) -> Iterator[Hit]:
        field = f"{document.kind}_{part}"
        if not _unreadable(line, field):
            yield Hit(field, "", params, variant=variant, severity=NOTE if note else None)

    if not document.no:
        yield from hit("no", "no")
    if not document.country:
        yield from hit("country", "country")
    if document.issued is None and document.expires is None:
        yield from hit("issued")
    elif document.issued is None:
        yield from hit("issued", "issued", note=True)
    elif document.expires is None:
        yield from hit("expires", "expires", note=True)


def _unreadable(line: Line, field: str) -> bool:
    return any(problem.field == field for problem in line.item.problems)


RULES = (
    doc_number_placeholder,
    mandatory_field_missing,
    live_transport_statement_missing,
    original_cancelled,
)
