"""Numbers as people write them, where the decimal sign is sure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto

from cites_check.declarations.reasons import NOT_A_NUMBER, SEVERAL_READINGS, TOO_LARGE

_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_POINT_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_COMMA_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_COMMA_DECIMAL = re.compile(r"[+-]?\d+,\d+")
_SPACED = re.compile(r"[+-]?\d{1,3}(?:[ '’\u202f\xa0]\d{3})+(?:[.,]\d+)?")
_UNSURE = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}")
_LEADING = re.compile(
    r"([+-]?\d[\d.,'’ \u202f\xa0]*(?<=[\d.])(?:[eE][+-]?\d+)?)\s*((?!(?:[x×*]\s*\d|e[+-]?\d|.*\s\d))(?:[^\W\d_]|\().*)",
    re.DOTALL | re.IGNORECASE,
)
"""A number and a unit, which is a word: `1/2`, `10-12`, `1_000`, `2 x 5` and `5 kg 3 g` are no amounts."""
_SURE_POINT = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d+\.(?:\d{1,2}|\d{4,})|0\.\d+")
_SURE_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,(?:\d{1,2}|\d{4,})|0,\d+")
_LARGEST = 1e15


class DecimalSign(Enum):
    """What a file uses before the decimals."""

    POINT = auto()
    COMMA = auto()
    UNSURE = auto()


class UnreadNumberError(ValueError):
    """A text that is no number, or that may be two. The message says why."""


def decimal_sign(samples: Iterable[str], likely_comma: bool = False) -> DecimalSign:
    """The decimal sign that `samples` (texts of number cells) give away.

    Without a telling sample it is a point, the sign of the contract, unless `likely_comma` (fields parted by
    semicolons)
    makes that doubtful.
    """
    point = comma = False
    for sample in samples:
        text = sample.strip()
        point = point or _SURE_POINT.fullmatch(text) is not None
        comma = comma or _SURE_COMMA.fullmatch(text) is not None
    if point == comma:
        return DecimalSign.UNSURE if point or likely_comma else DecimalSign.POINT
    return DecimalSign.POINT if point else DecimalSign.COMMA


def read_number(text: str, sign: DecimalSign = DecimalSign.POINT) -> float:
    """The number that cleaned `text` means. Raises UnreadNumberError; infinite and absurdly large numbers are none."""
    if (found := _UNSURE.fullmatch(text)) and (
        sign is DecimalSign.UNSURE or sign is DecimalSign.COMMA or found[1] == ","
    ):
        if sign is DecimalSign.UNSURE:
            plain, grouped = text.replace(",", "."), re.sub("[.,]", "", text)
            raise UnreadNumberError(f"{SEVERAL_READINGS}: {plain}, {grouped}")
        decimal = "," if sign is DecimalSign.COMMA else "."
        return _checked(text.replace(",", ".") if found[1] == decimal else re.sub("[.,]", "", text))
    if _PLAIN.fullmatch(text):
        return _checked(text)
    if _POINT_GROUPED.fullmatch(text):
        return _checked(text.replace(",", ""))
    if _COMMA_GROUPED.fullmatch(text):
        return _checked(text.replace(".", "").replace(",", "."))
    if _COMMA_DECIMAL.fullmatch(text):
        return _checked(text.replace(",", "."))
    if _SPACED.fullmatch(text):
        return _checked(re.sub(r"[^\d.,+-]", "", text).replace(",", "."))
    raise UnreadNumberError(NOT_A_NUMBER)


def split_amount(text: str) -> tuple[str, str]:
    """`10 kg` as `("10", "kg")`; the first part is empty where no number with a unit stands there."""
    found = _LEADING.fullmatch(text)
    return (found[1].strip(), found[2].strip()) if found else ("", text)


def _checked(text: str) -> float:
    number = float(text)
    if not -_LARGEST < number < _LARGEST:
        raise UnreadNumberError(TOO_LARGE)
    return number
