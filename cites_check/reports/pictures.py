"""The counts of a run as inline pictures. Every number stands beside its picture: nothing is said by colour alone."""

from __future__ import annotations

from collections.abc import Sequence

from cites_check.model.codes import Verdict
from cites_check.reports.page import html_text

Row = tuple[str, int, str]
"""What is counted, how many, and the class that gives the colour."""


def stack(counts: Sequence[tuple[Verdict, int]], label: str) -> str:
    """One bar, divided by verdict."""
    total = sum(count for _, count in counts) or 1
    parts, left = [], 0.0
    for verdict, count in counts:
        width = 1000 * count / total
        parts.append(f'<rect class="{verdict.value}" x="{left:.2f}" y="0" width="{width:.2f}" height="10"/>')
        left += width
    frame = 'class="stack" viewBox="0 0 1000 10" preserveAspectRatio="none" role="img"'
    return f'<svg {frame} aria-label="{html_text(label)}">{"".join(parts)}</svg>'


def bars(rows: Sequence[Row]) -> str:
    """A bar for each row, with its name and number."""
    most = max((count for _, count, _ in rows), default=1) or 1
    cells = []
    for name, count, kind in rows:
        width = max(1.0, 100 * count / most) if count else 0
        cells.append(
            f'<span>{html_text(name)}</span><svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" '
            f'aria-hidden="true"><rect class="track" width="100" height="4"/>'
            f'<rect class="{kind}" width="{width:.2f}" height="4"/></svg><span class="count">{count:,}</span>'
        )
    return f'<div class="bars">{"".join(cells)}</div>'
