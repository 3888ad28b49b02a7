"""Quotas, suspensions and reservations as rules look them up: read once, found by country or taxon name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from cites_check.model.listings import Quota

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Codes:
    """A set of codes that a measure holds for: those in `only` (empty: all) and not in `left_out`."""

    only: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()

    def take(self, code: str) -> bool:
        """Whether the measure holds for a declared code."""
        return (not self.only or code in self.only) and code not in self.left_out

    @property
    def all(self) -> bool:
        """Whether the measure holds for every code."""
        return not self.only and not self.left_out


@dataclass(frozen=True, slots=True)
class Suspension:
    """A recommendation to suspend trade with a State, or that State's own ban on exports.

    `taxon` is empty where it is about all species (of the Appendices in `appendices`). `ban` says that the State itself made it. `confirmed_open` is false
    for a measure that no recent source shows as open. Dates are ISO 8601; `until` is the first day on which it no longer held.
    """

    country: str
    taxon: str
    kingdom: str
    appendices: Codes
    sources: Codes
    purposes: Codes
    terms: Codes
    excludes: frozenset[str]
    ban: bool
    confirmed_open: bool
    both_ways: bool
    """Whether it covers imports into, and re-exports from, the State as well."""
    basis: str
    notification: str
    start: str
    end: str
    confirmed: str
    note: str

    def in_force(self, on: str) -> bool:
        """Whether it holds on the ISO date `on`, as far as the table knows."""
        return (not self.start or self.start <= on) and (not self.end or on < self.end)


@dataclass(frozen=True, slots=True)
class Reservation:
    """A Party's statement that it is not bound by the listing of a taxon (Art. XV.3, XVI.2, XXIII)."""

    state: str
    taxon: str
    kingdom: str
    start: str
    end: str
    note: str

    def in_force(self, on: str) -> bool:
        """Whether it holds on the ISO date `on`."""
        return (not self.start or self.start <= on) and (not self.end or on < self.end)


@dataclass(frozen=True, slots=True)
class TradeTables:
    """All three tables. `suspensions_as_of` is the ISO date of the newest remark in the suspension list, empty where there is no list."""

    suspensions: Mapping[str, tuple[Suspension, ...]] = field(default_factory=dict)
    """By country."""
    suspensions_as_of: str = ""
    quotas: Mapping[str, tuple[Quota, ...]] = field(default_factory=dict)
    """By taxon name: quotas that stand in Resolutions and not in the listing."""
    reservations: Mapping[str, tuple[Reservation, ...]] = field(default_factory=dict)
    """By taxon name."""


def trade_tables_from(document: Mapping[str, Any]) -> TradeTables:
    """Build the tables from the documents `quotas`, `suspensions` and `reservations`; a document that is not there leaves its table empty."""
    suspensions: Mapping[str, Any] = document.get("suspensions") or {}
    return TradeTables(
        suspensions=_grouped((entry["country"], _suspension(entry)) for entry in suspensions.get("items") or ()),
        suspensions_as_of=str(suspensions.get("as_of") or ""),
        quotas=_grouped(
            (entry["taxon"], _quota(entry))
            for entry in (document.get("quotas") or {}).get("items") or ()
            if not entry.get("in_listing")
        ),
        reservations=_grouped(
            (entry["taxon"], _reservation(entry)) for entry in (document.get("reservations") or {}).get("items") or ()
        ),
    )


def _grouped(pairs: Iterable[tuple[str, _Row]]) -> dict[str, tuple[_Row, ...]]:
    groups: dict[str, list[_Row]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _codes(entry: Mapping[str, Any], name: str) -> Codes:
    return Codes(frozenset(entry.get(name) or ()), frozenset(entry.get(f"{name}_not") or ()))


def _suspension(entry: Mapping[str, Any]) -> Suspension:
    return Suspension(
        country=entry["country"],
        taxon="" if entry.get("all") else str(entry["taxon"]),
        kingdom=str(entry.get("kingdom") or ""),
        appendices=_codes(entry, "appendices"),
        sources=_codes(entry, "sources"),
        purposes=_codes(entry, "purposes"),
        terms=_codes(entry, "terms"),
        excludes=frozenset(entry.get("excludes") or ()),
        ban=entry.get("kind") == "national_ban",
        # One that has ended was open while it held.
        confirmed_open=entry.get("status") in ("current", "ended"),
        both_ways=bool(entry.get("applies_to_import")),
        basis=str(entry.get("basis") or ""),
        notification=str(entry.get("notification") or ""),
        start=str(entry.get("from") or ""),
        end=str(entry.get("until") or ""),
        confirmed=str(entry.get("confirmed") or entry.get("until") or ""),
        note=str(entry.get("note") or ""),
    )


def _quota(entry: Mapping[str, Any]) -> Quota:
    return Quota(
        country=str(entry.get("country") or ""),
        amount=float(entry["amount"]),
        unit=str(entry.get("unit") or ""),
        sources=tuple(entry.get("sources") or ()),
        purposes=tuple(entry.get("purposes") or ()),
        terms=tuple(entry.get("terms") or ()),
        valid_from=str(entry.get("from") or ""),
        valid_until=str(entry.get("until") or ""),
        note=str(entry.get("basis") or ""),
    )


def _reservation(entry: Mapping[str, Any]) -> Reservation:
    return Reservation(
        state=str(entry.get("on_behalf_of") or entry["party"]),
        taxon=str(entry["taxon"]),
        kingdom=str(entry.get("kingdom") or ""),
        start=str(entry.get("from") or ""),
        end=str(entry.get("until") or ""),
        note=str(entry.get("note") or ""),
    )
