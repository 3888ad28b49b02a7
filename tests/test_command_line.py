"""What the program says and how it ends when the command line is wrong, a reader goes away, or a disk is full."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cites_check.main import main

PROGRAM = f'"{sys.executable}" -m cites_check'
FULL = Path("/dev/full")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--exmaple"], "--example"),
        (["chek"], "Did you mean 'check'?"),
        (["frobnicate"], "--help"),
        (["lookup"], "NAME"),
        (["check", "--example", "--format", "pdf"], "'sarif'"),
        (["check", "--example", "--fail-on", "bad"], "'review'"),
        (["check", "--example", "--importer"], "requires an argument"),
        (["explain", "source:F", "source:W"], "extra"),
    ],
)
def test_a_wrong_command_line_is_told_in_one_line_and_how_to_mend_it(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    message, fix = shown.err.splitlines()
    assert not shown.out
    assert message.startswith("cites-check: ")
    assert fix.startswith("  to mend it: ")
    assert said in shown.err


@pytest.mark.parametrize(
    ("variable", "hint", "command"),
    [
        ("CITES_CHECK_CHECK_FAILON", "CITES_CHECK_CHECK_FAIL_ON", ["check", "--example"]),
        ("CITES_CHECK_LOOKUP_FROMAT", "CITES_CHECK_LOOKUP_FORMAT", ["lookup", "Panthera"]),
        ("CITES_CHECK_CHECK_QQQQQQ", "config show", ["check", "--example"]),
    ],
)
def test_a_variable_that_sets_nothing_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, variable: str, hint: str, command: list[str]
) -> None:
    monkeypatch.setenv(variable, "note")
    assert main(command) == 2
    message, fix = capsys.readouterr().err.splitlines()
    assert variable in message
    assert hint in fix


@pytest.mark.parametrize("command", ["--help", "template", "rules", "data status", "config show", "lookup Panthera"])
def test_a_reader_that_goes_away_is_no_finding(command: str) -> None:
    # The reader has gone before the program writes its first byte.
    script = f"{PROGRAM} {command} | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 141
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp949"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["lookup", "Panthera tigris", "--lang", "ko"],
        ["lookup", "Panthera tigris", "-f", "jsonl"],
        ["explain", "purpose:T", "--lang", "ko"],
        ["rules", "--lang", "ko", "-f", "json"],
        ["config", "show", "-f", "json"],
        ["scan", "호랑이 가죽"],
    ],
)
def test_a_narrow_encoding_loses_no_answer(arguments: list[str], encoding: str) -> None:
    environment = os.environ | {"PYTHONIOENCODING": encoding, "CITES_CHECK_CONFIG": "none"}
    command = [sys.executable, "-m", "cites_check", *arguments]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0
    assert done.stdout
    if "-f" in arguments:
        json.loads(done.stdout.decode("utf-8"))


@pytest.mark.parametrize(("name", "status"), [("호랑이".encode("cp949"), "LISTED"), (b"Panthera \xff", "LISTED")])
def test_bytes_of_another_encoding_are_read_or_shown(name: bytes, status: str) -> None:
    command = [sys.executable, "-m", "cites_check", "lookup", "-", "--lang", "en"]
    done = subprocess.run(command, input=name + b"\n", capture_output=True, check=False)
    assert done.returncode == 0
    assert status in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("lookup Panthera >&-", 0),
        ("template >&-", 0),
        ("explain source:F >&-", 0),
        ("lookup - <&-", 3),
        ("check - -q <&-", 3),
        ("check --example -q --fail-on never >&-", 0),
    ],
)
def test_closed_streams_are_empty_ones(command: str, code: int) -> None:
    done = subprocess.run(["bash", "-c", f"{PROGRAM} {command}"], capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert "internal error" not in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="the system has no full device")
@pytest.mark.parametrize(
    "command",
    [
        "rules",
        "lookup Panthera",
        "template",
        "check --example -q",
        "check --example -q -f xlsx",
        "check --example -q -o",
    ],
)
def test_a_full_disk_is_named(command: str) -> None:
    redirected = command if command.endswith("-o") else f"{command} >"
    done = subprocess.run(["bash", "-c", f"{PROGRAM} {redirected} {FULL}"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "cites-check: the output cannot be written: No space left on device",
        "  to mend it: make room, or write to another place",
    ]
