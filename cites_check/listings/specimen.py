"""The specimen of a line item: its codes, and the facts on which coverage can hang.

A fact is true, false, or not told by the declaration (None). Declared fields make a fact true, and so do the words of a
mark that the law prescribes; other words of the description can merely keep it open. Rare facts (a fossil, exhausted
powder) are asked about only where a word claims them: otherwise every stony coral would be a doubtful case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cites_check.listings.annotations import CoverageLaw
from cites_check.model.codes import DocumentKind
from cites_check.model.lines import LineItem
from cites_check.model.taxa import NameMatch, Taxon

_KILOGRAMS = {"kg": 1.0, "g": 0.001, "mg": 0.000_001}
_UNTOLD_TERMS = frozenset({"", "OTH", "UNS", "TIP"})
"""Codes that do not say what the specimen is."""
_FINISHED_TERMS = frozenset({"FRN", "JWL"})
_FINISHED_HEADINGS = frozenset({"4414", "4419", "4420", "9401", "9403"})
_PARTS_OF_FURNITURE = ("940191", "940199", "940391", "940399")
_PARTS_OF_INSTRUMENTS = "9209"
"""Blanks and unfinished parts are classed here too, so the heading alone does not say "finished"."""
_TIMBER_HEADINGS = frozenset({"4403", "4406", "4407", "4408"})
_BETWEEN = re.compile(r"[^\w]+")
_RANKS_OF_ONE_SPECIES = frozenset({"species", "subspecies", "variety"})


@dataclass(frozen=True, slots=True)
class Specimen:
    """What a line says of the goods themselves.

    `term` is empty where the declared code does not say what the specimen is. `native` is the natural range of the
    taxon where it is known. `words` is all that the line says in words, in lower case.
    """

    item: LineItem
    term: str
    category: str
    lineage: tuple[Taxon, ...]
    match: NameMatch
    native: frozenset[str] | None
    words: str
    law: CoverageLaw

    @property
    def taxa(self) -> frozenset[str]:
        """Names of the taxon and of all above it."""
        return frozenset(taxon.name for taxon in self.lineage)

    @property
    def heading(self) -> str:
        """The first four digits of the HS code; empty where fewer are declared."""
        return self.item.hs_code[:4] if len(self.item.hs_code) >= 4 else ""

    def claims(self, fact: str) -> bool:
        """Whether a word of the line claims the fact."""
        return any(word in self.words for word in self.law.claimed_by.get(fact, ()))

    def doubts(self, fact: str) -> bool:
        """Whether a word of the line speaks against the fact."""
        return any(word in self.words for word in self.law.doubted_by.get(fact, ()))

    def tells(self, fact: str) -> bool:
        """Whether the line gives the words of a mark that stands for the fact, whatever is between them."""
        words = self.law.told_by.get(fact)
        return bool(words) and any(word in _BETWEEN.sub(" ", self.words) for word in words or ())

    def fact(self, name: str, limit: float | None, names: frozenset[str] = frozenset()) -> bool | None:
        """Whether the fact is true; None where the declaration does not tell. `names`: the cultivars that count."""
        if name == "named_cultivar":
            return _named_cultivar(self, names)
        if self.tells(name):
            return True
        read = _READ.get(name)
        if read is None:
            return None if name not in self.law.claimed_by or self.claims(name) else False
        answer = read(self, limit)
        return None if answer and self.doubts(name) else answer


def specimen_of(
    item: LineItem,
    category: str,
    lineage: tuple[Taxon, ...],
    match: NameMatch,
    native: frozenset[str] | None,
    law: CoverageLaw,
) -> Specimen:
    """The specimen of a line item whose name led to `lineage`; `category` is that of its term."""
    words = f"{item.scientific_name} {item.common_name} {item.description}".casefold()
    term = "" if item.term in _UNTOLD_TERMS else item.term
    return Specimen(item, term, category if term else "", lineage, match, native, words, law)


def _named_cultivar(specimen: Specimen, names: frozenset[str]) -> bool | None:
    declared = specimen.match.query.replace("×", "x").casefold()
    taxon = specimen.lineage[0].name.casefold() if specimen.lineage else ""
    named = next((name for name in names if name == taxon or declared.startswith(name)), "")
    if names and not named:
        return False
    if "cultivar" in specimen.match.flags or " x " in named:
        return True
    return None


def _retail_packed(specimen: Specimen, limit: float | None) -> bool | None:
    return specimen.item.retail_packed


def _not_retail_packed(specimen: Specimen, limit: float | None) -> bool | None:
    packed = specimen.item.retail_packed
    return None if packed is None else not packed


def _net_wood(specimen: Specimen, limit: float | None) -> bool | None:
    weight = specimen.item.net_wood_kg
    if limit is None:
        return None
    if weight is not None:
        return weight <= limit
    # The wood cannot weigh more than the whole goods do.
    item = specimen.item
    if item.quantity is not None and item.unit in _KILOGRAMS and item.quantity * _KILOGRAMS[item.unit] <= limit:
        return True
    return None


def _finished(specimen: Specimen, limit: float | None) -> bool | None:
    if specimen.term in _FINISHED_TERMS:
        return True
    if specimen.heading in _FINISHED_HEADINGS and not specimen.item.hs_code.startswith(_PARTS_OF_FURNITURE):
        return True
    return _finished_instrument(specimen, limit) or None


def _finished_instrument(specimen: Specimen, limit: float | None) -> bool | None:
    heading = specimen.heading
    if not heading or heading == _PARTS_OF_INSTRUMENTS:
        return None
    return heading.startswith("92")


def _log_sawn_or_veneer(specimen: Specimen, limit: float | None) -> bool | None:
    return True if specimen.heading in _TIMBER_HEADINGS else None


def _reexport(specimen: Specimen, limit: float | None) -> bool | None:
    item = specimen.item
    if item.document(DocumentKind.REEXPORT_CERTIFICATE):
        return True
    return item.origin != item.exporter if item.origin and item.exporter else None


def _exported_from_origin(specimen: Specimen, limit: float | None) -> bool | None:
    answer = _reexport(specimen, limit)
    return None if answer is None else not answer


def _made_of_exported_hides(specimen: Specimen, limit: float | None) -> bool | None:
    return None if _reexport(specimen, limit) is not False else False


def _non_commercial(specimen: Specimen, limit: float | None) -> bool | None:
    purpose = specimen.item.purpose
    return True if purpose and purpose in "EPQ" else False if purpose == "T" else None


def _unless_sold(specimen: Specimen, limit: float | None) -> bool | None:
    return False if specimen.item.purpose == "T" else None


def _hybrid(specimen: Specimen, limit: float | None) -> bool | None:
    if "hybrid" in specimen.match.flags:
        return True
    return False if specimen.lineage and specimen.lineage[0].rank in _RANKS_OF_ONE_SPECIES else None


def _cut_flower(specimen: Specimen, limit: float | None) -> bool | None:
    return True if specimen.heading == "0603" else None


def _sterile_container(specimen: Specimen, limit: float | None) -> bool | None:
    cultures, claimed = specimen.term in {"CUL", "TIS"}, specimen.claims("sterile_container")
    # A culture is counted in flasks: the code and the words say the same thing.
    if specimen.item.unit == "flasks" or (cultures and claimed):
        return True
    return None if cultures or claimed or not specimen.term else False


def _coral_fragments(specimen: Specimen, limit: float | None) -> bool | None:
    # COS is what old trade tables call coral sand.
    return None if specimen.term == "COS" or specimen.claims("coral_fragments_max_mm") else False


def _naturalised(specimen: Specimen, limit: float | None) -> bool | None:
    abroad = (
        bool(specimen.native) and bool(specimen.item.origin) and specimen.item.origin not in (specimen.native or ())
    )
    return None if abroad or specimen.claims("naturalised") else False


def _not_dormant_tuber(specimen: Specimen, limit: float | None) -> bool | None:
    code = specimen.item.hs_code
    if code.startswith("060110"):
        return False
    return True if code.startswith(("060120", "0602")) else None


def _shipment_min_plants(specimen: Specimen, limit: float | None) -> bool | None:
    item = specimen.item
    enough = limit is not None and item.quantity is not None and item.quantity >= limit and item.unit in {"", "no"}
    return True if enough else None


def _domesticated(specimen: Specimen, limit: float | None) -> bool | None:
    # No field says it. Wild, ranched and high-seas animals are not domesticated; of the others it may be true.
    return False if specimen.item.source in {"W", "X", "R"} else None


_READ: Mapping[str, Callable[[Specimen, float | None], bool | None]] = {
    "coral_fragments_max_mm": _coral_fragments,
    "cut_flower": _cut_flower,
    "domesticated": _domesticated,
    "exported_from_origin": _exported_from_origin,
    "finished": _finished,
    "finished_instrument": _finished_instrument,
    "hybrid": _hybrid,
    "log_sawn_or_veneer": _log_sawn_or_veneer,
    "made_of_exported_hides": _made_of_exported_hides,
    "naturalised": _naturalised,
    "net_wood_kg_max": _net_wood,
    "non_commercial_movement": _non_commercial,
    "not_dormant_tuber": _not_dormant_tuber,
    "not_retail_packed": _not_retail_packed,
    "ownership_unchanged": _unless_sold,
    "reexport": _reexport,
    "retail_packed": _retail_packed,
    "shipment_min_plants": _shipment_min_plants,
    "sterile_container": _sterile_container,
}
"""How each fact is read off the declared fields. A fact without an entry is told by no field."""
