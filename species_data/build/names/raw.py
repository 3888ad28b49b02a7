"""Reading the raw sources: paths, encodings, line ends and stray spaces."""

from __future__ import annotations

import csv
import gzip
import io
import lzma
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
"""The repository."""

SHARED = Path(os.environ.get("CITES_CHECK_SHARED", ROOT.parent / "shared"))
"""Where the raw sources are; never part of the repository."""

DATA = SHARED / "data"
OUT = ROOT / "species_data"

_SPACE = re.compile(r"[\s\u00a0\u200b\ufeff]+")


def clean(text: str | None) -> str:
    """The text in composed Unicode, with single ordinary spaces and none at the ends."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text or "")).strip()


def text_of(path: Path) -> str:
    """The whole of a text file, packed or not, without byte-order mark, with line feeds only."""
    if path.suffix == ".gz":
        data = gzip.decompress(path.read_bytes())
    elif path.suffix == ".xz":
        data = lzma.decompress(path.read_bytes())
    else:
        data = path.read_bytes()
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def rows(path: Path, delimiter: str = ",") -> Iterator[dict[str, str]]:
    """The rows of a delimited file as mappings from heading to cleaned value; short rows give empty values."""
    text = io.StringIO(text_of(path))
    if delimiter == "\t":
        reader = csv.DictReader(text, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        reader = csv.DictReader(text, delimiter=delimiter)
    for row in reader:
        yield {clean(k): clean(v) for k, v in row.items() if isinstance(k, str) and not isinstance(v, list)}


def tsv(path: Path) -> list[list[str]]:
    """Rows of one of our own tables, without heading and comments; empty when the file does not exist."""
    if not path.exists():
        return []
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


def write_tsv(path: Path, heading: tuple[str, ...], body: Sequence[tuple[str, ...]]) -> None:
    """Write a table: one heading row, no quoting, line feeds."""
    for row in body:
        if any("\t" in value or "\n" in value for value in row) or len(row) != len(heading):
            raise ValueError(f"{path.name}: a value holds a tab or line end, or a column is missing: {row}")
    text = "\n".join("\t".join(row) for row in [heading, *body]) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
