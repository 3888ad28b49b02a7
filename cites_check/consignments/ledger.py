"""The memory of a run: what earlier lines drew on each permit, and what each party brought in.

It grows with the number of permits, never with the number of lines: a permit keeps its first values, a bounded number
of taxa and of totals. Parties are kept for as long as there is room; the one that was not seen for longest is
forgotten.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cites_check.consignments.keys import number_key, party_key, same_party
from cites_check.consignments.register import PermitRegister
from cites_check.model.across import Across, PermitUse, Tally
from cites_check.model.codes import DocumentKind
from cites_check.model.lines import Document, LineItem

MOST_ITEMS = 256
"""Taxa, and totals by taxon and term, that are kept of one permit; a permit lists far fewer."""
MOST_PARTIES = 20_000
MOST_DAYS = 62
WINDOW_DAYS = 30
"""Shipments of one party within so many days are looked at together."""
_MOST_LIMITS = 8
_MOST_CONSIGNMENTS = 16

BASE_UNITS = {"mass": "kg", "volume": "m3", "area": "m2", "length": "m", "count": "no"}
"""Kind of unit → the unit in which its factors count."""

Units = Mapping[str, tuple[str, float]]


@dataclass(slots=True)
class _Draw:
    lines: int = 0
    amount: float = 0.0
    unknown: bool = False
    limits: set[float] = field(default_factory=set)


@dataclass(slots=True)
class _Permit:
    country: str
    first: str
    lines: int = 0
    consignment: str = ""
    day: date | None = None
    exporter: str = ""
    consignee: str = ""
    consignor: str = ""
    taxa: set[str] = field(default_factory=set)
    draws: dict[tuple[str, str, str], _Draw] = field(default_factory=dict)


@dataclass(slots=True)
class _Day:
    lines: int = 0
    amount: float = 0.0
    consignments: set[str] = field(default_factory=set)


class Ledger:
    """Takes each line once, in the order of the run, and tells what was known before.

    `units` maps unit codes to their kind and factor; `register` is the permits that were given with the run.
    """

    def __init__(self, units: Units, register: PermitRegister | None = None) -> None:
        self._units = units
        self._register = register
        self._permits: dict[tuple[DocumentKind, str, str], _Permit] = {}
        self._parties: OrderedDict[tuple[str, str], dict[int, _Day]] = OrderedDict()

    def __len__(self) -> int:
        """The number of permits seen."""
        return len(self._permits)

    def complete(self, item: LineItem) -> LineItem:
        """The line with its documents dated as the register has them."""
        return self._register.complete(item) if self._register else item

    def enter(
        self,
        item: LineItem,
        taxon: str,
        above: frozenset[str],
        amounts: Mapping[str, float],
        on: date,
        declared: LineItem,
    ) -> Across:
        """Enter a line: its taxon with those above it, what it adds to each tally, and the line as it was declared
        before it was completed.
        """
        uses = []
        first_permit = False
        seen: set[tuple[DocumentKind, str]] = set()
        for document, as_declared in zip(item.documents, declared.documents, strict=True):
            key = number_key(document.no)
            if document.kind is DocumentKind.ORIGIN_EXPORT_PERMIT or not key or (document.kind, key) in seen:
                continue
            seen.add((document.kind, key))
            permit = self._permit(document, key, item)
            known = self._register.find(document) if self._register else None
            first_permit |= permit.lines == 0 and known is None
            uses.append(self._use(item, taxon, above, document, as_declared, permit, on))
        tallies = {key: self._tally(item, key, amount, on) for key, amount in amounts.items()}
        return Across(tuple(uses), tallies, first_permit)

    def _permit(self, document: Document, key: str, item: LineItem) -> _Permit:
        """The record of a document. A number without a country, or with the same one, is the same permit."""
        plain = self._permits.get((document.kind, key, ""))
        if plain is None:
            plain = self._permits[document.kind, key, ""] = _Permit(document.country, f"{item.file}:{item.row}")
        if not plain.country or not document.country or plain.country == document.country:
            plain.country = plain.country or document.country
            return plain
        other = (document.kind, key, document.country)
        if other not in self._permits:
            self._permits[other] = _Permit(document.country, f"{item.file}:{item.row}")
        return self._permits[other]

    def _use(
        self,
        item: LineItem,
        taxon: str,
        above: frozenset[str],
        document: Document,
        declared: Document,
        permit: _Permit,
        on: date,
    ) -> PermitUse:
        told = bool(permit.consignment and item.consignment_id)
        other_consignment = permit.consignment if told and permit.consignment != item.consignment_id else ""
        other_day = permit.day.isoformat() if not told and permit.day and permit.day != on else ""
        known = self._register.find(document) if self._register else None
        own, kind = self._base(item.quantity, item.unit)
        allowed, allowed_kind = self._allowed(document, known, item, taxon, above)
        draw = permit.draws.get((taxon, item.term, kind))
        if draw is None:
            draw = _Draw()
            if len(permit.draws) < MOST_ITEMS:
                permit.draws[taxon, item.term, kind] = draw
        draw.lines += 1
        draw.amount += own or 0.0
        draw.unknown |= own is None
        comparable = allowed is not None and allowed_kind == kind
        if comparable and allowed is not None and len(draw.limits) < _MOST_LIMITS:
            draw.limits.add(allowed)
        use = PermitUse(
            document=document,
            lines=permit.lines,
            first=permit.first,
            other_consignment=other_consignment,
            other_day=other_day,
            other_exporter=permit.exporter if item.exporter and permit.exporter != item.exporter else "",
            other_consignee=_other_party(permit.consignee, item.consignee),
            other_consignor=_other_party(permit.consignor, item.consignor),
            new_taxon=bool(taxon and permit.taxa and taxon not in permit.taxa and len(permit.taxa) < MOST_ITEMS),
            draws=draw.lines,
            own=own,
            # Different quantities for one taxon and term are different items: together they allow their sum.
            drawn=None if own is None else draw.amount,
            allowed=sum(draw.limits) if draw.limits else None,
            limit=allowed if comparable else None,
            unit=BASE_UNITS.get(kind, item.unit),
            known=known,
            declared=declared if declared != document else None,
            unregistered=bool(self._register and known is None and self._register.holds(document)),
        )
        permit.lines += 1
        permit.consignment = permit.consignment or item.consignment_id
        permit.day = permit.day or on
        permit.exporter = permit.exporter or item.exporter
        permit.consignee = permit.consignee or item.consignee[:120]
        permit.consignor = permit.consignor or item.consignor[:120]
        if taxon and len(permit.taxa) < MOST_ITEMS:
            permit.taxa.add(taxon)
        return use

    def _allowed(
        self, document: Document, known: object, item: LineItem, taxon: str, above: frozenset[str]
    ) -> tuple[float | None, str]:
        """What the permit allows for the taxon and term, in base units: by the register where it says so, else as
        declared on the line.
        """
        if known is not None and self._register is not None:
            total = 0.0
            kinds = set()
            for quantity, unit in self._register.allowed(document, taxon, above, item):
                amount, kind = self._base(quantity, unit)
                if amount is None:
                    return None, ""
                total += amount
                kinds.add(kind)
            if len(kinds) == 1:
                return total, kinds.pop()
        return self._base(document.quantity, document.unit)

    def _base(self, quantity: float | None, unit: str) -> tuple[float | None, str]:
        """A quantity in the base unit of its kind.

        A blank unit counts pieces; a unit of packing only compares with itself.
        """
        kind, factor = self._units.get(unit or "no", ("", 0.0))
        if quantity is None or not quantity >= 0:
            return None, kind
        return (quantity * factor, kind) if factor else (quantity, unit)

    def _tally(self, item: LineItem, key: str, amount: float, on: date) -> Tally:
        # Lines of one file that name neither party nor consignment are taken for one shipment: a blank is no way out.
        party = party_key(item.consignee) or (f"#{item.consignment_id}" if item.consignment_id else f"@{item.file}")
        days = self._parties.get((party, key))
        if days is None:
            days = self._parties[party, key] = {}
            if len(self._parties) > MOST_PARTIES:
                self._parties.popitem(last=False)
        self._parties.move_to_end((party, key))
        number = on.toordinal()
        today = days.get(number)
        if today is None:
            if len(days) >= MOST_DAYS:
                del days[min(days, key=lambda day: (-abs(day - number), day))]
            today = days[number] = _Day()
        today.lines += 1
        today.amount += amount
        if len(today.consignments) < _MOST_CONSIGNMENTS:
            today.consignments.add(item.consignment_id)
        near = [entry for day, entry in days.items() if abs(day - number) <= WINDOW_DAYS]
        return Tally(
            day_lines=today.lines,
            day_amount=today.amount,
            day_shipments=len(today.consignments),
            lines=sum(entry.lines for entry in near),
            amount=sum(entry.amount for entry in near),
            shipments=sum(len(entry.consignments) for entry in near),
        )


def _other_party(before: str, now: str) -> str:
    return before if before and now and not same_party(before, now) else ""
