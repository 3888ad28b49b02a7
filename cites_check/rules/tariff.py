"""Tariff headings against the declared species and specimen. Headings are general knowledge: never more than a review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cites_check.model.taxa import NameStatus, Taxon
from cites_check.rules.base import REVIEW, Hit, Scope, rule
from cites_check.rules.context import Line
from cites_check.rules.goods_tables import Heading
from cites_check.rules.naming import spoken

_CLASSES = frozenset({"Mammalia", "Aves", "Reptilia", "Amphibia", "Insecta", "Arachnida"})
_LIVE_PLANT_PARTS = frozenset({"ROO", "STE", "CUL", "GRS", "SEE", "FLO", "LVS", "FPT", "TIS"})
"""Parts of plants that travel in headings of live plants because they can still grow."""


@rule(
    "hs-high-risk-no-name",
    REVIEW,
    scope=Scope.ALWAYS,
    confidence="G",
    title="High-risk tariff heading without a scientific name",
    message="Goods of HS {value} ({heading}) often are of listed species, and no scientific name is declared.",
    fix="Ask for the scientific name; without it these goods cannot be cleared.",
    basis=("Res. Conf. 12.3",),
    variants={
        "generic": "Goods of HS {value} ({heading}) may be of listed species, and the declaration says no more than {word}.",
    },
)
def hs_high_risk_no_name(line: Line) -> Iterator[Hit]:
    """Some headings are of wildlife by their own words (live parrots, reptile leather, ivory): a name has to be given. Others hold mostly ordinary goods (leather bags, wood, medicines): there a review is raised only where the text says no more than the kind of goods. Ordinary goods named in the text (dogs, cattle, pine) are left alone."""
    code = line.item.hs_code
    if not code or _is_named(line):
        return
    goods = line.reference.goods
    declared = line.item.scientific_name
    if declared and not goods.words.generic.is_only(declared):
        return  # A name that was not found has rules of its own.
    watched = goods.tariff.watched(code)
    if watched is None or watched.risk != "high":
        return
    params = {"heading": watched.titles["en"], "heading_ko": watched.titles["ko"]}
    asked = goods.tariff.heading(code).name
    if asked == "always" or (asked == "ordinary" and not goods.words.ordinary.find(line.text)):
        yield Hit("hs_code", code, params)
    elif (
        asked == "generic"
        and goods.words.generic.is_only(text := f"{declared} {line.text}")
        and not spoken(line).strong
    ):
        word = ", ".join(goods.words.generic.find(text))
        yield Hit("hs_code", code, params | {"word": word}, variant="generic")


@rule(
    "hs-taxon-mismatch",
    REVIEW,
    scope=Scope.ALWAYS,
    confidence="G",
    title="Tariff heading of another group of species",
    message="HS {value} is for {expected}; {taxon} ({group}) does not belong there.",
    fix="Compare the goods with the declared name and heading: one of them is wrong.",
    basis=("Customs tariff", "Res. Conf. 12.3"),
    variants={"excluded": "HS {value} cannot hold {group}; {taxon} does not belong there."},
)
def hs_taxon_mismatch(line: Line) -> Iterator[Hit]:
    """A heading that names a group of animals or plants cannot hold species of another group. Composite goods and headings without such words are left alone."""
    code = line.item.hs_code
    if not code or line.match.status not in (NameStatus.RESOLVED, NameStatus.AMBIGUOUS, NameStatus.UNLISTED):
        return
    heading = line.reference.goods.tariff.heading(code)
    if not heading.only and not heading.never:
        return
    if line.taxon is not None:
        if all(_is_outside(lineage, heading) for lineage in _lineages(line)):
            yield _misplaced(code, heading, _group(line))
        return
    group = line.taxon_class
    if group in _CLASSES and (group in heading.never or (heading.classes and group not in heading.classes)):
        yield _misplaced(code, heading, group)


@rule(
    "hs-specimen-mismatch",
    REVIEW,
    scope=Scope.ALWAYS,
    confidence="G",
    title="Tariff heading and type of specimen disagree",
    message="HS {value} is a heading of live specimens, but {term} is declared.",
    fix="Compare the goods with the declared term and heading.",
    basis=("Customs tariff", "Res. Conf. 12.3"),
    variants={"dead": "HS {value} holds nothing alive, but {term} (live) is declared."},
)
def hs_specimen_mismatch(line: Line) -> Iterator[Hit]:
    """Live animals and plants have headings of their own (0106, 0301, 0602): a live heading with a dead or worked specimen, or the reverse, is wrong in one of the two."""
    code, category = line.item.hs_code, line.category
    if not code or not category or line.appendix is None:
        return
    tariff = line.reference.goods.tariff
    live = tariff.heading(code).live
    watched = tariff.watched(code)
    growing = code.startswith(("0601", "0602"))
    if category == "live":
        if live == "never" and not (watched and "live" in watched.categories):
            yield Hit("hs_code", code, variant="dead")
    elif live == "only" or (growing and category != "sample" and line.item.term not in _LIVE_PLANT_PARTS):
        yield Hit("hs_code", code)


def _is_named(line: Line) -> bool:
    """Whether the line declares a name that leads to a taxon, or to a valid name that is not listed."""
    return line.taxon is not None or line.match.status in (NameStatus.AMBIGUOUS, NameStatus.UNLISTED)


def _lineages(line: Line) -> Iterator[Sequence[Taxon]]:
    """The lineages of every taxon that the declared name may mean."""
    if line.match.status is not NameStatus.AMBIGUOUS:
        yield line.lineage
        return
    for candidate in line.match.candidates:
        yield line.wording.lineage(candidate.taxon_id) or line.lineage


def _is_outside(lineage: Sequence[Taxon], heading: Heading) -> bool:
    names = {taxon.name for taxon in lineage}
    if heading.never & names:
        return True
    return bool(heading.only) and not heading.only & names and not _may_be_inside(lineage, heading)


def _may_be_inside(lineage: Sequence[Taxon], heading: Heading) -> bool:
    """Whether a name above the rank of family is too broad to say that it is outside the heading."""
    rank = lineage[0].rank
    if rank in ("kingdom", "phylum"):
        return not heading.only & {"Animalia", "Plantae"}
    if rank == "class":
        return lineage[0].name in heading.classes
    if rank == "order":
        # An order is outside other orders, but may hold a family that the heading names.
        in_class = not heading.classes or any(taxon.name in heading.classes for taxon in lineage)
        return in_class and any(name.endswith(("idae", "aceae")) for name in heading.only)
    return False


def _misplaced(code: str, heading: Heading, group: str) -> Hit:
    if heading.only:
        return Hit("hs_code", code, {"expected": ", ".join(sorted(heading.only)), "group": group})
    return Hit("hs_code", code, {"group": group}, variant="excluded")


def _group(line: Line) -> str:
    """The class, or else the family or kingdom."""
    for rank in ("class", "family", "kingdom"):
        for taxon in line.lineage:
            if taxon.rank == rank:
                return taxon.name
    return line.kingdom


RULES = (
    hs_high_risk_no_name,
    hs_taxon_mismatch,
    hs_specimen_mismatch,
)
