"""A declaration that is being read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from types import TracebackType

from cites_check.declarations.errors import DeclarationError
from cites_check.declarations.headings import UnknownHeading
from cites_check.model.lines import LineItem, RowError


class Declaration:
    """One declaration file: what is known before the first line, and its lines, read as they are asked for. Read once
    only.

    `mapping` is heading to field, `columns` field to column (from 1), both in the order of the file and empty where
    the format
    has no columns. `skipped` counts the rows so far in which nothing stood; `sheet`
    names the sheet of a workbook.
    """

    def __init__(
        self,
        file: str,
        format: str,
        lines: Iterator[LineItem | RowError] = iter(()),  # noqa: B008 - empty, so never shared
        *,
        layout: str = "table",
        mapping: Mapping[str, str] | None = None,
        columns: Mapping[str, int] | None = None,
        unknown_headings: tuple[UnknownHeading, ...] = (),
        encoding: str = "",
        close: Callable[[], None] | None = None,
    ) -> None:
        self.file = file
        self.format = format
        self.layout = layout
        self.mapping: dict[str, str] = dict(mapping or {})
        self.columns: dict[str, int] = dict(columns or {})
        self.unknown_headings = unknown_headings
        self.encoding = encoding
        self.skipped = 0
        self.sheet = ""
        self._lines = lines
        self._close = [close] if close else []

    def __iter__(self) -> Iterator[LineItem | RowError]:
        try:
            yield from self._lines
        except OSError as error:
            raise DeclarationError(self.file, f"cannot be read to its end ({error})", "Copy the file again.") from None
        finally:
            self.close()

    def feed(self, lines: Iterator[LineItem | RowError]) -> None:
        """Give the lines, where they need the declaration itself to be made."""
        self._lines = lines

    def append(self, lines: Iterator[LineItem | RowError]) -> None:
        """Give these behind the others."""
        self._lines = chain(self._lines, lines)

    def also_close(self, close: Callable[[], None]) -> None:
        """Let go of this, too, when the declaration is closed."""
        self._close.append(close)

    def close(self) -> None:
        """Let go of the file. Harmless when repeated."""
        while self._close:
            self._close.pop(0)()

    def __enter__(self) -> Declaration:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
