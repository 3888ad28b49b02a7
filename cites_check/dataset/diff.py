"""What changed between two datasets: taxa added, removed, moved between Appendices, listed otherwise, renamed.

Entries are compared where they stand. A taxon that has lost or won an entry of its own and is under the same Appendix
through a higher taxon has not left or joined the Appendices: that is a change of form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cites_check.dataset.opened import Dataset
from cites_check.model.listings import Listing, Population
from cites_check.names.keys import squash
from cites_check.names.sqlite_store import SqliteNameStore

_NAMED = 4
KINDS = ("added", "removed", "moved", "changed", "renamed")


@dataclass(frozen=True, slots=True)
class Change:
    """One taxon: `kind` is one of KINDS; `before` and `after` are its listing in short; `detail` says the rest."""

    kind: str
    kingdom: str
    taxon: str
    before: str
    after: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes from one version to another, by kind and taxon."""

    before: str
    after: str
    changes: tuple[Change, ...] = field(default=())

    @property
    def counts(self) -> dict[str, int]:
        """How many changes of each kind."""
        found = dict.fromkeys(KINDS, 0)
        for change in self.changes:
            found[change.kind] += 1
        return found


def compare(before: Dataset, after: Dataset) -> Difference:
    """Compare two datasets, each as on the day of its own `in_force` or, for entries to come, as announced."""
    old, new = _Law(before), _Law(after)
    changes: list[Change] = []
    matched: set[int] = set()
    for taxon_id, listings in old.entries.items():
        there = new.find(old, taxon_id)
        if there is not None and there in new.entries:
            matched.add(there)
            changes += _both(old, taxon_id, listings, new, there)
        else:
            changes.append(_only_before(old, taxon_id, listings, new, there))
    changes += [_only_after(new, number, old) for number in new.entries if number not in matched]
    order = {kind: place for place, kind in enumerate(KINDS)}
    unique = sorted(set(changes), key=lambda one: (order[one.kind], one.kingdom, one.taxon, one.before, one.after))
    return Difference(before.info.version, after.info.version, tuple(unique))


class _Law:
    """The entries of one dataset that are in force or to come."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.day = dataset.info.in_force
        self.store = SqliteNameStore(dataset.connection)
        # Names of taxa have no index of their own in the file; all at once they take a few hundredths of a second.
        self._accepted: dict[tuple[str, str], int] = {
            (kingdom, name): number
            for number, kingdom, name in dataset.connection.execute("SELECT id, kingdom, name FROM taxon")
        }
        rows = dataset.connection.execute("SELECT DISTINCT taxon_id FROM listing WHERE history = 0 ORDER BY taxon_id")
        self.entries: Mapping[int, tuple[Listing, ...]] = {
            number: self._current(number) for (number,) in rows.fetchall()
        }

    def _current(self, taxon_id: int) -> tuple[Listing, ...]:
        return tuple(listing for listing in self.dataset.listings(taxon_id) if not listing.history)

    def nearest(self, taxon_id: int) -> tuple[str, tuple[Listing, ...]]:
        """The nearest entry upwards that covers the taxon, by the name of its taxon; empty where there is none."""
        lineage = self.dataset.lineage(taxon_id)
        outside = {
            exclusion.listed_taxon_id
            for taxon in lineage
            for exclusion in self.dataset.exclusions(taxon.id)
            if not exclusion.population.only and not exclusion.population.exclude
        }
        for taxon in lineage:
            if taxon.id in outside:
                return "", ()
            if found := self.entries.get(taxon.id, ()):
                members = self.dataset.covers(taxon.id)
                if not members or members & {one.id for one in lineage}:
                    return taxon.name, found
        return "", ()

    def words(self, sign: str) -> object:
        """What the annotation with this sign covers on the day of the dataset."""
        known = (self.dataset.document("annotations") or {}).get("annotations", {}).get(sign) or {}
        for text in known.get("earlier", ()):
            if str(text.get("from") or "") <= self.day < str(text.get("until") or ""):
                return text.get("mode"), text.get("forms")
        return known.get("mode"), known.get("forms")

    def below(self, taxon_id: int) -> tuple[tuple[str, ...], tuple[Listing, ...]]:
        """The names of the taxa below with entries of their own, and these entries."""
        numbers = [number for number in self.dataset.listed_below(taxon_id) if number in self.entries]
        names = tuple(sorted(self.dataset.taxon(number).name for number in numbers))
        return names, tuple(listing for number in numbers for listing in self.entries[number])

    def find(self, other: _Law, taxon_id: int) -> int | None:
        """The same taxon of another dataset: by its accepted name, else as the one taxon it is a synonym of."""
        taxon = other.dataset.taxon(taxon_id)
        if (same := self._accepted.get((taxon.kingdom, taxon.name))) is not None:
            return same
        key = "".join(squash(word) for word in taxon.name.replace(" var. ", " ").split())
        found = {row.taxon_id for row in self.store.names(key) if row.kind}
        found = {number for number in found if self.dataset.taxon(number).kingdom == taxon.kingdom}
        return found.pop() if len(found) == 1 else None


def _both(old: _Law, taxon_id: int, before: tuple[Listing, ...], new: _Law, there: int) -> list[Change]:
    taxon, renamed = old.dataset.taxon(taxon_id), new.dataset.taxon(there)
    changes = []
    was, now = _short(before), _short(after := new.entries[there])
    if taxon.name != renamed.name:
        changes.append(Change("renamed", taxon.kingdom, taxon.name, was, now, f"now {renamed.name}"))
    elif _appendices(before) != _appendices(after):
        changes.append(Change("moved", taxon.kingdom, renamed.name, was, now))
    elif detail := "; ".join(filter(None, (_details(before, after, old.day), _words_changed(old, before, new, after)))):
        changes.append(Change("changed", taxon.kingdom, renamed.name, was, now, detail))
    return changes


def _only_before(old: _Law, taxon_id: int, listings: tuple[Listing, ...], new: _Law, there: int | None) -> Change:
    taxon = old.dataset.taxon(taxon_id)
    was = _short(listings)
    if there is None:
        return Change("removed", taxon.kingdom, taxon.name, was, "", "the name is unknown to the other version")
    above, after = new.nearest(there)
    remark = f"now through {above}"
    if not after:
        members, after = new.below(there)
        remark = f"now only {_some(members)}"
    if not after:
        return Change("removed", taxon.kingdom, taxon.name, was, "")
    kind = "changed" if _appendices(listings) == _appendices(after) else "moved"
    return Change(kind, taxon.kingdom, taxon.name, was, _short(after), remark)


def _only_after(new: _Law, number: int, old: _Law) -> Change:
    taxon = new.dataset.taxon(number)
    listings = new.entries[number]
    now = _short(listings)
    there = old.find(new, number)
    above, before = old.nearest(there) if there is not None else ("", ())
    if not before:
        day = max(listing.in_force_from for listing in listings)
        members, _ = old.below(there) if there is not None else ((), ())
        remarks = (f"from {day}" if day else "", f"until now only {_some(members)}" if members else "")
        return Change("added", taxon.kingdom, taxon.name, "", now, "; ".join(filter(None, remarks)))
    kind = "changed" if _appendices(listings) == _appendices(before) else "moved"
    return Change(kind, taxon.kingdom, taxon.name, _short(before), now, f"until now through {above}")


def _some(names: tuple[str, ...]) -> str:
    """The first few names, and how many more there are."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _appendices(listings: tuple[Listing, ...]) -> frozenset[str]:
    return frozenset(listing.appendix.value for listing in listings)


def _short(listings: tuple[Listing, ...]) -> str:
    """`I/II #4`: the Appendices, strictest first, and the annotations."""
    appendices = sorted(_appendices(listings))
    notes = sorted({listing.annotation for listing in listings if listing.annotation})
    return " ".join(["/".join(appendices), *notes])


def _details(before: tuple[Listing, ...], after: tuple[Listing, ...], day: str) -> str:
    """What differs between entries under the same Appendices, in words; empty where nothing does.

    Days of entry into force count where they come after `day`, that of the older dataset.
    """
    found = []
    for appendix in sorted(_appendices(before)):
        was = [listing for listing in before if listing.appendix.value == appendix]
        now = [listing for listing in after if listing.appendix.value == appendix]
        aspects: dict[str, tuple[set[str], set[str]]] = {
            "annotation": ({one.annotation for one in was}, {one.annotation for one in now}),
            "population": ({_places(one.population) for one in was}, {_places(one.population) for one in now}),
            "Parties": (
                {party for one in was for party in one.parties},
                {party for one in now for party in one.parties},
            ),
            "entry into force": ({_begin(one, day) for one in was}, {_begin(one, day) for one in now}),
            "quotas": ({_quotas(one) for one in was}, {_quotas(one) for one in now}),
        }
        for aspect, (old, new) in aspects.items():
            if old != new and not (aspect == "Parties" and not (old and new)):
                found.append(f"{aspect} of Appendix {appendix}: {_listed(old)} → {_listed(new)}")
    return "; ".join(found)


def _words_changed(old: _Law, before: tuple[Listing, ...], new: _Law, after: tuple[Listing, ...]) -> str:
    """Annotations of both that keep their sign and cover other things now."""
    signs = {one.annotation for one in before} & {one.annotation for one in after}
    changed = sorted(sign for sign in signs if sign and old.words(sign) != new.words(sign))
    return f"what annotation {' and '.join(changed)} covers" if changed else ""


def _places(population: Population) -> str:
    if population.only:
        return "only " + ", ".join(sorted(population.only))
    return "except " + ", ".join(sorted(population.exclude)) if population.exclude else ""


def _begin(listing: Listing, day: str) -> str:
    return listing.in_force_from if listing.in_force_from > day else "in force"


def _quotas(listing: Listing) -> str:
    found = (f"{one.country or 'all'} {one.amount:g} {' '.join(one.terms)}".strip() for one in listing.quotas)
    return ", ".join(sorted(found))


def _listed(values: set[str]) -> str:
    return " | ".join(sorted(filter(None, values))) or "none"
