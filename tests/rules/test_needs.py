"""What rules need is a shortcut only: every line comes out as if all rules of its scope had been asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

import cites_check
from cites_check import engine
from cites_check.model.results import LineResult
from cites_check.rules.needs import NEEDS
from cites_check.rules.table import RULES

CASES = Path(cites_check.__file__).parent / "rules" / "cases"
DEFAULTS = {"importer": "KR", "import_date": "2026-11-22"}
WITHOUT: tuple[Mapping[str, Any], ...] = (
    {},
    {"documents": []},
    {"description": "", "common_name": ""},
    {"hs_code": ""},
    {"channel": ""},
    {"document_remarks": "", "quota_statement": ""},
    {"importer": ""},
    {"importer": "DE"},
    {"importer": "US"},
    {"importer": "CN"},
    {"importer": "TH"},
)
"""Each takes something from a line that rules may need, or gives it another law."""


def _runs() -> Iterator[tuple[list[dict[str, Any]], list[Any]]]:
    """Lines and registers of all cases in which a rule with needs has something to say."""
    for path in sorted(CASES.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")) or ():
            for case in entry.get("fail") or () if entry.get("rule") in NEEDS else ():
                lines = case["lines"] if "lines" in case else [case["line"]]
                yield [DEFAULTS | dict(line) for line in lines], case.get("permits") or []


def _without(line: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    left = {
        key: value
        for key, value in line.items()
        if "documents" not in change or not key.endswith(("_no", "_country", "_issued", "_expires", "_quantity"))
    }
    return {**left, **change}


def test_no_rule_is_silenced_by_its_needs(
    check_lines: Callable[..., list[LineResult]], monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = list(_runs())
    alone = [_without(lines[0], change) for lines, permits in runs if len(lines) == 1 for change in WITHOUT]
    varied = [(alone, []), *(run for run in runs if len(run[0]) > 1 or run[1])]
    asked = [check_lines(lines, permits) for lines, permits in varied]
    monkeypatch.setattr(engine, "may_speak", lambda rule, traits: True)
    everything = [check_lines(lines, permits) for lines, permits in varied]
    assert asked == everything
    spoke = {finding.rule for results in everything for result in results for finding in result.findings}
    assert set(NEEDS) - spoke == set()


def test_each_rule_with_needs_exists() -> None:
    assert set(NEEDS) <= {rule.id for rule in RULES}
    assert all(NEEDS.values())
