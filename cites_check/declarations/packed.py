"""Files packed with gzip, bzip2 or xz: unpacked as they are read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from typing import BinaryIO

from cites_check.declarations.errors import DeclarationError

_LARGEST = 1 << 33
"""Bytes that one file may unfold to."""


def unpacked(source: BinaryIO, how: str, file: str) -> BinaryIO:
    """The content of `source`. What is damaged, or never ends, raises DeclarationError on the way."""
    opened: io.BufferedIOBase
    if how == "gzip":
        opened = gzip.GzipFile(fileobj=source)
    elif how == "bzip2":
        opened = bz2.BZ2File(source)
    else:
        opened = lzma.LZMAFile(source)  # noqa: SIM115 - closed with its source
    return io.BufferedReader(_Unpacked(opened, file), 1 << 16)


class _Unpacked(io.RawIOBase):
    """The unpacked bytes, counted. Says that it cannot be sought: going back means unpacking from the beginning."""

    def __init__(self, source: io.BufferedIOBase, file: str) -> None:
        super().__init__()
        self._source = source
        self._file = file
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            part = self._source.read(len(buffer))
        except (OSError, EOFError, lzma.LZMAError, zlib.error, ValueError) as error:
            raise DeclarationError(self._file, f"cannot be unpacked ({error})", "Pack it again.") from None
        self._read += len(part)
        if self._read > _LARGEST:
            raise DeclarationError(
                self._file, f"unfolds to more than {_LARGEST:,} bytes", "Unpack it, and give its parts."
            )
        buffer[: len(part)] = part
        return len(part)
