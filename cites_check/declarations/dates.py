"""Dates as people write them, where they can mean one day only."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from cites_check.declarations.reasons import NO_SUCH_DAY, NOT_A_DATE, SEVERAL_READINGS, YEAR_OUT_OF_RANGE

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_YEAR_FIRST = re.compile(r"(\d{4})\s*[-./년年]\s*(\d{1,2})\s*[-./월月]\s*(\d{1,2})\s*[.일日]?|(\d{4})(\d{2})(\d{2})")
_TIME = re.compile(
    r"[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|UTC|[AaPp][Mm]|[+-]\d{2}:?\d{2})?$|(?<=\d)(?:Z|[+-]\d{2}:\d{2})$"
)
_NO_DATE = re.compile(r"0{4,8}|0{4}([-./])00?\1?00?|1900-01-0[01]")
# Four digits, or a month in words: `05/03/26` may be of three years.
_SAYS_ITS_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|[^\W\d_]{3}")

_LANGUAGES = ("en", "ko", "zh", "ja", "fr", "es", "de")
_ORDERS = ("DMY", "MDY")
_LONGEST = 40

FIRST_YEAR, LAST_YEAR = 1800, 2199


class UnreadDateError(ValueError):
    """A text that is no date, or that may be several days. The message says why."""


def read_date(text: str) -> date | None:
    """The day that cleaned `text` means; None for an empty date such as `0000-00-00`. Raises UnreadDateError."""
    text = _TIME.sub("", text).strip()
    if _NO_DATE.fullmatch(text):
        return None
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(*(int(part) for part in found.groups() if part))
    return _in_words(text)


def read_last_date(text: str) -> date | None:
    """As `read_date`; of a period (`2026.01.01 ~ 2026.06.30`) the last day. Raises UnreadDateError."""
    for sign in ("~", "–", " - ", " to ", "부터"):
        first, found, last = text.partition(sign)
        if found and last.strip(" 까지"):
            read_date(first.strip())
            return read_date(last.strip(" 까지"))
    return read_date(text.removesuffix("까지").strip())


def _in_words(text: str) -> date:
    """A day with the year last or the month in words. Read day first and month first: both have to agree."""
    readings = _readings(text)
    if not readings:
        raise UnreadDateError(NOT_A_DATE)
    if len(readings) > 1:
        raise UnreadDateError(f"{SEVERAL_READINGS}: {', '.join(day.isoformat() for day in readings)}")
    return _in_range(readings[0])


@lru_cache(maxsize=4096)
def _readings(text: str) -> tuple[date, ...]:
    if len(text) > _LONGEST or not _SAYS_ITS_YEAR.search(text) or not any(sign.isdigit() for sign in text):
        return ()
    found = (_parser(order).get_date_data(text).date_obj for order in _ORDERS)
    return tuple(dict.fromkeys(moment.date() for moment in found if moment))


@lru_cache
def _parser(order: str) -> DateDataParser:
    from dateparser.date import DateDataParser

    # A day, a month and a year have to be there; words such as `yesterday` are no dates of a document.
    settings = {"STRICT_PARSING": True, "DATE_ORDER": order, "PARSERS": ["absolute-time"]}
    return DateDataParser(languages=list(_LANGUAGES), settings=settings)


def _day(year: int, month: int, day: int) -> date:
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
