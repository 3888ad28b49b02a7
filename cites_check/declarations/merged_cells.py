"""Cells that a sheet joins downwards: the text stands in the first row and means all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from cites_check.model.lines import RowError

Range = tuple[tuple[int, int], tuple[int, int]]
"""Upper left and lower right cell of a joined range, as (row, column) from 0."""


class MergedCells:
    """Fills in what joined cells mean. The rows have to come in their order."""

    def __init__(self, ranges: Iterable[Range] = ()) -> None:
        self._starts: dict[int, list[tuple[int, int]]] = {}
        for (top, left), (bottom, _) in ranges:
            if bottom > top:
                self._starts.setdefault(top + 1, []).append((left, bottom + 1))
        self._open: dict[int, tuple[int, str]] = {}

    def filled(
        self, rows: Iterable[tuple[int, Sequence[str]] | RowError], numbers: Collection[int]
    ) -> Iterator[tuple[int, Sequence[str]] | RowError]:
        """The rows below a heading. Columns of `numbers` stay as they are: one quantity for several rows is not the
        quantity of each; so do rows in which nothing stands of its own.
        """
        for row in rows:
            if not self._starts or isinstance(row, RowError):
                yield row
                continue
            number, cells = row
            yield number, self._fill(number, cells, numbers)

    def _fill(self, number: int, cells: Sequence[str], numbers: Collection[int]) -> Sequence[str]:
        self._open = {column: held for column, held in self._open.items() if held[0] >= number}
        for column, last in self._starts.get(number, ()):
            if column < len(cells) and column not in numbers:
                self._open[column] = (last, cells[column])
        if not self._open or not any(map(str.strip, cells)):
            return cells
        full = list(cells)
        for column, (_, text) in self._open.items():
            if column < len(full):
                full[column] = full[column] or text
        return full
