"""The documents of a line: from the columns `<kind>_no`, `<kind>_expires` … to `Document`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from cites_check.declarations import reasons
from cites_check.declarations.codebook import CodeBook
from cites_check.declarations.fields import PARTS
from cites_check.declarations.specials import Amount, CountryAndRegion, Numbers, Several, Unread
from cites_check.declarations.values import look_up
from cites_check.model.codes import DocumentKind
from cites_check.model.lines import Document, FieldProblem

Read = tuple[tuple[Document, ...], tuple[FieldProblem, ...]]
_CACHED_DOCUMENTS = 4096


def picker(places: Sequence[int]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """A function that takes the values at `places` out of a sequence, always as a tuple."""
    if len(places) == 1:
        only = places[0]
        return lambda values: (values[only],)
    return itemgetter(*places) if places else lambda _values: ()


class DocumentColumns(dict[tuple[Any, ...], Read]):
    """The columns of one document kind. Asked with the picked values, it remembers the documents they make."""

    __slots__ = ("_codes", "_kind", "_parts", "pick")

    def __init__(self, kind: DocumentKind, places: Mapping[str, int], codes: CodeBook) -> None:
        """`places` is part (`no`, `expires` …) to the place of its value."""
        super().__init__()
        self._kind = kind
        self._codes = codes
        self._parts = tuple(places)
        self.pick = picker(list(places.values()))

    def __missing__(self, values: tuple[Any, ...]) -> Read:
        if len(self) >= _CACHED_DOCUMENTS:
            self.clear()
        read = make_documents(self._kind, dict(zip(self._parts, values, strict=True)), self._codes)
        self[values] = read
        return read


def make_documents(kind: DocumentKind, parts: Mapping[str, Any], codes: CodeBook) -> Read:
    """The documents that converted values of one kind mean, and what could not be read.

    Several numbers in one cell are several documents. A number that only fills its place is a problem and no document.
    Without a number there is a document only where a date was given.
    """
    problems: list[FieldProblem] = []

    def problem(part: str, text: str, reason: str) -> None:
        problems.append(FieldProblem(f"{kind.value}_{part}", text, reason))

    plain: dict[str, Any] = dict.fromkeys(("country", "unit"), "") | dict.fromkeys(("issued", "expires", "quantity"))
    numbers: tuple[str, ...] = ()
    for part, value in parts.items():
        match value:
            case Unread(text, reason):
                problem(part, text, reason)
            case Numbers(given, placeholders):
                numbers = given
                for text in placeholders:
                    problem(part, text, reasons.PLACEHOLDER)
            case Amount(number, unit_text):
                plain["quantity"] = number
                unit = look_up(codes.units, unit_text)
                if isinstance(unit, Unread):
                    problem("unit", unit_text, unit.reason)
                else:
                    plain["unit"] = plain["unit"] or unit
            case CountryAndRegion(country, _):
                plain[part] = country
            case None | "":
                pass
            case _ if part == "no":
                numbers = (value,)
            case _:
                plain[part] = value
    placeholder_only = not numbers and any(found.reason == reasons.PLACEHOLDER for found in problems)
    if not numbers and not placeholder_only and (plain["issued"] or plain["expires"]):
        numbers = ("",)
    if len(numbers) > 1 and plain["quantity"] is not None:
        # One figure for several permits says nothing about each of them.
        problem("quantity", f"{plain['quantity']:g}", reasons.NOT_A_SINGLE_VALUE)
        plain["quantity"] = None
    for part in PARTS:
        value = plain.get(part)
        if isinstance(value, Several) and len(value.values) != len(numbers):
            problem(part, "; ".join(str(single) for single in value.values), reasons.NOT_A_SINGLE_VALUE)
            plain[part] = None
    documents = tuple(
        Document(kind=kind, no=number, **{part: _at(value, place) for part, value in plain.items()})
        for place, number in enumerate(numbers)
    )
    return documents, tuple(problems)


_ORDER = {kind: place for place, kind in enumerate(DocumentKind)}


def in_order(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Documents in the order of their kinds, so that every format gives the same line."""
    return tuple(sorted(documents, key=lambda document: _ORDER[document.kind]))


def _at(value: Any, place: int) -> Any:
    return value.values[place] if isinstance(value, Several) else value
