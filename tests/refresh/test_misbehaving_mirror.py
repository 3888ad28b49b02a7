"""The protocol against a mirror that misbehaves: each case ends as promised, and the old data still answers."""

from __future__ import annotations

import gzip
import hashlib
import itertools
import json
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cites_check.dataset.opened import Dataset
from cites_check.dataset.store import Store
from cites_check.main import main
from tests.refresh.conftest import NEWER
from tests.refresh.server import Handler, Mirror

Put = Callable[..., Path]
Make = Callable[..., Path]
FAST = ["--timeout", "0.6", "--tries", "4", "--no-progress"]


@pytest.fixture(autouse=True)
def no_long_waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Waits between tries are noted instead of waited."""
    waits: list[float] = []
    monkeypatch.setattr("cites_check.dataset.transport.Transport._pause", staticmethod(waits.append))
    return waits


def _refresh(mirror: Mirror, *more: str) -> int:
    return main(["data", "refresh", "--from", mirror.url, *FAST, *more])


def _answers() -> str:
    dataset = Dataset.open()
    row = dataset.connection.execute(
        "SELECT appendix FROM listing JOIN taxon ON taxon.id = taxon_id WHERE name = 'Panthera tigris' AND history = 0"
    ).fetchone()
    assert row == ("I",)
    return dataset.info.version


def _bundled_version() -> str:
    from cites_check.dataset.locate import bundled

    return Dataset.open_index(bundled().index, "bundled").info.version


def _refused(code: int, capsys: pytest.CaptureFixture[str], *words: str) -> None:
    """Exit 5, the old data answers, and the message says cause, address, what is in use, its age and what to do."""
    error = capsys.readouterr().err
    assert code == 5, error
    assert _answers() == _bundled_version()
    for word in (*words, "still in use: version", "days old", "data import", "http://127.0.0.1:"):
        assert word in error
    assert "Traceback" not in error


def _index_only(answer: Callable[[Handler], object], times: int = 1000) -> Callable[[Handler, str], bool]:
    """Misbehave on the first `times` requests for the index."""
    left = [times]

    def behave(handler: Handler, path: str) -> bool:
        if not path.endswith(".sqlite") or left[0] <= 0:
            return False
        left[0] -= 1
        answer(handler)
        return True

    return behave


def _file(mirror: Mirror) -> Path:
    return next((mirror.folder / "v1").glob("*/index.sqlite"))


def test_a_new_version_is_installed_and_then_up_to_date(
    mirror: Mirror, put: Put, newer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(newer)
    assert main(["data", "check", "--from", mirror.url]) == 10
    assert _refresh(mirror) == 0
    assert NEWER in capsys.readouterr().out
    assert _answers() == NEWER
    # Mirrors are remembered, and the manifest is asked for conditionally.
    assert main(["data", "refresh"]) == 0
    assert mirror.statuses[-1] == 304
    assert main(["data", "check"]) == 0
    assert main(["data", "verify"]) == 0
    assert "as published" in capsys.readouterr().out


def test_a_dry_run_changes_nothing(mirror: Mirror, put: Put, newer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(newer)
    assert _refresh(mirror, "--dry-run", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "available"
    assert _answers() == _bundled_version()


def _broken_off(mirror: Mirror, share: float) -> Callable[[Handler], object]:
    def answer(handler: Handler) -> None:
        content = _file(mirror).read_bytes()
        handler.reply(200, content[: int(len(content) * share)], {"ETag": '"one"'}, length=len(content))

    return answer


def _honest_rest(mirror: Mirror, tag: str) -> Callable[[Handler], object]:
    def answer(handler: Handler) -> None:
        content = _file(mirror).read_bytes()
        start = int(handler.headers["Range"].removeprefix("bytes=").rstrip("-"))
        headers = {"ETag": tag, "Content-Range": f"bytes {start}-{len(content) - 1}/{len(content)}"}
        handler.reply(206, content[start:], headers)

    return answer


def _in_turn(*answers: Callable[[Handler], object]) -> Callable[[Handler, str], bool]:
    queue = list(answers)

    def behave(handler: Handler, path: str) -> bool:
        if not path.endswith(".sqlite") or not queue:
            return False
        queue.pop(0)(handler)
        return True

    return behave


def test_206_a_broken_download_goes_on_where_it_stopped(mirror: Mirror, put: Put, newer: Path) -> None:
    put(newer)
    mirror.behave = _in_turn(_broken_off(mirror, 0.6), _honest_rest(mirror, '"one"'))
    assert _refresh(mirror) == 0
    (_, first), (_, second) = [request for request in mirror.seen if request[0].endswith(".sqlite")]
    assert "Range" not in first
    assert second["If-Range"] == '"one"'
    assert second["Accept-Encoding"] == "identity"
    assert _answers() == NEWER


def test_a_download_goes_on_in_another_process(
    mirror: Mirror, put: Put, newer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(newer)
    mirror.behave = _index_only(_broken_off(mirror, 0.4))
    _refused(_refresh(mirror, "--tries", "1"), capsys, "broke off")
    mirror.behave = _in_turn(_honest_rest(mirror, '"one"'))
    assert _refresh(mirror) == 0
    assert mirror.statuses[-1] == 206


def test_200_instead_of_206_starts_again(mirror: Mirror, put: Put, newer: Path) -> None:
    put(newer)
    mirror.behave = _in_turn(_broken_off(mirror, 0.5), lambda handler: handler.serve(_file(mirror), ranges=False))
    assert _refresh(mirror) == 0
    assert _answers() == NEWER


def test_an_etag_changed_in_mid_resume_starts_again(mirror: Mirror, put: Put, newer: Path) -> None:
    put(newer)
    # The server ignores If-Range and sends the rest of another file.
    mirror.behave = _in_turn(_broken_off(mirror, 0.5), _honest_rest(mirror, '"two"'))
    assert _refresh(mirror) == 0
    assert mirror.statuses[-1] == 200
    assert _answers() == NEWER


def test_pieces_that_do_not_fit_are_fetched_again(mirror: Mirror, put: Put, newer: Path) -> None:
    put(newer)

    def wrong_start(handler: Handler) -> None:
        content = _file(mirror).read_bytes()
        handler.reply(200, b"\0" * (len(content) // 2), {"ETag": '"one"'}, length=len(content))

    mirror.behave = _in_turn(wrong_start, _honest_rest(mirror, '"one"'))
    assert _refresh(mirror) == 0
    assert _answers() == NEWER


def test_a_truncated_body_every_time_is_refused(
    mirror: Mirror, put: Put, newer: Path, capsys: pytest.CaptureFixture[str], store_root: Path
) -> None:
    put(newer)

    def little(handler: Handler) -> None:
        handler.reply(200, b"SQLite", {}, length=len(_file(mirror).read_bytes()))

    mirror.behave = _index_only(little)
    _refused(_refresh(mirror), capsys, "broke off", "tried 4 times")
    assert list((store_root / "v1" / "staging").glob("*.part"))


def test_429_is_waited_for(mirror: Mirror, put: Put, newer: Path, no_long_waits: list[float]) -> None:
    put(newer)
    mirror.behave = _in_turn(lambda handler: handler.reply(429, b"", {"Retry-After": "7"}))
    assert _refresh(mirror) == 0
    assert no_long_waits == [7.0]


def test_429_for_an_hour_is_remembered(
    mirror: Mirror, put: Put, newer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(newer)
    mirror.behave = lambda handler, path: handler.reply(429, b"", {"Retry-After": "3600"})
    _refused(_refresh(mirror), capsys, "429")
    asked = len(mirror.seen)
    _refused(_refresh(mirror), capsys, "asked not to be called before", "--force")
    assert len(mirror.seen) == asked
    mirror.behave = lambda handler, path: False
    assert _refresh(mirror, "--force") == 0


def test_503_three_times_then_200(mirror: Mirror, put: Put, newer: Path, no_long_waits: list[float]) -> None:
    put(newer)
    mirror.behave = _index_only(lambda handler: handler.reply(503, b"busy"), times=3)
    assert _refresh(mirror) == 0
    assert len(no_long_waits) == 3
    assert all(wait < later * 4 for wait, later in itertools.pairwise(no_long_waits))


def test_404_is_not_tried_again(mirror: Mirror, put: Put, newer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(newer)
    mirror.behave = _index_only(lambda handler: handler.reply(404, b""))
    _refused(_refresh(mirror), capsys, "404")
    assert len(mirror.paths(".sqlite")) == 1


def test_a_stall_ends(mirror: Mirror, put: Put, newer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(newer)

    def stall(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "99999")
        handler.end_headers()
        handler.wfile.write(b"SQL")
        handler.wfile.flush()
        time.sleep(2)

    mirror.behave = _index_only(stall)
    began = time.monotonic()
    _refused(_refresh(mirror, "--tries", "2"), capsys, "stopped sending")
    assert time.monotonic() - began < 8


def test_a_trickle_ends_at_the_total_limit(
    mirror: Mirror, put: Put, newer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(newer)

    def trickle(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(_file(mirror).stat().st_size))
        handler.end_headers()
        for _ in range(60):
            handler.wfile.write(b"S")
            handler.wfile.flush()
            time.sleep(0.1)

    mirror.behave = _index_only(trickle)
    _refused(_refresh(mirror, "--total-timeout", "1"), capsys, "not finished after 1 seconds")


def test_the_next_mirror_is_asked(
    mirror: Mirror, put: Put, newer: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(newer)
    bad = Mirror(tmp_path / "empty")
    try:
        assert main(["data", "refresh", "--from", bad.url, "--from", mirror.url, *FAST]) == 0
    finally:
        bad.close()
    assert _answers() == NEWER


def test_a_redirect_within_the_rules_is_followed(mirror: Mirror, put: Put, newer: Path) -> None:
    put(newer)

    def behave(handler: Handler, path: str) -> bool:
        if path.startswith("/old/"):
            handler.reply(302, b"", {"Location": path.removeprefix("/old")})
            return True
        return False

    mirror.behave = behave
    assert main(["data", "refresh", "--from", f"{mirror.url}/old", *FAST]) == 0


def test_a_redirect_to_plain_http_is_refused(
    mirror: Mirror, put: Put, newer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(newer)
    mirror.behave = _index_only(lambda handler: handler.reply(302, b"", {"Location": "http://mirror.example/x.sqlite"}))
    _refused(_refresh(mirror), capsys, "only HTTPS")
    mirror.behave = _index_only(lambda handler: handler.reply(302, b"", {"Location": handler.path}))
    _refused(_refresh(mirror), capsys, "redirects")


def test_plain_http_to_another_machine_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "refresh", "--from", "http://mirror.example/cites"]) == 5
    error = capsys.readouterr().err
    assert "--allow-http" in error
    assert "still in use" in error


def test_a_wrong_hash_is_refused(
    mirror: Mirror, put: Put, newer: Path, capsys: pytest.CaptureFixture[str], store_root: Path
) -> None:
    put(newer, sha256="0" * 64)
    _refused(_refresh(mirror), capsys, "sha256")
    assert not list((store_root / "v1" / "staging").glob("*.part"))


@pytest.mark.parametrize("announced", [True, False])
def test_an_oversized_body_is_refused(
    mirror: Mirror, put: Put, newer: Path, capsys: pytest.CaptureFixture[str], announced: bool
) -> None:
    put(newer)

    def large(handler: Handler) -> None:
        content = _file(mirror).read_bytes() + b"x" * 100_000
        if announced:
            handler.reply(200, content)
            return
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(content)
        handler.close_connection = True

    mirror.behave = _index_only(large)
    _refused(_refresh(mirror), capsys, "manifest")


def test_an_oversized_manifest_is_refused(
    mirror: Mirror, put: Put, newer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(newer, note="x" * 70_000)
    _refused(_refresh(mirror), capsys, "65,536")


def test_gzip_that_nobody_asked_for_is_refused(
    mirror: Mirror, put: Put, newer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(newer)
    mirror.behave = _index_only(
        lambda handler: handler.reply(200, gzip.compress(b"\0" * 1_000_000), {"Content-Encoding": "gzip"})
    )
    _refused(_refresh(mirror), capsys, "gzip")
    mirror.behave = lambda handler, path: handler.reply(200, gzip.compress(b"{}"), {"Content-Encoding": "gzip"})
    _refused(_refresh(mirror), capsys, "gzip")


@pytest.mark.parametrize(
    ("replaced", "words"),
    [
        ({"schema": 2}, "update cites-check"),
        ({"schema": "1"}, "schema"),
        ({"min_tool": "99.0"}, "needs cites-check 99.0"),
        ({"version": "2025.01.01"}, "older than the one in use"),
        ({"version": "../../etc"}, "version"),
        ({"path": "../../../../etc/passwd"}, "outside the bundle"),
        ({"path": "/etc/passwd"}, "outside the bundle"),
        ({"path": "C:\\windows"}, "outside the bundle"),
        ({"path": "http://elsewhere.example/x"}, "outside the bundle"),
        ({"size": -1}, "size"),
        ({"size": 1 << 40}, "at most"),
        ({"status": "fine"}, "status"),
        ({"dataset_sha256": "0" * 64}, "identity"),
        ({"rows": 5}, "number of listings"),
        ({"version": "2026.12.01"}, "version"),
        ({"files": []}, "exactly one file"),
    ],
)
def test_a_bad_manifest_is_refused(
    mirror: Mirror, put: Put, newer: Path, capsys: pytest.CaptureFixture[str], replaced: dict[str, object], words: str
) -> None:
    put(newer, **replaced)
    _refused(_refresh(mirror), capsys, words)


@pytest.mark.parametrize("text", [b"", b"<html>sign in</html>", b"[]", b"\xff\xfe", b"[" * 50_000])
def test_what_is_no_manifest_is_refused(mirror: Mirror, capsys: pytest.CaptureFixture[str], text: bytes) -> None:
    mirror.behave = lambda handler, path: handler.reply(200, text)
    _refused(_refresh(mirror), capsys, "manifest")


THIRD = (
    "DELETE FROM listing WHERE taxon_id % 10 < 3 AND taxon_id NOT IN (SELECT id FROM taxon WHERE name IN ({}))".format(
        "'Panthera tigris','Ailuropoda melanoleuca','Ara macao','Orchidaceae','Hippopotamus amphibius','Galanthus',"
        "'Odobenus rosmarus','Civettictis civetta','Bubalus arnee'"
    )
)


WEAKENED = THIRD.replace(
    "DELETE FROM listing", "UPDATE listing SET appendix = 'II', body = json_set(body, '$.appendix', 'II')"
)


def test_a_dataset_that_lost_a_third_of_its_listings_is_refused(
    mirror: Mirror, put: Put, make_index: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    put(make_index(NEWER, THIRD))
    _refused(_refresh(mirror), capsys, "has lost", "--accept-shrink")
    assert _refresh(mirror, "--accept-shrink") == 0
    assert _answers() == NEWER


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DELETE FROM listing WHERE appendix = 'I'", "three Appendices"),
        ("UPDATE listing SET appendix = 'II' WHERE appendix = 'I' AND taxon_id % 2", "contradict"),
        (WEAKENED, "of Appendix I in a weaker Appendix"),
        ("DELETE FROM name", "does not find"),
        ("DROP TABLE listing", "listing"),
        ("DELETE FROM meta WHERE key = 'counts'", "counts"),
        ("UPDATE meta SET value = '7' WHERE key = 'schema'", "schema 7"),
        ("UPDATE listing SET body = '{'", "damaged"),
    ],
)
def test_unfit_data_is_refused(
    mirror: Mirror, put: Put, make_index: Make, capsys: pytest.CaptureFixture[str], sql: str, words: str
) -> None:
    if sql.startswith(("DROP", "DELETE FROM meta", "UPDATE meta")):
        # Such an index cannot even be published: the manifest is that of the sound one.
        folder = put(make_index(NEWER))
        target = next((folder / "v1").glob("*/index.sqlite"))
        _spoil(target, sql)
        content = target.read_bytes()
        latest = folder / "v1" / "latest.json"
        manifest = json.loads(latest.read_text())
        manifest["files"][0] |= {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        latest.write_text(json.dumps(manifest))
    else:
        put(make_index(NEWER, sql), unfit=True)
    _refused(_refresh(mirror), capsys, words)


def _spoil(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(sql)
    connection.close()


def test_a_rolled_back_version_stays_away_until_forced(
    mirror: Mirror, put: Put, newer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(newer)
    assert _refresh(mirror) == 0
    assert main(["data", "rollback"]) == 0
    assert _answers() == _bundled_version()
    assert _refresh(mirror) == 0
    assert "was rolled back here" in capsys.readouterr().out
    assert _answers() == _bundled_version()
    assert _refresh(mirror, "--force") == 0
    assert _answers() == NEWER


def test_two_older_versions_are_kept(mirror: Mirror, put: Put, make_index: Make, store_root: Path) -> None:
    versions = ["2026.06.01", "2026.07.01", "2026.08.01", "2026.09.01"]
    for version in versions:
        put(make_index(version))
        assert _refresh(mirror) == 0
        assert _answers() == version
    store = Store()
    assert [name.split("-")[0] for name in store.chain()] == versions[:0:-1]
    assert len(list(store.versions.iterdir())) == 3
    assert main(["data", "rollback"]) == 0
    assert _answers() == "2026.08.01"
    assert main(["data", "rollback"]) == 0
    assert main(["data", "rollback"]) == 0
    assert _answers() == _bundled_version()
    assert main(["data", "rollback"]) == 5


def test_an_older_version_only_where_allowed(
    mirror: Mirror, put: Put, make_index: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    put(make_index("2026.01.01"))
    _refused(_refresh(mirror), capsys, "older than the one in use", "--allow-downgrade")
    assert _refresh(mirror, "--allow-downgrade") == 0
    assert _answers() == "2026.01.01"


def test_a_damaged_store_is_an_error_and_is_mended_by_a_refresh(
    mirror: Mirror, put: Put, newer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(newer)
    assert _refresh(mirror) == 0
    index = Store().current_index()
    assert index is not None
    index.write_bytes(b"SQLite format 3\x00" + b"\x07" * 5000)
    assert main(["lookup", "Panthera tigris"]) == 4
    assert main(["data", "verify"]) == 4
    assert "refresh" in capsys.readouterr().err
    assert _refresh(mirror) == 0
    assert _answers() == NEWER
    assert main(["data", "verify"]) == 0


def test_without_a_mirror_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "refresh"]) == 5
    assert "--from" in capsys.readouterr().err


def test_secrets_in_an_address_are_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "refresh", "--from", "http://user:hunter2@mirror.example/x?token=hunter3"]) == 5
    shown = capsys.readouterr()
    assert "hunter" not in shown.err + shown.out
