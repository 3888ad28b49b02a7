"""Wild specimens against the range of their species (Res. Conf. 12.3: a wild source from a State where the species does not live)."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.codes import SOURCES_TREATED_AS_WILD, UNKNOWN_ORIGINS, Verdict
from cites_check.model.taxa import NativeRange
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, rule
from cites_check.rules.context import Line

_RANKS = frozenset({"species", "subspecies", "variety"})
_LANDED = frozenset({
    "Elasmobranchii", "Actinopteri", "Coelacanthi", "Cetacea", "Anthozoa", "Hydrozoa", "Holothuroidea", "Bivalvia",
    "Gastropoda", "Cephalopoda",
})  # fmt: skip
"""Groups that are fished: the country declared may be the one that landed the catch."""

_FEW = 6


@rule(
    "src-w-outside-range",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="Wild source from a country where the species does not live",
    message="{taxon} is declared as taken from the wild in {origin}, where it does not live; it lives in {range}.",
    fix="Compare source, origin and name with the export document: goods sent on by {origin} have another origin, bred goods another source code.",
    basis=("Res. Conf. 12.3",),
    variants={
        "extinct": "{taxon} is declared as taken from the wild in {origin}, where it is recorded as extinct; it lives in {range}.",
        "reared": "{taxon} is declared with source {source}, whose stock comes from the wild, in {origin}, where it does not live; it lives in {range}.",
        "kin": "{taxon} is declared as taken from the wild in {origin}, where it does not live, but other species of its genus do; it lives in {range}.",
        "unsure": "{taxon} is declared as taken from the wild in {origin}, which is not among its known range States ({range}); its range is not known for certain.",
    },
)
def src_w_outside_range(line: Line) -> Iterator[Hit]:
    """A wild specimen comes from a country where its species lives. A review where another species of the genus lives there (an older name may have covered both), where it is recorded as extinct, where the distribution is uncertain (always for plants and subspecies), where the species is fished (a landing may be declared as origin), and for ranched or captive-born animals, whose founders may have come from elsewhere."""
    origin, known = line.item.origin, _range(line)
    if line.source not in {"W", "R", "F"} or not origin or origin in UNKNOWN_ORIGINS or known is None:
        return
    if origin not in line.reference.countries or _lives_in(origin, known, line):
        return
    params = {"range": _some(known, line)}
    variant = _doubt(origin, known, line)
    yield Hit("origin", origin, params, severity=REVIEW if variant else None, variant=variant)


def _doubt(origin: str, known: NativeRange, line: Line) -> str:
    """Why a person has to look before the origin is called wrong; empty where nothing speaks for it."""
    if line.source != "W":
        return "reared"
    if origin in known.extinct:
        return "extinct"
    if origin in line.kin:
        return "kin"
    unsure = known.uncertain or not known.native or line.is_plant or line.is_a(*_LANDED) or _is_subspecies(line)
    return "unsure" if unsure else ""


@rule(
    "src-w-no-origin",
    REVIEW,
    confidence="V",
    title="Wild source without an origin, from a country where the species does not live",
    message="{taxon} is declared with source {source}, no country of origin, and comes from {exporter}, where it does not live; it lives in {range}.",
    fix="Declare the country of origin from the export document; most likely this is a re-export.",
    basis=("Res. Conf. 12.3",),
)
def src_w_no_origin(line: Line) -> Iterator[Hit]:
    """A wild specimen shipped by a country outside the range was taken elsewhere: origin and origin permit are missing."""
    item, known = line.item, _range(line)
    blank = not item.origin or item.origin in UNKNOWN_ORIGINS
    if line.source not in SOURCES_TREATED_AS_WILD - {"X"} or not blank or not item.exporter:
        return
    if known is not None and known.native and not _lives_in(item.exporter, known, line):
        yield Hit("origin", item.origin, {"range": _some(known, line)})


@rule(
    "src-w-origin-introduced",
    REVIEW,
    confidence="M",
    title="Wild source from an introduced or doubtful population",
    message="{taxon} is declared as taken from the wild in {origin}, where it is not native but was introduced.",
    fix="Ask the Management Authority of {origin} to confirm origin and source; whether the listing covers the introduced population is for the authority to say.",
    basis=("Res. Conf. 12.3", "CITES Art. I(a)"),
    variants={"doubtful": "{taxon} is declared as taken from the wild in {origin}, where its presence is doubtful."},
)
def src_w_origin_introduced(line: Line) -> Iterator[Hit]:
    """Specimens of introduced populations may be covered or not, where a listing goes by populations: then a person has to look. Where all populations stand alike this is a note."""
    origin, known = line.item.origin, _range(line)
    if line.source != "W" or known is None or origin in known.native or origin in known.reintroduced:
        return
    # Only where the listing goes by populations does it matter whose stock an introduced one is.
    severity = None if line.effective is not None and line.effective.split else NOTE
    if origin in known.introduced:
        yield Hit("origin", origin, severity=severity)
    elif origin in known.uncertain:
        yield Hit("origin", origin, severity=severity, variant="doubtful")


def _range(line: Line) -> NativeRange | None:
    return line.range if line.taxon and line.taxon.rank in _RANKS else None


def _lives_in(country: str, known: NativeRange, line: Line) -> bool:
    """Whether the species may live in the country at all: native, brought back, introduced or doubtful, there or in a territory of the same State."""
    anywhere = known.native | known.reintroduced | known.introduced | known.uncertain
    if country in anywhere or country in _named_by_the_listing(line):
        return True
    state = _state(country, line)
    return any(_state(other, line) == state for other in anywhere)


def _named_by_the_listing(line: Line) -> frozenset[str]:
    """Countries whose populations or quotas the listings speak of, and the Parties that listed the taxon: the species lives there, whatever the range says."""
    named: set[str] = set()
    for listing in line.effective.considered if line.effective else ():
        named.update(listing.parties, (token.partition("/")[0] for token in listing.population.only))
        named.update(quota.country for quota in listing.quotas)
    return frozenset(named)


def _state(country: str, line: Line) -> str:
    return line.reference.territories.get(country, (country, None))[0]


def _is_subspecies(line: Line) -> bool:
    """Ranges below the species are known in part only."""
    return line.taxon is not None and line.taxon.rank != "species"


def _some(known: NativeRange, line: Line) -> str:
    countries = sorted(known.native) or sorted(known.uncertain)
    return ", ".join(countries[:_FEW]) + (" …" if len(countries) > _FEW else "") if countries else "-"


RULES = (src_w_outside_range, src_w_no_origin, src_w_origin_introduced)
