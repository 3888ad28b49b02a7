"""Jurisdictions as data: a new country is one file, and every file says what the program understands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cites_check.cli.explain_law import handling_text, jurisdiction_text
from cites_check.engine import Checker, Choice
from cites_check.locale.ko.citations import citation
from cites_check.locale.law_words import LAW_WORDS
from cites_check.locale.texts import Texts
from cites_check.lookup import Lookups
from cites_check.model.codes import DocumentKind, Severity
from cites_check.model.lines import LineItem
from cites_check.model.results import LineResult
from cites_check.rules.conditions import KEYS
from cites_check.rules.jurisdiction import Jurisdictions, jurisdiction_from, jurisdictions_from
from cites_check.rules.national import OWN_CLAIMS, OWN_EXTRAS
from cites_check.rules.reference import Reference
from cites_check.rules.table import RULES
from tests.conftest import TODAY

IDS = {rule.id for rule in RULES}

NEW_COUNTRY: Mapping[str, Any] = {
    "code": "BR",
    "en": "Brazil",
    "ko": "브라질",
    "confidence": "medium",
    "as_of": "2026-01-01",
    "applies_to": ["BR"],
    "authority": {"en": "IBAMA", "ko": "브라질 환경청"},
    "import_documents": {
        appendix: [
            {
                "key": "import-permit",
                "any_of": ["import_permit"],
                "when": {},
                "severity": severity,
                "confidence": "medium",
                "basis": ["br-3607"],
                "en": "A Brazilian licence.",
                "ko": "브라질 허가서.",
            }
        ]
        for appendix, severity in (("I", "violation"), ("II", "violation"), ("III", "review"))
    },
    "exemptions": [
        {
            "key": "pre-convention",
            "documents": ["preconvention_certificate"],
            "issued_by": "any",
            "when": {"sources": ["O"]},
            "replaces": ["import_permit"],
            "effect": "releases",
        }
    ],
    "extras": [
        {
            "key": "fish-agency",
            "when": {"taxa": ["Elasmobranchii"]},
            "severity": "note",
            "basis": ["br-3607"],
            "en": "Sharks and rays are looked at by the fisheries agency too.",
            "ko": "상어·가오리는 수산청도 확인한다.",
        },
        {
            "key": "turtle-ban",
            "when": {"taxa": ["Testudines"], "categories": ["live"]},
            "severity": "violation",
            "basis": ["br-3607"],
            "en": "Live turtles need a permit of the veterinary service.",
            "ko": "살아 있는 거북은 수의당국의 허가가 필요하다.",
        },
    ],
    "articles": {"br-3607": {"en": "Decree 3.607/2000", "ko": "브라질 법령 3.607/2000", "law": "Decreto 3.607"}},
}
"""What one file of a country looks like that the program has never heard of."""

SKINS = LineItem(
    scientific_name="Malayopython reticulatus",
    term="SKI",
    source="W",
    purpose="T",
    quantity=200.0,
    unit="no",
    origin="ID",
    exporter="ID",
    importer="BR",
    consignor="Jakarta Skins",
    consignee="Couros",
    import_date=TODAY,
)


@pytest.fixture(scope="module")
def in_brazil(lookups: Lookups, reference: Reference) -> Callable[[LineItem, str], LineResult]:
    """Checks a line with the new country among the jurisdictions, in a language."""
    known = jurisdictions_from(lookups.dataset)
    jurisdictions = Jurisdictions({**known.by_country, "BR": jurisdiction_from(NEW_COUNTRY)}, known.convention)

    def check(item: LineItem, lang: str = "en") -> LineResult:
        checker = Checker(lookups, reference, jurisdictions, Texts(lang, reference), default_date=TODAY)
        return checker.check(item)

    return check


def _found(result: LineResult) -> dict[str, Severity]:
    return {finding.rule: finding.severity for finding in result.findings}


def test_a_new_country_is_one_file(in_brazil: Callable[..., LineResult]) -> None:
    result = in_brazil(SKINS)
    assert result.documents_required == (DocumentKind.EXPORT_PERMIT, DocumentKind.IMPORT_PERMIT)
    assert _found(result)["app2-import-permit-national"] is Severity.VIOLATION
    (finding,) = (finding for finding in result.findings if finding.rule == "app2-import-permit-national")
    assert "IBAMA" in finding.fix
    assert "Decree 3.607/2000" in finding.basis


def test_a_new_country_speaks_korean_too(in_brazil: Callable[..., LineResult]) -> None:
    (finding,) = (
        finding for finding in in_brazil(SKINS, "ko").findings if finding.rule == "app2-import-permit-national"
    )
    assert "브라질 환경청" in finding.fix
    assert "브라질 법령 3.607/2000" in finding.basis
    assert "CITES 제14조제1항" in finding.basis


def test_exemptions_and_further_demands_of_a_new_country(in_brazil: Callable[..., LineResult]) -> None:
    turtle = replace(SKINS, scientific_name="Testudo graeca", term="LIV", origin="TR", exporter="TR")
    assert _found(in_brazil(turtle))["stricter-domestic"] is Severity.VIOLATION
    # Whether it is alive is not declared: a question.
    assert _found(in_brazil(replace(turtle, term="")))["stricter-domestic"] is Severity.REVIEW
    shark = replace(SKINS, scientific_name="Isurus oxyrinchus", term="MEA", origin="ES", exporter="ES", unit="kg")
    assert _found(in_brazil(shark))["stricter-domestic"] is Severity.NOTE
    assert "stricter-domestic" not in _found(in_brazil(SKINS))
    third = replace(SKINS, scientific_name="Civettictis civetta", term="LIV", origin="ET", exporter="ET", source="C")
    assert _found(in_brazil(third))["app3-import-permit-national"] is Severity.REVIEW


def test_the_import_permit_has_to_be_that_of_the_importing_country(
    check_line: Callable[[Mapping[str, Any]], LineResult],
) -> None:
    line = {
        "scientific_name": "Malayopython reticulatus",
        "term": "SKI",
        "source": "W",
        "purpose": "T",
        "quantity": 20,
        "unit": "no",
        "origin": "ID",
        "exporter": "ID",
        "importer": "KR",
        "import_date": "2026-11-22",
        "import_permit_no": "26JP000001",
        "import_permit_country": "JP",
    }
    assert "kr-import-permit-missing" in _found(check_line(line))
    # A member State's permit is good in the whole Union.
    german = {**line, "importer": "FR", "import_permit_no": "26DE000001", "import_permit_country": "DE"}
    assert "eu-import-permit-missing" not in _found(check_line(german))


def _files(lookups: Lookups) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name in lookups.dataset.document_names("jurisdictions"):
        yield name, lookups.dataset.document(f"jurisdictions/{name}")


def test_every_condition_in_the_files_is_understood(lookups: Lookups) -> None:
    for name, body in _files(lookups):
        rules = [need for needs in body["import_documents"].values() for need in needs]
        for entry in [*rules, *body["exemptions"], *body["extras"], *body.get("ports", [])]:
            assert set(entry.get("when") or {}) <= KEYS, (name, entry["key"])


def test_keys_that_look_like_rules_are_rules(lookups: Lookups) -> None:
    for name, body in _files(lookups):
        for entry in [*body["extras"], *body["exemptions"]]:
            if entry["key"].startswith(f"{name.lower()}-"):
                assert entry["key"] in IDS, (name, entry["key"])
    assert OWN_CLAIMS <= IDS
    # The demand on breeding operations is carried out by the rules on commercial purposes.
    assert {"appendix-i-bred-commercial"} == OWN_EXTRAS - IDS


def test_low_confidence_is_never_a_violation(lookups: Lookups) -> None:
    for name, body in _files(lookups):
        rules = [need for needs in body["import_documents"].values() for need in needs]
        for entry in [*rules, *body["extras"]]:
            assert entry.get("confidence") != "low" or entry["severity"] != "violation", (name, entry["key"])


def test_korean_findings_name_the_articles_of_the_jurisdiction_file(lookups: Lookups, reference: Reference) -> None:
    checker = Checker(
        lookups, reference, jurisdictions_from(lookups.dataset), Texts("ko", reference), default_date=TODAY
    )
    result = checker.check(replace(SKINS, importer="KR"))
    (finding,) = (finding for finding in result.findings if finding.rule == "kr-import-permit-missing")
    assert set(finding.basis) >= {"야생생물법 제16조제1항", "야생생물법 시행규칙 제19조"}
    (finding,) = (finding for finding in result.findings if finding.rule == "kr-import-without-permit")
    assert finding.basis == ("야생생물법 제68조제1항제5호", "야생생물법 제71조", "관세법 제270조제2항")


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("CITES Art. III.3(c)", "CITES 제3조제3항(c)"),
        ("CITES Art. XXIII.3", "CITES 제23조제3항"),
        ("CITES Art. X", "CITES 제10조"),
        ("Res. Conf. 12.3", "결의 Conf. 12.3"),
        ("Wildlife Act Art. 16(1)", "야생생물법 제16조제1항"),
        ("Wildlife Act Art. 70(8-2)", "야생생물법 제70조제8호의2"),
        ("Wildlife Decree Art. 13(3)", "야생생물법 시행령 제13조제3호"),
        ("Wildlife Rule Art. 21-2", "야생생물법 시행규칙 제21조의2"),
        ("Customs Act Art. 270(1)3", "관세법 제270조제1항제3호"),
        ("50 CFR part 14", "미국 연방규정 50 CFR 제14부"),
        ("TARIC", "TARIC"),
    ],
)
def test_korean_citations(english: str, korean: str) -> None:
    assert citation(english) == korean


def test_articles_are_cited_in_korean_as_the_files_have_them(lookups: Lookups) -> None:
    for _, body in _files(lookups):
        for article in body["articles"].values():
            if article["en"].startswith(("CITES Art.", "Wildlife ", "Customs Act ")):
                assert citation(article["en"]) == article["ko"]


def test_a_run_is_told_once_of_an_old_suspension_list(lookups: Lookups, reference: Reference) -> None:
    jurisdictions = jurisdictions_from(lookups.dataset)

    def said(on: date) -> list[str]:
        checker = Checker(lookups, reference, jurisdictions, Texts("en", reference), default_date=on)
        return [finding.rule for finding in checker.run_findings()]

    assert "suspension-list-stale" in said(TODAY)
    as_of = date.fromisoformat(reference.trade.suspensions_as_of)
    assert "suspension-list-stale" not in said(as_of)


def test_a_run_is_told_once_that_no_national_law_is_known(lookups: Lookups, reference: Reference) -> None:
    jurisdictions = jurisdictions_from(lookups.dataset)

    def said(importer: str) -> bool:
        texts = Texts("en", reference)
        checker = Checker(lookups, reference, jurisdictions, texts, default_importer=importer, default_date=TODAY)
        return any(finding.rule == "national-law-unknown" for finding in checker.run_findings())

    assert said("BR")
    assert not said("KR")
    assert not said("")


def test_notes_of_advice_can_be_left_out_but_never_reviews(lookups: Lookups, reference: Reference) -> None:
    checker = Checker(
        lookups,
        reference,
        jurisdictions_from(lookups.dataset),
        Texts("en", reference),
        default_date=TODAY,
        choice=Choice(advice=False),
    )
    third = replace(SKINS, scientific_name="Civettictis civetta", term="LIV", origin="ET", exporter="ET", source="C")
    assert "stricter-domestic" not in _found(checker.check(third))
    assert _found(checker.check(replace(third, importer="GB")))["stricter-domestic"] is Severity.REVIEW


def test_no_line_carries_findings_about_the_run(check_line: Callable[[Mapping[str, Any]], LineResult]) -> None:
    line = {"scientific_name": "Python regius", "importer": "KR", "import_date": "2026-11-22", "exporter": "BJ"}
    assert "suspension-list-stale" not in _found(check_line(line))


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_every_jurisdiction_can_be_explained(lookups: Lookups, lang: str) -> None:
    for name, body in _files(lookups):
        text = jurisdiction_text(name, lookups.dataset, lang)
        assert body[lang] in text
        for need in body["import_documents"]["II"]:
            assert need[lang] in text
        assert LAW_WORDS[lang]["documents"] in text
    assert set(LAW_WORDS["en"]) == set(LAW_WORDS["ko"])


def test_a_member_state_is_explained_by_its_union(lookups: Lookups) -> None:
    assert jurisdiction_text("fr", lookups.dataset, "en").startswith("EU  European Union")


@pytest.mark.parametrize(
    ("lang", "institutes"),
    [
        ("en", ("National Institute of Biological Resources", "National Institute of Ecology")),
        ("ko", ("국립생물자원관", "국립생태원")),
    ],
)
def test_handling_names_whom_to_call(lookups: Lookups, lang: str, institutes: tuple[str, ...]) -> None:
    text = handling_text("", lookups.dataset, lang)
    for institute in institutes:
        assert institute in text
    assert LAW_WORDS[lang]["contacts"] in text


def test_handling_stays_general_where_a_country_says_no_more(lookups: Lookups) -> None:
    text = handling_text("US", lookups.dataset, "en")
    assert "Hold the goods" in text
    assert "National Institute" not in text
