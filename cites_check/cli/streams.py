"""The standard streams, whatever the terminal or the locale can say. Free of everything heavy."""

from __future__ import annotations

import io
import os
import sys

_ESCAPE = "backslashreplace"


def never_fail() -> None:
    """What an encoding cannot say is written as an escape (`\\u864e`): an answer is not lost for one sign in it.

    Bytes of another encoding on standard input become marks; `readable` turns them back. A stream that the caller has
    closed is an empty one.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - lives as long as we do
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, _ESCAPE), (sys.stderr, _ESCAPE)):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


def machine_output() -> None:
    """Standard output in UTF-8, as programs that read JSON expect it in any locale."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A lone surrogate becomes `\udc80`, which is what JSON writes for it.
        sys.stdout.reconfigure(encoding="utf-8", errors=_ESCAPE)


def readable(text: str) -> str:
    """The text, with bytes that were not UTF-8 read in the other encoding of Korea, or replaced."""
    if text.isascii() or not any("\udc80" <= sign <= "\udcff" for sign in text):
        return text
    raw = text.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("cp949")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")
