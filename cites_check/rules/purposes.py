"""Purpose codes against kingdom, specimen and consignee (Res. Conf. 12.3)."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.codes import Appendix
from cites_check.rules.amounts import amount
from cites_check.rules.base import NOTE, REVIEW, Hit, rule
from cites_check.rules.context import Line
from cites_check.rules.traders import trader_word

_TROPHY_TERMS = frozenset({
    "TRO", "SKI", "SKP", "SKU", "HOR", "BOD", "TUS", "TEE", "FOO", "CLA", "HAI", "TAI", "EAR", "TRU", "BON", "SKE",
    "GEN", "MEA", "RUG", "LPS", "LPL", "GAR", "CAR", "BOC", "IVP", "FEA",
})  # fmt: skip
"""A trophy is a readily recognisable part or derivative, raw, processed or manufactured."""
_LIVING_MATTER = frozenset({"EGG", "EGL", "SEE", "CUL", "GRS", "ROO", "PUP", "FIG", "SPE", "GEN", "STE", "FRU"})
"""Terms beside live specimens that can serve breeding or release: eggs, seeds, cultures, cuttings, samples and gametes."""

_CONSUMED = frozenset({"CAV", "MEA", "SOU", "OIL", "MED"})
_NON_COMMERCIAL_BODIES = frozenset("SEZGM")

_BULK = {"no": 20.0, "kg": 10.0, "g": 10_000.0, "l": 10.0, "ml": 10_000.0, "m": 50.0, "m2": 20.0, "m3": 1.0}
"""More than this is not what a person brings along for personal use: well above every limit for personal effects (Res. Conf. 13.7)."""

_BULK_LIVE = 5.0


@rule(
    "purpose-missing",
    REVIEW,
    title="No purpose code",
    message="No purpose code is declared for {taxon} (Appendix {appendix}).",
    fix="Declare the purpose of this import: T commercial, P personal, S scientific, Z zoo, …",
    basis=("Res. Conf. 12.3",),
)
def purpose_missing(line: Line) -> Iterator[Hit]:
    """The purpose decides whether an Appendix I import is possible. A certificate of origin carries none, so Appendix III is not asked."""
    unreadable = any(problem.field == "purpose" for problem in line.item.problems)
    if not line.item.purpose and line.appendix is not Appendix.III and not unreadable:
        yield Hit("purpose")


@rule(
    "purpose-unknown",
    REVIEW,
    title="Unknown purpose code",
    message="“{value}” is not one of the twelve purpose codes.",
    fix="Use one of B, E, G, H, L, M, N, P, Q, S, T, Z.",
    basis=("Res. Conf. 12.3",),
)
def purpose_unknown(line: Line) -> Iterator[Hit]:
    """Purpose codes are the twelve letters of Resolution Conf. 12.3."""
    if line.item.purpose and line.item.purpose not in line.reference.purposes:
        yield Hit("purpose", line.item.purpose)
    for problem in line.item.problems:
        if problem.field == "purpose" and problem.reason == "not a known code":
            yield Hit("purpose", problem.value)


@rule(
    "purpose-h-term",
    REVIEW,
    confidence="M",
    title="Hunting trophy that is none",
    message="Purpose H (hunting trophy) does not fit specimen type {term}.",
    fix="Compare purpose and description with the export document; live animals, medicines and consumed goods are no trophies.",
    basis=("Res. Conf. 12.3", "Res. Conf. 17.9"),
)
def purpose_h_term(line: Line) -> Iterator[Hit]:
    """A trophy is a whole animal, or a part of it that can still be recognised, raw, processed or made up, that the hunter takes home."""
    if line.item.purpose == "H" and line.item.term and line.item.term not in _TROPHY_TERMS:
        yield Hit("purpose", "H")


@rule(
    "purpose-h-captive",
    NOTE,
    confidence="M",
    title="Trophy of a captive-bred animal",
    message="Purpose H (hunting trophy) is declared with source {source}: an animal bred in captivity.",
    fix="Compare source and purpose with the export document; some States do not admit trophies of captive-bred animals.",
    basis=("Res. Conf. 12.3",),
)
def purpose_h_captive(line: Line) -> Iterator[Hit]:
    """Trophies come from hunting in the wild as a rule; animals bred for the hunt exist, and either code may be wrong."""
    if line.item.purpose == "H" and line.source in {"C", "D", "F"}:
        yield Hit("purpose", "H")


@rule(
    "purpose-z-plant",
    REVIEW,
    confidence="M",
    title="Zoo as purpose for a plant",
    message="Purpose Z (zoo) is declared, but {taxon} is a plant.",
    fix="Botanic gardens use G, trade T; compare with the export document.",
    basis=("Res. Conf. 12.3",),
)
def purpose_z_plant(line: Line) -> Iterator[Hit]:
    """Zoos keep animals; a botanic garden is purpose G."""
    if line.item.purpose == "Z" and line.is_plant:
        yield Hit("purpose", "Z")


@rule(
    "purpose-g-animal",
    REVIEW,
    confidence="M",
    title="Botanic garden as purpose for an animal",
    message="Purpose G (botanic garden) is declared, but {taxon} is an animal.",
    fix="Zoos and aquaria use Z; compare with the export document.",
    basis=("Res. Conf. 12.3",),
)
def purpose_g_animal(line: Line) -> Iterator[Hit]:
    """Botanic gardens keep plants; a zoo is purpose Z."""
    if line.item.purpose == "G" and line.is_animal:
        yield Hit("purpose", "G")


@rule(
    "purpose-b-dead",
    REVIEW,
    confidence="M",
    title="Breeding as purpose for a dead specimen",
    message="Purpose B (breeding or propagation) needs living material, but the specimen is {term}.",
    fix="Compare purpose and specimen type with the export document.",
    basis=("Res. Conf. 12.3",),
)
def purpose_b_dead(line: Line) -> Iterator[Hit]:
    """Only live specimens, eggs, seeds, gametes and cultures can be bred or propagated from."""
    if line.item.purpose == "B" and _dead(line):
        yield Hit("purpose", "B")


@rule(
    "purpose-n-dead",
    REVIEW,
    confidence="M",
    title="Release to the wild as purpose for a dead specimen",
    message="Purpose N (introduction or reintroduction to the wild) needs living material, but the specimen is {term}.",
    fix="Compare purpose and specimen type with the export document.",
    basis=("Res. Conf. 12.3",),
)
def purpose_n_dead(line: Line) -> Iterator[Hit]:
    """Only living material can be brought back to the wild."""
    if line.item.purpose == "N" and _dead(line):
        yield Hit("purpose", "N")


@rule(
    "purpose-q-consumable",
    REVIEW,
    confidence="M",
    title="Exhibition as purpose for goods that are used up",
    message="Purpose Q (travelling exhibition) is declared for {term}, which is eaten or used up and does not return.",
    fix="Compare purpose and specimen type with the export document; goods that stay are not a travelling exhibition.",
    basis=("CITES Art. VII.7", "Res. Conf. 12.3"),
)
def purpose_q_consumable(line: Line) -> Iterator[Hit]:
    """What travels with an exhibition returns with it."""
    if line.item.purpose == "Q" and line.item.term in _CONSUMED:
        yield Hit("purpose", "Q")


@rule(
    "purpose-p-bulk",
    REVIEW,
    confidence="M",
    title="Personal purpose for a commercial quantity",
    message="Purpose P (personal) is declared for {value}, more than a person brings along for personal use.",
    fix="Ask the importer what the goods are for; if they are to be sold, the purpose is T.",
    basis=("CITES Art. VII.3", "Res. Conf. 5.10"),
)
def purpose_p_bulk(line: Line) -> Iterator[Hit]:
    """More than 20 pieces, 5 live specimens or 10 kg (and comparable amounts in other units) are no personal use as a rule."""
    item = line.item
    limit = _BULK_LIVE if line.category == "live" and item.unit == "no" else _BULK.get(item.unit or "no")
    if item.purpose == "P" and item.quantity is not None and limit is not None and item.quantity > limit:
        value = f"{item.quantity:g} {item.unit}".strip()
        yield Hit("quantity", value, amount("value", item.quantity, item.unit))


@rule(
    "purpose-s-commercial-consignee",
    REVIEW,
    confidence="M",
    title="Non-commercial purpose, but a trader receives the goods",
    message="Purpose {purpose} is not commercial, but the consignee “{value}” looks like a trader.",
    fix="Ask who will use the specimens and for what; if they are to be sold, the purpose is T.",
    basis=("Res. Conf. 5.10", "Res. Conf. 12.3"),
)
def purpose_s_commercial_consignee(line: Line) -> Iterator[Hit]:
    """Science, education, zoos, botanic gardens and medicine receive goods themselves; a trader as consignee contradicts the purpose."""
    if line.item.purpose in _NON_COMMERCIAL_BODIES and trader_word(line.item.consignee):
        yield Hit("consignee", line.item.consignee)


def _dead(line: Line) -> bool:
    return bool(line.category) and line.category != "live" and line.item.term not in _LIVING_MATTER


RULES = (
    purpose_missing,
    purpose_unknown,
    purpose_h_term,
    purpose_h_captive,
    purpose_z_plant,
    purpose_g_animal,
    purpose_b_dead,
    purpose_n_dead,
    purpose_q_consumable,
    purpose_p_bulk,
    purpose_s_commercial_consignee,
)
