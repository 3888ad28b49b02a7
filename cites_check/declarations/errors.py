"""What makes a whole declaration unreadable."""

from __future__ import annotations

from cites_check.errors import InputError


class DeclarationError(InputError):
    """A declaration that cannot be read at all: which file, why, and how to mend it. The command line answers with
    exit code 3.

    `row` and `column` (from 1) are given where the place is known.
    """

    def __init__(
        self, file: str, reason: str, fix: str = "", row: int | None = None, column: int | None = None
    ) -> None:
        self.file = file
        self.reason = reason
        self.row = row
        self.column = column
        place = ":".join(str(part) for part in (file, row, column) if part not in (None, ""))
        super().__init__(f"{place}: {reason}", fix)
