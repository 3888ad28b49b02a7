"""A rich console on a report's output, with colour only where it is wanted and understood."""

from __future__ import annotations

import os
import shutil
from typing import IO, Literal, cast

from rich.console import Console
from rich.text import Text

from cites_check.reports.options import ReportOptions
from cites_check.reports.output import Output

_PIPED_WIDTH = 100
_MIN_WIDTH = 30


def _color_system(output: Output, options: ReportOptions) -> Literal["auto", "256"] | None:
    """No escape sequences at all unless a terminal understands them or the user insists."""
    if options.color == "always":
        return "256"
    quiet = options.color == "never" or os.environ.get("NO_COLOR") or os.environ.get("TERM", "") in ("dumb", "unknown")
    return "auto" if output.isatty() and not quiet else None


def _width(output: Output, options: ReportOptions) -> int:
    if options.width:
        return max(options.width, _MIN_WIDTH)
    if output.isatty() or os.environ.get("COLUMNS"):
        return max(shutil.get_terminal_size((80, 24)).columns, _MIN_WIDTH)
    return _PIPED_WIDTH


def open_console(output: Output, options: ReportOptions) -> Console:
    """A console that writes to the output; text must come as `Text`, so no markup in it is ever read."""
    system = _color_system(output, options)
    return Console(
        file=cast("IO[str]", output),
        color_system=system,
        force_terminal=system is not None,
        no_color=False,
        width=_width(output, options),
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )


def can_encode(output: Output, characters: str) -> bool:
    """True where the output can show these characters."""
    try:
        characters.encode(output.encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def hang(console: Console, text: Text, indent: int, first: Text | None = None) -> Text:
    """The text wrapped to the console and indented by `indent` columns.

    `first` stands before the first line in place of the indentation and has to be as wide.
    """
    lines = text.wrap(console, max(console.width - indent, 12), overflow="fold", tab_size=1)
    block = Text()
    for number, line in enumerate(lines):
        line.rstrip()
        if number:
            block.append("\n")
        if number == 0 and first is not None:
            block.append_text(first)
        elif indent:
            block.append(" " * indent)
        block.append_text(line)
    return block
