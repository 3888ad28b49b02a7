"""From the text of a cell to a value: one converter a kind of field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from cites_check.declarations import reasons
from cites_check.declarations.codebook import SEVERAL, CodeBook, word_key
from cites_check.declarations.dates import UnreadDateError, read_date, read_last_date
from cites_check.declarations.fields import Kind
from cites_check.declarations.numbers import DecimalSign, UnreadNumberError, read_number, split_amount
from cites_check.declarations.specials import Amount, Broken, CountryAndRegion, Numbers, Several, TwoSources, Unread
from cites_check.declarations.text import BrokenTextError, clean, is_dummy_number, is_placeholder

Converter = Callable[[str], object]
_CACHED_CELLS = 16_384


class Memo(dict[str, object]):
    """A converter that remembers: the same text means the same value. Bounded, so that memory does not grow with the
    file.
    """

    __slots__ = ("_convert",)

    def __init__(self, convert: Converter) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, text: str) -> object:
        if len(self) >= _CACHED_CELLS:
            self.clear()
        value = self._convert(text)
        self[text] = value
        return value


def converter(
    kind: Kind,
    codes: CodeBook,
    sign: DecimalSign = DecimalSign.POINT,
    *,
    missing: frozenset[str] = frozenset(),
    empty: object = None,
) -> Converter:
    """The converter for `kind`; `missing` are words that mean "nothing" in this layout, `empty` what nothing becomes.

    Without `empty`, nothing becomes an empty string for text and codes, None for numbers, dates and yes/no.
    """
    read = _READERS[kind]
    if empty is None:
        empty = None if kind.holds_none else ""
    free_text = kind in (Kind.TEXT, Kind.IDENTIFIER)
    lines = kind is Kind.PERMIT_NO

    if free_text:
        return _text_converter(missing, empty)

    def convert(text: str) -> object:
        try:
            cleaned = clean(";".join(text.splitlines()) if lines else text)
        except BrokenTextError as error:
            return Broken(str(error))
        if cleaned in missing and word_key(cleaned) in codes.countries and kind is Kind.COUNTRY:
            return Unread(cleaned, f"{reasons.SEVERAL_READINGS}: {codes.countries[word_key(cleaned)]}, —")
        if not cleaned or cleaned in missing:
            return empty
        value = read(cleaned, codes, sign)
        # Codes come first: NA is Namibia before it is "not available".
        return empty if isinstance(value, Unread) and is_placeholder(cleaned) else value

    return convert


def _text_converter(missing: frozenset[str], empty: object) -> Converter:
    """Free text is the commonest kind by far, and the least often repeated."""

    def convert(text: str) -> object:
        try:
            cleaned = clean(text)
        except BrokenTextError as error:
            return Broken(str(error))
        return empty if not cleaned or cleaned in missing or is_placeholder(cleaned) else cleaned

    return convert


def _text(text: str, _codes: CodeBook, _sign: DecimalSign) -> object:
    return text


_CHANNELS: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "cargo",
            "freight",
            "air freight",
            "sea freight",
            "air",
            "sea",
            "ship",
            "화물",
            "일반화물",
            "항공",
            "해상",
            "선박",
            "일반",
        ),
        "cargo",
    ),
    **dict.fromkeys(("courier", "express", "특송", "특송화물", "특급탁송"), "courier"),
    **dict.fromkeys(("post", "mail", "postal", "parcel", "우편", "우편물", "국제우편"), "post"),
    **dict.fromkeys(
        (
            "baggage",
            "luggage",
            "traveller",
            "traveler",
            "passenger",
            "hand luggage",
            "휴대품",
            "여행자휴대품",
            "휴대",
            "수하물",
        ),
        "baggage",
    ),
    **dict.fromkeys(
        ("household", "household goods", "household effects", "removal", "이사물품", "이사화물", "이사"), "household"
    ),
}


def _channel(text: str, _codes: CodeBook, _sign: DecimalSign) -> object:
    return "" if is_placeholder(text) else _CHANNELS.get(word_key(text), text)


def _hs(text: str, _codes: CodeBook, _sign: DecimalSign) -> object:
    text = unicodedata.normalize("NFKC", text)
    if found := re.fullmatch(r"(\d{1,4})\.(\d{1,6})", text):
        # A spreadsheet that took 0106.20 for a number kept 106.2.
        text = found[1].zfill(len(found[1]) + len(found[1]) % 2) + found[2].ljust(
            len(found[2]) + len(found[2]) % 2, "0"
        )
    text = re.sub(r"(?<=\d{6})\.0$", "", text)
    digits = re.sub(r"(?i)^hs\s*(?:code)?[\s:.]*|[\s.\-,]", "", text)
    if digits.isascii() and digits.isdigit() and 2 <= len(digits) <= 10:
        # Spreadsheets drop the nought of chapters 01 to 09; headings have an even number of digits.
        return digits if len(digits) % 2 == 0 else "0" + digits
    return Unread(text, reasons.NOT_A_TARIFF_CODE)


_APPENDIX_WORDS = re.compile(r"(?:cites|appendix|app|appx|appdx|annex|부속서|제|급|종|등급|no)[.\s:\-]*", re.IGNORECASE)
_APPENDIX = {
    **dict.fromkeys(("i", "1", "ⅰ", "one", "l"), "I"),
    **dict.fromkeys(("ii", "2", "ⅱ", "two", "ll"), "II"),
    **dict.fromkeys(("iii", "3", "ⅲ", "three", "lll"), "III"),
    **dict.fromkeys(
        ("n", "nc", "non", "not listed", "non-cites", "non cites", "비해당", "미등재", "비부속서", "비cites"), "N"
    ),
}


def _appendix(text: str, _codes: CodeBook, _sign: DecimalSign) -> object:
    folded = word_key(text)
    bare = _APPENDIX_WORDS.sub("", folded) if folded not in _APPENDIX else folded
    # `III (GT)` names the Party that asked for the listing.
    bare = re.sub(r"\s*\([a-z]{2}\)$", "", bare).strip(" .-()/")
    if found := _APPENDIX.get(bare):
        return found
    if bare in ("a", "b", "c", "d"):
        return Unread(text, reasons.EU_ANNEX)
    several = [_APPENDIX[part] for part in re.split(r"[/,&+;]|\bor\b|\s", bare) if part in _APPENDIX]
    if len(set(several)) > 1:
        return Unread(text, f"{reasons.SEVERAL_READINGS}: {', '.join(dict.fromkeys(several))}")
    return Unread(text, reasons.NOT_AN_APPENDIX)


_PARTS = re.compile(r"\s*[()\[\]:=;,+&]\s*|\s+[-–—/]\s+|\s*/\s*")


def look_up(words: Mapping[str, str], text: str) -> str | Unread:
    """The code that `text` means: a code, a word, or both (`LIV (live)`, `US - United States`) where they agree."""
    code = words.get(word_key(text))
    if code is None:
        parts = [part for part in _PARTS.split(text) if part.strip(" -.")]
        if len(parts) == 1 and " " in text:
            parts = text.split(None, 1) if len(text.split(None, 1)[0]) <= 3 else text.rsplit(None, 1)
        known = [words[key] for part in parts if (key := word_key(part)) in words]
        # One part may be a free remark, but then the other must be the code itself, not merely a word.
        sure = len(known) == len(parts) or any(word_key(found) == word_key(part) for found in known for part in parts)
        if len(parts) < 2 or not known or not sure:
            return Unread(text, reasons.UNKNOWN_CODE)
        code = SEVERAL.join(dict.fromkeys(known))
    if SEVERAL in code:
        return Unread(text, f"{reasons.SEVERAL_READINGS}: {', '.join(code.split(SEVERAL))}")
    return code


def _purpose(text: str, codes: CodeBook, _sign: DecimalSign) -> object:
    return look_up(codes.purposes, text)


def _term(text: str, codes: CodeBook, _sign: DecimalSign) -> object:
    return look_up(codes.terms, text)


def _unit(text: str, codes: CodeBook, _sign: DecimalSign) -> object:
    return look_up(codes.units, text)


_WITH_ANOTHER = ("I", "O")
_TWO_LETTERS = re.compile(r"([a-z])\s*[\s/,;+&\-]?\s*([a-z])", re.IGNORECASE)


def _source(text: str, codes: CodeBook, _sign: DecimalSign) -> object:
    if found := _TWO_LETTERS.fullmatch(text):
        pair = [codes.sources.get(letter.casefold(), "") for letter in found.groups()]
        if all(pair) and pair[0] != pair[1]:
            # Confiscated (I) and pre-Convention (O) are said together with where the specimen came from.
            pair.sort(key=lambda code: code not in _WITH_ANOTHER)
            if pair[0] not in _WITH_ANOTHER:
                return Unread(text, f"{reasons.SEVERAL_READINGS}: {', '.join(pair)}")
            return TwoSources(*pair)
    return look_up(codes.sources, text)


def _country(text: str, codes: CodeBook, _sign: DecimalSign) -> object:
    if word_key(text) not in codes.countries:
        for sign in ("/", "-", ",", "(", ":"):
            head, parted, tail = text.partition(sign)
            region = tail.strip(" )")
            country = codes.countries.get(word_key(head)) if parted else None
            if country and SEVERAL not in country and region and word_key(region) not in codes.countries:
                return CountryAndRegion(country, region)
    return look_up(codes.countries, text)


def _date(text: str, _codes: CodeBook, _sign: DecimalSign) -> object:
    try:
        return read_date(text)
    except UnreadDateError as error:
        return Unread(text, str(error))


def _expiry(text: str, _codes: CodeBook, _sign: DecimalSign) -> object:
    if ";" in text:
        return _several(text, _expiry, _codes, _sign)
    try:
        return read_last_date(text)
    except UnreadDateError as error:
        return Unread(text, str(error))


def _issued(text: str, codes: CodeBook, sign: DecimalSign) -> object:
    return _several(text, _date, codes, sign) if ";" in text else _date(text, codes, sign)


def _several(
    text: str, read: Callable[[str, CodeBook, DecimalSign], object], codes: CodeBook, sign: DecimalSign
) -> object:
    values = tuple(read(part.strip(), codes, sign) if part.strip() else None for part in text.split(";"))
    return next((value for value in values if isinstance(value, Unread)), Several(values))


def _number(text: str, _codes: CodeBook, sign: DecimalSign) -> object:
    try:
        return read_number(unicodedata.normalize("NFKC", text), sign)
    except UnreadNumberError as error:
        return Unread(text, str(error))


def _amount(text: str, codes: CodeBook, sign: DecimalSign) -> object:
    number = _number(text, codes, sign)
    if isinstance(number, Unread):
        digits, unit = split_amount(unicodedata.normalize("NFKC", text))
        if digits and unit and isinstance(alone := _number(digits, codes, sign), float):
            return Amount(alone, unit)
    return number


_YES = frozenset({"yes", "y", "true", "t", "1", "예", "네", "o", "여", "유", "해당", "있음", "✓", "✔"})
_NO = frozenset({"no", "n", "false", "f", "0", "아니오", "아니요", "부", "무", "미해당", "없음", "x", "✗"})


def _yes_no(text: str, _codes: CodeBook, _sign: DecimalSign) -> object:
    key = word_key(text)
    if key in _YES:
        return True
    return False if key in _NO else Unread(text, reasons.NOT_YES_OR_NO)


def _permit_no(text: str, _codes: CodeBook, _sign: DecimalSign) -> object:
    numbers = [part.strip() for part in re.split(r"\s*;\s*|\s+및\s+|,\s+|\s+[/&]\s+", text) if part.strip()]
    fillers = tuple(number for number in numbers if is_dummy_number(number))
    if fillers or len(numbers) > 1:
        return Numbers(tuple(number for number in numbers if number not in fillers), fillers)
    return text.rstrip("; ")


_READERS: dict[Kind, Callable[[str, CodeBook, DecimalSign], object]] = {
    Kind.TEXT: _text,
    Kind.IDENTIFIER: _text,
    Kind.CHANNEL: _channel,
    Kind.HS: _hs,
    Kind.APPENDIX: _appendix,
    Kind.SOURCE: _source,
    Kind.PURPOSE: _purpose,
    Kind.TERM: _term,
    Kind.UNIT: _unit,
    Kind.COUNTRY: _country,
    Kind.DATE: _issued,
    Kind.EXPIRY: _expiry,
    Kind.NUMBER: _number,
    Kind.AMOUNT: _amount,
    Kind.YES_NO: _yes_no,
    Kind.PERMIT_NO: _permit_no,
}
