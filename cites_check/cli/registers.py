"""The registers of permits that were named on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from cites_check.errors import InputError

if TYPE_CHECKING:
    from cites_check.declarations import CodeBook
    from cites_check.model.permits import Permit


def read_registers(paths: Iterable[str], codes: CodeBook) -> list[Permit]:
    """The permits of all registers.

    Raises InputError for a register that cannot be read: nothing is checked against a part of one.
    """
    from cites_check.declarations import DeclarationError
    from cites_check.declarations.permits import read_permits

    permits: list[Permit] = []
    for path in paths:
        try:
            found = read_permits(Path(path), codes=codes)
        except DeclarationError as error:
            raise InputError(f"--permits: {error.message}", error.fix) from error
        if not any(permit.no for permit in found):
            raise InputError(f"--permits: {path}: no permit was found in it", "give the numbers of permits in a column")
        permits += found
    return permits
