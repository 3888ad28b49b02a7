"""JSON and JSON Lines. An array and a file of lines are read as a stream; an object is read whole."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from cites_check.declarations.codebook import CodeBook
from cites_check.declarations.declaration import Declaration
from cites_check.declarations.errors import DeclarationError
from cites_check.declarations.options import ReadOptions
from cites_check.declarations.records import Records, lines_within, read_records, shared_values
from cites_check.model.lines import RowError

LONGEST_RECORD = 1 << 22
"""Characters of one object; a line item has a few thousand at most."""

LARGEST_OBJECT = 1 << 26
"""Characters of a file that is one object, and has to be read whole."""

_SPACE = " \t\r\n\ufeff"
_TOO_DEEP = "objects nested too deeply"
_FIX = "Give a list of objects, one for each line item, or one object on each line."


def read_json(
    stream: BinaryIO,
    lines: bool,
    encoding: str,
    file: str,
    codes: CodeBook,
    options: ReadOptions,
    close: Callable[[], None],
) -> Declaration:
    """The declaration in `stream`: JSON Lines where `lines`, else one JSON text. Raises DeclarationError."""
    text = io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline=None if lines else "")
    records = _json_lines(text, file) if lines else _json(text, file)
    return read_records(records, file, "jsonl" if lines else "json", codes, options, encoding=encoding, close=close)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for key in keys if keys.count(key) > 1)!r} stands twice in one object")
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_unique)


def _json_lines(text: io.TextIOWrapper, file: str) -> Records:
    number = 0
    while line := text.readline(LONGEST_RECORD):
        number += 1
        if len(line) >= LONGEST_RECORD:
            raise DeclarationError(file, f"a line with more than {LONGEST_RECORD:,} characters", _FIX, number)
        if not line.strip(_SPACE):
            continue
        try:
            record = _DECODER.decode(line.strip(_SPACE))
        except RecursionError:
            yield RowError(file, number, _TOO_DEEP)
        except ValueError as error:
            yield RowError(file, number, f"not JSON: {_in_words(error)}")
        else:
            yield (number, record) if isinstance(record, dict) else RowError(file, number, "not an object", _FIX)


def _json(text: io.TextIOWrapper, file: str) -> Records:
    start = text.read(1 << 16)
    if start.lstrip(_SPACE).startswith("["):
        yield from _numbered(_array(text, start, file), file)
        return
    whole = start + text.read(LARGEST_OBJECT)
    if len(whole) > LARGEST_OBJECT:
        raise DeclarationError(
            file,
            f"one object with more than {LARGEST_OBJECT:,} characters",
            "Give one object on each line (JSON Lines).",
        )
    try:
        content = _DECODER.decode(whole.strip(_SPACE))
    except RecursionError:
        raise DeclarationError(file, _TOO_DEEP, _FIX) from None
    except ValueError as error:
        raise DeclarationError(file, f"not JSON: {_in_words(error)}", _FIX, getattr(error, "lineno", None)) from None
    items = lines_within(content)
    if items is None:
        yield 1, content
        return
    shared = shared_values(content)
    yield from _numbered(({**shared, **item} if isinstance(item, dict) else item for item in items), file)


def _numbered(items: Iterator[Any], file: str) -> Records:
    for number, item in enumerate(items, 1):
        yield (number, item) if isinstance(item, dict) else RowError(file, number, "not an object", _FIX)


def _array(text: io.TextIOWrapper, start: str, file: str) -> Iterator[Any]:
    """The elements of a JSON array, one after the other."""
    buffer, ended, wanted = start.lstrip(_SPACE)[1:], False, 1 << 16
    first, count = True, 0
    while True:
        buffer = buffer.lstrip(_SPACE)
        if buffer.startswith("]"):
            if (buffer[1:] + text.read(1 << 16)).strip(_SPACE):
                raise DeclarationError(file, "more text after the end of the list", _FIX)
            return
        try:
            if not first and buffer[:1] not in ("", ","):
                raise ValueError("a comma is missing between two objects")
            body = buffer if first else buffer[1:].lstrip(_SPACE)
            if not body:
                raise json.JSONDecodeError("the text ends in the middle of the list", "", 0)
            item, end = _DECODER.raw_decode(body)
        except RecursionError:
            raise DeclarationError(file, f"{_TOO_DEEP} (element {count + 1})", _FIX) from None
        except ValueError as error:
            more = (
                ""
                if ended or len(buffer) > LONGEST_RECORD or not isinstance(error, json.JSONDecodeError)
                else text.read(wanted)
            )
            if not more:
                raise DeclarationError(file, f"not JSON in element {count + 1}: {_in_words(error)}", _FIX) from None
            buffer, wanted = buffer + more, wanted * 2
            continue
        yield item
        count += 1
        first, buffer, wanted = False, body[end:], 1 << 16


def _in_words(error: ValueError) -> str:
    if not isinstance(error, json.JSONDecodeError):
        return "a number with thousands of digits" if "digits" in str(error) else str(error)
    if (error.doc and error.pos >= len(error.doc.rstrip(_SPACE))) or error.msg.startswith("Unterminated"):
        return "the text ends in the middle of it"
    return error.msg
