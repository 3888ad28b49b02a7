"""Species that the dataset does not hold: what is said of them, against the bundled dataset."""

from __future__ import annotations

import pytest

from cites_check.lookup import Lookups, LookupStatus
from cites_check.model.taxa import MatchKind

TODAY = "2026-11-22"
LISTED, NOT_LISTED, UNRESOLVED = LookupStatus.LISTED, LookupStatus.NOT_LISTED, LookupStatus.UNRESOLVED


@pytest.mark.parametrize(
    ("declared", "status", "appendix"),
    [
        ("Crocodylus foobarensis", LISTED, "II"),
        ("Panthera jaguar", LISTED, "II"),
        ("Cuon javanicus", LISTED, "II"),
        ("Simia foobarensis", LISTED, "II"),
        ("Viverra ashtoni", UNRESOLVED, ""),
        ("Prunus foobarensis", NOT_LISTED, ""),
        ("Quercus foobarensis", NOT_LISTED, ""),
        ("Foobarus foobarensis", NOT_LISTED, ""),
    ],
)
def test_unknown_species(lookups: Lookups, declared: str, status: LookupStatus, appendix: str) -> None:
    answer = lookups.look_up(declared, TODAY)
    assert (answer.status, answer.appendix) == (status, appendix)
    if status is LISTED:
        assert answer.match.best is not None and answer.match.best.kind is MatchKind.HIGHER_TAXON


@pytest.mark.parametrize(
    ("declared", "meant"),
    [
        ("Elephas africana", "Loxodonta africana"),
        ("Mustela felina", "Lontra felina"),
        ("Camelus vicugna", "Vicugna vicugna"),
    ],
)
def test_an_epithet_of_the_family_in_another_genus_is_doubt(lookups: Lookups, declared: str, meant: str) -> None:
    answer = lookups.look_up(declared, TODAY)
    assert answer.status is UNRESOLVED
    assert answer.candidates[0].candidate.name == meant


def test_of_a_genus_listed_in_part_the_members_are_weighed(lookups: Lookups) -> None:
    """The engine reads such a line as each of the listings, and never as not listed alone."""
    match = lookups.matcher.match("Viverra ashtoni")
    assert match.best is not None and match.best.kind is MatchKind.HIGHER_TAXON
    assert lookups.of_candidate(match.best, TODAY).members


def test_it_says_why_an_unknown_species_counts_as_listed(lookups: Lookups) -> None:
    answer = lookups.look_up("Cuon javanicus", TODAY)
    assert "nearly all known species of Cuon are listed" in answer.match.note


@pytest.mark.parametrize("declared", ["N. alata", "A. nisus", "E. alata"])
def test_an_abbreviated_genus_is_never_a_genus_of_its_own(lookups: Lookups, declared: str) -> None:
    assert lookups.look_up(declared, TODAY).status is not NOT_LISTED


@pytest.mark.parametrize(
    ("declared", "shown"),
    [("Aloe perrie", {"Aloe perryi", "Aloe perrieri"}), ("Stelis choria", {"Stelis choriantha"})],
)
def test_a_name_cut_off_shows_how_it_may_go_on(lookups: Lookups, declared: str, shown: set[str]) -> None:
    answer = lookups.look_up(declared, TODAY)
    assert answer.status is LookupStatus.AMBIGUOUS
    assert shown <= {found.candidate.name for found in answer.candidates[:3]}
