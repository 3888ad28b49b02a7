"""A line without a name is never cleared, whatever rules are left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from cites_check.engine import Checker, Choice
from cites_check.locale.texts import Texts
from cites_check.lookup import Lookups
from cites_check.model.codes import Severity
from cites_check.model.lines import LineItem
from cites_check.model.results import LineResult
from cites_check.rules.jurisdiction import jurisdictions_from
from cites_check.rules.reference import Reference
from tests.conftest import TODAY

SKINS = {
    "scientific_name": "",
    "term": "SKI",
    "source": "W",
    "purpose": "T",
    "quantity": 10,
    "origin": "VN",
    "exporter": "VN",
}


@pytest.fixture(scope="module")
def check_without(
    lookups: Lookups, reference: Reference, read_line: Callable[[Mapping[str, Any]], LineItem]
) -> Callable[..., LineResult]:
    """Checks one record with some rules left out."""

    def check(record: Mapping[str, Any], *ignored: str) -> LineResult:
        texts, laws = Texts("en", reference), jurisdictions_from(lookups.dataset)
        choice = Choice(ignored=frozenset(ignored))
        return Checker(lookups, reference, laws, texts, default_date=TODAY, choice=choice).check(read_line(record))

    return check


def test_ignoring_the_missing_name_does_not_clear_the_line(check_without: Callable[..., LineResult]) -> None:
    assert check_without(SKINS).verdict.value == "REVIEW"
    assert check_without(SKINS, "scientific-name-missing").verdict.value == "UNRESOLVED"


def test_a_name_that_is_not_found_stays_unresolved(check_without: Callable[..., LineResult]) -> None:
    result = check_without(SKINS | {"scientific_name": "Reptile NOS 4"}, "name-unresolved")
    assert result.verdict.value == "UNRESOLVED"


def test_ordinary_goods_without_a_name_are_no_doubt(check_without: Callable[..., LineResult]) -> None:
    result = check_without({"description": "steel brackets", "hs_code": "732690"}, "scientific-name-missing")
    assert result.verdict.value == "NOT_LISTED"
    assert all(finding.severity is Severity.NOTE for finding in result.findings)


def test_what_is_said_of_the_name_does_not_repeat_the_reading(check_without: Callable[..., LineResult]) -> None:
    result = check_without({"scientific_name": "C. porosus", "source": "W", "origin": "SG", "exporter": "SG"})
    said = {finding.rule: finding.message for finding in result.findings}
    assert "if the line is read as" not in said["name-ambiguous"]
    assert "if the line is read as" in said["app1-export-doc-missing"]
