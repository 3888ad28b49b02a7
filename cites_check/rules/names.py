"""The declared name and the declared Appendix (Res. Conf. 12.3: permits are tied to a scientific name in standard nomenclature)."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.codes import UNKNOWN_ORIGINS, Verdict
from cites_check.model.taxa import MatchKind, NameStatus
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, Scope, rule
from cites_check.rules.context import Line

_HIGHER = frozenset({"family", "subfamily", "order", "class", "phylum", "kingdom"})


@rule(
    "scientific-name-missing",
    REVIEW,
    scope=Scope.ALWAYS,
    confidence="M",
    title="No scientific name",
    message="The line has no scientific name.",
    fix="Declare the scientific name as it stands on the export document.",
    basis=("Res. Conf. 12.3",),
)
def scientific_name_missing(line: Line) -> Iterator[Hit]:
    """A line whose goods may be of wildlife needs a scientific name. Lines without any hint of wildlife are left alone."""
    item = line.item
    hinted = line.taxon or line.match.candidates or item.appendix or item.documents or item.source or item.common_name
    if not item.scientific_name and (hinted or not item.description):
        yield Hit("scientific_name")


@rule(
    "name-unresolved",
    REVIEW,
    scope=Scope.ALWAYS,
    verdict=Verdict.UNRESOLVED,
    title="Name not found",
    message="{name} is neither a name in the Appendices nor a known other name; it cannot be cleared.{nearest}",
    fix="Compare the spelling with the permit or the invoice; ask the supplier for the scientific name.",
    basis=("Res. Conf. 12.3", "Res. Conf. 12.11"),
)
def name_unresolved(line: Line) -> Iterator[Hit]:
    """The name could not be resolved. The nearest names are shown; none of them was assumed."""
    if line.match.status is NameStatus.UNRESOLVED and (line.item.scientific_name or line.item.common_name):
        yield Hit("scientific_name", line.match.query, {"nearest": _nearest(line)})


@rule(
    "name-ambiguous",
    REVIEW,
    scope=Scope.ALWAYS,
    title="Name fits several taxa",
    message="{name} may mean more than one taxon.{nearest}",
    fix="Ask for the full scientific name; until then the strictest of them counts.",
    basis=("Res. Conf. 12.11",),
)
def name_ambiguous(line: Line) -> Iterator[Hit]:
    """Several taxa fit about equally well; the choice is a person's."""
    if line.match.status is NameStatus.AMBIGUOUS:
        yield Hit("scientific_name", line.match.query, {"nearest": _nearest(line)})


@rule(
    "name-fuzzy",
    REVIEW,
    scope=Scope.RESOLVED,
    title="Name read with a corrected spelling",
    message="{name} was read as {matched} ({edits} letter(s) changed).",
    fix="Confirm the spelling with the permit and correct the declaration.",
    basis=("Res. Conf. 12.3",),
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
    message="{name} is a spelling variant of {matched}.",
    fix="Use the spelling on the permit.",
    basis=("Res. Conf. 12.3",),
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
    message="{name} is a common name; it was read as {taxon} (Appendix {appendix}).",
    fix="Declare the scientific name as it stands on the export document.",
    basis=("Res. Conf. 12.3",),
)
def name_common_only(line: Line) -> Iterator[Hit]:
    """A common name may cover several species; permits and Korea's declaration practice ask for the scientific name."""
    if line.candidate and line.candidate.kind is MatchKind.COMMON:
        yield Hit("scientific_name", line.match.query)


@rule(
    "name-higher-taxon",
    REVIEW,
    scope=Scope.COVERED,
    title="Species not in the dataset, covered through a higher listing",
    message="{name} itself is not in the dataset; it is covered through {listed_as} (Appendix {appendix}).",
    fix="Check the spelling; if the species is new, the listing of {listed_as} applies.",
    basis=("CITES Art. I(b)", "Res. Conf. 12.11"),
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
    message="{name} names a genus whose species stand in different Appendices ({appendices}) or in none.",
    fix="Declare the species; until then the strictest Appendix counts.",
    basis=("Res. Conf. 12.3",),
)
def name_genus_only_mixed(line: Line) -> Iterator[Hit]:
    """A genus name is not enough where its species differ in Appendix, or some are not listed."""
    effective = line.effective
    if line.taxon is None or effective is None or line.taxon.rank != "genus" or not _declared_as_such(line):
        return
    appendices = {listing.appendix for listing in effective.listings}
    if effective.members and (len(appendices) > 1 or not any(branch.listings for branch in effective.branches)):
        yield Hit("scientific_name", line.match.query, {"appendices": effective.appendix})


@rule(
    "name-genus-only-uniform",
    REVIEW,
    scope=Scope.COVERED,
    title="Only a genus is named",
    message="{name} names only a genus; permits normally name the species.",
    fix="Declare the species as it stands on the export document.",
    basis=("Res. Conf. 12.3",),
)
def name_genus_only_uniform(line: Line) -> Iterator[Hit]:
    """All species of the genus are in the same Appendix, but a permit is normally for a species. Coral genera and worked goods are common exceptions."""
    if line.taxon is None or line.effective is None or line.taxon.rank != "genus" or not _declared_as_such(line):
        return
    if len({listing.appendix for listing in line.effective.listings}) == 1 and any(
        branch.listings for branch in line.effective.branches
    ):
        coral = line.is_a(
            "Scleractinia", "Antipatharia", "Milleporidae", "Stylasteridae", "Tubiporidae", "Helioporidae"
        )
        yield Hit("scientific_name", line.match.query, severity=NOTE if coral else None)


@rule(
    "name-family-or-higher",
    REVIEW,
    scope=Scope.RESOLVED,
    title="Name too broad",
    message="{name} names a {rank}: too broad for a permit.",
    fix="Declare the species. Broader names are accepted only in a few cases such as coral rock (Scleractinia).",
    basis=("Res. Conf. 12.3",),
)
def name_family_or_higher(line: Line) -> Iterator[Hit]:
    """A family, order or class is accepted on a permit only in a few agreed cases."""
    if (
        line.taxon
        and line.taxon.rank in _HIGHER
        and _declared_as_such(line)
        and line.effective
        and line.effective.listings
    ):
        yield Hit("scientific_name", line.match.query, {"rank": line.taxon.rank})


@rule(
    "name-excluded-species",
    NOTE,
    scope=Scope.NOT_COVERED,
    confidence="V",
    title="Excluded from a listed group",
    message="{taxon} is not covered, although its group is listed.",
    fix="No CITES document is needed; keep proof of the species.",
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
    message="{taxon} is a domesticated form and outside the Convention.",
    fix="No CITES document is needed; keep proof of the domestic form.",
    basis=("CITES Appendices, interpretation",),
)
def name_domesticated(line: Line) -> Iterator[Hit]:
    """Domestic forms are outside the listing of their wild kin; a wild source contradicts that."""
    exclusion = line.branch.exclusion if line.branch else None
    if exclusion and exclusion.reason == "domesticated":
        yield Hit("scientific_name", line.match.query, severity=REVIEW if line.treated_as_wild else None)


@rule(
    "split-origin-unknown",
    REVIEW,
    scope=Scope.RESOLVED,
    confidence="V",
    title="Listing depends on the population, origin not declared",
    message="The listing of {taxon} depends on where the specimen comes from ({appendices}); no country of origin is declared.",
    fix="Declare the country (and region) of origin from the export document; until then the strictest listing counts.",
    basis=("CITES Art. I(a)", "CITES Appendices"),
)
def split_origin_unknown(line: Line) -> Iterator[Hit]:
    """Populations of one species can stand in different Appendices; without an origin the strictest is used."""
    effective = line.effective
    unknown = not line.item.origin or line.item.origin in UNKNOWN_ORIGINS
    if effective and effective.undecided and unknown:
        yield Hit("origin", line.item.origin, {"appendices": _choices(line)})


@rule(
    "split-subnational-needed",
    REVIEW,
    scope=Scope.RESOLVED,
    confidence="V",
    title="Listing depends on the region within the country",
    message="Within {origin} the region decides how {taxon} is listed ({appendices}); no region is declared.",
    fix="Declare the region of origin (origin_region).",
    basis=("CITES Appendices",),
)
def split_subnational_needed(line: Line) -> Iterator[Hit]:
    """Some populations are defined by a region within a country."""
    effective = line.effective
    if (
        effective
        and effective.undecided
        and line.item.origin
        and line.item.origin not in UNKNOWN_ORIGINS
        and not line.item.origin_region
    ):
        yield Hit("origin_region", "", {"appendices": _choices(line)})


@rule(
    "listing-not-yet-effective",
    NOTE,
    scope=Scope.RESOLVED,
    confidence="V",
    title="Listing adopted but not yet in force",
    message="{taxon} will be in Appendix {future_appendix} from {future_from}.",
    fix="Imports from that day need the documents of Appendix {future_appendix}; plan for it.",
    basis=("CITES Art. XV",),
)
def listing_not_yet_effective(line: Line) -> Iterator[Hit]:
    """The Conference has adopted a listing that enters into force after the import date; within 60 days of it a person should look."""
    for listing in line.effective.future if line.effective else ():
        days = (type(line.on).fromisoformat(listing.in_force_from) - line.on).days
        params = {"future_appendix": listing.appendix.value, "future_from": listing.in_force_from}
        yield Hit("scientific_name", line.match.query, params, severity=REVIEW if days < 60 else None)
        return


@rule(
    "appendix-declared-lower",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    scope=Scope.COVERED,
    confidence="V",
    title="Declared Appendix is weaker than the listing",
    message="Appendix {value} is declared, but {taxon} is in Appendix {appendix}.",
    fix="Correct the Appendix and present the documents of Appendix {appendix}.",
    basis=("CITES Art. II", "Res. Conf. 12.3"),
)
def appendix_declared_lower(line: Line) -> Iterator[Hit]:
    """An understated Appendix hides what documents are needed: a violation where Appendix I is declared as less, otherwise a review."""
    declared = _strictness(line.item.appendix)
    if declared is None or line.appendix is None or declared >= line.appendix.strictness:
        return
    if line.item.appendix == "II" and line.deemed_appendix_ii:
        return
    yield Hit("appendix", line.item.appendix, severity=None if line.appendix == "I" else REVIEW)


@rule(
    "appendix-declared-higher",
    NOTE,
    scope=Scope.RESOLVED,
    title="Declared Appendix is stricter than the listing",
    message="Appendix {value} is declared; {taxon} is {listed_now}.",
    fix="Check origin and source: the declared Appendix may belong to another population.",
    basis=("Res. Conf. 12.3",),
)
def appendix_declared_higher(line: Line) -> Iterator[Hit]:
    """A stricter Appendix than the listing often shows a wrong name or origin."""
    declared = _strictness(line.item.appendix)
    actual = line.appendix.strictness if line.appendix else 0
    if declared is not None and declared > actual:
        yield Hit(
            "appendix",
            line.item.appendix,
            {"listed_now": f"Appendix {line.appendix}" if line.appendix else "not listed"},
        )


@rule(
    "appendix-declared-invalid",
    REVIEW,
    scope=Scope.ALWAYS,
    title="Unknown Appendix",
    message="{value} is not an Appendix.",
    fix="Declare I, II, III, or N where the specimen is not listed.",
    basis=("CITES Art. II",),
)
def appendix_declared_invalid(line: Line) -> Iterator[Hit]:
    """Appendices are I, II and III; N says not listed; A to D are the European Union's Annexes."""
    for problem in line.item.problems:
        if problem.field == "appendix":
            yield Hit("appendix", problem.value)


def _strictness(declared: str) -> int | None:
    return {"I": 3, "II": 2, "III": 1, "N": 0}.get(declared)


def _declared_as_such(line: Line) -> bool:
    """Whether the higher taxon was itself declared, and not found as the home of an unknown species."""
    return line.candidate is not None and line.candidate.kind is not MatchKind.HIGHER_TAXON


def _nearest(line: Line) -> str:
    names = [candidate.name for candidate in line.match.candidates[:3]]
    return f" ({', '.join(names)}?)" if names else ""


def _choices(line: Line) -> str:
    words = {
        branch.strictness: branch.listings[0].appendix.value if branch.listings else "-"
        for branch in (line.effective.branches if line.effective else ())
    }
    return " / ".join(words[key] for key in sorted(words, reverse=True))


RULES = (
    scientific_name_missing,
    name_unresolved,
    name_ambiguous,
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
    split_origin_unknown,
    split_subnational_needed,
    listing_not_yet_effective,
    appendix_declared_lower,
    appendix_declared_higher,
    appendix_declared_invalid,
)
