"""What the rest of a line decides where its name fits several taxa, against the bundled dataset."""

from __future__ import annotations

import pytest

from cites_check.lookup import Lookups
from cites_check.model.taxa import NameHints, NameStatus

STURGEONS = "Acipenser lichtensteinii"
"""A synonym of A. sturio (Appendix I) and of A. oxyrinchus (II)."""


@pytest.mark.parametrize(
    ("hs_code", "taxon"),
    [("160431", "Huso huso"), ("0106120000", "Delphinapterus leucas"), ("9999", None), ("", None)],
)
def test_the_heading_decides_between_caviar_and_whale(lookups: Lookups, hs_code: str, taxon: str | None) -> None:
    match = lookups.matcher.match("Beluga", NameHints(hs_code=hs_code))
    assert match.status is (NameStatus.RESOLVED if taxon else NameStatus.AMBIGUOUS)
    if taxon:
        assert match.best is not None and match.best.name == taxon
        assert "decided by what else the line declares" in match.note


def test_a_declared_appendix_rules_out_what_is_listed_less_strictly(lookups: Lookups) -> None:
    match = lookups.matcher.match(STURGEONS, NameHints(appendix="I"))
    assert match.status is NameStatus.RESOLVED
    assert match.best is not None and match.best.name == "Acipenser sturio"


@pytest.mark.parametrize("appendix", ["II", "III", "EU-B"])
def test_a_declared_appendix_never_decides_for_the_weaker_one(lookups: Lookups, appendix: str) -> None:
    match = lookups.matcher.match(STURGEONS, NameHints(appendix=appendix))
    assert match.status is NameStatus.AMBIGUOUS
    assert {candidate.name for candidate in match.candidates} == {"Acipenser oxyrinchus", "Acipenser sturio"}


def test_a_heading_that_fits_both_decides_nothing(lookups: Lookups) -> None:
    match = lookups.matcher.match(STURGEONS, NameHints(hs_code="160431", appendix="II"))
    assert match.status is NameStatus.AMBIGUOUS
