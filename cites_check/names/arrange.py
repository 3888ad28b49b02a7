"""Words out of place.

Other orders, lost and added spaces, a subgenus between, two epithets run together, names cut off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance.OSA import distance as osa

from cites_check.model.taxa import MatchKind, NameMatch, NameStatus
from cites_check.names import scores
from cites_check.names.case import Case
from cites_check.names.near import COMPLETE, SHORTEST_CUT, SOUND, Near, near_binomials, near_once, word_cost
from cites_check.names.parts import with_parts
from cites_check.names.store import NameRow, WordPlace

GENUS, EPITHET = WordPlace.GENUS, WordPlace.EPITHET
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
    most = 2.05 if len(case.words) == 1 else 1 + SOUND
    found = [near for near in found if near.cost <= most and len(near.row.epithet) > 3]
    return _nearest(case, found, "spaces differ") or _all_together(case, word)


def _all_together(case: Case, word: str) -> NameMatch | None:
    """Genus, epithet and something more are one word: `Ninox-variegataelongata`."""
    for place in range(4, len(word) - 7):
        genus = word[:place]
        if case.store.knows_word(GENUS, genus):
            for end in range(len(word) - 3, place + 3, -1):
                rows = case.store.names(word[:end])
                if rows and rows[0].genus == genus and rows[0].epithet:
                    what = f"words run together; {word[end:]} is not in the dataset"
                    candidates = [case.candidate(row, MatchKind.HIGHER_TAXON, what, 0, scores.HIGHER) for row in rows]
                    sure = len({row.taxon_id for row in rows}) == 1
                    return case.answer(candidates, NameStatus.RESOLVED if sure else NameStatus.AMBIGUOUS)
    return None


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
    declared, word = case.words[0][:_LONGEST], case.words[1][: 2 * _LONGEST]
    genera = [declared] if case.store.knows_word(GENUS, declared) else sorted(near_once(case.store, GENUS, declared))
    best: tuple[float, NameRow, str] | None = None
    for genus in genera:
        cost = float(osa(genus, declared))
        for epithet in case.store.epithets_of(genus) if cost <= 1 else ():
            if len(epithet) < 4 or len(word) < len(epithet) + 3:
                continue
            for row in case.store.parts_of(genus, epithet) if word[:3] == epithet[:3] else ():
                whole = cost + word_cost(word, row.epithet + row.rest)[0]
                if best is None or whole < best[0]:
                    best = (whole, row, "")
            start = cost + _start_cost(word, epithet) + 1
            if best is None or start < best[0] or (start == best[0] and len(epithet) > len(best[1].epithet)):
                best = (start, NameRow("", 0, 0, genus, epithet, ""), word[len(epithet) :])
    if best is None or best[0] > 3:
        return None
    cost, row, rest = best
    rows = case.store.names(row.genus + row.epithet) if rest else [row]
    what = f"epithets run together; {rest} is not in the dataset" if rest else "epithets run together"
    kind = MatchKind.HIGHER_TAXON if rest else MatchKind.FUZZY
    edits = round(cost) - 1 if rest else round(cost)
    candidates = [case.candidate(found, kind, what, edits, scores.near_score(cost, 0)) for found in rows]
    sure = cost <= (1 if rest else scores.SURE_COST) and len({found.taxon_id for found in rows}) == 1
    return case.answer(candidates, NameStatus.RESOLVED if sure else NameStatus.UNRESOLVED) if candidates else None


def _start_cost(word: str, epithet: str) -> float:
    """How many letters the beginning of a word differs from an epithet, at most one; 9 beyond that."""
    if word.startswith(epithet):
        return 0.0
    size = len(epithet)
    if len(epithet) > 5 and any(osa(epithet, word[:end], score_cutoff=1) <= 1 for end in (size, size - 1, size + 1)):
        return 1.0
    return 9.0


def _cut_off(case: Case) -> NameMatch | None:
    """The end of the genus is missing, or of the epithet in a genus that is misspelt.

    `Panth tigris`, `Pantera tigr`.
    """
    words = case.words
    if len(words) < 2:
        return None
    genus, epithet = words[0][:_LONGEST], words[1][:_LONGEST]
    if len(epithet) < SHORTEST_CUT or len(genus) < SHORTEST_CUT:
        return None
    store = case.store
    keys = [other + epithet for other in store.genera_of(epithet) if other.startswith(genus)]
    if not keys:
        near = [other for other in near_once(store, GENUS, genus) if osa(other, genus) <= 1]
        keys = [g + other for g in near for other in store.epithets_starting(g, epithet)]
    if not keys and len(epithet) > 4 and not epithet.endswith(COMPLETE):
        keys = [genus + other for other in store.epithets_of(genus) if _start_cost(other, epithet) <= 1]
    rows = [row for row in store.names_of_keys(keys) if row.epithet]
    if not rows:
        return None
    rows.sort(key=lambda row: (row.kind > 0, len(row.display), row.display))
    taxa = {row.taxon_id for row in rows}
    score = round(scores.CUT_OFF / len(taxa), 3)
    candidates = [case.candidate(row, MatchKind.FUZZY, "name cut off", 0, score) for row in rows[:10]]
    return case.answer(candidates, NameStatus.AMBIGUOUS if len(taxa) > 1 else NameStatus.UNRESOLVED)
