"""What one line is told of the lines before it, and of the permits in a register: facts, not judgements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cites_check.model.lines import Document
from cites_check.model.permits import Permit, PermitItem


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An item of a registered permit with the accepted name of its taxon (empty where its name leads to none) and the
    taxa above it.
    """

    item: PermitItem
    taxon: str = ""
    above: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KnownPermit:
    """A permit of the register with its items."""

    permit: Permit
    items: tuple[KnownItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitUse:
    """One document of a line, and what earlier lines and the register say of it.

    `lines` counts the earlier lines that present it; `first` is where the first of them stands. `other_*` is what an
    earlier line said where this line says something else; empty where they agree or one is silent. `draws` counts the
    lines of the same taxon and term, this one included; `drawn` is their quantity and `allowed` what the document
    allows for them, both in `unit`; None where the quantities are not known or cannot be compared. `own` is the
    quantity of this line alone, `limit` what the document allows by what this line says of it.
    """

    document: Document
    lines: int = 0
    first: str = ""
    other_consignment: str = ""
    other_day: str = ""
    other_exporter: str = ""
    other_consignee: str = ""
    other_consignor: str = ""
    new_taxon: bool = False
    draws: int = 1
    own: float | None = None
    drawn: float | None = None
    allowed: float | None = None
    limit: float | None = None
    unit: str = ""
    known: KnownPermit | None = None
    declared: Document | None = None
    """The document as the declaration has it, where the register completed or corrected `document`."""
    unregistered: bool = False
    """Whether a register of documents of this kind and country was given, and this number is not in it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What one party brought in of one thing, this line included: on the day of the line, and within the days around
    it.

    `amount` is in the unit of what is counted; `shipments` counts consignments that can be told apart.
    """

    day_lines: int = 0
    day_amount: float = 0.0
    day_shipments: int = 0
    lines: int = 0
    amount: float = 0.0
    shipments: int = 0


@dataclass(frozen=True, slots=True)
class Across:
    """All that a line is told: its documents, its tallies by key, and whether it shows a permit for the first time."""

    uses: tuple[PermitUse, ...] = ()
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    first_permit: bool = False
