"""Imports without a network, and from an address: the same gates as a refresh, the old data intact on refusal."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cites_check.dataset.opened import Dataset
from cites_check.main import main
from tests.refresh.conftest import NEWER
from tests.refresh.server import Mirror

Put = Callable[..., Path]
Make = Callable[..., Path]


def _zipped(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, Path("bundle") / path.relative_to(folder))
    return target


def _manifest(folder: Path) -> Path:
    return folder / "v1" / "latest.json"


@pytest.mark.parametrize("form", ["folder", "room", "manifest", "zip", "index"])
def test_a_bundle_is_taken_in_every_form_it_is_carried_in(
    put: Put, newer: Path, tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = put(newer)
    source = {
        "folder": folder,
        "room": folder / "v1",
        "manifest": _manifest(folder),
        "zip": _zipped(folder, tmp_path / "bundle.zip"),
        "index": newer,
    }[form]
    assert main(["data", "import", str(source), "--dry-run"]) == 0
    assert Dataset.open().location.origin == "bundled"
    assert main(["data", "import", str(source)]) == 0
    assert Dataset.open().info.version == NEWER
    assert ("nothing shows who made it" in capsys.readouterr().out) is (form == "index")
    assert main(["data", "import", str(source)]) == 0
    assert "up to date" in capsys.readouterr().out


def _half(folder: Path) -> None:
    index = next(folder.rglob("index.sqlite"))
    index.write_bytes(index.read_bytes()[:100_000])


def _other_bytes(folder: Path) -> None:
    index = next(folder.rglob("index.sqlite"))
    content = bytearray(index.read_bytes())
    content[len(content) // 2] ^= 255
    index.write_bytes(bytes(content))


def _missing(folder: Path) -> None:
    next(folder.rglob("index.sqlite")).unlink()


def _outside(folder: Path) -> None:
    value = json.loads(_manifest(folder).read_text())
    value["files"][0]["path"] = "../../secret.sqlite"
    _manifest(folder).write_text(json.dumps(value))


def _large(folder: Path) -> None:
    with next(folder.rglob("index.sqlite")).open("ab") as stream:
        stream.write(b"\0" * 5_000_000)


def _two(folder: Path) -> None:
    shutil.copytree(folder / "v1", folder / "v1" / "again")


FAULTS = [
    (_half, "bytes; the manifest says"),
    (_other_bytes, "sha256"),
    (_missing, "is missing"),
    (_outside, "outside the bundle"),
]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(("fault", "words"), FAULTS)
def test_a_damaged_bundle_is_refused(
    put: Put,
    newer: Path,
    tmp_path: Path,
    fault: Callable[[Path], None],
    words: str,
    packed: bool,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = put(newer)
    fault(folder)
    _refused(_zipped(folder, tmp_path / "bundle.zip") if packed else folder, capsys, words)


@pytest.mark.parametrize(("fault", "words"), [(_large, "more than its manifest says"), (_two, "2 manifests")])
def test_an_archive_that_is_no_bundle_is_refused(
    put: Put,
    newer: Path,
    tmp_path: Path,
    fault: Callable[[Path], None],
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = put(newer)
    fault(folder)
    _refused(_zipped(folder, tmp_path / "bundle.zip"), capsys, words)


def test_an_archive_with_damage_within_is_refused(
    put: Put, newer: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = _zipped(put(newer), tmp_path / "bundle.zip")
    content = bytearray(bundle.read_bytes())
    content[2000:3000] = b"\0" * 1000
    bundle.write_bytes(bytes(content))
    _refused(bundle, capsys, "the archive is damaged")


def test_an_older_bundle_is_taken_only_where_allowed(
    put: Put, make_index: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = put(make_index("2025.01.01"))
    _refused(folder, capsys, "--allow-downgrade")
    assert main(["data", "import", str(folder), "--allow-downgrade"]) == 0
    assert Dataset.open().info.version == "2025.01.01"


def _refused(source: Path, capsys: pytest.CaptureFixture[str], words: str) -> None:
    assert main(["data", "import", str(source)]) == 5
    error = capsys.readouterr().err
    for word in (words, "still in use: version", "days old", "to mend it"):
        assert word in error
    assert "Traceback" not in error
    assert Dataset.open().location.origin == "bundled"


def test_an_address_is_a_bundle_or_a_file(mirror: Mirror, put: Put, newer: Path, tmp_path: Path) -> None:
    folder = put(newer)
    assert main(["data", "import", f"{mirror.url}/v1/latest.json", "--no-progress"]) == 0
    assert Dataset.open().info.version == NEWER
    assert main(["data", "rollback"]) == 0
    _zipped(folder / "v1", folder / "carried.zip")
    assert main(["data", "import", f"{mirror.url}/carried.zip?token=x", "--no-progress"]) == 0
    assert Dataset.open().info.version == NEWER


@pytest.mark.parametrize("name", ["nothing.zip", "index_2026-12-30.csv", ""])
def test_an_address_that_serves_nothing_leaves_the_old_data(
    mirror: Mirror, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["data", "import", f"{mirror.url}/{name}", "--tries", "1"]) == 5
    error = capsys.readouterr().err
    assert "404" in error
    assert "still in use: version" in error


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "does not exist"),
        (lambda path: path.mkdir(), "holds no bundle"),
        (lambda path: path.write_text("text"), "neither a bundle nor an index nor a CSV file"),
    ],
)
def test_what_is_nothing_to_import_is_a_usage_error(
    tmp_path: Path, make: Callable[[Path], object], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path / "thing")
    assert main(["data", "import", str(tmp_path / "thing")]) == 2
    assert words in capsys.readouterr().err
