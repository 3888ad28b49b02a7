"""What the status says, that it agrees with the rule of the checker, and who goes to the network, and how."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cites_check.dataset.opened import Dataset
from cites_check.main import main
from cites_check.rules.data_age import doubtful_from
from tests.refresh.conftest import NEWER
from tests.refresh.server import Handler, Mirror


def test_the_status_tells_age_origin_counts_and_from_when_to_doubt(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "status", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["origin"], found["schema"], len(found["sha256"])) == ("bundled", 1, 64)
    assert found["age_days"] == (date.today() - date.fromisoformat(found["in_force"])).days
    assert set(found["counts"]) == {"taxa", "synonyms", "common_names", "listings"}
    groups = found["groups"]
    assert {appendix: sum(counts[appendix] for counts in groups.values()) for appendix in groups["Aves"]} == found[
        "appendices"
    ]
    assert groups["Mammalia"]["I"] > 200
    assert found["doubtful"] is (found["doubtful_from"] <= date.today().isoformat())
    assert main(["data", "status"]) == 0
    text = capsys.readouterr().out
    for words in (found["version"], "days old", found["doubtful_from"], "Appendix I: ", "Mammalia"):
        assert words in text


@pytest.mark.parametrize(
    ("in_force", "day"),
    [
        ("2019-11-26", "2023-02-23"),
        ("2024-01-01", "2026-03-05"),
        ("2026-03-05", "2029-06-03"),
        ("2026-11-22", "2029-06-03"),
        ("2029-07-01", "2032-09-29"),
    ],
)
def test_a_dataset_is_doubtful_from_the_next_entry_into_force_on(in_force: str, day: str) -> None:
    assert doubtful_from(in_force) == day


def test_status_and_checker_doubt_from_the_same_day_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "status", "--format", "json"]) == 0
    first = date.fromisoformat(json.loads(capsys.readouterr().out)["doubtful_from"])
    for day, said in ((first - timedelta(days=1), 0), (first, 1)):
        main(["check", "--example", "--on-date", day.isoformat(), "--format", "jsonl", "--fail-on", "never"])
        assert capsys.readouterr().err.count("dataset-older-than-cop") == said


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Whatever goes towards a network; it is noted and refused."""
    found: list[object] = []

    def refuse(*arguments: Any, **options: Any) -> None:
        found.append(arguments)
        raise OSError("no network here")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return found


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--example", "--fail-on", "never", "--jobs", "1"],
        ["lookup", "Panthera tigris", "Rhincodon typus", "no such name"],
        ["scan", "ivory and python skin"],
        ["explain", "#15"],
        ["rules"],
        ["template"],
        ["data", "status"],
        ["data", "verify"],
        ["data", "path"],
        ["data", "diff", "bundled", "current"],
        ["data", "publish", "out"],
    ],
)
def test_nothing_but_refresh_check_and_import_goes_to_the_network(
    calls: list[object],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITES_CHECK_MIRRORS", "https://mirror.example/cites")
    assert main(arguments) in (0, 3), capsys.readouterr().err
    assert calls == []


@pytest.mark.parametrize("command", [["refresh"], ["check"], ["import", "https://mirror.example/cites"]])
def test_these_do(
    calls: list[object], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    monkeypatch.setenv("CITES_CHECK_MIRRORS", "https://mirror.example/cites")
    assert main(["data", *command, "--tries", "1"]) == 5
    assert "no network here" in capsys.readouterr().err
    assert calls


def test_a_proxy_is_used_for_other_machines_and_not_for_this_one(
    mirror: Mirror, put: Callable[..., Path], newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(newer)

    def proxy(handler: Handler, path: str) -> bool:
        if not path.startswith("http://mirror.example/"):
            return False
        handler.serve(mirror.folder / path.removeprefix("http://mirror.example/"))
        return True

    mirror.behave = proxy
    monkeypatch.setenv("HTTP_PROXY", mirror.url)
    refresh = ["data", "refresh", "--tries", "1", "--no-progress"]
    assert main([*refresh, "--from", "http://mirror.example", "--allow-http"]) == 0
    assert mirror.paths("http://mirror.example/v1/latest.json")
    assert Dataset.open().info.version == NEWER
    mirror.seen.clear()
    assert main([*refresh, "--from", mirror.url]) == 0
    assert mirror.paths() == ["/v1/latest.json"]
