"""The seed lines: what every release has to get right (`cites_check/rules/cases/seeds.yaml`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

import cites_check
from cites_check.model.results import LineResult

SEEDS = yaml.safe_load(
    (Path(cites_check.__file__).parent / "rules" / "cases" / "seeds.yaml").read_text(encoding="utf-8")
)
DEFAULTS = {"importer": "KR", "import_date": "2026-11-22"}


@pytest.mark.parametrize("seed", [pytest.param(seed, id=f"{seed['seed']}-{seed['verdict']}") for seed in SEEDS])
def test_seed(seed: Mapping[str, Any], check_line: Callable[[Mapping[str, Any]], LineResult]) -> None:
    result = check_line(DEFAULTS | dict(seed["line"]))
    told = [f"{finding.severity} {finding.rule}: {finding.message}" for finding in result.findings]
    assert result.verdict.value == seed["verdict"], told
    assert set(seed["rules"]) <= {finding.rule for finding in result.findings}, told


def test_every_seed_is_there() -> None:
    assert {seed["seed"] for seed in SEEDS} == set(range(1, 25))
