"""`explain` and `rules`: every thing of the contract, in both languages, in words and not in keys of the dataset."""

from __future__ import annotations

import json
import re

import pytest

from cites_check.main import main
from cites_check.rules.base import Rule
from cites_check.rules.table import RULES

ANNOTATIONS = [f"#{number}" for number in range(1, 19)]
CODES = [f"source:{code}" for code in "ACDFIORUWXY"] + [f"purpose:{code}" for code in "BEGHLMNPQSTZ"]
OTHERS = [
    "term:SKI",
    "term:LEA",
    "appendix:I",
    "appendix:II",
    "appendix:III",
    "hs:410320",
    "jurisdiction:KR",
    "handling",
]
RAW = re.compile(r"\['|\{'|None|True|[a-z]_[a-z]")


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("thing", [*ANNOTATIONS, *CODES, *OTHERS])
def test_everything_is_explained_in_words(capsys: pytest.CaptureFixture[str], thing: str, lang: str) -> None:
    assert main(["explain", thing, "--lang", lang]) == 0
    text = capsys.readouterr().out
    assert text.strip()
    assert not RAW.search(text)
    if lang == "ko":
        assert re.search("[가-힣]", text)


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("rule", RULES[::12], ids=lambda rule: rule.id)
def test_a_rule_is_explained_with_a_line_that_fails(capsys: pytest.CaptureFixture[str], rule: Rule, lang: str) -> None:
    assert main(["explain", rule.id, "--lang", lang]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"{rule.id} ({rule.severity.value}")
    assert {"en": "What to do: ", "ko": "조치: "}[lang] in text
    assert {"en": "a line that fails:", "ko": "걸리는 예:"}[lang] in text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Source:f", "source:F"),
        ("term:skin", "term:SKI"),
        (" TERM:ski ", "term:SKI"),
        ("appendix:2", "appendix:II"),
        ("KR-Quarantine", "kr-quarantine"),
        ("jurisdiction:kr", "jurisdiction:KR"),
        ("hs:4103.20", "hs:410320"),
    ],
)
def test_what_is_meant_is_understood(capsys: pytest.CaptureFixture[str], written: str, meant: str) -> None:
    assert main(["explain", meant]) == 0
    expected = capsys.readouterr().out
    assert main(["explain", written]) == 0
    assert capsys.readouterr().out == expected


@pytest.mark.parametrize(
    ("unknown", "hint"),
    [
        ("15", "'#15'"),
        ("kr-import-permit", "kr-import-permit-missing"),
        ("kr-quarantin", "kr-quarantine"),
        ("Panthera tigris", "cites-check lookup"),
        ("source:Z", "W, X, Y"),
        ("purpose:X", "B, E, G"),
        ("term:skinz", "term:SKI"),
        ("term:QQQQ", "for example"),
        ("#99", "#18"),
        ("appendix:IV", "appendix:III"),
        ("jurisdiction:ZZ", "KR"),
        ("hs:abc", "hs:4103"),
        ("unit:kg", "term:"),
    ],
)
def test_an_unknown_thing_ends_with_a_hint(capsys: pytest.CaptureFixture[str], unknown: str, hint: str) -> None:
    assert main(["explain", unknown]) == 2
    message, fix = capsys.readouterr().err.splitlines()
    assert message.startswith("cites-check: ")
    assert hint in fix


def test_an_annotation_says_what_it_covers_and_on_what_that_hangs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "#15", "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert "Covers every part and derivative, but not:" in text
    assert "flowers (FLO)" in text
    assert "weighs no more than this (10)" in text
    assert main(["explain", "#3", "--lang", "en"]) == 0
    assert "these parts and derivatives only" in capsys.readouterr().out


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_rules_are_listed_in_both_formats(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    assert main(["rules", "--lang", lang]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [rule.id for rule in RULES]
    assert main(["rules", "--lang", lang, "--format", "json"]) == 0
    records = json.loads(capsys.readouterr().out)
    assert [record["id"] for record in records] == [rule.id for rule in RULES]
    assert all(record["title"] and record["basis"] for record in records)
