"""A code book from the real dataset, and a short way to read bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from cites_check.declarations import CodeBook, Declaration, ReadOptions, codebook_from, read

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def codes() -> CodeBook:
    files = [*sorted((ROOT / "species_data/codes").glob("*.yaml")), ROOT / "species_data/countries.yaml"]
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return codebook_from({file.name: yaml.load(file.read_bytes(), Loader=loader) for file in files})


Reader = Callable[..., Declaration]


@pytest.fixture
def read_bytes(codes: CodeBook) -> Reader:
    """`read_bytes(data, **options)` reads from a stream that can be sought."""

    def reader(data: bytes | str, **options: object) -> Declaration:
        raw = data.encode() if isinstance(data, str) else data
        return read(None, io.BytesIO(raw), options=ReadOptions(**options), codes=codes)  # type: ignore[arg-type]

    return reader
