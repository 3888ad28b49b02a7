"""Goods with rules of their own: caviar, trophies under quota, shark fins, sturgeon eggs, timber. Marks and labels stand in `marks`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from cites_check.model.codes import DocumentKind, Verdict
from cites_check.rules import marks
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, Scope, rule
from cites_check.rules.calendar_months import add_months
from cites_check.rules.context import Line
from cites_check.rules.marks import TROPHY_TAXA, is_caviar

K = DocumentKind

_MIXED = re.compile(r"\b(?:mixed|mixture|blend(?:ed)?|pressed|payusnaya|pajusnaja)\b|혼합|압착", re.IGNORECASE)
_CAVIAR = re.compile(r"\bcaviar\b|캐비[아어]|철갑상어\s?알젓", re.IGNORECASE)
_SHARED = frozenset({"AM", "AZ", "BG", "BY", "CN", "GE", "IR", "KZ", "MD", "RO", "RS", "RU", "TM", "TR", "UA", "UZ"})
"""Countries on waters whose sturgeons are stocks shared between States: Caspian, Black and Azov Seas, Danube, Amur."""
_SHEETS = frozenset({"VEN", "PLY"})
_CUBIC = frozenset({"LOG", "SAW"})


@rule(
    "caviar-year",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="Caviar outside its quota year",
    message="Caviar of wild {taxon} under export permit {value} (issued {issued}) was shipped on {shipped}; its quota year ended on {ended}.",
    fix="Do not accept the permit; caviar of shared stocks leaves in the quota year in which it was taken (1 March to the end of February).",
    basis=("Res. Conf. 12.7",),
    variants={
        "import": "Caviar of wild {taxon} under export permit {value} (issued {issued}) arrives after its quota year ended on {ended}; the day of shipment is not declared."
    },
)
def caviar_year(line: Line) -> Iterator[Hit]:
    """Caviar of wild stocks that States share is exported before the quota year of its harvest ends (1 March to the end of February). Shipment after that is a violation; where only the arrival is later, a person looks at the day of shipment. For other waters, and for re-exports, the quota year does not bind."""
    permit = line.item.document(K.EXPORT_PERMIT)
    origin = line.item.origin or line.item.exporter
    if not is_caviar(line) or line.source != "W" or origin not in _SHARED or permit is None or permit.issued is None:
        return
    ended = _quota_year_end(permit.issued)
    shipped = line.item.shipment_date
    if (shipped or line.on) > ended and not line.is_reexport:
        params = {
            "issued": permit.issued.isoformat(),
            "ended": ended.isoformat(),
            "shipped": (shipped or line.on).isoformat(),
        }
        if shipped:
            yield Hit("shipment_date", permit.no, params)
        else:
            yield Hit("import_date", permit.no, params, severity=REVIEW, variant="import")


def _quota_year_end(day: date) -> date:
    """The last day of February that ends the quota year of a day."""
    return date(day.year + (day.month > 2), 3, 1) - timedelta(days=1)


@rule(
    "caviar-reexport-18m",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="Caviar re-exported after more than 18 months",
    message="The re-export certificate {value} of {issued} is more than 18 months later than the export permit of origin ({first}); caviar is re-exported within 18 months.",
    fix="Do not accept the certificate; compare both dates with the documents first.",
    basis=("Res. Conf. 12.7",),
)
def caviar_reexport_18m(line: Line) -> Iterator[Hit]:
    """Caviar may be re-exported for 18 months from the issue of the original export permit."""
    certificate = line.item.document(K.REEXPORT_CERTIFICATE)
    permit = line.item.document(K.ORIGIN_EXPORT_PERMIT)
    if not is_caviar(line) or certificate is None or permit is None or not certificate.issued or not permit.issued:
        return
    if certificate.issued > add_months(permit.issued, 18):
        params = {"issued": certificate.issued.isoformat(), "first": permit.issued.isoformat()}
        yield Hit("reexport_certificate_issued", certificate.no, params)


@rule(
    "caviar-mixed",
    REVIEW,
    confidence="M",
    title="Mixed or pressed caviar",
    message="The caviar is described as “{value}”, and the share of each species is not declared.",
    fix="Ask for the species and their shares; caviar of several species is mixed only when pressed, and the label says so (MIX).",
    basis=("Res. Conf. 12.7",),
)
def caviar_mixed(line: Line) -> Iterator[Hit]:
    """Only pressed caviar may hold eggs of several species; which ones and how much of each has to be known."""
    if is_caviar(line) and (found := _MIXED.search(line.text)):
        yield Hit("description", found[0])


@rule(
    "sturgeon-live-eggs",
    NOTE,
    confidence="M",
    title="Live sturgeon eggs or fry",
    message="Live eggs or fingerlings of {taxon} (term {term}) follow the rules for living specimens, not those for caviar.",
    fix="Present them as live specimens, with the conditions of transport; no caviar label is needed.",
    basis=("Res. Conf. 12.7", "CITES Art. IV.2"),
    variants={
        "caviar": "Live eggs of {taxon} (term {term}) are declared, but heading or description says caviar (“{value}”): the two follow different rules."
    },
)
def sturgeon_live_eggs(line: Line) -> Iterator[Hit]:
    """Fertilised eggs and fry are living specimens. A note; a review where heading or description says caviar."""
    if line.item.term not in {"EGL", "FIG"} or not line.is_a("Acipenseriformes"):
        return
    word = _CAVIAR.search(line.item.description)
    if word or line.item.hs_code.startswith("160431"):
        yield Hit("term", word[0] if word else line.item.hs_code, severity=REVIEW, variant="caviar")
    else:
        yield Hit("term", line.item.term)


@rule(
    "shark-fin",
    REVIEW,
    confidence="M",
    title="Fins without a species",
    message="Fins are declared as {taxon}, without a species; listings and documents of sharks and rays go by species and by date.",
    fix="Get the species from the export document, or have the fins identified; processed fins often mix several species.",
    basis=("Res. Conf. 12.6", "CITES Art. IV.4"),
)
def shark_fin(line: Line) -> Iterator[Hit]:
    """Sharks and rays were listed one after the other (2003 to 2026), and fins of several species travel together: a genus or family is not enough."""
    fins = line.item.term in {"DFN", "FFN", "FIN"} and line.is_a("Elasmobranchii")
    if fins and line.taxon and line.taxon.rank not in {"species", "subspecies"}:
        yield Hit("scientific_name", line.match.query)


@rule(
    "trophy-quota-country",
    REVIEW,
    scope=Scope.APPENDIX_I,
    confidence="M",
    title="Trophy from a country without a quota",
    message="{taxon}: a Resolution sets export quotas for trophies of some countries ({countries}); {origin} is not one of them.",
    fix="Ask the Management Authority of {importer} on what finding its import permit rests.",
    basis=("Res. Conf. 10.14", "Res. Conf. 10.15", "Res. Conf. 13.5"),
    variants={
        "ended": "{taxon}: the export quota of {origin} for trophies that the dataset knows ended on {ended}; it may have been replaced by another.",
        "none": "{taxon}: a Resolution sets export quotas for trophies of some countries ({countries}); {origin} is not one of them, and no import permit with a finding of its own is declared.",
    },
)
def trophy_quota_country(line: Line) -> Iterator[Hit]:
    """For leopard, markhor and black rhinoceros the Conference of the Parties set export quotas by country, on which importing States rely. Without a quota the importing State needs a finding of its own: with its import permit a review, without it a violation. Where a quota of the country has ended it is a review, since a share of the population may have taken its place."""
    hunted = f"{line.item.purpose} {line.item.term}" in {"H TRO", "H SKI", "P TRO"}
    if not hunted or not line.treated_as_wild:
        return
    on = line.on.isoformat()
    quotas = [
        quota
        for taxon in line.lineage
        if taxon.name in TROPHY_TAXA
        for quota in line.reference.trade.quotas.get(taxon.name, ())
        if line.item.term in quota.terms and (quota.valid_from or on) <= on
    ]
    countries = {quota.country for quota in quotas if not quota.valid_until or on < quota.valid_until}
    origin = line.item.origin
    if not countries or not origin or origin in countries or origin in line.reference.no_states:
        return
    params = {"countries": ", ".join(sorted(countries))}
    ended = max((quota.valid_until for quota in quotas if quota.country == origin), default="")
    if ended:
        yield Hit("origin", origin, {**params, "ended": ended}, variant="ended")
    elif line.item.document(K.IMPORT_PERMIT):
        yield Hit("origin", origin, params)
    else:
        yield Hit("origin", origin, params, severity=VIOLATION, verdict=Verdict.PERMIT_MISSING, variant="none")


@rule(
    "timber-ply-unit",
    NOTE,
    confidence="M",
    title="Unit of timber",
    message="{term} is declared in {value}; logs and sawn wood are counted in cubic metres, veneer and plywood in square or cubic metres.",
    fix="Declare the quantity in the unit of the export document.",
    basis=("Res. Conf. 12.3",),
)
def timber_ply_unit(line: Line) -> Iterator[Hit]:
    """Timber is measured by volume, sheets also by area; a weight cannot be compared with the permit."""
    unit = line.item.unit
    kind = line.reference.goods.units[unit].kind if unit in line.reference.goods.units else ""
    wanted = {"volume"} if line.item.term in _CUBIC else {"volume", "area"} if line.item.term in _SHEETS else set()
    if line.is_plant and wanted and unit and kind not in wanted:
        yield Hit("unit", unit)


RULES = (
    *marks.RULES,
    caviar_year,
    caviar_reexport_18m,
    caviar_mixed,
    sturgeon_live_eggs,
    shark_fin,
    trophy_quota_country,
    timber_ply_unit,
)
