"""Lines that the Convention does not cover, and documents that say otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.codes import DocumentKind
from cites_check.rules.base import NOTE, REVIEW, Hit, Scope, rule
from cites_check.rules.context import Line

_CITES_ONLY = frozenset(
    {
        DocumentKind.EXPORT_PERMIT,
        DocumentKind.REEXPORT_CERTIFICATE,
        DocumentKind.IMPORT_PERMIT,
        DocumentKind.PRECONVENTION_CERTIFICATE,
        DocumentKind.CAPTIVE_BRED_CERTIFICATE,
        DocumentKind.SEA_INTRODUCTION_CERTIFICATE,
    }
)
"""Documents that exist for CITES specimens alone; certificates of origin and phytosanitary certificates go with any goods."""


@rule(
    "not-listed-but-cites-docs",
    REVIEW,
    scope=Scope.NOT_COVERED,
    title="CITES document for a name that is not listed",
    message="{name} is not covered as declared, yet {document} {value} is declared for it.",
    fix="Compare the scientific name and the origin with the document: one of the two is probably wrong.",
    basis=("Res. Conf. 12.3",),
)
def not_listed_but_cites_docs(line: Line) -> Iterator[Hit]:
    """A CITES permit for goods that are not covered usually means that the declared name, or the origin of a split population, is wrong. Where the line may be covered after all, its documents are in place."""
    if any(line.open_appendices):
        return
    for document in line.item.documents:
        if document.kind in _CITES_ONLY and document.no:
            yield Hit(f"{document.kind}_no", document.no, {"document": document.kind.value})
            return


@rule(
    "not-listed",
    NOTE,
    scope=Scope.NOT_COVERED,
    confidence="V",
    title="Not covered by the Convention",
    message="{name} is in no Appendix on {on}.",
    fix="No CITES document is needed. Other laws may still apply: quarantine, fisheries, national wildlife law.",
    basis=("CITES Art. II",),
    variants={"population": "{taxon} is listed for other populations only; a specimen from {origin} is not covered."},
)
def not_listed(line: Line) -> Iterator[Hit]:
    """The name is known and stands in no Appendix on the import date: neither itself, nor through its genus, family or order, nor for this population."""
    if line.branch is not None and (line.branch.exclusion is not None or line.branch.listings):
        return  # The exclusion, or the form of the specimen, is what other rules tell.
    if line.effective and line.effective.considered:
        yield Hit("origin", line.item.origin, variant="population")
    else:
        yield Hit("scientific_name", line.item.scientific_name)


RULES = (not_listed_but_cites_docs, not_listed)
