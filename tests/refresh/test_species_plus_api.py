"""The authority's service: its recorded answers become a dataset that agrees with them; breaks, bursts and secrets."""

from __future__ import annotations

import json
import logging
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from cites_check.cli.settings import open_lookups
from cites_check.dataset.opened import Dataset
from cites_check.lookup import Lookups
from cites_check.main import main
from tests.refresh.server import Handler, Mirror

SECRET = "tOkEn-4711-never-shown"
PER_PAGE = 100


class Recorded:
    """The recorded answers, served page by page in the form of the service."""

    def __init__(self, folder: Path) -> None:
        self.taxa: list[dict[str, Any]] = []
        self.single: dict[str, str] = {}
        for path in sorted(folder.glob("*.json")):
            for one in json.loads(path.read_text())["http_interactions"]:
                address = urlsplit(one["request"]["uri"])
                query, body = parse_qs(address.query), one["response"]["body"]["string"]
                if address.path.endswith("/taxon_concepts.json"):
                    if "updated_since" in query or "name" in query or ("page" in query and "taxonomy" not in query):
                        self.taxa += json.loads(body)["taxon_concepts"]
                elif "language" not in query and one["response"]["status"]["status_code"] == 200:
                    self.single[address.path.split("/v1/")[1]] = body
        self.taxa = list({taxon["id"]: taxon for taxon in self.taxa}.values())

    def answer(self, handler: Handler, path: str) -> bool:
        """Answer as the service does."""
        if handler.headers.get("X-Authentication-Token") != SECRET:
            return handler.reply(401, b'{"error": {"message": "Unauthorized"}}')
        what = path.removeprefix("/")
        if what == "taxon_concepts.json":
            query = parse_qs(urlsplit(handler.path).query)
            size, page = int(query["per_page"][0]), int(query["page"][0])
            some = self.taxa[(page - 1) * size : page * size]
            body = {
                "pagination": {"current_page": page, "per_page": size, "total_entries": len(self.taxa)},
                "taxon_concepts": some,
            }
            return handler.reply(200, json.dumps(body).encode())
        if what in self.single:
            return handler.reply(200, self.single[what].encode())
        if what.endswith("/distributions.json"):
            return handler.reply(200, b"[]")
        if what.endswith("/cites_legislation.json"):
            return handler.reply(200, b'{"cites_listings": [], "cites_quotas": [], "cites_suspensions": []}')
        return handler.reply(404, b"{}")


@pytest.fixture(scope="session")
def recorded(shared: Path) -> Recorded:
    """The recorded answers."""
    return Recorded(shared / "data" / "speciesplus_api")


@pytest.fixture
def service(tmp_path: Path, recorded: Recorded, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
    """The service on loopback."""
    server = Mirror(tmp_path / "nothing")
    server.behave = recorded.answer
    monkeypatch.setenv("CITES_CHECK_API", server.url)
    monkeypatch.setenv("CITES_CHECK_TOKEN", SECRET)
    monkeypatch.setattr("cites_check.dataset.transport.Transport._pause", staticmethod(lambda seconds: None))
    monkeypatch.setattr("cites_check.cli.data_api.PER_PAGE", PER_PAGE)
    yield server
    server.close()


REFRESH = ["data", "refresh", "--from", "speciesplus", "--pace", "0", "--no-progress", "--since", "2018-01-01"]


CONTRADICTORY = {
    # Its own entry has all of it in Appendix I; the answer adds the entries of its species and family beside it, of
    # which those of II speak of other bears.
    "Ursus arctos isabellinus": {"I"},
}
"""Recorded answers whose summary is not what the entries in the same answer say, and what those entries say."""


def test_recorded_answers_become_a_dataset_that_agrees_with_them(
    service: Mirror, recorded: Recorded, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(REFRESH) == 0, capsys.readouterr().err
    said = capsys.readouterr().out
    assert "quotas:" in said
    # The Conference took it off the list after the answers were recorded; they have its species partly in II.
    assert "listed again, for the list has part of their species there: Damaliscus pygargus pygargus (II)" in said
    lookups = open_lookups(None)
    assert lookups.dataset.info.origin == "refreshed"
    on = lookups.dataset.info.in_force
    wrong = []
    checked = 0
    for taxon in recorded.taxa:
        name, listing = taxon["full_name"], set(filter(None, (taxon["cites_listing"] or "").split("/"))) - {"NC"}
        if taxon["rank"] not in ("SPECIES", "SUBSPECIES") or taxon["name_status"] != "A" or not listing:
            continue
        checked += 1
        if not _agrees(lookups, name, on, CONTRADICTORY.get(name, listing)):
            wrong.append((name, sorted(listing), lookups.look_up(name, on).appendix))
        for synonym in taxon["synonyms"]:
            match = lookups.matcher.match(synonym["full_name"])
            names = {candidate.name for candidate in match.candidates}
            if len(synonym["full_name"].split()) > 1 and not any(
                character in synonym["full_name"] for character in "().×"
            ):
                assert name in names, (synonym["full_name"], names)
    assert checked > 300
    assert wrong == []


def _agrees(lookups: Lookups, name: str, on: str, listing: set[str]) -> bool:
    """Whether a look-up shows these Appendices; of an entry divided by countries, those of the taxon's own range.

    Where the range is not known (of many subspecies), all parts of such an entry have to be shown.
    """
    found = lookups.look_up(name, on)
    assert found.effective is not None, name
    shown = {one.appendix.value for one in found.effective.listings}
    if shown != listing and found.effective.split:
        if not found.native:
            return shown > listing
        shown = {
            appendix
            for country in found.native
            for appendix in lookups.look_up(name, on, origin=country).appendix.split("/")
        }
    return shown == listing


def test_details_of_the_recorded_elephant(service: Mirror, recorded: Recorded) -> None:
    assert main(REFRESH) == 0
    dataset = Dataset.open()
    (number,) = dataset.connection.execute("SELECT id FROM taxon WHERE name = 'Loxodonta africana'").fetchone()
    known = dataset.native_range(number)
    assert known is not None
    places = json.loads(recorded.single["taxon_concepts/4521/distributions.json"])
    assert known.extinct == {place["iso_code2"] for place in places if "extinct" in place["tags"]}
    assert known.native >= {place["iso_code2"] for place in places if not place["tags"]}
    law = json.loads(recorded.single["taxon_concepts/4521/cites_legislation.json"])
    items = [item for item in dataset.document("suspensions")["items"] if item.get("source") == "species_plus_api"]
    taken = {
        item.get("notification") for item in dataset.document("suspensions")["items"] if item["status"] == "current"
    }
    for suspension in law["cites_suspensions"]:
        name = re.search(r"\d{4}/\d{3}", suspension["start_notification"]["name"])
        assert name is None or name[0] in taken
    assert all(item["note"] for item in items)
    quotas = dataset.document("quotas")
    recorded_quotas = [
        quota for quota in quotas["announced"] + quotas["items"] if quota["source"] == "species_plus_api"
    ]
    assert len(recorded_quotas) == sum(quota["is_current"] for quota in law["cites_quotas"])


def test_a_break_goes_on_without_asking_for_finished_pages_again(
    service: Mirror, recorded: Recorded, capsys: pytest.CaptureFixture[str], store_root: Path
) -> None:
    def broken(handler: Handler, path: str) -> bool:
        if "page=4&" in handler.path:
            return handler.reply(503, b"")
        return recorded.answer(handler, path)

    service.behave = broken
    assert main([*REFRESH, "--tries", "2"]) == 5
    error = capsys.readouterr().err
    assert "still in use" in error
    assert "goes on where it stopped" in error
    first = [path for path, _ in service.seen]
    assert sum("page=3&" in path for path in first) == 1
    service.seen.clear()
    service.behave = recorded.answer
    assert main(REFRESH) == 0
    asked = [path for path, _ in service.seen]
    assert not any(f"page={page}&" in path for page in (1, 2, 3) for path in asked)
    assert any("page=4&" in path for path in asked)
    assert len(asked) == len(set(asked))
    assert not list(store_root.rglob("page-*"))


def test_answers_of_last_week_are_asked_for_again(service: Mirror, recorded: Recorded, store_root: Path) -> None:
    service.behave = lambda handler, path: (
        handler.reply(503, b"") if "page=2&" in handler.path else recorded.answer(handler, path)
    )
    assert main([*REFRESH, "--tries", "1"]) == 5
    (kept,) = store_root.rglob("page-*.json")
    assert SECRET not in kept.read_text()
    os.utime(kept, (time.time() - 7 * 24 * 3600,) * 2)
    service.seen.clear()
    assert main([*REFRESH, "--tries", "1"]) == 5
    assert service.paths("page=1&")


def test_bursts_are_borne(service: Mirror, recorded: Recorded) -> None:
    left = {"404": 1, "429": 1, "500": 1, "200": 1}

    def moody(handler: Handler, path: str) -> bool:
        for status, number in left.items():
            if number:
                left[status] = 0
                return handler.reply(int(status), b'{"pag', {"Retry-After": "1"} if status == "429" else {})
        return recorded.answer(handler, path)

    service.behave = moody
    assert main(REFRESH) == 0


def _cut_json(handler: Handler, body: bytes) -> bool:
    return handler.reply(200, body[: len(body) // 2])


def _cut_answer(handler: Handler, body: bytes) -> bool:
    return handler.reply(200, body[: len(body) // 2], length=len(body))


def _stall(handler: Handler, body: bytes) -> bool:
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[:10])
    handler.wfile.flush()
    time.sleep(1)
    handler.close_connection = True
    return True


@pytest.mark.parametrize(
    ("fault", "tries", "words"),
    [(_cut_json, "2", "not JSON"), (_cut_answer, "1", "broke off"), (_stall, "1", "stopped sending")],
)
@pytest.mark.parametrize("where", ["page=2&", "cites_legislation"])
def test_a_fault_ends_the_run_and_the_next_one_goes_on(
    service: Mirror,
    recorded: Recorded,
    capsys: pytest.CaptureFixture[str],
    fault: Callable[[Handler, bytes], bool],
    tries: str,
    words: str,
    where: str,
) -> None:
    body = b'{"taxon_concepts": [], "pagination": {"total_entries": 507}}'
    service.behave = lambda handler, path: (
        fault(handler, body) if where in handler.path else recorded.answer(handler, path)
    )
    assert main([*REFRESH, "--tries", tries, "--timeout", "0.3", "--dry-run"]) == 5
    error = capsys.readouterr().err
    assert words in error
    assert "still in use: version" in error
    assert "the same command goes on where it stopped" in error
    service.seen.clear()
    service.behave = lambda handler, path: recorded.answer(handler, path) if where in handler.path else False
    # Only what was not had is asked for; of the rest the next question shows which it is.
    main([*REFRESH, "--tries", "1", "--dry-run"])
    assert not service.paths("page=1&")
    assert where in service.seen[0][0]


def test_taxa_without_an_answer_are_told_and_left_as_they_were(
    service: Mirror, recorded: Recorded, capsys: pytest.CaptureFixture[str]
) -> None:
    service.behave = lambda handler, path: (
        handler.reply(404, b"") if "/4521/cites" in path else recorded.answer(handler, path)
    )
    assert main(REFRESH) == 0
    assert "no answer for 1 taxa: theirs is as it was" in capsys.readouterr().out
    assert len(service.paths("/4521/cites")) == 3
    quotas = Dataset.open().document("quotas")
    assert not [one for one in [*quotas["announced"], *quotas["items"]] if one["source"] == "species_plus_api"]


@pytest.mark.parametrize("text", [b"<html>", b"[]", b'{"taxon_concepts": 5}', b'{"pagination": {}}'])
def test_what_is_no_answer_is_refused(service: Mirror, capsys: pytest.CaptureFixture[str], text: bytes) -> None:
    service.behave = lambda handler, path: handler.reply(200, text)
    assert main(REFRESH) == 5
    assert "still in use" in capsys.readouterr().err


def test_the_token_is_shown_nowhere(
    service: Mirror,
    recorded: Recorded,
    store_root: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    mirror: Mirror,
) -> None:
    caplog.set_level(logging.DEBUG)

    def fails_later(handler: Handler, path: str) -> bool:
        if "distributions" in path:
            return handler.reply(302, b"", {"Location": mirror.url.replace("127.0.0.1", "localhost") + path})
        return recorded.answer(handler, path)

    service.behave = fails_later
    main([*REFRESH, "--tries", "1"])
    service.behave = lambda handler, path: handler.reply(401, b"")
    assert main([*REFRESH, "--tries", "1", "--since", "2019-01-01"]) == 5
    shown = capsys.readouterr()
    assert "does not accept the token" in shown.err
    assert SECRET not in shown.out + shown.err + caplog.text
    for path in store_root.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path
    assert mirror.seen
    assert all(SECRET not in value for _, headers in mirror.seen for value in headers.values())


def test_a_service_that_tells_of_few_taxa_when_asked_for_all_is_refused(
    service: Mirror, capsys: pytest.CaptureFixture[str]
) -> None:
    everything = ["all" if one == "2018-01-01" else one for one in REFRESH]
    assert main(everything) == 5
    error = capsys.readouterr().err
    assert "has lost" in error
    assert "--accept-shrink" in error
    assert not service.paths("updated_since")


def test_without_a_token_it_says_so(
    service: Mirror, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CITES_CHECK_TOKEN")
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert main(REFRESH) == 2
    assert "CITES_CHECK_TOKEN" in capsys.readouterr().err


def test_options_that_do_not_go_together_are_usage_errors(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, words in (
        (["check", "--from", "speciesplus"], "no versions to compare"),
        (["refresh", "--from", "speciesplus", "--from", "https://mirror.example"], "stands alone"),
        (["refresh", "--from", "https://mirror.example", "--since", "all"], "--since is for"),
    ):
        assert main(["data", *arguments]) == 2
        assert words in capsys.readouterr().err
