"""Which encoding a text is in: UTF-8 with or without mark, UTF-16, CP949 (EUC-KR), Windows-1252.

charset-normalizer was tried. It gives a Korean file up for one character that filing software cut in the middle, and
takes short Japanese and Chinese files for Korean ones; here the first spoils its row and the second is not guessed.
"""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

SAMPLE_BYTES = 1 << 16
UNKNOWN = "unknown"
"""A text in none of the encodings that are read without being named."""

_SCAN_LIMIT = 1 << 28
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1b\x1a\x1f\x1e\x1c\x1d")


def detect_encoding(sample: bytes) -> str | None:
    """The encoding of `sample` (the beginning of a file), None where it is no text, UNKNOWN where it is one that is
    not read.

    Pure ASCII counts as UTF-8.
    """
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    if b"\0" in sample:
        return _utf16_without_mark(sample)
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in sample[:4096])
    if controls * 20 > len(sample[:4096]):
        return None
    if _decodes(sample, "utf-8"):
        return "utf-8"
    if _looks_korean(sample):
        return "cp949"
    return "cp1252" if _looks_western(sample) else UNKNOWN


def detect_in_file(stream: BinaryIO, sample: bytes) -> str | None:
    """As `detect_encoding`; where the sample is pure ASCII, the first part of the file that is not decides. `stream`
    is sought back.
    """
    if not sample.isascii() or b"\0" in sample:
        return detect_encoding(sample)
    start = stream.tell()
    try:
        read = 0
        while read < _SCAN_LIMIT and (chunk := stream.read(1 << 20)):
            read += len(chunk)
            if not chunk.isascii():
                return detect_encoding(chunk.replace(b"\0", b" "))
    finally:
        stream.seek(start)
    return detect_encoding(sample)


def _utf16_without_mark(sample: bytes) -> str | None:
    """UTF-16 shows in noughts nearly all on one side; anything else with noughts is binary."""
    pairs = len(sample) // 2
    even, odd = sample[: pairs * 2 : 2].count(0), sample[1 : pairs * 2 : 2].count(0)
    if pairs >= 4 and max(even, odd) * 20 >= pairs and min(even, odd) * 4 <= max(even, odd):
        name = "utf-16-le" if odd > even else "utf-16-be"
        text = sample[: pairs * 2].decode(name, "replace")
        if text.count("\ufffd") <= 1 and any(char in text for char in "\n\r,\t;"):
            return name
    return None


def _decodes(sample: bytes, encoding: str) -> bool:
    """Whether the sample is text of this encoding, but for a character cut off at its end or a few strays."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = decoder.decode(sample)
    wrong = text.count("\ufffd")
    if not wrong:
        return True
    # A few stray bytes in a text that is otherwise UTF-8 spoil their rows, not the file.
    return wrong * 50 < sum(char > "\x7f" for char in text)


def _looks_korean(sample: bytes) -> bool:
    """Nearly all bytes beyond ASCII come in pairs that CP949 knows, and most of the pairs are Hangul."""
    text = codecs.getincrementaldecoder("cp949")("replace").decode(sample)
    beyond = [char for char in text if char > "\x7f"]
    hangul = sum("가" <= char <= "힣" or "ㄱ" <= char <= "ㅣ" for char in beyond)
    paired = sum(len(run) for run in re.findall(rb"[\xa1-\xfe]{2,}", sample))
    high = sum(byte > 0x7F for byte in sample)
    return (
        bool(beyond)
        and hangul * 4 >= len(beyond) * 3
        and text.count("\ufffd") * 20 <= len(beyond)
        and paired * 10 >= high * 7
    )


def _looks_western(sample: bytes) -> bool:
    """Letters with accents stand alone or in pairs; long runs of high bytes are another script."""
    runs = sum(len(run) for run in re.findall(rb"[\x80-\xff]{4,}", sample))
    return runs * 4 <= sum(byte > 0x7F for byte in sample)
