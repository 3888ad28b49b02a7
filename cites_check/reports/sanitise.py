"""Text of strangers made safe to show: no control character, terminal escape or direction override acts in a report.

Nothing is dropped silently: what was there stays readable as a picture (`␛`) or a code (`<U+202E>`), because hidden
characters in a goods description are themselves a thing that an officer wants to see.
"""

from __future__ import annotations

import re

_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
"""Characters that end a line or jump: one space in a report, whose records are lines."""

_UNSAFE_CLASS = (
    "\\x00-\\x1f\\x7f-\\x9f"  # C0, DEL, C1 (a single C1 character starts an escape sequence on some terminals)
    "\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff"  # invisible, or direction
    "\\ud800-\\udfff\\ufff9-\\ufffb\\ufffe\\uffff"  # surrogates, noncharacters: not legal in XML
    "\\U000e0000-\\U000e007f"  # tag characters: invisible text
)
_UNSAFE = re.compile(f"[{_UNSAFE_CLASS}]")


def _visible(found: re.Match[str]) -> str:
    character = found.group()
    code = ord(character)
    if character in _SPACES:
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"<U+{code:04X}>"


def sanitise(text: str) -> str:
    """One line of harmless text: line ends become spaces, other invisible or acting characters become visible.

    Letters of every script, accents, emoji and the zero-width joiners that some scripts need stay as they are.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub(_visible, text)


def escape_invisible(json_text: str) -> str:
    r"""The same JSON with unsafe characters as `\uXXXX` escapes: nothing is lost, and nothing acts on a terminal."""
    if json_text.isascii() and "\x7f" not in json_text:
        return json_text
    return _UNSAFE.sub(_escape, json_text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*\Z")
_FORMULA_STARTS = tuple("=+-@|%\t\r\n\uff1d\uff0b\uff0d\uff20")


def cell_text(text: str) -> str:
    """Text for a cell of a CSV file: sanitised, and never a formula when a spreadsheet opens it.

    A leading apostrophe is what spreadsheets themselves use to mark text. Numbers keep their sign.
    """
    clean = sanitise(text)
    if clean.lstrip().startswith(_FORMULA_STARTS) and not _NUMBER.match(clean.strip()):
        return "'" + clean
    return clean
