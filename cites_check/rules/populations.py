"""Listings by populations: which one a specimen belongs to (CITES Art. I(a))."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.listings.effective import EffectiveListing
from cites_check.model.codes import UNKNOWN_ORIGINS, DocumentKind
from cites_check.model.listings import Listing
from cites_check.rules.base import NOTE, REVIEW, Hit, Scope, rule
from cites_check.rules.context import Line

_CAPTIVE = frozenset("CDF")


@rule(
    "split-origin-vs-exporter",
    NOTE,
    scope=Scope.RESOLVED,
    confidence="V",
    title="The origin decides, not the country of shipment",
    message="{taxon}: the population of {origin} decides ({by_origin}); that of {exporter} would give {by_exporter}.",
    fix="No action is needed if the origin is right; it must be the one on the document.",
    basis=("CITES Art. I(a)",),
)
def split_origin_vs_exporter(line: Line) -> Iterator[Hit]:
    """Where populations are listed differently, the country where the specimen was taken or bred decides, wherever it is shipped from."""
    if _exporter_differs(line) and not line.item.document(DocumentKind.REEXPORT_CERTIFICATE):
        yield Hit("origin", line.item.origin, _by_both(line))


@rule(
    "pop-captive-outside-range",
    REVIEW,
    scope=Scope.COVERED,
    confidence="G",
    title="Captive-bred outside every listed population",
    message="{taxon} bred in {origin}, where it does not live in the wild: the population of its founder stock decides, Appendix {appendix} is assumed.",
    fix="Ask which population the founder stock comes from; the Management Authority of {origin} states it on the document.",
    basis=("CITES Appendices", "Res. Conf. 10.16"),
)
def pop_captive_outside_range(line: Line) -> Iterator[Hit]:
    """A listing by populations does not say where animals bred elsewhere belong. By its words they fall under "all others", which may be too strict or too mild."""
    effective = line.effective
    if effective is None or not effective.split or line.source not in _CAPTIVE or not line.is_animal:
        return
    origin = line.item.origin
    named = {place.partition("/")[0] for one in effective.considered for place in one.population.only}
    home = line.range.native | line.range.reintroduced | line.range.extinct if line.range else frozenset()
    if not _known_origin(line) or origin in home or origin in named:
        return
    others = {
        listing.appendix for listing in effective.considered if listing.population.only or listing.population.exclude
    }
    if len(others) > 1:
        strict = line.appendix is max(others, key=lambda appendix: appendix.strictness)
        yield Hit("origin", origin, severity=None if strict else NOTE)


@rule(
    "pop-reexport",
    NOTE,
    scope=Scope.RESOLVED,
    title="Re-export of a species listed by populations",
    message="{taxon} is listed by populations: the origin on the re-export certificate decides. For {origin}, as declared, it is {by_origin}; for {exporter} it would be {by_exporter}.",
    fix="Compare the declared origin with the country of origin on the re-export certificate.",
    basis=("CITES Art. I(a)", "Res. Conf. 12.3"),
)
def pop_reexport(line: Line) -> Iterator[Hit]:
    """A re-export certificate names the country of origin, and that population counts. Said where the re-exporting State's own would be listed differently."""
    if _exporter_differs(line) and line.item.document(DocumentKind.REEXPORT_CERTIFICATE):
        yield Hit("origin", line.item.origin, _by_both(line))


@rule(
    "pop-split-strictest-unknown",
    NOTE,
    scope=Scope.COVERED,
    confidence="V",
    title="The strictest of several populations was taken",
    message="{taxon}: {populations}. The declaration does not tell the population, so Appendix {appendix} was taken.",
    fix="Declare origin and, where it decides, origin_region.",
    basis=("CITES Art. I(a)", "CITES Appendices"),
)
def pop_split_strictest_unknown(line: Line) -> Iterator[Hit]:
    """Says which populations stand where, when the declaration does not tell which of them the specimen comes from."""
    effective = line.effective
    if effective is None or not effective.undecided or line.listing is None or line.branch is None:
        return
    if line.branch.strictness == max(branch.strictness for branch in effective.branches):
        nearest = [one for one in effective.considered if one.population.only or one.population.exclude]
        params = {
            f"populations_{lang}": "; ".join(_population(one, lang) for one in nearest[:4]) for lang in ("en", "ko")
        }
        yield Hit("origin", line.item.origin, params)


def levels(effective: EffectiveListing) -> tuple[int, ...]:
    """The Appendices that may apply, as numbers, strictest first."""
    return tuple(sorted({branch.strictness for branch in effective.branches}, reverse=True))


def say(effective: EffectiveListing) -> str:
    """The Appendices that may apply, as a list of codes; `-` stands for not listed. Words are put in by the locale."""
    words = {branch.strictness: _appendix(branch.listings) for branch in effective.branches}
    return "/".join(words[level] for level in sorted(words, reverse=True))


def _appendix(listings: tuple[Listing, ...]) -> str:
    return max(listings, key=lambda one: one.appendix.strictness).appendix.value if listings else "-"


def _known_origin(line: Line) -> bool:
    return bool(line.item.origin) and line.item.origin not in UNKNOWN_ORIGINS


def _exporter_differs(line: Line) -> bool:
    """Whether the exporting State's population is listed differently from that of the declared origin."""
    if line.effective is None or line.by_exporter is None or not _known_origin(line):
        return False
    return levels(line.by_exporter) != levels(line.effective)


def _by_both(line: Line) -> dict[str, str]:
    if line.effective is None or line.by_exporter is None:
        return {}
    return {"by_origin": say(line.effective), "by_exporter": say(line.by_exporter)}


def _population(listing: Listing, lang: str) -> str:
    """The populations that a listing holds for, in few words."""
    only, exclude = " ".join(listing.population.only), " ".join(listing.population.exclude)
    if lang == "ko":
        places = f"{only or '모든 곳'}{f'({exclude} 제외)' if exclude else ''}"
        return f"부속서 {listing.appendix}: {places}"
    places = f"{only} but {exclude}" if only and exclude else only or f"all but {exclude}"
    return f"Appendix {listing.appendix}: {places}"


RULES = (
    split_origin_vs_exporter,
    pop_captive_outside_range,
    pop_reexport,
    pop_split_strictest_unknown,
)
