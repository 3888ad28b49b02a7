"""Lines that are in order: ordinary trade raises no doubt, and every fact that is broken is noticed.

A line inside the Convention is broken one fact at a time: each break has to change the verdict or add a finding. A line
outside it is brought inside by one fact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from cites_check.batch.setup import ledger_of
from cites_check.engine import Checker
from cites_check.locale.texts import Texts
from cites_check.lookup import Lookups
from cites_check.model.codes import DocumentKind, Severity
from cites_check.model.lines import LineItem
from cites_check.model.results import LineResult
from cites_check.rules.jurisdiction import jurisdictions_from
from cites_check.rules.reference import Reference

Record = dict[str, Any]
Check = Callable[[Mapping[str, Any]], LineResult]
ReadLine = Callable[[Mapping[str, Any]], LineItem]

LINES: list[Record] = yaml.safe_load(Path(__file__).with_name("compliant_lines.yaml").read_text(encoding="utf-8"))
COVERED = [line for line in LINES if "appendix" in line]
OUTSIDE = [line for line in LINES if "appendix" not in line]
PARTS = ("no", "country", "issued", "expires", "quantity", "unit")
PLANTS = frozenset({
    "Aloe ferox", "Aquilaria malaccensis", "Bulnesia sarmientoi", "Cycas revoluta", "Cymbidium hybrid",
    "Dalbergia cochinchinensis", "Dalbergia latifolia", "Dendrobium nobile", "Echinocactus grusonii",
    "Euphorbia lactea", "Galanthus nivalis", "Gastrodia elata", "Handroanthus impetiginosus",
    "Nardostachys grandiflora", "Panax ginseng", "Panax quinquefolius", "Paphiopedilum armeniacum", "Pericopsis elata",
    "Phalaenopsis amabilis", "Phalaenopsis hybrid", "Prunus africana", "Quercus mongolica", "Swietenia macrophylla",
})  # fmt: skip

SURVIVORS: dict[tuple[str, str], str] = {
    (
        "Panthera tigris",
        "purpose to commercial",
    ): "Art. VII.2 lifts Art. III for a certified pre-Convention specimen, trade included",
    ("Latimeria chalumnae", "origin dropped"): "source X itself says that it comes from the high seas",
    ("Carcharhinus falciformis", "origin dropped"): "source X itself says that it comes from the high seas",
    (
        "Carcharhinus falciformis",
        "drop import_permit",
    ): "Korea takes the certificate of introduction from the sea instead",
    (
        "Carcharhinus falciformis",
        "phytosanitary_certificate instead of import_permit",
    ): "as for the permit that is dropped",
    ("Carcharhinus falciformis", "ownership_certificate instead of import_permit"): "as for the permit that is dropped",
    ("Varanus salvator", "drop import_permit"): "Japan asks for no import document for dead specimens of Appendix II",
    ("Varanus salvator", "ownership_certificate instead of import_permit"): "as for the permit that is dropped",
    (
        "Cycas revoluta",
        "phytosanitary_certificate valid for five years",
    ): "a phytosanitary certificate has a validity of its own",
    (
        "Cycas revoluta",
        "quantity multiplied",
    ): "the phytosanitary certificate of this line states no quantity to compare with",
}
"""Breaks that are none in law, by taxon and break, each with its reason."""

INSIDE: dict[str, Record] = {
    "Aloe ferox": {"retail_packed": "no"},
    "Aloe vera": {"scientific_name": "Aloe perryi"},
    "Anguilla japonica": {"scientific_name": "Anguilla anguilla"},
    "Bos taurus": {"scientific_name": "Caiman crocodilus"},
    "Cervus elaphus": {"scientific_name": "Cervus elaphus bactrianus"},
    "Corallium rubrum": {"scientific_name": "Corallium japonicum"},
    "Dalbergia latifolia": {"hs_code": "940360", "net_wood_kg": 12},
    "Dendrobium hybrid": {"term": "LIV"},
    "Dipteryx odorata": {"term": "SAW"},
    "Macropus rufus": {"scientific_name": "Lagorchestes hirsutus"},
    "Melopsittacus undulatus": {"scientific_name": "Platycercus elegans"},
    "Nymphicus hollandicus": {"scientific_name": "Cacatua galerita"},
    "Panax quinquefolius": {"term": "ROO"},
    "Paracheirodon innesi": {"scientific_name": "Hypancistrus zebra"},
    "Pecari tajacu": {"origin": "PE"},
    "Phalaenopsis hybrid": {"term": "LIV"},
    "Pinus koraiensis": {"term": "SAW"},
    "Pterocarpus santalinus": {"term": "LOG"},
    "Quercus alba": {"scientific_name": "Quercus mongolica"},
    "Rebutia minuscula": {"origin": "MX"},
    "Struthio camelus": {"origin": "NE"},
    "Swietenia macrophylla": {"origin": "PE"},
    "Vanilla planifolia": {"term": "STE"},
}
"""The fact that brings a line inside the Convention, by its name: the neighbour on the other side of the border."""


def _documents(line: Record) -> list[str]:
    return [kind.value for kind in DocumentKind if f"{kind.value}_no" in line]


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _without(line: Record, *fields: str) -> Record:
    return {key: value for key, value in line.items() if key not in fields}


def _swapped(line: Record, kind: str, other: str) -> Record:
    renamed = {f"{kind}_{part}": f"{other}_{part}" for part in PARTS}
    return {renamed.get(key, key): value for key, value in line.items()}


def _break_documents(line: Record) -> Iterator[tuple[str, Record]]:
    on = _day(line["import_date"])
    for kind in _documents(line):
        yield f"drop {kind}", _without(line, *(f"{kind}_{part}" for part in PARTS))
        yield f"number of {kind} dropped", _without(line, f"{kind}_no")
        yield f"placeholder for {kind}", line | {f"{kind}_no": "TBC"}
        if kind == "origin_export_permit":
            yield f"{kind} later than the certificate", line | {f"{kind}_issued": on - timedelta(days=1)}
            yield f"date of {kind} dropped", _without(line, f"{kind}_issued")
            continue
        old = {f"{kind}_issued": on - timedelta(days=100), f"{kind}_expires": on - timedelta(days=1)}
        yield f"expire {kind}", line | old
        late = {f"{kind}_issued": on + timedelta(days=1), f"{kind}_expires": on + timedelta(days=100)}
        yield f"{kind} issued after the import", line | late
        yield f"dates of {kind} dropped", _without(line, f"{kind}_issued", f"{kind}_expires")
        yield (
            f"dates of {kind} the wrong way round",
            line | {f"{kind}_expires": _day(line[f"{kind}_issued"]).replace(day=1)},
        )
        yield f"issuer of {kind} changed", line | {f"{kind}_country": "PY"}
        yield f"issuer of {kind} dropped", _without(line, f"{kind}_country")
        yield (
            f"{kind} valid for five years",
            line | {f"{kind}_expires": _day(line[f"{kind}_issued"]) + timedelta(days=1830)},
        )
        if f"{kind}_quantity" in line:
            yield f"quantity of {kind} halved", line | {f"{kind}_quantity": line["quantity"] / 2}
        for other in ("phytosanitary_certificate", "ownership_certificate"):
            if other != kind and f"{other}_no" not in line:
                yield f"{other} instead of {kind}", _swapped(line, kind, other)
    pair = ("export_permit", "reexport_certificate")
    for kind, other in (pair, pair[::-1]):
        if f"{kind}_no" in line:
            yield f"{other} instead of {kind}", _swapped(line, kind, other)


def _break_codes(line: Record) -> Iterator[tuple[str, Record]]:
    plant = line["scientific_name"] in PLANTS
    yield "source dropped", _without(line, "source")
    yield "source unknown to the Convention", line | {"source": "K"}
    yield "source of the other kingdom", line | {"source": "C" if plant else "A"}
    yield "source unknown (U)", line | {"source": "U"}
    yield "confiscated without a second code", _without(line, "second_source") | {"source": "I"}
    yield "pre-Convention without a date", _without(line, "acquisition_date") | {"source": "O"}
    if line["appendix"] != "I":
        yield "source D outside Appendix I", line | {"source": "D"}
        yield "on the high seas, from a land-locked State", line | {"source": "X", "origin": "MN"}
    elif line["source"] == "D":
        yield "source D to wild", line | {"source": "W"}
        if not plant:
            yield "breeding operation dropped", _without(line, "breeding_operation")
            yield "breeding operation of another country", line | {"breeding_operation": "A-PY-501"}
    else:
        yield "purpose to commercial", line | {"purpose": "T"}
        yield "source D without an operation", line | {"source": "D"}
    if line["appendix"] != "III":
        yield "purpose dropped", _without(line, "purpose")
    yield "purpose unknown to the Convention", line | {"purpose": "X"}
    yield "purpose of the other kingdom", line | {"purpose": "Z" if plant else "G"}
    if "acquisition_date" in line:
        yield "acquired after the listing", line | {"acquisition_date": date(2020, 1, 1)}
    for weaker in {"I": ("II", "III", "N"), "II": ("III", "N"), "III": ("N",)}[line["appendix"]]:
        if not (weaker == "II" and line["source"] == "D"):
            yield f"Appendix {weaker} declared", line | {"appendix": weaker}
    if line["appendix"] != "I":
        yield "stricter Appendix declared", line | {"appendix": "I"}
    yield "Appendix that does not exist", line | {"appendix": "IV"}


def _break_route_and_goods(line: Record) -> Iterator[tuple[str, Record]]:
    on = _day(line["import_date"])
    yield "origin dropped", _without(line, "origin")
    yield "origin changed", line | {"origin": "PY"}
    if line.get("exporter"):
        yield "exporter dropped", _without(line, "exporter")
        yield "exporter changed", line | {"exporter": "PY"}
        yield "exporter is the importer", line | {"exporter": line["importer"]}
        if line["origin"] != line["exporter"]:
            yield "origin is the exporter", line | {"origin": line["exporter"]}
    yield "importer changed", line | {"importer": "KR" if line["importer"] != "KR" else "JP"}
    yield "imported two years later", line | {"import_date": on + timedelta(days=730)}
    yield "imported a year earlier", line | {"import_date": on - timedelta(days=365)}
    yield "shipped after the documents expired", line | {"shipment_date": on + timedelta(days=400)}
    yield "quantity dropped", _without(line, "quantity")
    yield "quantity zero", line | {"quantity": 0}
    yield "quantity multiplied", line | {"quantity": line["quantity"] * 50}
    yield "unit of packages", line | {"unit": "boxes"}
    yield "name dropped", line | {"scientific_name": "", "description": "goods"}
    if " " in line["scientific_name"]:
        yield "name cut to the genus", line | {"scientific_name": line["scientific_name"].split()[0]}
    yield "name misspelt", line | {"scientific_name": line["scientific_name"][:-2] + "xq"}
    yield "goods dropped", _without(line, "term", "description", "hs_code")


def breaks(line: Record) -> Iterator[tuple[str, Record]]:
    """Every break of a line, by name."""
    yield from _break_documents(line)
    yield from _break_codes(line)
    yield from _break_route_and_goods(line)


def _told(result: LineResult) -> Counter[tuple[str, str]]:
    return Counter((finding.rule, finding.severity.value) for finding in result.findings)


@pytest.fixture(scope="module")
def check(lookups: Lookups, reference: Reference, read_line: ReadLine) -> Check:
    """Checks one record as a run of its own, so that no permit was seen before."""
    laws, texts = jurisdictions_from(lookups.dataset), Texts("en", reference)

    def check_alone(record: Mapping[str, Any]) -> LineResult:
        ledger = ledger_of(lookups, reference, [])
        return Checker(lookups, reference, laws, texts, default_date=date(2026, 11, 22), ledger=ledger).check(
            read_line(record)
        )

    return check_alone


@pytest.mark.parametrize("number", range(len(LINES)))
def test_a_compliant_line_is_in_order(number: int, check: Check) -> None:
    result = check(LINES[number])
    doubts = [finding.message for finding in result.findings if finding.severity is not Severity.NOTE]
    assert doubts == []
    assert result.verdict.value == ("OK" if "appendix" in LINES[number] else "NOT_LISTED")


@pytest.mark.parametrize("line", OUTSIDE, ids=lambda line: str(line["scientific_name"]))
def test_one_fact_brings_a_line_inside(line: Record, check: Check) -> None:
    verdict = check(line | INSIDE[line["scientific_name"]]).verdict.value
    assert verdict in {"PROHIBITED", "PERMIT_MISSING", "REVIEW"}


def test_the_lines_are_spread() -> None:
    assert len(COVERED) >= 100
    assert len(OUTSIDE) >= 20
    assert min(Counter(line["appendix"] for line in COVERED).values()) >= 10
    assert {line["source"] for line in COVERED} == set("WXRDACFIOY")
    assert {line["importer"] for line in COVERED} >= {"KR", "DE", "GB", "US", "CA", "JP", "CN", "CH", "AU", "VU"}


def test_every_break_is_noticed(check: Check, record_property: Callable[[str, object], None]) -> None:
    tried = 0
    survivors = []
    for number, line in enumerate(COVERED, start=1):
        sound = check(line)
        for name, broken in breaks(line):
            tried += 1
            result = check(broken)
            if result.verdict is sound.verdict and not _told(result) - _told(sound):
                survivors.append((number, line["scientific_name"], name))
    record_property("breaks", tried)
    record_property("noticed", tried - len(survivors))
    unexplained = [one for one in survivors if (one[1], one[2]) not in SURVIVORS]
    assert unexplained == [], f"{tried - len(survivors)} of {tried} noticed"
    assert tried > 3500
