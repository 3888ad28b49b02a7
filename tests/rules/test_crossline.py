"""Lines together: what the ledger remembers, and what it does not confuse. The cases of each rule stand beside it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cites_check.consignments import Ledger
from cites_check.consignments.keys import number_key, party_key, same_party
from cites_check.model.codes import DocumentKind, Severity, Verdict
from cites_check.model.lines import Document, LineItem
from cites_check.model.results import LineResult

UNITS = {
    "kg": ("mass", 1.0),
    "g": ("mass", 0.001),
    "no": ("count", 1.0),
    "dozen": ("count", 12.0),
    "box": ("package", 0.0),
}
DAY = date(2026, 11, 22)
CheckLines = Callable[..., list[LineResult]]

LINE = {
    "importer": "KR",
    "import_date": "2026-11-22",
    "consignment_id": "C1",
    "scientific_name": "Python bivittatus",
    "term": "SKI",
    "source": "W",
    "purpose": "T",
    "quantity": 20,
    "unit": "no",
    "origin": "TH",
    "exporter": "TH",
    "export_permit_no": "26TH004711",
    "export_permit_country": "TH",
    "export_permit_issued": "2026-09-15",
    "export_permit_expires": "2027-03-14",
    "export_permit_quantity": 50,
    "export_permit_unit": "no",
    "import_permit_no": "26KR000815",
    "import_permit_country": "KR",
    "import_permit_issued": "2026-08-20",
    "import_permit_expires": "2027-02-19",
}


def _line(number: str, quantity: float, unit: str = "no", **values: Any) -> LineItem:
    permit = Document(DocumentKind.EXPORT_PERMIT, no=number, country="TH", quantity=50, unit="no")
    return LineItem(documents=(permit,), quantity=quantity, unit=unit, term="SKI", exporter="TH", **values)


def _enter(ledger: Ledger, line: LineItem, taxon: str = "Python bivittatus", on: date = DAY) -> Any:
    return ledger.enter(line, taxon, frozenset(), {}, on, line)


def test_a_finding_stands_on_the_line_where_the_problem_becomes_visible(check_lines: CheckLines) -> None:
    results = check_lines([LINE, LINE, LINE, LINE | {"quantity": 1}])
    assert [result.verdict for result in results] == [
        Verdict.OK,
        Verdict.OK,
        Verdict.PERMIT_INVALID,
        Verdict.PERMIT_INVALID,
    ]
    (finding,) = (f for f in results[2].findings if f.rule == "permit-reused-lines-exceeds")
    for said in ("60 specimens", "50 specimens", "declaration:2"):
        assert said in finding.message


def test_a_line_checked_alone_knows_of_no_other(check_line: Callable[[Mapping[str, Any]], LineResult]) -> None:
    assert {check_line(LINE).verdict for _ in range(4)} == {Verdict.OK}


def test_synonyms_draw_on_one_item(check_lines: CheckLines) -> None:
    old = LINE | {"scientific_name": "Python molurus bivittatus"}
    results = check_lines([LINE | {"quantity": 30}, old | {"quantity": 30}])
    assert "permit-reused-lines-exceeds" in {f.rule for f in results[1].findings}


def test_lines_outside_the_convention_draw_on_nothing(check_lines: CheckLines) -> None:
    cattle = LINE | {"scientific_name": "Bos taurus", "quantity": 900, "consignment_id": "C9"}
    results = check_lines([cattle, LINE | {"quantity": 50}])
    assert results[1].verdict is Verdict.OK


def test_numbers_that_identify_nothing_are_no_permit(check_lines: CheckLines) -> None:
    vague = {"export_permit_no": "N/A", "import_permit_no": "TBC"}
    results = check_lines([LINE | vague, LINE | vague | {"consignment_id": "C2", "consignee": "Another"}])
    assert not {f.rule for f in results[1].findings} & {
        "one-permit-one-consignment",
        "permit-reused",
        "permit-serial-gap",
    }


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_messages_name_the_values_in_both_languages(check_lines: CheckLines, lang: str) -> None:
    second = LINE | {"consignment_id": "C2", "exporter": "VN", "origin": "VN", "quantity": 45}
    (_, result) = check_lines([LINE | {"consignee": "Other Party"}, second | {"consignee": "Third One"}], lang=lang)
    found = {f.rule: f for f in result.findings}
    assert {"one-permit-one-consignment", "permit-reused", "permit-reused-lines-exceeds"} <= found.keys()
    for rule in ("one-permit-one-consignment", "mixed-origin-one-permit", "permit-serial-gap"):
        assert "26TH004711" in found[rule].message and "{" not in found[rule].message + found[rule].fix


def test_units_of_one_kind_are_converted_and_others_not_compared() -> None:
    ledger = Ledger(UNITS)
    first = _enter(ledger, _line("26TH1", 2, "dozen")).uses[0]
    second = _enter(ledger, _line("26TH1", 3, "dozen")).uses[0]
    third = _enter(ledger, _line("26TH1", 70, "kg")).uses[0]
    assert (first.drawn, second.drawn, second.allowed, second.unit) == (24, 60, 50, "no")
    assert (third.drawn, third.allowed, third.limit) == (70, None, None)


def _bytes(value: object, seen: set[int]) -> int:
    """What an object and all that hangs on it takes in memory."""
    if id(value) in seen:
        return 0
    seen.add(id(value))
    size = sys.getsizeof(value)
    if isinstance(value, Mapping):
        return size + sum(_bytes(key, seen) + _bytes(entry, seen) for key, entry in value.items())
    if isinstance(value, (set, frozenset, list, tuple)):
        return size + sum(_bytes(entry, seen) for entry in value)
    names = [*getattr(type(value), "__slots__", ()), *getattr(value, "__dict__", {})]
    return size + sum(_bytes(getattr(value, name), seen) for name in names)


def test_the_ledger_grows_with_permits_and_not_with_lines() -> None:
    ledger = Ledger(UNITS)
    sizes = {}
    for count in range(200_000):
        line = _line(
            f"26TH{count % 50:06d}",
            1,
            consignee=f"Party {count % 40}",
            consignment_id=f"C{count % 7000}",
            file="f.csv",
            row=count,
        )
        amounts = {"wood": 0.1} if count % 10 == 0 else {}
        on = DAY + timedelta(days=count % 400)
        ledger.enter(line, f"Genus species{count % 3000}", frozenset(), amounts, on, line)
        if count in (49_999, 199_999):
            sizes[count] = _bytes(ledger, set())
    assert len(ledger) == 50
    assert sizes[199_999] < 4_000_000
    assert sizes[199_999] <= sizes[49_999] * 1.02


def test_numbers_are_compared_without_spaces_and_signs() -> None:
    assert number_key("26 TH-004711") == number_key("26th004711") == "26TH004711"
    assert [number_key(text) for text in ("", "N/A", "TBC", "000", "0000-00", "77", "1111")] == [""] * 7


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hanbit Trading Co., Ltd.", "HANBIT TRADING", True),
        ("주식회사 한빛무역", "(주)한빛무역", True),
        ("한빛무역", "Hanbit Trading", True),
        ("", "Hanbit Trading", True),
        ("Müller & Söhne GmbH", "Muller Sohne", True),
        ("Hanbit Trading", "Daehan Trading", False),
        ("한빛무역", "대한무역", False),
    ],
)
def test_parties_are_compared_by_their_words(one: str, other: str, same: bool) -> None:
    assert same_party(one, other) is same
    assert same_party(other, one) is same


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_names_can_be_compared(one: str, other: str) -> None:
    assert same_party(one, one)
    assert same_party(one, other) is same_party(other, one)
    assert len(party_key(one)) <= 800
    number_key(one)


@given(st.lists(st.tuples(st.sampled_from(["no", "dozen"]), st.integers(1, 40)), max_size=12))
def test_what_is_drawn_is_the_sum_of_the_lines(draws: list[tuple[str, int]]) -> None:
    ledger = Ledger(UNITS)
    total = 0
    for unit, quantity in draws:
        total += quantity * (12 if unit == "dozen" else 1)
        use = _enter(ledger, _line("26TH000001", quantity, unit)).uses[0]
        assert use.drawn == total
    assert len(ledger) == (1 if draws else 0)


def test_reviews_never_stop_a_line_that_names_no_other(check_lines: CheckLines) -> None:
    results = check_lines([LINE | {"quantity": 5, "line_id": str(number)} for number in range(10)])
    assert all(f.severity is Severity.NOTE for result in results for f in result.findings)
