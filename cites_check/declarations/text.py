"""Text of a cell, cleaned; and words that mean "nothing here"."""

from __future__ import annotations

import re
import unicodedata

LONGEST_CELL = 32_767
"""Characters that a spreadsheet cell can hold; no value of a declaration is longer."""

PLACEHOLDERS = frozenset(
    {
        *(
            "n/a",
            "n.a.",
            "n.a",
            "n/d",
            "n.d.",
            "na",
            "nil",
            "none",
            "null",
            "nan",
            "<na>",
            "tbc",
            "tbd",
            "tba",
            "t.b.c.",
            "t.b.d.",
        ),
        *(
            "pending",
            "to be confirmed",
            "to be advised",
            "to be determined",
            "to follow",
            "not applicable",
            "not available",
        ),
        *("not known", "blank", "(blank)", "#n/a", "#value!", "#ref!", "#name?", "#div/0!", "applied", "applied for"),
        *(
            "없음",
            "해당없음",
            "해당 없음",
            "해당사항없음",
            "해당사항 없음",
            "미정",
            "추후",
            "추후제출",
            "추후 제출",
            "추후통보",
            "추후 통보",
        ),
        *(
            "미발급",
            "발급중",
            "발급 중",
            "발급예정",
            "발급 예정",
            "신청중",
            "신청 중",
            "미상",
            "불명",
            "무",
            "공란",
            "확인중",
            "확인 중",
        ),
    }
)
_SIGNS_ONLY = re.compile(r"[\s\-–—―ー_./\\*?·…~=+#]+")
_DUMMY_NUMBER = re.compile(
    r"(?:[*x?#]{3,}.*|.*\*{3,}.*|0{3,}|x+|0+-0+[-0]*|9{6,}|123456(?:7(?:8(?:90?)?)?)?|test.*|dummy.*|sample.*)",
    re.IGNORECASE,
)
_OUTER = " \t\r\n\v\f\xa0\u3000\ufeff"


class BrokenTextError(ValueError):
    """A cell with bytes of another encoding, with NUL bytes, or far too long. The message says which."""


def clean(text: str) -> str:
    """`text` without outer space, composed (NFC), all kinds of space as one space, control characters shown as U+FFFD.

    Raises BrokenTextError where the characters are not those that the writer meant.
    """
    if text.isascii() and text.isprintable():
        if len(text) > LONGEST_CELL:
            raise BrokenTextError(f"a cell with {len(text):,} characters")
        return text.strip()
    if len(text) > LONGEST_CELL:
        raise BrokenTextError(f"a cell with {len(text):,} characters")
    if "\0" in text:
        raise BrokenTextError("a cell with NUL bytes")
    if not text.isprintable():
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise BrokenTextError("a cell with bytes of another encoding")
        text = "".join(_printable(char) for char in text)
    return unicodedata.normalize("NFC", text).strip(_OUTER)


def _printable(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Zs", "Zl", "Zp") or char in "\t\r\n\v\f":
        return " "
    return "\ufffd" if category == "Cc" else char


def is_placeholder(text: str) -> bool:
    """Whether cleaned `text` stands for "nothing here": `N/A`, `-`, `없음`, `TBC`."""
    if text[:1].isalnum():
        return text.casefold() in PLACEHOLDERS
    return text.casefold() in PLACEHOLDERS or _SIGNS_ONLY.fullmatch(text) is not None


def is_dummy_number(text: str) -> bool:
    """Whether cleaned `text` only fills the place of a permit number: `*****8`, `00000`, `XXXX`, `see attached`."""
    without_digits = not any(map(str.isdigit, text))
    return without_digits or is_placeholder(text) or _DUMMY_NUMBER.fullmatch(text) is not None
