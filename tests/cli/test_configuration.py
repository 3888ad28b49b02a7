"""Configuration: command line before environment before file before default; mistakes are named with their place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import cites_check
from cites_check.cli.config_file import find
from cites_check.main import main

LINES = "scientific_name,source,purpose,term,quantity,origin,exporter\nPanthera tigris,W,T,SKI,1,CN,CN\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory without any configuration of its own or of the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("CITES_CHECK_CONFIG", raising=False)
    (tmp_path / "a.csv").write_text(LINES, encoding="utf-8")
    return tmp_path


def _shown(capsys: pytest.CaptureFixture[str]) -> dict[str, tuple[object, str]]:
    assert main(["config", "show", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    return {one["setting"]: (one["value"], one["origin"]) for one in document["settings"]}


def test_without_configuration_everything_is_default(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = _shown(capsys)
    assert {origin for _, origin in shown.values()} == {"default", "locale"}
    assert shown["check.fail-on"] == ("violation", "default")
    assert shown["check.lang"] == ("en", "locale")
    assert {name.partition(".")[0] for name in shown} == {"check", "lookup"}
    assert "check.paths" not in shown


def test_the_order_is_command_line_environment_file_default(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def verdicts(*options: str) -> int:
        code = main(["check", "a.csv", "-f", "jsonl", *options])
        capsys.readouterr()
        return code

    assert verdicts() == 1
    file = folder / "cites-check.yaml"
    file.write_text("lang: ko\nimporter: NO\ncheck:\n  fail-on: never\n  importer: KR\n", encoding="utf-8")
    assert verdicts() == 0
    shown = _shown(capsys)
    assert shown["check.fail-on"] == ("never", f"{file}:4")
    assert shown["check.importer"] == ("KR", f"{file}:5")
    assert shown["lookup.importer"] == ("NO", f"{file}:2")
    monkeypatch.setenv("CITES_CHECK_CHECK_FAIL_ON", "review")
    monkeypatch.setenv("CITES_CHECK_LANG", "en")
    shown = _shown(capsys)
    assert shown["check.fail-on"] == ("review", "environment CITES_CHECK_CHECK_FAIL_ON")
    assert shown["lookup.lang"] == ("en", "environment CITES_CHECK_LANG")
    assert verdicts() == 1
    assert verdicts("--fail-on", "never") == 0


def test_a_check_says_that_a_file_sets_something(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "cites-check.yaml").write_text("importer: KR\n", encoding="utf-8")
    main(["check", "a.csv", "-f", "jsonl"])
    assert "settings from" in capsys.readouterr().err
    main(["check", "a.csv", "-f", "jsonl", "-q"])
    assert "settings from" not in capsys.readouterr().err


def test_a_plain_look_up_follows_the_configuration(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lookup", "Ara macao"]) == 0
    english = capsys.readouterr().out
    assert "부속서" not in english
    (folder / "cites-check.yaml").write_text("lang: ko\n", encoding="utf-8")
    assert main(["lookup", "Ara macao"]) == 0
    assert "부속서" in capsys.readouterr().out


def test_the_nearest_file_upwards_holds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = folder / "one" / "two"
    deep.mkdir(parents=True)
    (folder / "pyproject.toml").write_text('[tool.cites-check]\nimporter = "KR"\n', encoding="utf-8")
    (folder / "one" / "pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")
    assert find(str(deep)) == str(folder / "pyproject.toml")
    (folder / "cites-check.yaml").write_text("", encoding="utf-8")
    assert find(str(deep)) == str(folder / "cites-check.yaml")
    (folder / "one" / "cites-check.yaml").write_text("", encoding="utf-8")
    assert find(str(deep)) == str(folder / "one" / "cites-check.yaml")
    monkeypatch.setenv("CITES_CHECK_CONFIG", "none")
    assert find(str(deep)) == ""
    monkeypatch.setenv("CITES_CHECK_CONFIG", "other.yaml")
    assert find(str(deep)) == "other.yaml"


def test_pyproject_holds_the_same_settings(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "pyproject.toml").write_text(
        '[tool.cites-check]\nimporter = "KR"\non-date = 2026-11-20\n'
        '[tool.cites-check.check]\nverbose = true\nmax-data-age = 999\nignore = ["src-missing"]\n'
        'permits = "permits.csv"\nreport = ["html=out/r.html"]\nmap = { Species = "scientific_name" }\n',
        encoding="utf-8",
    )
    deep = folder / "deep"
    deep.mkdir()
    monkeypatch.chdir(deep)
    shown = {name: value for name, (value, origin) in _shown(capsys).items() if origin not in ("default", "locale")}
    assert shown == {
        "check.importer": "KR",
        "lookup.importer": "KR",
        "check.on-date": "2026-11-20",
        "lookup.on-date": "2026-11-20",
        "check.verbose": "true",
        "check.max-data-age": "999",
        "check.ignore": ["src-missing"],
        "check.permits": [str(folder / "permits.csv")],
        "check.report": [f"html={folder / 'out/r.html'}"],
        "check.map": ["Species=scientific_name"],
    }


def test_waivers_are_named_as_seen_from_the_configuration(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "cites-check.yaml").write_text("check: {waivers: w.yaml}\n", encoding="utf-8")
    (folder / "w.yaml").write_text("- {rule: nonsense}\n", encoding="utf-8")
    deep = folder / "deep"
    deep.mkdir()
    monkeypatch.chdir(deep)
    assert main(["check", "--example"]) == 2
    assert f"{folder / 'w.yaml'}:1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("importr: KR", "cites-check.yaml:1: unknown setting importr"),
        ("importr: KR", "did you mean importer?"),
        ("check:\n  fail-no: never", "cites-check.yaml:2: unknown setting check.fail-no"),
        ("check:\n  fail-no: never", "did you mean check.fail-on?"),
        ("fail-on: never", "write it under check: or lookup:"),
        ("check: {paths: [a.csv]}", "unknown setting check.paths"),
        ("check: {example: true}", "unknown setting check.example"),
        ("check: {fail-on: sometimes}", "check.fail-on"),
        ("check: {max-data-age: soon}", "check.max-data-age"),
        ("check: {verbose: perhaps}", "check.verbose"),
        ("check: {sheet: }", "has no value"),
        ("check: {sheet: [a, b]}", "one value"),
        ("check: {sheet: {a: b}}", "not a value"),
        ("check: {fail-on: never, fail_on: note}", "stands twice"),
        ("check: 3", "not a mapping"),
        ("- importer: KR", "not a mapping"),
        ("importer: [", "not YAML"),
        ("{" * 3000, "cites-check.yaml"),
    ],
)
def test_mistakes_exit_with_2_and_say_where(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    (folder / "cites-check.yaml").write_text(text, encoding="utf-8")
    assert main(["check", "a.csv"]) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert not shown.out
    assert main(["config", "show"]) == 2
    assert main(["check", "--help"]) == 0


def test_a_mistake_in_the_environment_names_the_variable(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITES_CHECK_CHECK_SORT", "best")
    assert main(["check", "a.csv"]) == 2
    assert "CITES_CHECK_CHECK_SORT" in capsys.readouterr().err


def test_a_named_configuration_that_is_not_there_is_an_error(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITES_CHECK_CONFIG", "none.yaml")
    assert main(["lookup", "Ara macao"]) == 2
    assert "none.yaml" in capsys.readouterr().err


def test_damaged_project_files_are_errors_only_where_they_speak_of_this_program(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "pyproject.toml").write_text("[tool.other", encoding="utf-8")
    assert main(["config", "show"]) == 0
    (folder / "pyproject.toml").write_text("[tool.cites-check", encoding="utf-8")
    assert main(["config", "show"]) == 2
    assert "not TOML" in capsys.readouterr().err


@pytest.mark.parametrize("module", ["yaml", "tomllib", "typer"])
def test_a_plain_look_up_without_configuration_imports_none_of_it(folder: Path, module: str) -> None:
    program = (
        "import sys; from cites_check.main import main; main(['lookup', 'Ara macao']); "
        "print(sorted(sys.modules), file=sys.stderr)"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(cites_check.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=folder, env=environment
    )
    assert f"'{module}'" not in done.stderr
