"""Words out of place.

Other orders, lost and added spaces, a subgenus between, two epithets run together, names cut off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance.OSA import distance as osa

from cites_check.model.taxa import MatchKind, NameCandidate, NameMatch, NameStatus
from cites_check.names import scores
from cites_check.names.case import Case
from cites_check.names.near import Near, near_binomials, near_once, word_cost
from cites_check.names.parts import with_parts
from cites_check.names.store import NameRow, WordPlace

GENUS, EPITHET = WordPlace.GENUS, WordPlace.EPITHET
_SHORTEST_CUT = 3
_LONGEST = 40


def rearranged_name(case: Case) -> NameMatch | None:
    """The first rearrangement of the words that gives a known name."""
    for step in (_reordered, _torn_apart, _run_together, _two_epithets, _cut_off):
        match = step(case)
        if match is not None:
            return match
    return None


def _reordered(case: Case) -> NameMatch | None:
    """The subgenus as genus, the epithet after a further word, or the epithet first."""
    words = [*case.words]
    orders: list[tuple[list[str], str]] = []
    if case.parsed.bracketed:
        orders.append(([case.parsed.bracketed[0], *words[1:]], "the name in brackets read as the genus"))
        orders.append(([words[0], case.parsed.bracketed[0], *words[1:]], "the word in brackets read as the epithet"))
    if len(words) > 2:
        orders.append(([words[0], *words[2:]], f"{words[1]} left out"))
    if len(words) > 1:
        orders.append(([words[1], words[0], *words[2:]], "genus and epithet in the wrong order"))
    for order, what in orders:
        if len(order) < 2:
            continue
        rows = case.store.names(order[0] + order[1])
        if rows and rows[0].epithet:
            return with_parts(case, rows, order[2:], what)
    return None


def _torn_apart(case: Case) -> NameMatch | None:
    """Two neighbouring words are one, and the name is misspelt besides: `Pan thera tigrs`, `Panthera ti gres`."""
    words = case.words
    if len(words) < 3:
        return None
    found: list[Near] = []
    for genus, epithet in ((words[0] + words[1], words[2]), (words[0], words[1] + words[2])):
        if len(genus) + len(epithet) < 2 * _LONGEST:
            found += near_binomials(case.store, genus, epithet)
    return _nearest(case, found, "spaces differ")


def _run_together(case: Case) -> NameMatch | None:
    """Genus and epithet are one word, misspelt besides: `Pantheratigrs`. Every split with a known half is tried."""
    word = case.words[0][: 2 * _LONGEST]
    if len(case.words) > 2 or len(word) < 9:
        return None
    found = [near for genus, epithet in _splits(case, word) for near in near_binomials(case.store, genus, epithet)]
    most = 2.05 if len(case.words) == 1 else scores.SURE_COST
    return _nearest(case, [near for near in found if near.cost <= most and len(near.row.epithet) > 3], "spaces differ")


def _splits(case: Case, word: str) -> Iterator[tuple[str, str]]:
    for place in range(3, len(word) - 3):
        genus, epithet = word[:place], word[place:]
        if case.store.knows_word(GENUS, genus) or case.store.knows_word(EPITHET, epithet):
            yield genus, epithet


def _nearest(case: Case, found: Sequence[Near], what: str) -> NameMatch | None:
    near = sorted((n for n in found if n.cost <= 2.05), key=lambda n: n.cost)
    if not near:
        return None
    best = near[0].cost
    tied = {n.row.taxon_id for n in near if n.cost <= best + scores.TIE_COST}
    candidates = []
    for n in near[:6]:
        kind = MatchKind.FUZZY if n.edits else MatchKind.EXACT
        said = (
            what
            if not n.edits
            else f"{what}, {n.edits} letter{'s' if n.edits > 1 else ''} differ{'s' if n.edits == 1 else ''}"
        )
        candidates.append(
            case.candidate(n.row, kind, said, n.edits, scores.near_score(n.cost + 0.2, n.genus_cost) / len(tied))
        )
    sure = len(tied) == 1 and best <= scores.SURE_COST
    return case.answer(
        candidates, NameStatus.RESOLVED if sure else NameStatus.AMBIGUOUS if len(tied) > 1 else NameStatus.UNRESOLVED
    )


def _two_epithets(case: Case) -> NameMatch | None:
    """Epithet and infraspecific name are one word.

    `Panthera tigrisaltaica`, here with a part that is misspelt or not known.
    """
    if len(case.words) < 2 or len(case.words[1]) < 9:
        return None
    genus, word = case.words[0], case.words[1][: 2 * _LONGEST]
    epithets = [
        epithet
        for epithet in case.store.epithets_of(genus)
        if len(epithet) > 3 and word.startswith(epithet[:3]) and len(word) > len(epithet) + 3
    ]
    best: tuple[float, NameRow] | None = None
    for epithet in epithets:
        for row in case.store.parts_of(genus, epithet):
            cost = word_cost(row.epithet + row.rest, word)[0]
            if best is None or cost < best[0]:
                best = (cost, row)
    if best is not None and best[0] <= 2:
        return case.answer(
            [_changed(case, best[1], "epithets run together", round(best[0]), best[0])], NameStatus.RESOLVED
        )
    whole = [epithet for epithet in epithets if word.startswith(epithet)]
    if not whole:
        return None
    rows = case.store.names(genus + max(whole, key=len))
    what = f"{word[len(max(whole, key=len)) :]} is not in the dataset; the species is"
    candidates = [case.candidate(row, MatchKind.HIGHER_TAXON, what, 0, scores.HIGHER) for row in rows]
    return case.answer(candidates, NameStatus.RESOLVED) if rows else None


def _changed(case: Case, row: NameRow, what: str, edits: int, cost: float) -> NameCandidate:
    return case.candidate(row, MatchKind.FUZZY, what, edits, scores.near_score(cost + 0.2, 0))


def _cut_off(case: Case) -> NameMatch | None:
    """The end of a word is missing: `Panthera tig`, `Panth tigris`."""
    words = case.words
    if len(words) < 2:
        return None
    genus, epithet = words[0][:_LONGEST], words[1][:_LONGEST]
    if len(epithet) < _SHORTEST_CUT or len(genus) < _SHORTEST_CUT:
        return None
    store = case.store
    keys = [genus + other for other in store.epithets_of(genus) if other.startswith(epithet)]
    keys += [other + epithet for other in store.genera_of(epithet) if other.startswith(genus)]
    whole = bool(keys)
    if not whole:
        near = [other for other in near_once(store, GENUS, genus) if osa(other, genus) == 1]
        keys = [g + other for g in near for other in store.epithets_of(g) if other.startswith(epithet)]
    if not keys and len(epithet) > 4 and not _complete(epithet):
        keys = [genus + other for other in store.epithets_of(genus) if osa(other[: len(epithet)], epithet) == 1]
    rows = sorted(case.store.names_of_keys(keys), key=lambda row: (row.kind, len(row.display), row.display))
    if not rows:
        return None
    taxa = {row.taxon_id for row in rows}
    candidates = [
        case.candidate(row, MatchKind.FUZZY, "name cut off", 0, round(scores.CUT_OFF / len(taxa), 3))
        for row in rows[:10]
    ]
    sure = whole and len(taxa) == 1 and len(epithet) > 4 and not _complete(epithet)
    return case.answer(
        candidates, NameStatus.RESOLVED if sure else NameStatus.AMBIGUOUS if len(taxa) > 1 else NameStatus.UNRESOLVED
    )


def _complete(epithet: str) -> bool:
    """Whether an epithet has an ending, so that it was hardly cut off."""
    return epithet.endswith(("us", "a", "um", "is", "i", "ae", "ensis"))
