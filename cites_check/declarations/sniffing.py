"""What a file is, found from its first bytes, and said in plain words where it is nothing that can be read."""

from __future__ import annotations

import re
import zlib
from typing import BinaryIO

from cites_check.declarations.errors import DeclarationError

_BINARY = (
    (b"PAR1", "parquet"),
    (b"ARROW1", "arrow"),
    (b"\xff\xff\xff\xff", "arrow"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
)
_PACKERS = ((b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\0", "xz"))
_FOREIGN = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"HWP Document File", "a HWP document"),
)
_YAML_START = re.compile(
    r"\A(?:\s*#[^\n]*\n|\s*\n)*(?:---|-\s+[\w\"']|(?:lines|items|line_items|documents|consignment_id|importer|defaults)\s*:)"
)
_YAML_ENDINGS = (".yaml", ".yml")


def foreign(sample: bytes) -> str:
    """What kind of file `sample` begins, where it is one that no reader takes; otherwise an empty string."""
    return next(
        (name for magic, name in _FOREIGN if sample.startswith(magic) and not (magic == b"MZ" and b"\0" not in sample)),
        "",
    )


def packer(sample: bytes) -> str:
    """How a file is packed (`gzip`, `bzip2`, `xz`), by its first bytes; an empty string where it is not."""
    return next((name for magic, name in _PACKERS if sample.startswith(magic)), "")


def binary_format(sample: bytes) -> str:
    """`parquet`, `arrow`, `xls` or `zip` by the first bytes; otherwise an empty string."""
    return next((name for magic, name in _BINARY if sample.startswith(magic)), "")


def zip_format(stream: BinaryIO, file: str) -> str:
    """What a zip container holds: `xlsx`, `ods`, `word` or plainly `zip`. Raises DeclarationError where it is
    damaged.
    """
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(stream) as archive:
            names = set(archive.namelist())
            small = "mimetype" in names and archive.getinfo("mimetype").file_size < 200
            kind = archive.read("mimetype") if small else b""
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError, zlib.error) as error:
        raise DeclarationError(file, f"a damaged archive ({error})", "Make it again.") from None
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return "xlsx"
    if b"opendocument.spreadsheet" in kind:
        return "ods"
    text_documents = "word/document.xml" in names or b"opendocument.text" in kind or b"hwp" in kind
    return "word" if text_documents else "zip"


def text_format(text: str, name: str) -> str:
    """`json`, `jsonl`, `xml`, `html`, `yaml` or `csv`, by the beginning of a text, then by the ending of its name."""
    start = text.lstrip("\ufeff \t\r\n\v\f")
    lower = start[:2000].casefold()
    if start.startswith("<"):
        return (
            "html"
            if lower.startswith(("<!doctype html", "<html", "<table", "<meta", "<head")) or "<html" in lower
            else "xml"
        )
    if start.startswith("["):
        return "json"
    if start.startswith("{"):
        return "jsonl" if _is_json_lines(start) else "json"
    ending = name.casefold()
    if ending.endswith(_YAML_ENDINGS) or (
        _YAML_START.match(text) and "\t" not in start.split("\n", 1)[0] and "," not in start.split("\n", 1)[0]
    ):
        return "yaml"
    return "csv"


def _is_json_lines(text: str) -> bool:
    """The first line is a whole object of its own, and another one follows."""
    import json

    first, _, rest = text.partition("\n")
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return rest.lstrip().startswith("{")
