"""Abbreviated genera: `P. tigris`, and what may stand for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cites_check.model.taxa import MatchKind, NameMatch, NameStatus
from cites_check.names import scores
from cites_check.names.case import Case
from cites_check.names.keys import ocr_variants
from cites_check.names.near import near_once, near_parts
from cites_check.names.parts import may_be_part
from cites_check.names.store import NameRow, WordPlace

_SHOWN = 18
"""Names read before those of one taxon are put together."""


def abbreviated_genus(case: Case) -> NameMatch | None:
    """Every species with this epithet, or one near it, whose genus begins with the declared letters."""
    case.flags.add("abbreviated")
    start, words = case.words[0], case.words[1:]
    if len(words[0]) < 3 and len("".join(words)) < 5:
        return None
    # Of a longer abbreviation the first letter is the surest.
    for letters in dict.fromkeys((start, start[0])):
        for rows, what, edits in _abbreviated(case, letters, words):
            if rows:
                return _which(case, letters, rows, what, edits)
    return None


def _abbreviated(case: Case, start: str, words: Sequence[str]) -> Iterator[tuple[list[NameRow], str, int]]:
    """The ways to read what follows an abbreviated genus, surest first: species, what is changed, letters changed."""
    store, epithet = case.store, words[0][:40]
    rows = _in_genera(case, start, [epithet])
    if len(words) > 1 and may_be_part(words[1]):
        parts = [
            part
            for genus in store.genera_of(epithet)
            if genus.startswith(start)
            for part in store.parts_of(genus, epithet)
        ]
        near = near_parts(parts, words[1])
        rows = [found.row for found in near if found.cost <= near[0].cost + scores.TIE_COST] or rows
    yield rows, "", 0
    if len(words) > 1:
        yield _in_genera(case, start, [epithet + words[1]]), "spaces differ", 0
    yield _in_genera(case, start, near_once(store, WordPlace.EPITHET, epithet)), "1 letter differs", 1
    if len(epithet) > 3:
        yield _in_genera(case, start, store.epithets_starting("", epithet)), "name cut off", 0
    for size in range(len(epithet) - 3, 4, -1):
        known = epithet[:size]
        if store.knows_word(WordPlace.EPITHET, known):
            rows = _in_genera(case, start, [known])
            parts = [
                part for row in rows for part in store.parts_of(row.genus, row.epithet) if part.rest == epithet[size:]
            ]
            yield parts or rows, "epithets run together", 0
    variants = [near for variant in ocr_variants(epithet) for near in near_once(store, WordPlace.EPITHET, variant)]
    yield _in_genera(case, start, variants), "2 letters differ", 2


def _which(case: Case, start: str, rows: list[NameRow], what: str, edits: int) -> NameMatch:
    """One taxon, or all that fit: accepted names before old ones, well-known taxa before others."""
    taxa = {row.taxon_id: -case.store.fame(row.taxon_id) for row in rows}
    rows.sort(key=lambda row: (row.kind > 0, taxa[row.taxon_id], row.display))
    accepted = sum(row.kind == 0 for row in rows) or 1
    candidates = []
    for row in rows[:_SHOWN]:
        share = 1 if len(taxa) == 1 else (0.5 if row.kind else 1) / accepted
        kind = MatchKind.FUZZY if what else MatchKind.SYNONYM if row.kind else MatchKind.EXACT
        said = f"{start.capitalize()}. for {row.genus.capitalize()}" + (f", {what}" if what else "")
        candidates.append(
            case.candidate(row, kind, said, edits, round(scores.ABBREVIATED * share * (0.7 if what else 1), 3))
        )
    sure = len(taxa) == 1 and not what
    return case.answer(
        candidates, NameStatus.RESOLVED if sure else NameStatus.AMBIGUOUS if len(taxa) > 1 else NameStatus.UNRESOLVED
    )


def _in_genera(case: Case, start: str, epithets: Iterable[str]) -> list[NameRow]:
    """The species with any of these epithets in a genus that begins so."""
    keys = [
        genus + epithet
        for epithet in sorted(set(epithets))
        for genus in case.store.genera_of(epithet)
        if genus.startswith(start)
    ]
    return [row for row in case.store.names_of_keys(keys) if row.epithet]
