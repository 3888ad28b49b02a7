"""The law as text (`listings/*.yaml`) turned into listings, exclusions and covers; every slip is an error that names
its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cites_check.errors import DatasetError
from cites_check.model.codes import Appendix
from cites_check.model.listings import Exclusion, Listing, Population, Quota, SpecimenClause

_ENTRY_KEYS = {"taxon", "rank", "first_listed", "listings", "history", "excludes", "covers", "domesticated", "note"}
_LISTING_KEYS = {
    "appendix", "in_force_from", "in_force_until", "population", "party", "annotation", "exempt", "quota", "specimens",
    "note",
}  # fmt: skip
_HISTORY_KEYS = {"appendix", "from", "until", "population", "party", "annotation", "note"}


@dataclass(frozen=True, slots=True)
class LawText:
    """What one entry says: listings in force, to come or past; taxa left out; members that alone are covered."""

    listings: tuple[Listing, ...]
    exclusions: tuple[Exclusion, ...]
    covers: tuple[tuple[int, int], ...]


class LawReader:
    """Reads entries of the Appendices.

    `taxon_id` finds a taxon by kingdom and name and returns None where there is none; `areas` are the named areas of
    `countries.yaml`.
    """

    def __init__(self, taxon_id: Callable[[str, str], int | None], areas: Mapping[str, Mapping[str, Any]]) -> None:
        self._taxon_id = taxon_id
        self._areas = areas

    def read_file(self, name: str, content: Any) -> Iterator[LawText]:
        """Yield every entry of one parsed file called `name`."""
        if not isinstance(content, dict) or not {"kingdom", "entries"} <= content.keys():
            raise DatasetError(f"{name}: must hold kingdom, group and entries")
        for entry in content["entries"]:
            where = f"{name}: {entry.get('taxon', '?')}"
            yield self._entry(where, content["kingdom"], entry)

    def _entry(self, where: str, kingdom: str, entry: Mapping[str, Any]) -> LawText:
        _only_keys(where, entry, _ENTRY_KEYS)
        taxon = str(entry["taxon"])
        taxon_id = self._find(where, kingdom, taxon)
        first = _day(where, entry.get("first_listed"))
        note = str(entry.get("note") or "")
        rank = str(entry["rank"])
        listings = [
            self._listing(where, taxon_id, taxon, rank, first, {"note": note, **body})
            for body in entry.get("listings") or ()
        ]
        listings += [self._past(where, taxon_id, taxon, rank, first, body) for body in entry.get("history") or ()]
        exclusions = [self._exclusion(where, kingdom, taxon_id, body, "") for body in entry.get("excludes") or ()]
        exclusions += [
            self._exclusion(where, kingdom, taxon_id, body, "domesticated") for body in entry.get("domesticated") or ()
        ]
        covers = tuple((taxon_id, self._find(where, kingdom, str(name))) for name in entry.get("covers") or ())
        return LawText(tuple(listings), tuple(exclusions), covers)

    def _find(self, where: str, kingdom: str, name: str) -> int:
        taxon_id = self._taxon_id(kingdom, name)
        if taxon_id is None:
            raise DatasetError(
                f"{where}: {name!r} is not in taxa.tsv ({kingdom})", "add the taxon, or use its accepted name"
            )
        return taxon_id

    def _listing(
        self, where: str, taxon_id: int, taxon: str, rank: str, first: str, body: Mapping[str, Any]
    ) -> Listing:
        _only_keys(where, body, _LISTING_KEYS)
        specimens = body.get("specimens") or {}
        return Listing(
            taxon_id=taxon_id,
            taxon=taxon,
            rank=rank,
            appendix=_appendix(where, body["appendix"]),
            population=self._population(where, body.get("population")),
            parties=_codes(where, body.get("party")),
            annotation=str(body.get("annotation") or ""),
            exempt=_codes(where, body.get("exempt")),
            quotas=tuple(_quota(where, quota) for quota in body.get("quota") or ()),
            specimens=tuple(_clause(where, clause) for clause in specimens.get("only") or ()),
            otherwise=str(specimens.get("otherwise") or ""),
            in_force_from=_day(where, body.get("in_force_from")),
            in_force_until=_day(where, body.get("in_force_until")),
            first_listed=first,
            note=str(body.get("note") or ""),
        )

    def _past(self, where: str, taxon_id: int, taxon: str, rank: str, first: str, body: Mapping[str, Any]) -> Listing:
        _only_keys(where, body, _HISTORY_KEYS)
        return Listing(
            taxon_id=taxon_id,
            taxon=taxon,
            rank=rank,
            appendix=_appendix(where, body["appendix"]),
            population=self._population(where, body.get("population")),
            parties=_codes(where, body.get("party")),
            annotation=str(body.get("annotation") or ""),
            in_force_from=_day(where, body.get("from")),
            in_force_until=_day(where, body.get("until")),
            first_listed=first,
            note=str(body.get("note") or ""),
            history=True,
        )

    def _exclusion(self, where: str, kingdom: str, listed: int, body: Any, reason: str) -> Exclusion:
        if isinstance(body, str):
            body = {"taxon": body}
        _only_keys(where, body, {"taxon", "population", "reason"})
        taxon_id = self._find(where, kingdom, str(body["taxon"]))
        return Exclusion(
            taxon_id, listed, self._population(where, body.get("population")), str(body.get("reason") or reason)
        )

    def _population(self, where: str, body: Any) -> Population:
        if not body:
            return Population()
        _only_keys(where, body, {"only", "except", "note"})
        return Population(
            only=self._places(where, body.get("only")),
            exclude=self._places(where, body.get("except")),
            note=str(body.get("note") or ""),
        )

    def _places(self, where: str, places: Any) -> tuple[str, ...]:
        found: list[str] = []
        for place in _codes(where, places):
            if place.startswith("area:"):
                area = self._areas.get(place.removeprefix("area:"))
                if area is None:
                    raise DatasetError(f"{where}: unknown area {place!r}", "name it in countries.yaml")
                found.extend(area["members"])
            else:
                found.append(place)
        return tuple(dict.fromkeys(found))


def _only_keys(where: str, body: Any, allowed: set[str]) -> None:
    if not isinstance(body, dict):
        raise DatasetError(f"{where}: a mapping is expected, not {body!r}")
    if unknown := sorted(str(key) for key in body.keys() - allowed):
        raise DatasetError(f"{where}: unknown key {', '.join(unknown)}", f"allowed: {', '.join(sorted(allowed))}")


def _appendix(where: str, value: Any) -> Appendix:
    try:
        return Appendix(value)
    except ValueError:
        raise DatasetError(f"{where}: {value!r} is not an Appendix", 'write "I", "II" or "III"') from None


def _codes(where: str, values: Any) -> tuple[str, ...]:
    if values is None:
        return ()
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise DatasetError(f"{where}: {values!r} must be a list of quoted codes", 'quote codes, for example ["NO"]')
    return tuple(values)


def _day(where: str, value: Any) -> str:
    if value is None:
        return ""
    try:
        return value.isoformat() if isinstance(value, date) else date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise DatasetError(f"{where}: {value!r} is not a date", "write YYYY-MM-DD") from None


def _quota(where: str, body: Any) -> Quota:
    _only_keys(where, body, {"country", "amount", "unit", "sources", "purposes", "terms", "from", "until", "note"})
    return Quota(
        country=str(body.get("country") or ""),
        amount=float(body["amount"]),
        unit=str(body.get("unit") or ""),
        sources=_codes(where, body.get("sources")),
        purposes=_codes(where, body.get("purposes")),
        terms=_codes(where, body.get("terms")),
        valid_from=_day(where, body.get("from")),
        valid_until=_day(where, body.get("until")),
        note=str(body.get("note") or ""),
    )


def _clause(where: str, body: Any) -> SpecimenClause:
    _only_keys(where, body, {"terms", "sources", "purposes", "countries", "facts", "note"})
    return SpecimenClause(
        terms=_codes(where, body.get("terms")),
        sources=_codes(where, body.get("sources")),
        purposes=_codes(where, body.get("purposes")),
        countries=_codes(where, body.get("countries")),
        facts=_codes(where, body.get("facts")),
        note=str(body.get("note") or ""),
    )
