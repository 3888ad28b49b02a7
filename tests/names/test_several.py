"""Several names in one field: none hides behind another, and what only looks like a second name is none."""

from __future__ import annotations

import pytest

from cites_check.lookup import Lookups, LookupStatus
from cites_check.model.taxa import NameStatus
from cites_check.names import Matcher


@pytest.mark.parametrize(
    ("declared", "taxa"),
    [
        ("Bos taurus, Panthera tigris", {"Panthera tigris"}),
        ("Bos taurus (Panthera tigris)", {"Panthera tigris"}),
        ("Prunus avium / Phanthera tigris", {"Panthera tigris"}),
        ("Python regius; Panthera tigris", {"Python regius", "Panthera tigris"}),
        ("PYTHON REGIUS + PANTHERA TIGRIS", {"Python regius", "Panthera tigris"}),
        ("Python regius\nPanthera tigris", {"Python regius", "Panthera tigris"}),
        ("Python regius and Panthera tigris", {"Python regius", "Panthera tigris"}),
        ("Python regius 및 Panthera tigris", {"Python regius", "Panthera tigris"}),
        ("Python bivittatus/regius", {"Python bivittatus", "Python regius"}),
        ("Salmo salar / Panthera tigris", {"Panthera tigris"}),
        ("Rosa hybrida Dendrobium nobile", {"Dendrobium nobile"}),
        ("Bos taurus 외 Python regius", {"Python regius"}),
        ("Bos taurus와 Python regius", {"Python regius"}),
        ("Bos taurus - Python regius", {"Python regius"}),
        ("Bos taurus, P. regius", {"Python regius"}),
        ("Sus scrofa domesticus; Varanus sp.", {"Varanus"}),
        ("Iguana iguana; Varanus sp.", {"Iguana iguana", "Varanus"}),
        ("Felis catus; tiger", {"Felis catus", "Panthera tigris"}),
        ("Bos taurus, 악어", {"Crocodylia"}),
        ("Python foobarus / Python regius", {"Python", "Python regius"}),
        ("Panthera tigris, Panthera leo, Felis tigris", {"Panthera tigris", "Panthera leo"}),
    ],
)
def test_every_name_of_a_field_is_shown(matcher: Matcher, declared: str, taxa: set[str]) -> None:
    match = matcher.match(declared)
    assert match.status is NameStatus.AMBIGUOUS
    assert {candidate.name for candidate in match.candidates} == taxa
    assert "several names" in match.note


@pytest.mark.parametrize(
    ("declared", "taxon"),
    [
        ("Panthera tigris (Linnaeus, 1758)", "Panthera tigris"),
        ("Panthera tigris Smith & Jones", "Panthera tigris"),
        ("Panthera tigris (Felis tigris)", "Panthera tigris"),
        ("Panthera tigris = Felis tigris", "Panthera tigris"),
        ("Python (Malayopython) reticulatus", "Malayopython reticulatus"),
        ("Python regius, captive bred", "Python regius"),
        ("Python regius (Ball Python)", "Python regius"),
        ("Python regius / ball python", "Python regius"),
        ("Python regius, 볼파이톤", "Python regius"),
        ("Crocodylus siamensis; crocodile leather", "Crocodylus siamensis"),
        ("Varanus salvator / lizard skin", "Varanus salvator"),
    ],
)
def test_an_author_or_the_same_name_again_is_no_second_name(matcher: Matcher, declared: str, taxon: str) -> None:
    match = matcher.match(declared)
    assert match.status is NameStatus.RESOLVED
    assert match.best is not None
    assert match.best.name == taxon


@pytest.mark.parametrize(
    "declared", ["Bos taurus; Prunus avium", "Bos taurus Linnaeus, 1758", "Bos taurus / cow leather"]
)
def test_unlisted_names_alone_stay_unlisted(matcher: Matcher, declared: str) -> None:
    assert matcher.match(declared).status is NameStatus.UNLISTED


def test_the_strictest_of_several_names_speaks_for_the_field(lookups: Lookups) -> None:
    found = lookups.look_up("Iguana iguana / Panthera tigris", "2026-11-22")
    assert (found.status, found.appendix) == (LookupStatus.AMBIGUOUS, "I")
