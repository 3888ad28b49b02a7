"""Consignments split so that each part stays below a limit: finished wood under annotation #15, and personal effects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cites_check.listings.annotations import Form
from cites_check.model.across import Tally
from cites_check.rules.amounts import amount
from cites_check.rules.base import REVIEW, Hit, Scope, rule
from cites_check.rules.context import Line
from cites_check.rules.personal_tables import PersonalLimit

WOOD_LIMIT_KG = 10.0
"""Annotation #15: finished products with up to so much listed wood in a shipment are outside."""
_WOOD = "wood"
_WEIGHT = "net_wood_kg_max"
_NEAR = 0.95
_PARCELS = frozenset({"post", "courier", "baggage"})


def tallies_of(line: Line) -> Mapping[str, float]:
    """What a line adds to the tallies of its party: kilograms of listed wood in finished products, and quantities near a personal limit."""
    amounts = {}
    if (weight := _finished_wood(line)) is not None:
        amounts[_WOOD] = weight
    if (limit := near_limit(line)) is not None:
        amounts[_key(limit)] = _in_unit(line, limit) or 0.0
    return amounts


@rule(
    "anno-split-evasion",
    REVIEW,
    scope=Scope.PART_NOT_COVERED,
    confidence="V",
    title="More than 10 kg of listed wood on one day",
    message="This line is released for its weight ({value} kg), but {lines} lines of one consignee on {on} add up to {amount} kg of listed wood; annotation #15 releases up to 10 kg a shipment.",
    fix="Find out whether it is one shipment: above 10 kg in all it is covered, and every line needs its documents.",
    basis=("CITES Appendices, annotation #15",),
)
def anno_split_evasion(line: Line) -> Iterator[Hit]:
    """The 10 kg are for the listed wood of a whole shipment. Lines and consignments of one consignee on one day are added up; lines of one file that name neither consignee nor consignment, too."""
    tally = _released_tally(line)
    if tally and tally.day_lines > 1 and tally.day_amount > WOOD_LIMIT_KG:
        yield _wood_hit(line, tally.day_lines, tally.day_amount)


@rule(
    "split-10kg",
    REVIEW,
    scope=Scope.PART_NOT_COVERED,
    confidence="M",
    title="Several shipments add up to more than 10 kg of listed wood",
    message="This line is released for its weight ({value} kg), but with other shipments of the same consignee within 30 days it makes {amount} kg of listed wood in {lines} lines.",
    fix="Look at orders and invoices: goods that were divided so that each parcel stays below 10 kg are one shipment, and covered.",
    basis=("CITES Appendices, annotation #15", "Res. Conf. 12.3"),
)
def split_10kg(line: Line) -> Iterator[Hit]:
    """Shipments of one consignee on different days, each below the limit of annotation #15, may be one order in parts. Those of one day are reported by anno-split-evasion."""
    tally = _released_tally(line)
    if tally and line.item.consignee and tally.day_amount <= WOOD_LIMIT_KG < tally.amount:
        yield _wood_hit(line, tally.lines, tally.amount)


@rule(
    "qty-just-under-limit",
    REVIEW,
    confidence="M",
    title="Several parcels, each just within the limit for personal effects",
    message="{value} of {taxon} is just within the limit of {amount} for personal effects, and so are other parcels of the same consignee ({lines} in all).",
    fix="Treat the parcels as one: the limit is for a person, and together they need CITES documents.",
    basis=("Res. Conf. 13.7",),
)
def qty_just_under_limit(line: Line) -> Iterator[Hit]:
    """Limits for personal effects (125 g of caviar, four crocodile items, three shells) are for one person. Several lines or parcels of one consignee within 30 days that each stay within 5 % below the limit look like one purchase in parts."""
    limit = near_limit(line)
    tally = _tally(line, _key(limit)) if limit else None
    if limit and tally and tally.lines > 1:
        item = line.item
        params = {**amount("amount", limit.amount, limit.unit), "lines": str(tally.lines)}
        params |= amount("value", item.quantity, item.unit)
        yield Hit("quantity", f"{item.quantity:g} {item.unit}".strip(), params)


def near_limit(line: Line) -> PersonalLimit | None:
    """The limit for personal effects that the line stays just within, for personal goods or parcels with a known consignee."""
    item = line.item
    if not item.consignee or item.quantity is None or not (item.purpose == "P" or item.channel in _PARCELS):
        return None
    for limit in (one for taxon in line.lineage for one in line.reference.personal.get(taxon.name, ())):
        if item.term in limit.terms and limit.jurisdiction in ("", item.importer):
            amount = _in_unit(line, limit)
            if amount is not None and limit.amount * _NEAR <= amount <= limit.amount:
                return limit
    return None


def _finished_wood(line: Line) -> float | None:
    """The kilograms of listed wood in finished products that annotation #15 releases up to a weight; None for other goods."""
    weight = line.item.net_wood_kg
    return weight if weight and weight > 0 and any(line.item.term in form.terms for form in _weighed(line)) else None


def _weighed(line: Line) -> Iterator[Form]:
    """The forms that the line's annotation releases up to a weight."""
    outcome = line.coverage
    law = line.reference.coverage
    annotation = law.annotation(outcome.listing.annotation, line.on.isoformat()) if outcome else None
    for form in annotation.forms if annotation else ():
        if any(name == _WEIGHT for need in form.needs for name, _ in need):
            yield form


def _released_tally(line: Line) -> Tally | None:
    """The tally of wood, for a line that the annotation releases for its weight and not for being an instrument."""
    outcome = line.coverage
    if outcome is None or outcome.appendix is not None or not any(form.text == outcome.form for form in _weighed(line)):
        return None
    return _tally(line, _WOOD)


def _wood_hit(line: Line, lines: int, amount: float) -> Hit:
    return Hit("net_wood_kg", f"{line.item.net_wood_kg:g}", {"lines": str(lines), "amount": f"{amount:.12g}"})


def _tally(line: Line, key: str) -> Tally | None:
    return line.across.tallies.get(key) if line.across else None


def _key(limit: PersonalLimit) -> str:
    return f"limit:{limit.words['en']}"


def _in_unit(line: Line, limit: PersonalLimit) -> float | None:
    units = line.reference.goods.units
    declared, wanted = units.get(line.item.unit or "no"), units.get(limit.unit)
    if line.item.quantity is None or not declared or not wanted or declared.kind != wanted.kind or not wanted.factor:
        return None
    return line.item.quantity * declared.factor / wanted.factor


RULES = (anno_split_evasion, split_10kg, qty_just_under_limit)
