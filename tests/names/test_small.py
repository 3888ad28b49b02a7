"""The matcher on a small index: the same answers from both stores."""

from __future__ import annotations

import pytest

from cites_check.model.taxa import MatchKind, NameCandidate, NameHints, NameStatus
from cites_check.names import Matcher

R, A, U, N = NameStatus.RESOLVED, NameStatus.AMBIGUOUS, NameStatus.UNLISTED, NameStatus.UNRESOLVED


@pytest.mark.parametrize(
    ("declared", "status", "taxon"),
    [
        ("Panthera tigris", R, "Panthera tigris"),
        ("PANTHERA TIGRIS LINNAEUS 1758", R, "Panthera tigris"),
        ("Felis tigris", R, "Panthera tigris"),
        ("Python reticulatus", R, "Malayopython reticulatus"),
        ("Phyton reticulatus", R, "Malayopython reticulatus"),
        ("P. tigris", R, "Panthera tigris"),
        ("Pantheratigris", R, "Panthera tigris"),
        ("Panthera leo persica", R, "Panthera leo persica"),
        ("Panthera leo perscia", R, "Panthera leo persica"),
        ("Panthera leo nubica", R, "Panthera leo"),
        ("Panthera foobarensis", R, "Panthera"),
        ("Python sp.", R, "Python"),
        ("Orchidaceae", R, "Orchidaceae"),
        ("Boa shared", A, "Python bivittatus"),
        ("Bos frontalis", R, "Bos gaurus"),
        ("Bos taurus", U, None),
        ("Prunus foobarensis", U, None),
        ("Erica javanica", N, "Eria javanica"),
        ("Royal Python", R, "Python regius"),
        ("royal pythons", R, "Python regius"),
        ("비단뱀", R, "Pythonidae"),
        ("뱀 가죽", N, "Pythonidae"),
        ("호피무늬", U, None),
        ("leather handbag", N, None),
        ("Quercus robur", U, None),
        ("", N, None),
        ("?!", N, None),
    ],
)
def test_reads(small: Matcher, declared: str, status: NameStatus, taxon: str | None) -> None:
    match = small.match(declared)
    assert (match.status, match.best.name if match.best else None) == (status, taxon)


def test_domesticated_forms_are_marked(small: Matcher) -> None:
    assert "domesticated" in small.match("Bos frontalis").flags


def test_says_how_it_came_about(small: Matcher) -> None:
    match = small.match("Phyton reticulatus")
    assert match.note == (
        "read as Python reticulatus (letters in another order), formerly the accepted name of Malayopython reticulatus"
    )


def test_hints_break_ties(small: Matcher) -> None:
    hints = NameHints(common_name="ball python")
    match = small.match("Boa shared", hints)
    assert match.status is R
    assert match.best is not None and match.best.name == "Python regius"


def test_an_injected_judge_breaks_ties(small: Matcher) -> None:
    def fits(candidate: NameCandidate, hints: NameHints) -> list[bool]:
        return [candidate.name == "Python bivittatus"] if hints.appendix else []

    asked = Matcher(small.store, fits)
    match = asked.match("Boa shared", NameHints(appendix="II"))
    assert match.best is not None and match.best.name == "Python bivittatus"
    assert asked.match("Boa shared", NameHints()).status is A


def test_a_denied_misspelling_is_doubt(small: Matcher) -> None:
    assert small.match("Panthera tigriss").status is R
    assert small.match("Panthera tigriss", NameHints(taxon_class="Reptilia")).status is not R


def test_kinds(small: Matcher) -> None:
    kinds = {
        name: match.best.kind
        for name in ("Felis tigris", "Tiger", "Panthera tigrys", "Panthera xyzensis")
        if (match := small.match(name)).best
    }
    assert kinds == {
        "Felis tigris": MatchKind.SYNONYM,
        "Tiger": MatchKind.COMMON,
        "Panthera tigrys": MatchKind.ORTHOGRAPHIC,
        "Panthera xyzensis": MatchKind.HIGHER_TAXON,
    }


def test_hybrid_formulas_show_both_parents(small: Matcher) -> None:
    match = small.match("Panthera leo × tigris")
    assert match.status is A
    assert [candidate.name for candidate in match.candidates[:2]] == ["Panthera leo", "Panthera tigris"]
    assert {"hybrid", "formula"} <= match.flags


def test_scan(small: Matcher) -> None:
    text = "LADIES HANDBAG PYTHON BIVITTATUS LEATHER"
    (hit,) = small.scan(text)
    assert (hit.position, hit.text) == (text.index("PYTHON"), "PYTHON BIVITTATUS")
    assert not small.scan("tiger print dress, leather")
    assert [hit.match.best.name for hit in small.scan("비단뱀가죽 지갑") if hit.match.best] == ["Pythonidae"]


@pytest.mark.parametrize(
    ("declared", "status", "taxon"),
    [
        ("Python skin", R, "Python"),
        ("Malayopython leather", R, "Malayopython"),
        ("Felis leo", N, "Panthera leo"),
        ("Panthera tigr", R, "Panthera tigris"),
    ],
)
def test_reads_genera_and_what_is_left_of_names(
    small: Matcher, declared: str, status: NameStatus, taxon: str | None
) -> None:
    match = small.match(declared)
    assert (match.status, match.best.name if match.best else None) == (status, taxon)


def test_a_description_in_the_field_for_the_name_shows_what_it_holds(small: Matcher) -> None:
    match = small.match("LADIES HANDBAG PYTHON BIVITTATUS LEATHER")
    assert match.status is N
    assert [candidate.name for candidate in match.candidates] == ["Python bivittatus"]
    assert "PYTHON BIVITTATUS" in match.note


def test_look_alike_signs_are_told(small: Matcher) -> None:
    match = small.match("Pаnthera tigris")
    assert match.status is R
    assert "only look like Latin letters" in match.note


def test_crossed_genera_show_both(small: Matcher) -> None:
    match = small.match("Panthera × Python")
    assert match.status is A
    assert [candidate.name for candidate in match.candidates] == ["Panthera", "Python"]
    chosen = small.match("Panthera leo × tigris", NameHints(common_name="tiger"))
    assert chosen.status is A, "nothing else on the line chooses between the parents of a hybrid"
