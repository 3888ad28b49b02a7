"""How lines are checked, in plain values: any process makes the same checker of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cites_check.consignments import Ledger, PermitRegister
from cites_check.dataset.opened import Dataset
from cites_check.engine import Checker, Choice
from cites_check.locale.texts import Texts
from cites_check.lookup import Lookups
from cites_check.model.permits import Permit
from cites_check.model.taxa import NameStatus
from cites_check.names.memory_store import MemoryNameStore
from cites_check.risk import indicators_from
from cites_check.rules.goods_tables import DOCUMENTS as GOODS_DOCUMENTS
from cites_check.rules.jurisdiction import jurisdictions_from
from cites_check.rules.reference import Reference, reference_from
from cites_check.verdicts import Waive

REFERENCE_DOCUMENTS = (
    "annotations",
    "countries",
    "codes/sources",
    "codes/purposes",
    "codes/terms",
    "codes/units",
    "codes/documents",
    "codes/document_remarks",
    "codes/other_systems",
    "codes/personal_effects",
    "quotas",
    "suspensions",
    "reservations",
    *GOODS_DOCUMENTS,
)
"""The tables of the dataset that a check, or the reading of declarations, asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """Everything that decides about a line, apart from the lines before it.

    `index` is the file of the compiled dataset and `origin` where it comes from, so that every process answers from the
    same version. `permits` are the register of the run. `steps` and `risk` say whether results tell the steps from
    name to listing, and the score of risk.
    """

    index: Path
    origin: str
    lang: str
    on: date
    importer: str = ""
    choice: Choice = field(default_factory=Choice)
    permits: tuple[Permit, ...] = ()
    steps: bool = False
    risk: bool = False

    def lookups(self) -> Lookups:
        """The dataset with all names in memory."""
        dataset = Dataset.open_index(self.index, self.origin)
        return Lookups(dataset, MemoryNameStore.load(dataset.connection))

    def checker(self, lookups: Lookups, waive: Waive | None = None) -> Checker:
        """A checker with an empty ledger."""
        dataset = lookups.dataset
        reference = reference_from({name: dataset.document(name) for name in REFERENCE_DOCUMENTS})
        return Checker(
            lookups,
            reference,
            jurisdictions_from(dataset),
            Texts(self.lang, reference),
            default_importer=self.importer,
            default_date=self.on,
            choice=self.choice,
            ledger=ledger_of(lookups, reference, self.permits),
            indicators=indicators_from(dataset.document("risk") or ()) if self.risk else (),
            waive=waive,
            steps=self.steps,
        )


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
