"""What part a document plays in a journey: who has to have issued it, and whether it was used up before."""

from __future__ import annotations

from cites_check.model.codes import DocumentKind
from cites_check.model.lines import Document
from cites_check.rules.context import Line

K = DocumentKind

BY_EXPORTER = frozenset(
    {
        K.EXPORT_PERMIT,
        K.REEXPORT_CERTIFICATE,
        K.CERTIFICATE_OF_ORIGIN,
        K.CAPTIVE_BRED_CERTIFICATE,
        K.PHYTOSANITARY_CERTIFICATE,
    }
)
"""Documents of the State from which the goods come."""

BY_IMPORTER = frozenset({K.IMPORT_PERMIT, K.SEA_INTRODUCTION_CERTIFICATE})
"""Documents of the State into which the goods go."""


def expected_issuer(kind: DocumentKind, line: Line) -> str:
    """The country (ISO2) that has to have issued a document of this kind; empty where the line does not say or any country may."""
    if kind in BY_EXPORTER:
        return line.item.exporter
    if kind in BY_IMPORTER:
        return line.item.importer
    return line.item.origin if kind is K.ORIGIN_EXPORT_PERMIT else ""


def used_up(document: Document, line: Line) -> bool:
    """Whether the document served an earlier journey: the origin's own permit, beside which a re-export certificate is needed now."""
    if document.kind is K.ORIGIN_EXPORT_PERMIT:
        return True
    from_origin = bool(document.country) and document.country == line.item.origin
    return (
        document.kind is K.EXPORT_PERMIT and line.is_reexport and from_origin and document.country != line.item.exporter
    )
