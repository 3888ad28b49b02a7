"""How coverage comes out of a whole check: verdicts, documents and the steps that are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from cites_check.engine import Checker
from cites_check.locale.texts import Texts
from cites_check.lookup import Lookups
from cites_check.model.codes import Severity
from cites_check.model.lines import LineItem
from cites_check.model.results import LineResult
from cites_check.rules.jurisdiction import jurisdictions_from
from cites_check.rules.reference import Reference

CheckLine = Callable[[Mapping[str, Any]], LineResult]
ReadLine = Callable[[Mapping[str, Any]], LineItem]


def _line(**fields: Any) -> dict[str, Any]:
    """A line from `origin` to Korea, shipped straight, with its documents unless `documents` is False."""
    shown = fields.pop("documents", True)
    origin = fields["origin"]
    line: dict[str, Any] = {
        "importer": "KR",
        "import_date": "2026-11-22",
        "exporter": origin,
        "quantity": 1,
        "unit": "no",
        "purpose": "T",
        "source": "W",
    }
    if shown:
        line |= {
            "export_permit_no": f"26{origin}000001/AA",
            "export_permit_country": origin,
            "export_permit_issued": "2026-09-01",
            "export_permit_expires": "2027-02-28",
            "import_permit_no": "26KR000001/AA",
            "import_permit_country": "KR",
            "import_permit_issued": "2026-08-20",
            "import_permit_expires": "2027-02-19",
        }
    return line | fields


@pytest.mark.parametrize(
    ("fields", "verdict", "appendix"),
    [
        ({"scientific_name": "Loxodonta africana", "origin": "ZA", "term": "IVC", "purpose": "P"}, "OK", "I"),
        (
            {"scientific_name": "Loxodonta africana", "origin": "ZA", "term": "IVC", "documents": False},
            "PROHIBITED",
            "I",
        ),
        ({"scientific_name": "Loxodonta africana", "origin": "BW", "term": "SKI"}, "OK", "II"),
        ({"scientific_name": "Loxodonta africana", "origin": "TZ", "term": "SKI"}, "PROHIBITED", "I"),
        ({"scientific_name": "Crocodylus niloticus", "origin": "TZ", "term": "SKI", "quantity": 1500}, "OK", "II"),
        (
            {"scientific_name": "Crocodylus niloticus", "origin": "TZ", "term": "SKI", "quantity": 2000},
            "PERMIT_INVALID",
            "II",
        ),
        ({"scientific_name": "Dalbergia nigra", "origin": "BR", "term": "LOG", "unit": "m3"}, "PROHIBITED", "I"),
        (
            {
                "scientific_name": "Dalbergia latifolia",
                "origin": "IN",
                "term": "WPR",
                "hs_code": "920290",
                "description": "finished guitar",
                "documents": False,
            },
            "NOT_LISTED",
            "",
        ),
        ({"scientific_name": "Panax ginseng", "origin": "RU", "term": "ROO", "unit": "kg"}, "OK", "II"),
        (
            {
                "scientific_name": "Panax ginseng",
                "origin": "KR",
                "exporter": "KR",
                "importer": "JP",
                "term": "ROO",
                "unit": "kg",
                "source": "A",
                "documents": False,
            },
            "NOT_LISTED",
            "",
        ),
        (
            {"scientific_name": "Potamotrygon falkneri", "origin": "PE", "term": "LIV", "documents": False},
            "NOT_LISTED",
            "",
        ),
    ],
)
def test_seeds_of_the_catalogue(fields: dict[str, Any], verdict: str, appendix: str, check_line: CheckLine) -> None:
    result = check_line(_line(**fields))
    assert (result.verdict.value, result.appendix) == (verdict, appendix), [
        f"{finding.rule}: {finding.message}" for finding in result.findings
    ]


def test_an_excluded_species_needs_no_cites_document(check_line: CheckLine) -> None:
    result = check_line(_line(scientific_name="Psittacula krameri", origin="IN", term="LIV", documents=False))
    assert result.appendix == ""
    assert result.documents_required == ()
    assert "name-excluded-species" in {finding.rule for finding in result.findings}


@pytest.mark.parametrize(("origin", "document"), [("FR", "export_permit"), ("MQ", "export_permit"), ("GB", "")])
def test_the_union_lists_for_its_members(origin: str, document: str, check_line: CheckLine) -> None:
    result = check_line(_line(scientific_name="Caribena versicolor", origin=origin, term="LIV", documents=False))
    assert result.documents_required[0].value == (document or "certificate_of_origin")


def test_each_listing_party_of_appendix_iii_counts(check_line: CheckLine) -> None:
    for origin in ("CR", "NI"):
        result = check_line(_line(scientific_name="Dipteryx panamensis", origin=origin, term="SEE", unit="kg"))
        assert (result.verdict.value, result.appendix) == ("OK", "III"), result.findings


def test_untold_facts_never_make_a_violation_and_never_release(check_line: CheckLine) -> None:
    result = check_line(_line(scientific_name="Aloe ferox", origin="ZA", term="EXT", unit="kg", documents=False))
    assert result.verdict.value == "REVIEW"
    assert result.appendix == "II"
    assert all(finding.severity is not Severity.VIOLATION for finding in result.findings)


def test_where_the_documents_are_shown_untold_facts_are_notes(check_line: CheckLine) -> None:
    result = check_line(_line(scientific_name="Aloe ferox", origin="ZA", term="EXT", unit="kg"))
    assert result.verdict.value == "OK"


def test_a_hybrid_named_by_its_parents_follows_the_strictest(check_line: CheckLine) -> None:
    result = check_line(
        _line(scientific_name="Panthera leo x Panthera tigris", origin="ZA", term="SKI", source="C", documents=False)
    )
    assert result.appendix == "I"
    rules = {finding.rule: finding.severity for finding in result.findings}
    assert rules["app1-export-doc-missing"] is Severity.VIOLATION
    assert rules["hybrid-animal"] is Severity.REVIEW


STEPS = [
    ({"scientific_name": "Loxodonta africana", "origin": "BW", "term": "SKI"}, 5),
    ({"scientific_name": "Loxodonta africana", "origin": "ZA", "term": "IVC"}, 5),
    ({"scientific_name": "Dalbergia latifolia", "origin": "IN", "term": "WPR"}, 6),
    ({"scientific_name": "Panax ginseng", "origin": "CN", "term": "ROO"}, 4),
    ({"scientific_name": "Dipteryx panamensis", "origin": "CR", "term": ""}, 6),
    ({"scientific_name": "Schlumbergera truncata 'Thor'", "origin": "NL", "term": "LIV", "source": "A"}, 5),
    ({"scientific_name": "Euphorbia ignotissima", "origin": "MG", "term": "LIV"}, 5),
    ({"scientific_name": "Psittacula krameri", "origin": "IN", "term": "LIV"}, 3),
    ({"scientific_name": "Cervus elaphus", "origin": "IN", "term": "SKI"}, 3),
]


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize(("fields", "least"), STEPS, ids=[str(fields["scientific_name"]) for fields, _ in STEPS])
def test_steps_are_told_in_both_languages(
    fields: dict[str, Any], least: int, lang: str, lookups: Lookups, reference: Reference, read_line: ReadLine
) -> None:
    item = read_line(_line(**fields))
    assert item.import_date is not None
    checker = Checker(
        lookups,
        reference,
        jurisdictions_from(lookups.dataset),
        Texts(lang, reference),
        default_date=item.import_date,
    )
    steps = checker.check(item).steps
    assert len(steps) >= least, steps
    assert not any("{" in step or "step_" in step or "fact_" in step for step in steps), steps
    if lang == "ko":
        assert all(any("가" <= sign <= "힣" for sign in step) for step in steps), steps
