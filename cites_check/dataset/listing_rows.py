"""Listings and exclusions as rows of the index: written by the compiler, read by the law book."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from cites_check.model.codes import Appendix
from cites_check.model.listings import Exclusion, Listing, Population, Quota, SpecimenClause


def insert(
    connection: sqlite3.Connection,
    listings: Iterable[Listing],
    exclusions: Iterable[Exclusion],
    covers: Iterable[tuple[int, int]],
) -> None:
    """Write the law into the tables `listing`, `exclusion` and `cover`."""
    connection.executemany(
        "INSERT INTO listing (taxon_id, appendix, body, history) VALUES (?, ?, ?, ?)",
        ((entry.taxon_id, entry.appendix.value, _dump(asdict(entry)), int(entry.history)) for entry in listings),
    )
    connection.executemany(
        "INSERT INTO exclusion (taxon_id, listed_taxon_id, body) VALUES (?, ?, ?)",
        ((entry.taxon_id, entry.listed_taxon_id, _dump(asdict(entry))) for entry in exclusions),
    )
    connection.executemany("INSERT INTO cover (listed_taxon_id, taxon_id) VALUES (?, ?)", covers)


def listing(body: str) -> Listing:
    """The listing that a row's `body` holds."""
    value: dict[str, Any] = json.loads(body)
    return Listing(
        taxon_id=value["taxon_id"],
        taxon=value["taxon"],
        rank=value["rank"],
        appendix=Appendix(value["appendix"]),
        population=_population(value.get("population", {})),
        parties=tuple(value.get("parties", ())),
        annotation=value.get("annotation", ""),
        exempt=tuple(value.get("exempt", ())),
        quotas=tuple(Quota(**_tuples(quota)) for quota in value.get("quotas", ())),
        specimens=tuple(SpecimenClause(**_tuples(clause)) for clause in value.get("specimens", ())),
        otherwise=value.get("otherwise", ""),
        in_force_from=value.get("in_force_from", ""),
        in_force_until=value.get("in_force_until", ""),
        first_listed=value.get("first_listed", ""),
        note=value.get("note", ""),
        history=value.get("history", False),
    )


def exclusion(body: str) -> Exclusion:
    """The exclusion that a row's `body` holds."""
    value: dict[str, Any] = json.loads(body)
    return Exclusion(
        value["taxon_id"], value["listed_taxon_id"], _population(value.get("population", {})), value.get("reason", "")
    )


def _population(value: dict[str, Any]) -> Population:
    return Population(tuple(value.get("only", ())), tuple(value.get("exclude", ())), value.get("note", ""))


def _tuples(value: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(item) if isinstance(item, list) else item for key, item in value.items()}


def _dump(value: dict[str, Any]) -> str:
    """JSON without empty values: most listings say little."""
    return json.dumps(_without_empty(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        cleaned = {key: _without_empty(item) for key, item in value.items()}
        # A quota of 0 forbids, so a number is never "empty".
        return {
            key: item for key, item in cleaned.items() if item or (isinstance(item, float | int) and item is not False)
        }
    if isinstance(value, (list, tuple)):
        return [_without_empty(item) for item in value]
    return value
