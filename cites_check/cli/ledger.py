"""The ledger of a run, with the registers of permits that were named on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from cites_check.consignments import Ledger, PermitRegister
from cites_check.errors import InputError
from cites_check.model.taxa import NameStatus

if TYPE_CHECKING:
    from cites_check.declarations import CodeBook
    from cites_check.lookup import Lookups
    from cites_check.model.permits import Permit
    from cites_check.rules.reference import Reference


def ledger_of(lookups: Lookups, reference: Reference, permits: Iterable[Permit] = ()) -> Ledger:
    """An empty ledger, with a register where there are permits. Their names are resolved as those of declarations."""

    def resolve(name: str) -> tuple[str, frozenset[str]]:
        match = lookups.matcher.match(name)
        if match.status is not NameStatus.RESOLVED or match.best is None:
            return "", frozenset()
        lineage = lookups.dataset.lineage(match.best.taxon_id)
        return match.best.name, frozenset(taxon.name for taxon in lineage)

    units = {code: (unit.kind, unit.factor) for code, unit in reference.goods.units.items()}
    register = PermitRegister(permits, resolve)
    return Ledger(units, register if len(register) else None)


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
