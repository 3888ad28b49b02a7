"""A store, a mirror and light datasets: real rows, without the tables that only a batch of names needs."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cites_check.dataset.locate import bundled
from cites_check.dataset.opened import Dataset
from cites_check.dataset.publish import publish
from tests.refresh.server import Mirror

NEWER = "2026.11.01"


@pytest.fixture(scope="session")
def light(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled index without what look-ups of exact names do not need; version as bundled."""
    path = tmp_path_factory.mktemp("light") / "index.sqlite"
    shutil.copyfile(bundled().index, path)
    connection = sqlite3.connect(path)
    connection.executescript(
        "DELETE FROM name_near; DELETE FROM name_pack; DELETE FROM common; DELETE FROM unlisted;"
        "DELETE FROM ordinary_word; DELETE FROM native_range; VACUUM;"
    )
    connection.close()
    return path


@pytest.fixture(scope="session")
def make_index(light: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Makes an index of a version, changed by SQL."""

    def make(version: str = NEWER, sql: str = "", *, recount: bool = True) -> Path:
        path = tmp_path_factory.mktemp("index") / "index.sqlite"
        shutil.copyfile(light, path)
        connection = sqlite3.connect(path)
        connection.executescript(sql)
        connection.execute("UPDATE meta SET value = ? WHERE key = 'version'", (version,))
        connection.execute("UPDATE meta SET value = ? WHERE key = 'sha256'", (f"{abs(hash((version, sql))):064x}",))
        if recount:
            counts = json.loads(connection.execute("SELECT value FROM meta WHERE key = 'counts'").fetchone()[0])
            counts["listings"] = connection.execute("SELECT count(*) FROM listing").fetchone()[0]
            connection.execute("UPDATE meta SET value = ? WHERE key = 'counts'", (json.dumps(counts),))
        connection.commit()
        connection.close()
        return path

    return make


@pytest.fixture(scope="session")
def newer(make_index: Callable[..., Path]) -> Path:
    """A fit index of a newer version."""
    return make_index()


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    """Publishes an index, unchecked, in the folder of the mirror; keys of the manifest may be replaced."""

    def publish_index(index: Path, **replaced: object) -> Path:
        folder = tmp_path / "www"
        unfit = replaced.pop("unfit", False)
        if unfit:
            _publish_unchecked(index, folder)
        else:
            dataset = Dataset.open_index(index, "directory")
            publish(dataset, folder)
            dataset.close()
        latest = folder / "v1" / "latest.json"
        manifest = json.loads(latest.read_text())
        for key, value in replaced.items():
            if key in ("path", "size", "sha256", "rows"):
                manifest["files"][0][key] = value
            else:
                manifest[key] = value
        latest.write_text(json.dumps(manifest))
        return folder

    return publish_index


def _publish_unchecked(index: Path, folder: Path) -> None:
    """Publish what `publish` would refuse."""
    import cites_check.dataset.publish

    module: Any = cites_check.dataset.publish
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "verify_index", lambda dataset: None)
        dataset = Dataset.open_index(index, "directory")
        publish(dataset, folder)
        dataset.close()


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[Mirror]:
    """The misbehaving server over the folder of `put`."""
    (tmp_path / "www").mkdir(exist_ok=True)
    server = Mirror(tmp_path / "www")
    yield server
    server.close()


@pytest.fixture(autouse=True)
def store_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of the test's own, and an environment that says nothing."""
    root = tmp_path / "store"
    monkeypatch.setenv("CITES_CHECK_STORE", str(root))
    for name in ("CITES_CHECK_DATA", "CITES_CHECK_MIRRORS", "CITES_CHECK_KEY", "CITES_CHECK_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return root
