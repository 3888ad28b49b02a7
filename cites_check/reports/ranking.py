"""`--sort risk` for formats that are written line by line: kept in a spool, given back by score."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator
from typing import IO

_IN_MEMORY = 4 << 20


class Ranking:
    """Texts with scores. Scores and places are in memory, a few bytes a line; the texts go to a file when they grow."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by the writer
        self._scores = array("H")
        self._ends = array("Q")
        self._end = 0

    def add(self, score: int, text: str) -> None:
        """Keep a text with its score (0 to 65535)."""
        self._end += self._file.write(text.encode("utf-8", "backslashreplace"))
        self._scores.append(score)
        self._ends.append(self._end)

    def __iter__(self) -> Iterator[str]:
        """The texts, highest score first, equal ones in the order in which they came."""
        scores = self._scores
        for number in sorted(range(len(scores)), key=lambda index: -scores[index]):
            start = self._ends[number - 1] if number else 0
            self._file.seek(start)
            yield self._file.read(self._ends[number] - start).decode("utf-8")

    def close(self) -> None:
        """Forget everything."""
        self._file.close()
