"""The command line as scripts see it: exit codes of the contract, clear errors, the report alone on standard output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cites_check.main import main

GOOD = (
    "scientific_name,source,purpose,term,quantity,unit,origin,exporter,importer,import_date,appendix,"
    "export_permit_no,export_permit_country,export_permit_issued,export_permit_expires,"
    "import_permit_no,import_permit_country,import_permit_issued,import_permit_expires\n"
    "Python bivittatus,W,T,SKI,10,no,VN,VN,KR,2026-11-10,II,26VN001234,VN,2026-09-01,2027-02-28,"
    "26KR000123,KR,2026-09-10,2027-03-09\n"
)
BAD = "scientific_name,source,purpose,term,quantity,origin,exporter,importer\nPanthera tigris,W,T,SKI,1,CN,CN,KR\n"


def _write(folder: Path, text: str | bytes, name: str = "lines.csv") -> str:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (GOOD, [], 0),
        (BAD, [], 1),
        (BAD, ["--fail-on", "never"], 0),
        (GOOD, ["--fail-on", "note"], 0),
        (BAD, ["--select", "date-order"], 0),
        ("scientific_name,quantity\nBos taurus,1\n", [], 0),
        ("scientific_name,quantity\nBos taurus,1\n", ["--fail-on", "note"], 1),
        ("scientific_name,quantity\nFalco peregrinus\u00e9\u00e9zzz,1\n", ["--fail-on", "review"], 1),
        ("", [], 3),
        (b"\x00\x01\x02\xff" * 300, [], 3),
        ("foo,bar\n1,2\n", [], 3),
        ("scientific_name,quantity\n", [], 3),
        ("scientific_name,quantity\nBos taurus,1,2,3,4\n", [], 3),
    ],
)
def test_check_exits_as_promised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | bytes, options: list[str], code: int
) -> None:
    assert main(["check", _write(tmp_path, text), "-f", "jsonl", *options]) == code
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    if code == 3:
        assert shown.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "--example", "--importer", "Korea"],
        ["check", "--example", "--on-date", "22/11/2026"],
        ["check", "--example", "--select", "no-such-rule"],
        ["check", "--example", "--report", "text"],
        ["check", "--example", "--report", "pdf=out.pdf"],
        ["check", "--example", "--lang", "xx"],
        ["check", "--example", "--no-such-option"],
        ["lookup"],
        ["lookup", "Ara", "--origin", "ZQ"],
        ["explain", "no-such-thing"],
        ["explain", "source:Q9"],
        ["no-such-command"],
    ],
)
def test_usage_errors_exit_with_2_and_say_why(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.err
    assert "Traceback" not in shown.err


@pytest.mark.parametrize("make", ["missing", "empty", "damaged", "schema"])
def test_an_unusable_dataset_exits_with_4(tmp_path: Path, capsys: pytest.CaptureFixture[str], make: str) -> None:
    folder = tmp_path / "data"
    if make != "missing":
        folder.mkdir()
    if make == "damaged":
        (folder / "index.sqlite").write_bytes(b"SQLite format 3\x00" + b"\x07" * 5000)
    if make == "schema":
        import sqlite3

        connection = sqlite3.connect(folder / "index.sqlite")
        connection.executescript("CREATE TABLE meta (key, value); INSERT INTO meta VALUES ('schema', '999')")
        connection.close()
    assert main(["lookup", "Panthera tigris", "--data-dir", str(folder)]) == 4
    assert str(folder) in capsys.readouterr().err


def test_a_dataset_that_is_too_old_exits_with_4(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--example", "--max-data-age", "0"]) == 4
    assert "days old" in capsys.readouterr().err
    assert main(["check", "--example", "--max-data-age", "99999", "-f", "jsonl", "--fail-on", "never"]) == 0


def test_one_unreadable_file_does_not_hide_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, missing = _write(tmp_path, GOOD), str(tmp_path / "missing.csv")
    assert main(["check", missing, good, "-f", "jsonl"]) == 3
    shown = capsys.readouterr()
    assert json.loads(shown.out)["verdict"] == "OK"
    assert "missing.csv" in shown.err
    assert main(["check", missing, _write(tmp_path, BAD, "bad.csv"), "-f", "jsonl"]) == 1


def test_standard_output_carries_the_report_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", _write(tmp_path, BAD), "-f", "json"]) == 1
    shown = capsys.readouterr()
    document = json.loads(shown.out)
    assert document["summary"]["lines"] == 1
    assert set(document["dataset"]) == {"version", "in_force", "sha256"}
    assert "1 line" in shown.err


def _run(arguments: list[str], *, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cites_check", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | (environment or {}),
        check=False,
    )


def test_the_module_is_the_same_program() -> None:
    done = _run(["--version"])
    assert done.returncode == 0
    assert done.stdout.startswith("cites-check ")
    assert "Species+" in done.stdout


def test_a_closed_pipe_exits_with_141() -> None:
    # More output than a pipe holds, to a reader that goes away at once.
    program = f'"{sys.executable}" -m cites_check'
    command = f"yes 'Panthera tigris' | head -n 3000 | {program} lookup - -f jsonl | head -c 1 > /dev/null"
    done = subprocess.run(
        ["bash", "-c", f"{command}; exit ${{PIPESTATUS[2]}}"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 141
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_language_follows_the_environment(tmp_path: Path) -> None:
    path = _write(tmp_path, BAD)
    korean = _run(["check", path, "-f", "text"], environment={"LC_ALL": "ko_KR.UTF-8", "PYTHONUTF8": "1"})
    assert any("가" <= sign <= "힣" for sign in korean.stdout)
    english = _run(["check", path, "-f", "text", "--lang", "en"], environment={"LC_ALL": "ko_KR.UTF-8"})
    assert english.stdout.isascii()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--map", "x=orign"], "did you mean origin?"),
        (["--map", "nope"], "write --map COLUMN=FIELD"),
        (["--report", "json"], "write --report FORMAT=FILE"),
        (["--importer", "ZZ"], "not a country code"),
        (["--max-data-age", "-1"], "--max-data-age"),
    ],
)
def test_a_wrong_command_line_is_told_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert main(["check", _write(tmp_path, GOOD), *options]) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert "suspension-list-stale" not in shown.err
    assert shown.out == ""


@pytest.mark.parametrize(
    "text",
    [
        "scientific_name,quantity\nBos taurus,1,2,3,4\n",
        'scientific_name,description\nAra macao,"open\nAra macao,b\n',
        b"scientific_name,description\n" + "Ara macao,앵무새\n".encode() * 300 + "Ara macao,앵무새\n".encode("cp949"),
        "scientific_name,description\nAra macao," + "x" * 140_000 + "\n",
    ],
)
def test_rows_that_cannot_be_read_are_explained_in_the_language_of_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | bytes
) -> None:
    main(["check", _write(tmp_path, text), "--lang", "ko", "-f", "jsonl"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    said = [finding for line in lines for finding in line["findings"] if finding["rule"] == "row-unreadable"]
    assert said
    for finding in said:
        assert any("가" <= letter <= "힣" for letter in finding["message"]), finding
        assert any("가" <= letter <= "힣" for letter in finding["fix"]), finding


def test_headings_of_ones_own_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = _write(tmp_path, "origin: [Herkunft]\nscientific_name: Wissenschaftlicher Artname\n", "own.yaml")
    lines = _write(tmp_path, "Wissenschaftlicher Artname;Herkunft\nPython regius;GH\n")
    main(["check", lines, "--headings", own, "-f", "jsonl", "-q"])
    assert json.loads(capsys.readouterr().out)["taxon"] == "Python regius"
    wrong = _write(tmp_path, "orign: [Herkunft]\n", "wrong.yaml")
    assert main(["check", lines, "--headings", wrong]) == 2
    assert "did you mean origin?" in capsys.readouterr().err
