"""Dates as people write them, where they can mean one day only."""

from __future__ import annotations

import re
from datetime import date

from cites_check.declarations.reasons import NO_SUCH_DAY, NOT_A_DATE, SEVERAL_READINGS, YEAR_OUT_OF_RANGE

_MONTHS = {
    name[:length]: number
    for number, name in enumerate(
        (
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ),
        1,
    )
    for length in {3, 4, len(name)}
}
_ISO_LIKE = re.compile(r"(\d{4})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{1,2})\.?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_KOREAN = re.compile(r"(\d{4})\s*년\s*(\d{1,2})\s*월\s*(\d{1,2})\s*일?")
_CHINESE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?")
_DAY_MONTH_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-./]*([a-z]{3,9})\.?,?[\s\-./]*(\d{4})")
_DAY_MONTH_NAME_SHORT = re.compile(r"(\d{1,2})[\s\-./]([a-z]{3})[\s\-./](\d{2})")
_MONTH_NAME_DAY = re.compile(r"([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_YEAR_MONTH_NAME = re.compile(r"(\d{4})[\s\-./]([a-z]{3,9})\.?[\s\-./](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{4})")
_TIME = re.compile(
    r"[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|UTC|[AaPp][Mm]|[+-]\d{2}:?\d{2})?$|(?<=\d)(?:Z|[+-]\d{2}:\d{2})$"
)
_NO_DATE = re.compile(r"0{4,8}|0{4}([-./])00?\1?00?|1900-01-0[01]")

FIRST_YEAR, LAST_YEAR = 1800, 2199


class UnreadDateError(ValueError):
    """A text that is no date, or that may be several days. The message says why."""


def read_date(text: str) -> date | None:
    """The day that cleaned `text` means; None for an empty date such as `0000-00-00`. Raises UnreadDateError."""
    text = _TIME.sub("", text).strip()
    if _NO_DATE.fullmatch(text):
        return None
    if text.isascii():
        try:
            return (
                _in_range(date.fromisoformat(text)) if len(text) == 10 and text[4] == text[7] == "-" else _other(text)
            )
        except UnreadDateError:
            raise
        except ValueError:
            pass
    return _other(text)


def read_last_date(text: str) -> date | None:
    """As `read_date`; of a period (`2026.01.01 ~ 2026.06.30`) the last day. Raises UnreadDateError."""
    for sign in ("~", "–", " - ", " to ", "부터"):
        first, found, last = text.partition(sign)
        if found and last.strip(" 까지"):
            read_date(first.strip())
            return read_date(last.strip(" 까지"))
    return read_date(text.removesuffix("까지").strip())


def _other(text: str) -> date:
    folded = text.casefold().strip()
    for pattern in (_ISO_LIKE, _COMPACT, _KOREAN, _CHINESE):
        if found := pattern.fullmatch(folded):
            parts = [int(part) for part in found.groups() if part.isdigit()]
            return _day(text, parts[0], parts[1], parts[2])
    if found := _DAY_MONTH_NAME.fullmatch(folded):
        return _day(text, int(found[3]), _month(text, found[2]), int(found[1]))
    if found := _DAY_MONTH_NAME_SHORT.fullmatch(folded):
        return _day(text, 2000 + int(found[3]), _month(text, found[2]), int(found[1]))
    if found := _MONTH_NAME_DAY.fullmatch(folded):
        return _day(text, int(found[3]), _month(text, found[1]), int(found[2]))
    if found := _YEAR_MONTH_NAME.fullmatch(folded):
        return _day(text, int(found[1]), _month(text, found[2]), int(found[3]))
    if found := _YEAR_LAST.fullmatch(folded):
        return _year_last(text, int(found[1]), int(found[3]), int(found[4]))
    raise UnreadDateError(NOT_A_DATE)


def _year_last(text: str, first: int, second: int, year: int) -> date:
    if first > 12 >= second or first == second:
        return _day(text, year, second, first)
    if second > 12 >= first:
        return _day(text, year, first, second)
    if first <= 12:
        raise UnreadDateError(f"{SEVERAL_READINGS}: {year}-{second:02}-{first:02}, {year}-{first:02}-{second:02}")
    raise UnreadDateError(NO_SUCH_DAY)


def _month(text: str, name: str) -> int:
    month = _MONTHS.get(name) or _MONTHS.get(name[:3] if name.startswith("sept") else name)
    if month is None:
        raise UnreadDateError(NOT_A_DATE)
    return month


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return _in_range(date(year, month, day))
    except UnreadDateError:
        raise
    except ValueError:
        raise UnreadDateError(NO_SUCH_DAY) from None


def _in_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UnreadDateError(YEAR_OUT_OF_RANGE)
    return day
