"""An official list laid over a dataset: entries as the list has them, everything else as the dataset had it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from cites_check.dataset.contents import Contents
from cites_check.dataset.merging_entries import Entries
from cites_check.dataset.merging_taxa import NameMerger, TaxonTree
from cites_check.dataset.official_rows import OfficialRow
from cites_check.dataset.populations_text import PlaceNames
from cites_check.model.listings import Exclusion, Population

_KEPT = "reservations, annotations' texts, national requirements, codes and vocabulary"


class Merger:
    """Merges one list of the day `day` into the contents of a dataset of `current_day` (both ISO 8601).

    A `partial` list (what a service answered about some taxa) says nothing of taxa that are not in it. `measures` says
    that quotas and suspensions come with it.
    """

    def __init__(
        self, contents: Contents, day: str, current_day: str, *, partial: bool = False, measures: bool = False
    ) -> None:
        self._contents = contents
        self._day = day
        self._newer = day >= current_day
        self._partial = partial
        self._measures = measures
        self._tree = TaxonTree(contents, newer=self._newer)
        self._places = PlaceNames(contents.documents.get("countries") or {})
        self._entries = Entries(contents, self._tree, self._places, day, newer=self._newer)
        self._removed: list[str] = []
        self._kept: list[str] = []
        self._taken_up: list[str] = []
        self._untold: list[str] = []

    def merge(self, rows: Sequence[OfficialRow]) -> list[str]:
        """Change the contents; returns what the user has to know."""
        placed = self._tree.place(rows)
        names = NameMerger(self._contents, self._places, newer=self._newer)
        by_taxon: defaultdict[int, list[OfficialRow]] = defaultdict(list)
        for number, row in zip(placed, rows, strict=True):
            by_taxon[number].append(row)
            names.add(number, row)
        kingdoms = {row.kingdom for row in rows if row.stated}
        whole = any(row.higher for row in rows) and not self._partial
        self._keep_untold(by_taxon, kingdoms, whole)
        excluded = self._enter(by_taxon)
        self._take_up_parts(by_taxon)
        self._exclude(by_taxon, excluded)
        self._rewrite(kingdoms)
        self._next_change()
        return self._notes(rows, kingdoms, names)

    def _keep_untold(self, by_taxon: dict[int, list[OfficialRow]], kingdoms: set[str], whole: bool) -> None:
        """Entries of taxa that the list does not name: kept where it could not name them, else removed."""
        strangers: defaultdict[str, list[str]] = defaultdict(list)
        for number in self._tree.strangers:
            strangers[self._family(number)].append(self._tree.row(number).name)
        for number in self._entries.before:
            taxon = self._tree.row(number)
            known = self._entries.known(number)
            if number in by_taxon or not known or taxon.kingdom not in kingdoms:
                continue
            # An older list may have it under another name or within another taxon; the dataset's dates tell more.
            dated = not self._newer and all(listing.in_force_from for listing in known)
            if not whole or dated or self._may_be_renamed(taxon.name, strangers[self._family(number)]):
                self._entries.made[number] = known
                self._kept.append(taxon.name)
            else:
                self._removed.append(taxon.name)

    def _family(self, number: int) -> str:
        names = [self._tree.row(one).name for one in self._tree.lineage(number) if self._tree.row(one).rank == "family"]
        return names[0] if names else ""

    @staticmethod
    def _may_be_renamed(name: str, strangers: Sequence[str]) -> bool:
        """Whether a newcomer of the family looks like this taxon in another genus: then its entry is kept, in doubt."""
        stem = name.split()[-1][:5]
        return any(other.split()[-1][:5] == stem for other in strangers)

    def _enter(self, by_taxon: dict[int, list[OfficialRow]]) -> set[int]:
        """Make the entries, from the highest taxon down; returns taxa that are said to be in no Appendix."""
        excluded = set()
        members: defaultdict[int, list[int]] = defaultdict(list)
        for number, rows in by_taxon.items():
            if rows[0].rank == "species":
                members[self._tree.row(number).parent_id or 0].append(number)
        for number in sorted(by_taxon, key=lambda one: (len(self._tree.lineage(one)), one)):
            rows = [row for row in by_taxon[number] if row.stated]
            if not rows:
                if known := self._entries.known(number):
                    self._entries.made[number] = known
            elif all(row.excluded for row in rows):
                excluded.add(number)
            else:
                self._entries.enter(number, rows, members[number])
        return excluded

    def _take_up_parts(self, by_taxon: dict[int, list[OfficialRow]]) -> None:
        """Where the list has part of a species in an Appendix that no entry puts it in, the last such entry of a member
        that the list does not name holds again; without one the user is told.
        """
        members: defaultdict[int, list[int]] = defaultdict(list)
        for row in self._contents.taxa:
            members[row.parent_id or 0].append(row.id)
        made = self._entries.made
        for number, rows in by_taxon.items():
            listing = {appendix for row in rows if row.rank == "species" for appendix in row.listing}
            lineage = self._tree.lineage(number)
            entries = [*self._entries.inherited(number), *made.get(number, ())]
            entries += [one for each in lineage for one in self._entries.to_come(each)]
            entries += [one for member in members[number] for one in made.get(member, ())]
            for appendix in sorted(listing - {one.appendix.value for one in entries}):
                past = [
                    one
                    for member in members[number]
                    for one in self._entries.before.get(member, ())
                    if member not in by_taxon and one.appendix.value == appendix
                ]
                if not past:
                    self._untold.append(f"{self._tree.row(number).name} ({appendix})")
                    continue
                last = max(past, key=lambda one: one.in_force_until)
                again = replace(last, history=False, in_force_until="", in_force_from="")
                made[last.taxon_id] = (*made.get(last.taxon_id, ()), again)
                self._taken_up.append(f"{last.taxon} ({appendix})")

    def _exclude(self, by_taxon: dict[int, list[OfficialRow]], excluded: set[int]) -> None:
        """Bring exclusions and lists of members into line with the entries."""
        listed = {number for number, rows in by_taxon.items() if any(row.listing for row in rows)}
        kept = [
            one
            for one in self._contents.exclusions
            if one.reason == "domesticated"
            or one.population.only
            or one.population.exclude
            or one.taxon_id not in listed
            or one.taxon_id in self._entries.made
        ]
        pairs = {(one.taxon_id, one.listed_taxon_id) for one in kept}
        for number in sorted(excluded):
            above = next((one for one in self._tree.lineage(number)[1:] if one in self._entries.made), 0)
            if above and (number, above) not in pairs:
                kept.append(Exclusion(number, above, Population(), "named as not included"))
        self._contents.exclusions = sorted(kept, key=lambda one: (one.taxon_id, one.listed_taxon_id))
        members: defaultdict[int, set[int]] = defaultdict(set)
        for above, member in self._contents.covers:
            members[above].add(member)
        for number in listed - set(self._entries.made):
            lineage = self._tree.lineage(number)
            above = next((one for one in lineage[1:] if one in self._entries.made), 0)
            if members.get(above) and not members[above] & set(lineage):
                self._contents.covers.add((above, number))

    def _rewrite(self, kingdoms: set[str]) -> None:
        """Put the entries in the place of the old ones; what was over before the day of the list stays history."""
        untouched = [one for one in self._contents.listings if self._tree.row(one.taxon_id).kingdom not in kingdoms]
        written = list(untouched)
        made, before = self._entries.made, self._entries.before
        numbers = {number for number in before if self._tree.row(number).kingdom in kingdoms} | set(made)
        for number in sorted(numbers):
            entry = made.get(number, ())
            name = self._tree.row(number).name
            written += [replace(listing, taxon=name) for listing in entry]
            for listing in before.get(number, ()):
                past = listing.history and listing.in_force_until and listing.in_force_until <= self._day
                announced = self._newer and listing.in_force_from > self._day
                if past or announced:
                    written.append(replace(listing, taxon=name))
        self._contents.listings = written

    def _next_change(self) -> None:
        days = {listing.in_force_from for entry in self._entries.before.values() for listing in entry}
        days = {day for day in days if day > self._day}
        known = self._contents.meta.get("next_change", "")
        days |= {known} if known > self._day else set()
        self._contents.meta["next_change"] = min(days, default="")

    def _notes(self, rows: Sequence[OfficialRow], kingdoms: set[str], names: NameMerger) -> list[str]:
        notes = [f"{len(rows):,} taxa of {' and '.join(sorted(kingdoms))} read"]
        added = [f"{number:,} {what}" for what, number in names.added.items() if number]
        if self._tree.strangers:
            added.insert(0, f"{len(self._tree.strangers):,} taxa")
        if added:
            notes.append(f"new or changed: {', '.join(added)}")
        kept = _KEPT if self._measures else f"quotas, suspensions, {_KEPT}"
        notes.append(f"kept from the dataset in use, for the source does not carry them: {kept}")
        missing = sorted({"Animalia", "Plantae"} - kingdoms)
        if missing and not self._partial:
            notes.append(f"nothing is said of {' and '.join(missing)}: all its entries were kept")
        if self._kept and not self._partial:
            notes.append(
                f"{len(self._kept):,} entries of taxa that the file does not name were kept: it may leave out higher "
                "taxa, hybrids and renamed species"
            )
        if not any(row.synonyms for row in rows):
            notes.append("synonyms and common names were kept: the file has none")
        if self._removed:
            shown = ", ".join(sorted(self._removed)[:5])
            notes.append(f"{len(self._removed):,} taxa are not in the file and lost their entry ({shown} …)")
        if self._entries.doubtful:
            notes.append(
                f"populations not understood, so that all Appendices may hold: {', '.join(self._entries.doubtful)}"
            )
        if self._entries.unread:
            notes.append(
                f"populations not understood and kept as they were; compare: {', '.join(self._entries.unread)}"
            )
        if self._taken_up:
            notes.append(f"listed again, for the list has part of their species there: {', '.join(self._taken_up)}")
        if self._untold:
            notes.append(f"partly listed, and the list does not say which part: {', '.join(self._untold)}")
        if not self._newer:
            notes.append("the file is older than the dataset in use: taxa keep the names of today")
        return notes
