"""What the text of a cell means."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cites_check.declarations import CodeBook
from cites_check.declarations.dates import read_date
from cites_check.declarations.fields import Kind
from cites_check.declarations.numbers import DecimalSign, UnreadNumberError, decimal_sign, read_number
from cites_check.declarations.reasons import REASONS
from cites_check.declarations.specials import Amount, CountryAndRegion, Numbers, Several, TwoSources, Unread
from cites_check.declarations.values import converter

CASES = yaml.safe_load((Path(__file__).parent / "cases/values.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [(kind, text, meant) for kind, cases in CASES.items() for text, meant in cases.items()],
)
def test_what_a_cell_means(kind: str, text: str, expected: Any, codes: CodeBook) -> None:
    value = converter(Kind[kind], codes)(text)
    if isinstance(value, Unread):
        assert f"!{value.reason}" == expected
        assert value.text == text
        assert value.reason.split(": ")[0] in REASONS
    elif isinstance(value, date):
        assert value.isoformat() == expected
    else:
        assert (value if value != "" else None) == expected
        assert type(value) is type(expected) or not value


@pytest.mark.parametrize("text", ["O W", "OW", "W/O", "o,w", "W & O"])
def test_pre_convention_and_confiscated_come_before_the_source_they_qualify(text: str, codes: CodeBook) -> None:
    assert converter(Kind.SOURCE, codes)(text) == TwoSources("O", "W")


def test_a_region_inside_a_country_is_kept(codes: CodeBook) -> None:
    convert = converter(Kind.COUNTRY, codes)
    assert convert("AR/Jujuy") == CountryAndRegion("AR", "Jujuy")
    assert convert("United States, Florida") == CountryAndRegion("US", "Florida")


def test_an_amount_may_carry_its_unit(codes: CodeBook) -> None:
    assert converter(Kind.AMOUNT, codes)("1,200마리") == Amount(1200.0, "마리")


@pytest.mark.parametrize(
    "text", ["N/A", "-", "없음", "TBC", "*****8", "00000", "XXXX", "미정", "test", "see attached", "별첨"]
)
def test_a_permit_number_that_only_fills_its_place(text: str, codes: CodeBook) -> None:
    assert converter(Kind.PERMIT_NO, codes)(text) == Numbers((), (text,))


@pytest.mark.parametrize("text", ["FR1007533178-E", "10US 18890A/9", "26KR000123", "제2026-15호", "CN/2026/0001"])
def test_a_permit_number_stays_as_it_is(text: str, codes: CodeBook) -> None:
    assert converter(Kind.PERMIT_NO, codes)(text) == text


def test_several_permits_in_one_cell(codes: CodeBook) -> None:
    convert = converter(Kind.PERMIT_NO, codes)
    assert convert("A1; B2\nC3") == Numbers(("A1", "B2", "C3"))
    assert convert("A1 / B2") == Numbers(("A1", "B2"))
    assert convert("A1;TBC") == Numbers(("A1",), ("TBC",))
    assert converter(Kind.DATE, codes)("2026-01-01; 2026-02-01") == Several((date(2026, 1, 1), date(2026, 2, 1)))


@pytest.mark.parametrize(
    ("samples", "sign"),
    [
        (["5", "12"], DecimalSign.POINT),
        (["1,5", "12"], DecimalSign.COMMA),
        (["1,234.5"], DecimalSign.POINT),
        (["1,5", "1.5"], DecimalSign.UNSURE),
        (["1.234,5", "1,234"], DecimalSign.COMMA),
    ],
)
def test_the_decimal_sign_is_told_by_the_column(samples: list[str], sign: DecimalSign) -> None:
    assert decimal_sign(samples) is sign


def test_a_thousandfold_doubt_is_not_decided() -> None:
    assert read_number("1,234", DecimalSign.POINT) == 1234
    assert read_number("1,234", DecimalSign.COMMA) == 1.234
    with pytest.raises(UnreadNumberError, match=r"1\.234, 1234"):
        read_number("1,234", DecimalSign.UNSURE)


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for form in ("%Y-%m-%d", "%Y.%m.%d", "%Y%m%d", "%d %B %Y"):
        assert read_date(day.strftime(form)) == day
    assert read_date(f"{day.year}년 {day.month}월 {day.day}일") == day


@given(st.floats(0, 1e9, allow_nan=False).map(lambda number: round(number, 2)))
def test_grouped_numbers_are_read_back(number: float) -> None:
    grouped = f"{number:,.2f}"
    assert read_number(grouped) == pytest.approx(number)
    assert read_number(grouped.translate(str.maketrans(",.", ".,"))) == pytest.approx(number)


@given(st.text(max_size=60), st.sampled_from(list(Kind)))
def test_no_text_breaks_a_converter(text: str, kind: Kind) -> None:
    book = CodeBook(countries={"kr": "KR"}, sources={"w": "W", "o": "O"}, units={"kg": "kg"})
    converter(kind, book)(text)


def test_decomposed_hangul_is_composed(codes: CodeBook) -> None:
    assert converter(Kind.COUNTRY, codes)(unicodedata.normalize("NFD", "태국")) == "TH"
