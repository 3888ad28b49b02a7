"""Entries of the Appendices as an official list has them, each held against what the dataset knows of the taxon.

Where the dataset knows an entry that says the same on the day of the list, that entry stays with all it says (quotas,
specimens, dates). Else an entry is made of what the list says, and what cannot be understood of a population stays in
the note, with the Appendices in doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cites_check.dataset.contents import Contents
from cites_check.dataset.merging_taxa import TaxonTree
from cites_check.dataset.official_rows import OfficialRow
from cites_check.dataset.populations_text import PlaceNames, populations, readable
from cites_check.model.codes import Appendix
from cites_check.model.listings import Listing, Population

_NOTE_LENGTH = 600

Entry = tuple[Listing, ...]


class Entries:
    """The entries on the day of a list (ISO 8601), from the highest taxon down.

    `newer` says that the list is later than the dataset. An older list is held to be the poorer witness of populations:
    the dataset tells the history of its entries with dates.
    """

    def __init__(self, contents: Contents, tree: TaxonTree, places: PlaceNames, day: str, *, newer: bool) -> None:
        self._tree = tree
        self._places = places
        self._day = day
        self._newer = newer
        self._exclusions = contents.exclusions
        self.before: defaultdict[int, list[Listing]] = defaultdict(list)
        """All entries of the dataset, past and to come too, by taxon."""
        for listing in contents.listings:
            self.before[listing.taxon_id].append(listing)
        self.made: dict[int, Entry] = {}
        """The entries of the new dataset by taxon."""
        self.doubtful: list[str] = []
        """Taxa under several Appendices whose populations were not understood, so that each may hold."""
        self.unread: list[str] = []
        """Taxa whose populations were not understood and are those of the dataset."""

    def known(self, number: int) -> Entry:
        """The dataset's entry of a taxon on the day of the list."""
        return tuple(
            replace(listing, history=False, in_force_until="") if listing.history else listing
            for listing in self.before.get(number, ())
            if listing.in_force(self._day)
        )

    def to_come(self, number: int) -> Entry:
        """The dataset's entry of a taxon that begins after the day of the list."""
        return tuple(listing for listing in self.before.get(number, ()) if listing.in_force_from > self._day)

    def inherited(self, number: int) -> Entry:
        """The nearest entry made so far of a taxon above."""
        above = self._entered_above(number)
        return self.made[above] if above else ()

    def enter(self, number: int, rows: Sequence[OfficialRow], members: Sequence[int]) -> None:
        """Make the taxon's own entry, unless it is under that of a higher taxon. `members` are the species that the
        list names right below it.
        """
        row = next((one for one in rows if one.name == self._tree.row(number).name), rows[0])
        own = frozenset(appendix for one in rows for appendix in _own(one))
        through = self._through(number, row) if row.through else 0
        if self._is_to_come(number, row, own) or self._is_to_come(through, row, row.listing):
            # Lists name an entry once it is adopted; until it begins, that of today holds.
            entry = self.known(number)
        else:
            if through and through not in self.made and not row.listing <= _appendices(self.inherited(through)):
                self.made[through] = self.known(through) or self._new(through, row, row.listing, None)
            entry = self._entry(number, row, own, members)
        if entry:
            self.made[number] = entry

    def _entry(self, number: int, row: OfficialRow, own: frozenset[str], members: Sequence[int]) -> Entry:
        known = self.known(number)
        if not own:
            # The list speaks of members only; an entry of the whole that fits stays.
            return known if known and _appendices(known) <= row.listing else ()
        places = self._populations(row, own)
        if known and self._says_the_same(number, known, row, own, places):
            if places is None and len(own) > 1 and self._newer:
                self.unread.append(known[0].taxon)
            return known
        if self._under_higher(number, row, own, places):
            return ()
        if not known and self._sums_up(own, members):
            return ()
        if _appendices(known) == own and (len(known) == len(own) or _same_places(known, places)):
            return tuple(self._changed(listing, row, places if len(known) == len(own) else None) for listing in known)
        return self._new(number, row, own, places)

    @staticmethod
    def _changed(listing: Listing, row: OfficialRow, places: Mapping[str, Population] | None) -> Listing:
        """A listing of the dataset with the annotation, population and date that the list has."""
        appendix = listing.appendix.value
        return replace(
            listing,
            population=(places or {}).get(appendix, listing.population),
            annotation=row.annotations.get(appendix, listing.annotation),
            in_force_from=row.since.get(appendix, ""),
        )

    def _says_the_same(
        self,
        number: int,
        known: Entry,
        row: OfficialRow,
        own: frozenset[str],
        places: Mapping[str, Population] | None,
    ) -> bool:
        """Whether the dataset's entry says what the list says of the taxon."""
        appendices, above = _appendices(known), self.inherited(number)
        if not own <= appendices or not self._same_annotations(number, known, row):
            return False
        if appendices != own:
            # Of a species the entry may also tell what the list leaves to a higher one.
            elsewhere = row.listing if places is None else row.listing | _appendices(above)
            if row.higher or not appendices <= own | elsewhere:
                return False
        elif not self._newer:
            return True
        return _same_places(known, places)

    def _same_annotations(self, number: int, known: Entry, row: OfficialRow) -> bool:
        if not row.annotations or all(
            listing.annotation == row.annotations.get(listing.appendix.value, "") for listing in known
        ):
            return True
        # The list gives a taxon the sign of the higher entry, whose words may set it apart, as the dataset does.
        above = self._entered_above(number)
        return bool(above) and self.made[above] == self.known(above) and _signs(self.made[above]) == row.annotations

    def _under_higher(
        self, number: int, row: OfficialRow, own: frozenset[str], places: Mapping[str, Population] | None
    ) -> bool:
        """Whether the list only repeats the entry of a higher taxon."""
        above = self.inherited(number)
        parts = {(listing.appendix.value, listing.population) for listing in above}
        if (places is not None and set(places.items()) <= parts) or (row.through and own <= _appendices(above)):
            return True
        if _appendices(above) != own:
            return False
        if places is None or row.higher:
            return True
        # What the higher entry leaves out already, in the same places, is no limit of the taxon's own.
        left_out = {one.population.only for one in self._exclusions if one.taxon_id == number}
        return not any(one.only or (one.exclude and one.exclude not in left_out) for one in places.values())

    def _is_to_come(self, number: int, row: OfficialRow, appendices: frozenset[str]) -> bool:
        """Whether the dataset has an entry of the taxon under these Appendices from a later day on."""
        to_come = self.to_come(number)
        began = any(day <= self._day for day in row.since.values() if day)
        return self._newer and bool(to_come) and not began and _appendices(to_come) == appendices

    def _sums_up(self, own: frozenset[str], members: Sequence[int]) -> bool:
        """Whether all members have entries under these Appendices: the list then gives their sum for the whole."""
        return bool(members) and all(_appendices(self.known(member)) == own for member in members)

    def _new(
        self, number: int, row: OfficialRow, own: frozenset[str], places: Mapping[str, Population] | None
    ) -> Entry:
        """An entry from what the list says."""
        taxon = self._tree.row(number)
        if places is None:
            if len(own) > 1:
                self.doubtful.append(taxon.name)
            places = dict.fromkeys(own, Population())
        return tuple(
            Listing(
                taxon_id=number,
                taxon=taxon.name,
                rank=taxon.rank,
                appendix=Appendix(appendix),
                population=places[appendix],
                parties=row.parties.get(appendix) or (self._parties(number) if appendix == "III" else ()),
                annotation=row.annotations.get(appendix, ""),
                in_force_from=row.since.get(appendix, ""),
                first_listed=self._first_listed(number),
                note=readable(row.texts.get(appendix, ""))[:_NOTE_LENGTH],
            )
            for appendix in sorted(own)
        )

    def _populations(self, row: OfficialRow, own: frozenset[str]) -> dict[str, Population] | None:
        """The population of each Appendix; None where the list's words are not understood.

        The short texts name countries by their codes, which reads more surely than names.
        """
        for texts in (row.short_texts, row.texts):
            found = populations({one: texts.get(one) or row.texts.get(one, "") for one in sorted(own)}, self._places)
            if found is not None:
                return found
        return None

    def _through(self, number: int, row: OfficialRow) -> int:
        """The higher taxon whose entry this is; 0 where the dataset has it not above this taxon."""
        through = self._tree.find(row.kingdom, row.through)
        return through if through is not None and through in self._tree.lineage(number)[1:] else 0

    def _entered_above(self, number: int) -> int:
        """The nearest taxon above with an entry made so far; 0 where there is none."""
        return next((above for above in self._tree.lineage(number)[1:] if above in self.made), 0)

    def _parties(self, number: int) -> tuple[str, ...]:
        found = [listing.parties for listing in self.before.get(number, ()) if listing.appendix is Appendix.III]
        return found[0] if found else ()

    def _first_listed(self, number: int) -> str:
        days = [listing.first_listed for listing in self.before.get(number, ()) if listing.first_listed]
        return min((day for day in days if day <= self._day), default="")


def _own(row: OfficialRow) -> frozenset[str]:
    """The Appendices of entries that name the taxon, or a higher one for it."""
    if row.higher:
        return row.own
    return row.own & row.listing if row.partly or len(row.listing) > 1 else row.listing


def _appendices(entry: Sequence[Listing]) -> frozenset[str]:
    return frozenset(listing.appendix.value for listing in entry)


def _signs(entry: Entry) -> dict[str, str]:
    return {listing.appendix.value: listing.annotation for listing in entry if listing.annotation}


def _same_places(known: Entry, places: Mapping[str, Population] | None) -> bool:
    """Whether the entry is for the populations that the list names; true where its words are not understood."""
    return places is None or all(
        _joined([listing.population for listing in known if listing.appendix.value == appendix]) in (population, None)
        for appendix, population in places.items()
    )


def _joined(parts: Sequence[Population]) -> Population | None:
    """The population that several listings under one Appendix make together; None where that is not plain."""
    if len(parts) == 1:
        return Population(parts[0].only, parts[0].exclude)
    named = {country for part in parts for country in part.only}
    if any((part.exclude and set(part.exclude) <= named) or part == Population() for part in parts):
        return Population()
    return Population(only=tuple(sorted(named))) if all(part.only for part in parts) else None
