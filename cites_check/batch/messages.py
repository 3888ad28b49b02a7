"""What the processes of a batch say to each other, and how it goes over the wire.

Frozen dataclasses with slots are slow to pickle by themselves; those that every line brings go as plain values.
"""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from operator import attrgetter
from typing import Any

from cites_check.engine import Entry
from cites_check.model.across import Across, PermitUse, Tally
from cites_check.model.findings import Finding
from cites_check.model.lines import Document, FieldProblem, LineItem, RowError
from cites_check.model.results import LineResult
from cites_check.verdicts import Judged


@dataclass(frozen=True, slots=True)
class Lines:
    """To a worker: lines to be read."""

    number: int
    lines: Sequence[LineItem | RowError]


@dataclass(frozen=True, slots=True)
class Entries:
    """From a worker: what the ledger has to be told, by the place of the line among those sent."""

    number: int
    entries: Mapping[int, Entry]


@dataclass(frozen=True, slots=True)
class Answers:
    """To a worker: what the ledger answered, by the same places."""

    number: int
    across: Mapping[int, Across]


@dataclass(frozen=True, slots=True)
class Done:
    """From a worker: the lines judged, in their order."""

    number: int
    judged: Sequence[Judged]


@dataclass(frozen=True, slots=True)
class Failed:
    """From a worker: the error that ended it."""

    error: Exception


def pack(message: object) -> bytes:
    """A message as bytes. Only processes of one run read each other's messages."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _DISPATCH
    pickler.dump(message)
    return buffer.getvalue()


def unpack(data: bytes) -> Any:
    """The message again."""
    return pickle.loads(data)


def _by_keyword(kind: Callable[..., Any], *values: Any) -> Any:
    return kind(**dict(zip(_NAMES[kind], values, strict=True)))


def _flat(values: attrgetter[Any], kind: type, item: Any) -> tuple[Any, ...]:
    return kind, values(item)


def _flat_by_keyword(values: attrgetter[Any], kind: type, item: Any) -> tuple[Any, ...]:
    return _by_keyword, (kind, *values(item))


_POSITIONAL: tuple[type[Any], ...] = (
    Across,
    Document,
    Entry,
    FieldProblem,
    Finding,
    Judged,
    LineResult,
    RowError,
    Tally,
)
_KEYWORD: tuple[type[Any], ...] = (LineItem, PermitUse)
_NAMES: dict[Any, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind)) for kind in (*_POSITIONAL, *_KEYWORD)
}
_DISPATCH: dict[type, Callable[[Any], Any]] = {
    **copyreg.dispatch_table,
    **{kind: partial(_flat, attrgetter(*_NAMES[kind]), kind) for kind in _POSITIONAL},
    **{kind: partial(_flat_by_keyword, attrgetter(*_NAMES[kind]), kind) for kind in _KEYWORD},
}
