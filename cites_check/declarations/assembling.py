"""Line items made quickly. A file has a million of them, and the constructor of a frozen class takes as long as all
the reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from itertools import repeat
from operator import call, itemgetter
from typing import Any

from cites_check.model.lines import Document, LineItem

_FIELDS = fields(LineItem)
_SETTERS: list[Callable[[LineItem, Any], None]] = [getattr(LineItem, field.name).__set__ for field in _FIELDS]
_GIVEN = ("row", "documents", "problems")


class LineMaker:
    """Makes line items whose values come in the order of `names`; `constants` hold for all of them."""

    def __init__(self, names: Sequence[str], constants: Mapping[str, Any]) -> None:
        places = {name: place for place, name in enumerate((*names, *_GIVEN))}
        tail: list[Any] = [()]
        for field in _FIELDS:
            if field.name not in places:
                places[field.name] = len(names) + len(_GIVEN) - 1 + len(tail)
                default = () if field.default is MISSING else field.default
                tail.append(constants.get(field.name, default))
        self._tail = tuple(tail)
        self._arrange = itemgetter(*(places[field.name] for field in _FIELDS))

    def make(self, values: Sequence[Any], row: int, documents: tuple[Document, ...]) -> LineItem:
        """The line item without problems."""
        line = object.__new__(LineItem)
        # What the generated constructor does, one slot after the other, but without its bytecode.
        any(map(call, _SETTERS, repeat(line), self._arrange((*values, row, documents, *self._tail))))
        return line
