"""Every case beside a rule, and what every rule must bring along.

Cases are `cites_check/rules/cases/*.yaml`. A case gives a line by the field names of the contract (importer KR and
import date 2026-11-22 unless it says otherwise), the verdict, and the exact ids of the violations and reviews found;
notes are not counted. A case with several `lines`, and with the `permits` of a register where it has one, is one run,
and what is expected holds for its last line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

import cites_check
from cites_check.locale.ko import RULES as KOREAN
from cites_check.model.codes import Severity
from cites_check.model.results import LineResult
from cites_check.rules.base import Scope
from cites_check.rules.table import RULES

CASES = Path(cites_check.__file__).parent / "rules" / "cases"
DEFAULTS = {"importer": "KR", "import_date": "2026-11-22"}


def _cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")) or ():
            for kind in ("fail", "pass"):
                for number, case in enumerate(entry.get(kind) or (), start=1):
                    yield pytest.param(entry["rule"], kind, case, id=f"{entry['rule']}-{kind}-{number}")


@pytest.mark.parametrize(("rule", "kind", "case"), list(_cases()))
def test_case(
    rule: str,
    kind: str,
    case: Mapping[str, Any],
    check_line: Callable[[Mapping[str, Any]], LineResult],
    check_lines: Callable[..., list[LineResult]],
) -> None:
    if "lines" in case:
        result = check_lines([DEFAULTS | dict(line) for line in case["lines"]], case.get("permits") or ())[-1]
    else:
        result = check_line(DEFAULTS | dict(case["line"]))
    found = sorted({f.rule for f in result.findings if f.severity is not Severity.NOTE})
    everything = {f.rule for f in result.findings}
    assert (rule in everything) is (kind == "fail"), [f.message for f in result.findings]
    assert found == sorted(case.get("rules") or ()), [f"{f.rule}: {f.message}" for f in result.findings]
    assert result.verdict.value == case["verdict"]


def test_each_rule_has_a_case_on_both_sides() -> None:
    sides: dict[str, set[str]] = {}
    for parameters in _cases():
        rule, kind, _ = parameters.values
        sides.setdefault(rule, set()).add(kind)
    # Rules about the run as a whole have no line; their tests stand with their theme.
    asked = [rule for rule in RULES if rule.scope is not Scope.RUN]
    assert {rule.id: sides.get(rule.id, set()) for rule in asked if sides.get(rule.id) != {"fail", "pass"}} == {}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_is_documented_in_both_languages_with_a_basis(rule: Any) -> None:
    assert rule.documentation
    assert rule.basis
    korean = KOREAN.get(rule.id)
    assert korean
    for words in (korean.title, korean.message, korean.fix, korean.documentation):
        assert any("가" <= sign <= "힣" for sign in words), words
    assert set(korean.variants) == set(rule.variants)


def test_rule_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
