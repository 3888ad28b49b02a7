"""Registers of permits: what permits really say, found by kind, number and issuing State."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from cites_check.consignments.keys import number_key
from cites_check.model.across import KnownItem, KnownPermit
from cites_check.model.codes import DocumentKind
from cites_check.model.lines import Document, LineItem
from cites_check.model.permits import Permit, PermitItem

Resolve = Callable[[str], tuple[str, frozenset[str]]]
"""A declared name → the accepted name of its taxon (empty where there is none) and the names above it."""


class PermitRegister:
    """The permits given with a run. Two entries for one permit are joined; the later one corrects the former."""

    def __init__(self, permits: Iterable[Permit], resolve: Resolve) -> None:
        self._by_number: dict[str, list[KnownPermit]] = {}
        self._kinds: set[tuple[DocumentKind | None, str]] = set()
        for permit in permits:
            known = KnownPermit(permit, tuple(_known_item(item, resolve) for item in permit.items))
            self._kinds.add((permit.kind, permit.country))
            self._by_number.setdefault(number_key(permit.no) or permit.no, []).append(known)

    def __len__(self) -> int:
        """The number of permits."""
        return sum(len(entries) for entries in self._by_number.values())

    def find(self, document: Document) -> KnownPermit | None:
        """The registered permit that a document of a declaration is; None where there is none."""
        fitting = [
            known
            for known in self._by_number.get(number_key(document.no) or document.no, ())
            if known.permit.kind in (None, document.kind)
            and (not document.country or known.permit.country in ("", document.country))
        ]
        return fitting[-1] if fitting else None

    def holds(self, document: Document) -> bool:
        """Whether the register has documents of this kind from this State at all, so that a missing number says
        something.
        """
        return any(
            kind in (None, document.kind) and (not document.country or country in ("", document.country))
            for kind, country in self._kinds
        )

    def complete(self, item: LineItem) -> LineItem:
        """The line with issuer and dates of its documents as the permits have them: what the permit says counts."""
        documents = tuple(self._completed(document) for document in item.documents)
        return item if documents == item.documents else replace(item, documents=documents)

    def _completed(self, document: Document) -> Document:
        known = self.find(document)
        if known is None:
            return document
        permit = known.permit
        return replace(
            document,
            country=permit.country or document.country,
            issued=permit.issued or document.issued,
            expires=permit.expires or document.expires,
        )

    def allowed(
        self, document: Document, taxon: str, above: frozenset[str], item: LineItem
    ) -> tuple[tuple[float | None, str], ...]:
        """Quantity and unit of each item of the permit for this taxon and term; what was counted at export takes the
        place of what was permitted.
        """
        known = self.find(document)
        return tuple(
            (entry.item.endorsed if entry.item.endorsed is not None else entry.item.quantity, entry.item.unit)
            for entry in (known.items if known else ())
            if fits_taxon(entry, taxon, above, item) and entry.item.term in ("", item.term)
        )


def fits_taxon(entry: KnownItem, taxon: str, above: frozenset[str], item: LineItem) -> bool:
    """Whether an item of a permit is for the taxon of a line: the same, one that it stands under, or a subspecies of
    it.

    Where one of both leads to no taxon, the names as they were written decide.
    """
    if entry.taxon and taxon:
        return entry.taxon == taxon or entry.taxon in above or taxon in entry.above
    written, declared = entry.item.scientific_name, item.scientific_name
    return " ".join(written.casefold().split()) == " ".join(declared.casefold().split())


def _known_item(item: PermitItem, resolve: Resolve) -> KnownItem:
    taxon, above = resolve(item.scientific_name or item.common_name)
    return KnownItem(item, taxon, above)
