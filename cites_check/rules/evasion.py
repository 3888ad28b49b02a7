"""Patterns of evasion that a single line shows: routes, channels, old documents and false exemptions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cites_check.model.codes import SOURCES_TREATED_AS_WILD, UNKNOWN_ORIGINS, DocumentKind, Verdict
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, rule
from cites_check.rules.context import Line

K = DocumentKind

_Y900 = re.compile(r"(?<![A-Z0-9])Y[ -]?900(?![0-9])", re.IGNORECASE)
_SHORT_LIVED = frozenset(
    {K.EXPORT_PERMIT, K.REEXPORT_CERTIFICATE, K.IMPORT_PERMIT, K.CERTIFICATE_OF_ORIGIN, K.SEA_INTRODUCTION_CERTIFICATE}
)
_OLDEST_ISSUE_MONTHS = 24
_OLDEST_EXPIRY_MONTHS = 12
_CAPTIVE = frozenset({"C", "D", "F", "R"})
_NOT_BRED = frozenset({"", "W", "X", "R", "F", "U"})


@rule(
    "laundering-route",
    REVIEW,
    confidence="G",
    title="Bred in a State without wild stock, while trade from the range is suspended",
    message="{taxon} is declared as bred in {issuer} (source {source}), where it does not live, without a breeding record; trade in wild ones from {state} is suspended.",
    fix="Ask the Management Authority of {exporter} for the breeding operation and the origin of its parental stock.",
    basis=("Res. Conf. 17.7", "Res. Conf. 10.16"),
)
def laundering_route(line: Line) -> Iterator[Hit]:
    """Animals taken in a range State whose trade is suspended, or whose quota is zero, can be passed off as bred in another State of the region. Asked only where no registered operation and no certificate of captive breeding is declared. For source C with the export permit of that State it is a note: its authority has vouched for the breeding."""
    item = line.item
    bred_in = item.origin or item.exporter
    if not line.is_animal or line.source not in _CAPTIVE or not line.native or not bred_in or bred_in in line.native:
        return
    if item.breeding_operation or item.document(K.CAPTIVE_BRED_CERTIFICATE):
        return
    regions = line.reference.goods.regions
    near = {region for region, members in regions.items() if bred_in in members}
    for state in sorted(line.native):
        if any(state in regions[region] for region in near) and _is_closed(line, state):
            vouched = line.source == "C" and item.document(K.EXPORT_PERMIT) is not None
            params = {"state": state, "issuer": bred_in}
            yield Hit("origin", bred_in, params, severity=NOTE if vouched else None)
            return


@rule(
    "third-country-origin-blank",
    REVIEW,
    confidence="M",
    title="Re-export without an origin",
    message="{taxon} does not live in {exporter}, a place of transit, and no other country of origin is declared.",
    fix="Declare the country of origin and its permit, as the re-export certificate states them.",
    basis=("Res. Conf. 12.3",),
)
def third_country_origin_blank(line: Line) -> Iterator[Hit]:
    """Wildlife that leaves a trading place where the species does not live came from elsewhere; the origin decides about population, quota and suspension. Specimens bred or propagated there are left alone."""
    item = line.item
    if item.exporter not in line.reference.goods.hubs or not line.native or item.exporter in line.native:
        return
    blank = not item.origin or item.origin in UNKNOWN_ORIGINS
    # Of wild ones without an origin `src-w-no-origin` tells.
    unasked = blank and line.source not in SOURCES_TREATED_AS_WILD
    if (unasked or item.origin == item.exporter) and line.source in _NOT_BRED:
        yield Hit("origin", item.origin)


@rule(
    "purpose-p-courier",
    REVIEW,
    confidence="M",
    title="Personal purpose, but sent by a business",
    message="Purpose P (personal) is declared for goods that come by {channel} from {value}.",
    fix="Ask for the invoice: goods that were bought abroad and sent are no personal effects.",
    basis=("CITES Art. VII.3",),
)
def purpose_p_courier(line: Line) -> Iterator[Hit]:
    """Personal and household effects travel with, or belong to, their owner. A parcel from a seller is a purchase."""
    item = line.item
    if (
        item.purpose == "P"
        and item.channel in ("courier", "post")
        and line.reference.goods.words.business.find(item.consignor)
    ):
        yield Hit("consignor", item.consignor, {"channel": item.channel, "channel_ko": _CHANNELS_KO[item.channel]})


@rule(
    "y900-false",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="Declared as outside CITES although it is covered",
    message="Code {value} says that the goods are outside CITES, but {taxon} is in Appendix {appendix}.",
    fix="Remove the code and present the documents of Appendix {appendix}.",
    basis=("Reg. (EC) 338/97", "CITES Art. II"),
    variants={"text": "The text says {value}, but {taxon} is in Appendix {appendix}."},
)
def y900_false(line: Line) -> Iterator[Hit]:
    """The European code Y900 states that goods are not covered. Words that say so are a review: they may be meant for another part of the goods."""
    item = line.item
    texts = [("customs_codes", item.customs_codes), ("description", item.description)]
    texts += [(f"{document.kind}_no", document.no) for document in item.documents]
    texts += [(problem.field, problem.value) for problem in item.problems]
    # Where the importing country has such codes of its own, `eu-y900-false` says it.
    for field, text in texts if "Y900" not in line.jurisdiction.customs_codes else ():
        if found := _Y900.search(text):
            yield Hit(field, found[0])
            return
    for word, claim in line.reference.goods.words.claims(line.text):
        if "claims_not_listed" in claim.facts:
            yield Hit("description", word, severity=REVIEW, variant="text")
            return


@rule(
    "same-permit-different-species-year",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Document of a former year",
    message="The {document} {value} of {issued} (valid until {expires}) is far older than any permitted validity on {on}.",
    fix="Such a document belongs to another consignment; obtain a new one.",
    basis=("CITES Art. VI.2", "CITES Art. VI.5", "Res. Conf. 12.3"),
)
def same_permit_different_species_year(line: Line) -> Iterator[Hit]:
    """No permit is valid for longer than twelve months. One that expired more than a year ago, or was issued more than two years ago, was made for other goods. Certificates of three years are left alone."""
    day = line.on.isoformat()
    for document in line.item.documents:
        if document.kind not in _SHORT_LIVED:
            continue
        issued = document.issued.isoformat() if document.issued else ""
        expires = document.expires.isoformat() if document.expires else ""
        if (issued and issued < _before(day, _OLDEST_ISSUE_MONTHS)) or (
            expires and expires < _before(day, _OLDEST_EXPIRY_MONTHS)
        ):
            params = {"document": document.kind.value, "issued": issued or "?", "expires": expires or "?"}
            yield Hit(f"{document.kind}_issued", document.no, params)


_CHANNELS_KO = {"courier": "특송", "post": "우편"}


def _before(day: str, months: int) -> str:
    """The same day some whole years earlier, as ISO 8601; 29 February compares rightly with days that exist."""
    return f"{int(day[:4]) - months // 12:04d}{day[4:]}"


def _is_closed(line: Line, state: str) -> bool:
    """Whether trade in wild specimens of the taxon from this State is suspended, or its quota is zero."""
    lineage = {taxon.name for taxon in line.lineage}
    on = line.on.isoformat()
    trade = line.reference.trade
    for suspension in trade.suspensions.get(state, ()):
        named = suspension.taxon in lineage and not suspension.excludes & lineage
        if named and suspension.confirmed_open and suspension.in_force(on) and suspension.sources.take("W"):
            return True
    return any(
        quota.country == state and quota.amount == 0 and (not quota.sources or "W" in quota.sources)
        for name in lineage
        for quota in trade.quotas.get(name, ())
    )


RULES = (
    laundering_route,
    third_country_origin_blank,
    purpose_p_courier,
    y900_false,
    same_permit_different_species_year,
)
