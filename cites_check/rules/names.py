"""The declared name (Res. Conf. 12.3: permits are tied to a scientific name in standard nomenclature)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cites_check.model.codes import DocumentKind, Verdict
from cites_check.model.taxa import SEVERAL_NAMES, MatchKind, NameStatus
from cites_check.rules import appendix_declared, data_age, split_listings
from cites_check.rules.base import NOTE, REVIEW, Hit, Scope, rule
from cites_check.rules.context import Line

_HIGHER = frozenset({"family", "subfamily", "order", "class", "phylum", "kingdom"})

_CORALS = ("Scleractinia", "Antipatharia", "Milleporidae", "Stylasteridae", "Tubiporidae", "Helioporidae")
_WILD = re.compile(r"\bwild(?:[- ](?:caught|taken|harvested))?\b|야생|자연산", re.IGNORECASE)
_WORKED = frozenset({"derivative"})
_OLD_TEGU_SKINS = date(2000, 1, 1)
"""Skins of Tupinambis acquired before that day may stand on a permit under the genus."""


@rule(
    "scientific-name-missing",
    REVIEW,
    scope=Scope.ALWAYS,
    confidence="M",
    title="No scientific name",
    message="No scientific name is declared; a permit is tied to one.",
    fix="Copy the scientific name from the export document, or ask the supplier for it.",
    basis=("Res. Conf. 12.3",),
    of_reading=False,
)
def scientific_name_missing(line: Line) -> Iterator[Hit]:
    """A line whose goods may be of wildlife needs a scientific name. Lines without any hint of wildlife are left alone."""
    if lacks_name(line):
        yield Hit("scientific_name")


def lacks_name(line: Line) -> bool:
    """Whether no scientific name is declared although the line may be of wildlife."""
    item = line.item
    hinted = line.taxon or line.match.candidates or item.appendix or item.documents or item.source or item.common_name
    return not item.scientific_name and bool(hinted or not item.description)


@rule(
    "name-unresolved",
    REVIEW,
    scope=Scope.ALWAYS,
    verdict=Verdict.UNRESOLVED,
    title="Name not found",
    message="“{name}” is neither a name in the Appendices nor a known other name, so it cannot be cleared.",
    fix="Compare the spelling with the permit or the invoice; ask the supplier for the scientific name.",
    basis=("Res. Conf. 12.3", "Res. Conf. 12.11"),
    variants={
        "nearest": "“{name}” is neither a name in the Appendices nor a known other name, so it cannot be cleared; the nearest names are {nearest}."
    },
)
def name_unresolved(line: Line) -> Iterator[Hit]:
    """The name could not be resolved. The nearest names are shown; none of them was assumed."""
    if line.match.status is NameStatus.UNRESOLVED and (line.item.scientific_name or line.item.common_name):
        nearest = _nearest(line)
        yield Hit("scientific_name", line.match.query, {"nearest": nearest}, variant="nearest" if nearest else "")


@rule(
    "name-ambiguous",
    REVIEW,
    scope=Scope.ALWAYS,
    title="Name fits several taxa",
    message="“{name}” may mean several taxa: {nearest}.",
    fix="Ask the supplier for the full scientific name; until then every one of them counts, the strictest first.",
    basis=("Res. Conf. 12.11",),
    of_reading=False,
)
def name_ambiguous(line: Line) -> Iterator[Hit]:
    """Several taxa fit about equally well; the choice is a person's."""
    if line.match.status is NameStatus.AMBIGUOUS and SEVERAL_NAMES not in line.match.flags:
        yield Hit("scientific_name", line.match.query, {"nearest": _nearest(line)})


@rule(
    "name-several-taxa",
    REVIEW,
    scope=Scope.ALWAYS,
    title="Several names in one field",
    message="“{name}” holds several scientific names; the line was checked as {nearest}.",
    fix="Declare each taxon on a line of its own, with its own quantity and documents.",
    basis=("Res. Conf. 12.3",),
    of_reading=False,
)
def name_several_taxa(line: Line) -> Iterator[Hit]:
    """Several taxa stand in the field for one name. The strictest of them decides; none may hide behind another."""
    if SEVERAL_NAMES in line.match.flags:
        yield Hit("scientific_name", line.match.query, {"nearest": line.taxon.name if line.taxon else _nearest(line)})


@rule(
    "name-fuzzy",
    REVIEW,
    scope=Scope.RESOLVED,
    title="Name read with a corrected spelling",
    message="“{name}” is no known name and was read as {matched} (letters changed: {edits}).",
    fix="Compare with the permit and correct the spelling, or the name if another one was meant.",
    basis=("Res. Conf. 12.3",),
    of_reading=False,
)
def name_fuzzy(line: Line) -> Iterator[Hit]:
    """The declared name is no name in use; the nearest one was taken. Customs wants the name recorded exactly."""
    candidate = line.candidate
    if candidate and line.match.status is NameStatus.RESOLVED and candidate.kind is MatchKind.FUZZY:
        yield Hit("scientific_name", line.match.query, {"matched": candidate.matched, "edits": str(candidate.edits)})


@rule(
    "name-orthographic",
    NOTE,
    scope=Scope.RESOLVED,
    title="Spelling variant of a name",
    message="“{name}” was read as a spelling of {matched}.",
    fix="No action is needed if the permit says the same.",
    basis=("Res. Conf. 12.3",),
    of_reading=False,
)
def name_orthographic(line: Line) -> Iterator[Hit]:
    """The declared spelling differs from the name only as Latin spellings commonly do."""
    candidate = line.candidate
    if candidate and candidate.kind is MatchKind.ORTHOGRAPHIC:
        yield Hit("scientific_name", line.match.query, {"matched": candidate.matched})


@rule(
    "name-is-synonym",
    NOTE,
    scope=Scope.RESOLVED,
    title="Declared name is a synonym",
    message="{name} is a synonym of {taxon}; the permit may carry either.",
    fix="No action is needed if the permit says the same.",
    basis=("Res. Conf. 12.11",),
    of_reading=False,
)
def name_is_synonym(line: Line) -> Iterator[Hit]:
    """The declared name leads to another accepted name in CITES nomenclature."""
    if line.candidate and line.candidate.kind is MatchKind.SYNONYM:
        yield Hit("scientific_name", line.match.query)


@rule(
    "name-common-only",
    REVIEW,
    scope=Scope.COVERED,
    title="Common name where a scientific name belongs",
    message="“{name}” is a common name; it was read as {taxon} (Appendix {appendix}).",
    fix="Copy the scientific name from the export document.",
    basis=("Res. Conf. 12.3",),
    of_reading=False,
)
def name_common_only(line: Line) -> Iterator[Hit]:
    """A common name may cover several species; permits and Korea's declaration practice ask for the scientific name. A name found in the description has a rule of its own."""
    if _by_common_name(line) and not line.described:
        yield Hit("scientific_name", line.match.query)


@rule(
    "name-higher-taxon",
    REVIEW,
    scope=Scope.COVERED,
    title="Species not in the dataset, covered through a higher listing",
    message="“{name}” itself is not in the dataset; it counts as covered through the listing of {listed_as} (Appendix {appendix}).",
    fix="Check the spelling; if the species is new or newly named, that listing applies.",
    basis=("CITES Art. I(b)", "Res. Conf. 12.11"),
    of_reading=False,
)
def name_higher_taxon(line: Line) -> Iterator[Hit]:
    """A species that the dataset does not know is covered where its genus, family or order is listed."""
    if line.candidate and line.candidate.kind is MatchKind.HIGHER_TAXON:
        yield Hit("scientific_name", line.match.query)


@rule(
    "name-genus-only-mixed",
    REVIEW,
    scope=Scope.RESOLVED,
    title="Genus whose species are listed differently",
    message="{name} is a genus, and its species are listed differently (Appendix {appendices}) or not at all.",
    fix="Copy the species from the export document; until then the strictest Appendix counts.",
    basis=("Res. Conf. 12.3",),
    of_reading=False,
)
def name_genus_only_mixed(line: Line) -> Iterator[Hit]:
    """A genus name is not enough where its species differ in Appendix, or some are not listed. Propagated hybrids of plants bear no species name."""
    effective = line.effective
    if line.taxon is None or effective is None or line.taxon.rank != "genus" or not _declared_as_such(line):
        return
    appendices = {listing.appendix for listing in effective.listings}
    if effective.members and (len(appendices) > 1 or not any(branch.listings for branch in effective.branches)):
        severity = NOTE if _is_propagated_hybrid(line) else None
        yield Hit("scientific_name", line.match.query, {"appendices": effective.appendix}, severity=severity)


@rule(
    "name-genus-only-uniform",
    REVIEW,
    scope=Scope.COVERED,
    title="Only a genus is named",
    message="{name} is a genus; a permit normally names the species.",
    fix="Copy the species from the export document.",
    basis=("Res. Conf. 12.3",),
    of_reading=False,
)
def name_genus_only_uniform(line: Line) -> Iterator[Hit]:
    """All species of the genus are in the same Appendix, but a permit is normally for a species. Genera of corals, propagated hybrids of plants, and skins of Tupinambis acquired before the year 2000, may stand so."""
    if line.taxon is None or line.effective is None or line.taxon.rank != "genus" or not _declared_as_such(line):
        return
    if len({listing.appendix for listing in line.effective.listings}) == 1 and any(
        branch.listings for branch in line.effective.branches
    ):
        enough = _genus_is_enough(line) or _is_propagated_hybrid(line)
        yield Hit("scientific_name", line.match.query, severity=NOTE if enough else None)


@rule(
    "name-family-or-higher",
    REVIEW,
    scope=Scope.RESOLVED,
    title="Name too broad",
    message="{name} names a whole group (order, class or above), too broad for a permit.",
    fix="Copy the species from the export document, or ask the supplier for it.",
    basis=("Res. Conf. 12.3",),
    variants={"family": "{name} names a whole family, too broad for a permit."},
    of_reading=False,
)
def name_family_or_higher(line: Line) -> Iterator[Hit]:
    """A family, order or class is accepted on a permit only in a few agreed cases: coral rock as Scleractinia, worked black coral as Antipatharia, and the families of orchids and cacti on phytosanitary certificates."""
    if (
        line.taxon
        and line.taxon.rank in _HIGHER
        and _declared_as_such(line)
        and not _by_common_name(line)
        and line.effective
        and line.effective.listings
    ):
        variant = "family" if line.taxon.rank in {"family", "subfamily"} else ""
        severity = NOTE if _group_is_enough(line) else None
        yield Hit("scientific_name", line.match.query, variant=variant, severity=severity)


@rule(
    "name-excluded-species",
    NOTE,
    scope=Scope.NOT_COVERED,
    confidence="V",
    title="Excluded from a listed group",
    message="{taxon} is expressly left out of the listing of its group.",
    fix="No CITES document is needed; keep proof of what species it is.",
    basis=("CITES Appendices, interpretation",),
)
def name_excluded_species(line: Line) -> Iterator[Hit]:
    """The Appendices name this taxon as left out of a higher listing."""
    exclusion = line.branch.exclusion if line.branch else None
    if exclusion and exclusion.reason != "domesticated":
        yield Hit("scientific_name", line.match.query)


@rule(
    "name-domesticated",
    NOTE,
    scope=Scope.NOT_COVERED,
    confidence="V",
    title="Domesticated form",
    message="{taxon} is a domesticated form, which is outside the Convention.",
    fix="No CITES document is needed; keep proof of the domestic form.",
    basis=("CITES Appendices, interpretation",),
    variants={
        "wild": "{taxon} is declared, a domesticated form outside the Convention, but “{value}” says that the animal is wild; its wild kin may be listed."
    },
)
def name_domesticated(line: Line) -> Iterator[Hit]:
    """Domestic forms are outside the listing of their wild kin; a wild source contradicts that."""
    exclusion = line.branch.exclusion if line.branch else None
    if exclusion and exclusion.reason == "domesticated":
        words = _WILD.search(line.item.description)
        if line.treated_as_wild:
            yield Hit("source", line.source, severity=REVIEW, variant="wild")
        elif words:
            yield Hit("description", words[0], severity=REVIEW, variant="wild")
        else:
            yield Hit("scientific_name", line.match.query)


def _declared_as_such(line: Line) -> bool:
    """Whether the higher taxon was itself declared, and not found as the home of an unknown species."""
    return line.candidate is not None and line.candidate.kind is not MatchKind.HIGHER_TAXON


def _by_common_name(line: Line) -> bool:
    return line.candidate is not None and line.candidate.kind is MatchKind.COMMON


def _genus_is_enough(line: Line) -> bool:
    if line.is_a(*_CORALS):
        return True
    acquired = line.item.acquisition_date
    skins = line.item.term in {"SKI", "SKP", "SID"}
    return line.is_a("Tupinambis") and skins and acquired is not None and acquired < _OLD_TEGU_SKINS


def _is_propagated_hybrid(line: Line) -> bool:
    """Whether the name is that of plants crossed in cultivation ("Phalaenopsis hybrid"): no species can be named."""
    return line.is_plant and line.source in {"A", "D"} and "hybrid" in line.match.flags


def _group_is_enough(line: Line) -> bool:
    match line.taxon.name if line.taxon else "":
        case "Scleractinia":
            return line.item.term in {"COR", "BPR"}
        case "Antipatharia":
            return line.category in _WORKED
        case "Orchidaceae" | "Cactaceae":
            return line.item.document(DocumentKind.PHYTOSANITARY_CERTIFICATE) is not None
        case _:
            return False


def _nearest(line: Line) -> str:
    return ", ".join(dict.fromkeys(candidate.name for candidate in line.match.candidates[:3]))


RULES = (
    scientific_name_missing,
    name_unresolved,
    name_ambiguous,
    name_several_taxa,
    name_fuzzy,
    name_orthographic,
    name_is_synonym,
    name_common_only,
    name_higher_taxon,
    name_genus_only_mixed,
    name_genus_only_uniform,
    name_family_or_higher,
    name_excluded_species,
    name_domesticated,
    *split_listings.RULES,
    *appendix_declared.RULES,
    *data_age.RULES,
)
