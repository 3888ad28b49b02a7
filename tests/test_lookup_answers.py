"""What `lookup` shows to a person."""

from __future__ import annotations

import io

import pytest

from cites_check.main import main


def _shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, str]:
    assert main(["lookup", *arguments, "--format", "text"]) == 0
    lines = capsys.readouterr().out.splitlines()
    return {line[:12].strip(): line[12:].strip() for line in lines if line}


def test_the_plain_common_name_stands_first_and_each_once(capsys: pytest.CaptureFixture[str]) -> None:
    shown = _shown(capsys, "Panthera tigris", "--lang", "en")
    assert shown["en"].split(", ")[0] == "Tiger"
    for language in ("en", "fr"):
        names = [name.casefold() for name in shown[language].split(", ")]
        assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("name", "said"),
    [("호랑이", "Panthera tigris의 일반명"), ("Python reticulatus", "Malayopython reticulatus의 이명")],
)
def test_how_a_name_was_read_is_told_in_korean(capsys: pytest.CaptureFixture[str], name: str, said: str) -> None:
    assert main(["lookup", name, "--lang", "ko", "--format", "text"]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("해석")]
    assert said in line
    assert "name of" not in line
    assert "(" not in line


@pytest.mark.parametrize("arguments", [["", "  "], ["-"]])
def test_nothing_to_look_up_is_no_success(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n  \n"))
    assert main(["lookup", *arguments]) == 3
    assert "no name to look up" in capsys.readouterr().err
