"""`cites-check scan` as a person and as a program use it."""

from __future__ import annotations

import json
import subprocess
import sys

COMMAND = [sys.executable, "-m", "cites_check", "scan"]


def _scan(*arguments: str, stdin: str = "") -> str:
    done = subprocess.run([*COMMAND, *arguments], input=stdin, capture_output=True, text=True, check=True)
    return done.stdout


def test_text_says_what_is_in_doubt_and_what_is_not_there() -> None:
    assert _scan("caviar 50g", "plain cotton shirt", "alpaca scarf").splitlines() == [
        "caviar 50g",
        "  0-6  caviar -> Acipenseriformes  Appendix I/II (unresolved)",
        "plain cotton shirt",
        "  no listed name",
        "alpaca scarf",
        "  no listed name",
    ]


def test_nothing_of_a_text_acts_on_a_terminal() -> None:
    for form in ("text", "json", "jsonl"):
        out = _scan("--format", form, "ivory \x1b[31m\u202e\x07 box")
        assert not {"\x1b", "\u202e", "\x07"} & set(out)


def test_json_is_one_document_and_jsonl_a_line_a_text() -> None:
    texts = ("ivory \u202e", "cotton")
    (first, second) = json.loads(_scan("--format", "json", *texts))
    assert [first, second] == [json.loads(line) for line in _scan("--format", "jsonl", *texts).splitlines()]
    assert first["text"] == texts[0]
    assert (first["hits"][0]["start"], first["hits"][0]["name"], second["hits"]) == (0, "Elephantidae", [])


def test_a_line_is_answered_before_the_next_is_read() -> None:
    command = [*COMMAND, "--format", "jsonl", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for text, hits in (("python skin", 1), ("cotton", 0), ("볼파이톤", 1)):
            process.stdin.write(text + "\n")
            process.stdin.flush()
            record = json.loads(process.stdout.readline())
            assert (record["text"], len(record["hits"])) == (text, hits)
        process.stdin.close()
        assert process.wait() == 0
