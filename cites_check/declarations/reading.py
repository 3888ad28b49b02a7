"""The door to all readers: finds out what a file is and opens it as a declaration."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, cast

from cites_check.declarations.codebook import CodeBook
from cites_check.declarations.declaration import Declaration
from cites_check.declarations.delimited import read_delimited
from cites_check.declarations.encodings import SAMPLE_BYTES, UNKNOWN, detect_encoding, detect_in_file
from cites_check.declarations.errors import DeclarationError
from cites_check.declarations.options import INPUT_FORMATS, ReadOptions
from cites_check.declarations.sniffing import binary_format, foreign, packer, text_format, zip_format
from cites_check.errors import UsageError

STANDARD_INPUT = "<stdin>"


def read(path: Path | None, stream: BinaryIO | None = None, *, options: ReadOptions, codes: CodeBook) -> Declaration:
    """The declaration at `path`, or in `stream` (named `<stdin>`; not closed). Its lines are read as they are asked
    for.

    Raises DeclarationError for whatever makes the whole file unreadable (the heading is read before this returns), and
    UsageError for an input format that does not exist.
    """
    if path is None and stream is None:
        raise ValueError("give a path or a stream")
    if options.input_format not in INPUT_FORMATS:
        raise UsageError(f"{options.input_format!r} is not an input format", f"use one of {', '.join(INPUT_FORMATS)}")
    file = str(path) if path is not None else STANDARD_INPUT
    with ExitStack() as opened:
        source = stream if stream is not None else opened.enter_context(_open(Path(file)))
        declaration = open_declaration(source, file, codes, options, opened.pop_all().close)
    return declaration


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise DeclarationError(str(path), "no such file", "Check the path.") from None
    except IsADirectoryError:
        raise DeclarationError(str(path), "is a folder", "Name the files in it.") from None
    except PermissionError:
        raise DeclarationError(
            str(path), "may not be read (permission denied)", "Check the rights on the file."
        ) from None
    except (OSError, ValueError) as error:
        raise DeclarationError(str(path), f"cannot be opened ({error})") from None


def open_declaration(
    source: BinaryIO, file: str, codes: CodeBook, options: ReadOptions, close: Callable[[], None]
) -> Declaration:
    """The declaration in `source`, whatever its format. `close` is called when it has been read, or cannot be. Raises
    DeclarationError.
    """
    try:
        return _opened(source, file, codes, options, close)
    except (OSError, EOFError) as error:
        close()
        raise DeclarationError(file, f"cannot be read ({error})") from None
    except BaseException:
        close()
        raise


def _opened(
    source: BinaryIO, file: str, codes: CodeBook, options: ReadOptions, close: Callable[[], None]
) -> Declaration:
    sample = _first_bytes(source, SAMPLE_BYTES)
    if not sample:
        raise DeclarationError(file, "is empty", "Give a file with a heading row and one row for each line item.")
    if kind := foreign(sample):
        raise DeclarationError(
            file, f"is {kind}, not a declaration", "Save the declaration as CSV, XLSX, JSON or YAML."
        )
    rewound = _rewound(source, sample)
    if how := packer(sample):
        from cites_check.declarations.packed import unpacked

        inner = unpacked(rewound, how, file)
        if packer(inner.peek(8)[:8]):  # type: ignore[attr-defined]
            raise DeclarationError(file, "is packed twice", "Unpack it once.")
        return _opened(inner, file, codes, options, close)
    format = binary_format(sample)
    if format:
        return _open_binary(rewound, format, file, codes, options, close)
    encoding = _encoding(rewound, sample, file, options)
    text = sample.decode(encoding, "replace")
    format = options.input_format if options.input_format in _TEXT_FORMATS else text_format(text, file)
    if options.input_format not in ("auto", *_TEXT_FORMATS):
        raise DeclarationError(
            file, f"is text, not {options.input_format}", "Leave out --input-format to have the format found out."
        )
    return _open_text(rewound, format, text, encoding, file, codes, options, close)


_TEXT_FORMATS = ("csv", "tsv", "json", "jsonl", "yaml", "xml", "html")


def _open_text(
    rewound: BinaryIO,
    format: str,
    text: str,
    encoding: str,
    file: str,
    codes: CodeBook,
    options: ReadOptions,
    close: Callable[[], None],
) -> Declaration:
    """Readers are imported where they are used: a CSV file does not wait for the others."""
    if format in ("csv", "tsv"):
        return read_delimited(_detached(rewound), text, encoding, file, codes, options, close)
    if format in ("json", "jsonl"):
        from cites_check.declarations.json_reader import read_json

        return read_json(_detached(rewound), format == "jsonl", encoding, file, codes, options, close)
    if format == "xml":
        from cites_check.declarations.xml_reader import read_xml

        return read_xml(rewound, encoding, file, codes, options, close)
    if format == "yaml":
        from cites_check.declarations.yaml_reader import read_yaml

        return read_yaml(rewound, encoding, file, codes, options, close)
    from cites_check.declarations.html_reader import read_html

    return read_html(rewound, encoding, file, codes, options, close)


def _open_binary(
    source: BinaryIO, format: str, file: str, codes: CodeBook, options: ReadOptions, close: Callable[[], None]
) -> Declaration:
    if not source.seekable():
        source = _spooled(source, file)
    if format == "zip":
        format = zip_format(source, file)
        source.seek(0)
    if format in ("xlsx", "xls", "ods"):
        from cites_check.declarations.spreadsheets import read_spreadsheet

        return read_spreadsheet(source, format, file, codes, options, close)
    if format == "word":
        raise DeclarationError(file, "is a text document, not a declaration", "Save its table as XLSX or CSV.")
    if format in ("parquet", "arrow"):
        from cites_check.declarations.columnar import read_columnar

        return read_columnar(source, format, file, codes, options, close)
    from cites_check.declarations.archives import read_archive

    return read_archive(source, file, codes, options, close, open_declaration)


_LARGEST_SPOOLED = 1 << 29


def _spooled(source: BinaryIO, file: str) -> BinaryIO:
    """What comes through a pipe, put where it can be sought."""
    import tempfile

    spool = tempfile.SpooledTemporaryFile(1 << 24)  # noqa: SIM115 - lives as long as the declaration
    while part := source.read(1 << 20):
        spool.write(part)
        if spool.tell() > _LARGEST_SPOOLED:
            raise DeclarationError(
                file,
                f"more than {_LARGEST_SPOOLED:,} bytes of a format that has to be read whole",
                "Give it as a file.",
            )
    spool.seek(0)
    return cast("BinaryIO", spool)


def _encoding(source: BinaryIO, sample: bytes, file: str, options: ReadOptions) -> str:
    if options.encoding:
        try:
            sample.decode(options.encoding, "replace")
        except LookupError:
            raise DeclarationError(
                file, f"no encoding is called {options.encoding}", "Name one such as utf-8 or cp949."
            ) from None
        return options.encoding
    found = detect_in_file(source, sample) if source.seekable() else detect_encoding(sample)
    if found is None:
        raise DeclarationError(
            file, "is a binary file, not a declaration", "Save the declaration as CSV, XLSX, JSON or YAML."
        )
    if found == UNKNOWN:
        raise DeclarationError(
            file,
            "is in an encoding that is not known (neither UTF-8, UTF-16, CP949 nor Windows-1252)",
            "Save it as UTF-8.",
        )
    return found


def _first_bytes(source: BinaryIO, size: int) -> bytes:
    """Up to `size` bytes, however few a pipe gives at once."""
    parts: list[bytes] = []
    left = size
    while left and (part := source.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _rewound(source: BinaryIO, sample: bytes) -> BinaryIO:
    """`source` from its beginning again: sought back, or with the sample put in front."""
    if source.seekable():
        source.seek(-len(sample), io.SEEK_CUR)
        return source
    return io.BufferedReader(_Prefixed(sample, source), 1 << 16)


def _detached(source: BinaryIO) -> BinaryIO:
    """A reader over `source` that may be closed without closing it."""
    return io.BufferedReader(_Prefixed(b"", source), 1 << 16)


class _Prefixed(io.RawIOBase):
    """The bytes of `prefix`, then those of `source`, which stays open."""

    def __init__(self, prefix: bytes, source: BinaryIO) -> None:
        super().__init__()
        self._prefix = memoryview(prefix)
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._prefix:
            taken = min(len(buffer), len(self._prefix))
            buffer[:taken] = self._prefix[:taken]
            self._prefix = self._prefix[taken:]
            return taken
        part = self._source.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)
