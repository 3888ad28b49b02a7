"""What follows a species name: an infraspecific name, an author, or something else."""

from __future__ import annotations

from collections.abc import Sequence

from cites_check.model.taxa import MatchKind, NameMatch, NameStatus
from cites_check.names import scores
from cites_check.names.case import Case
from cites_check.names.explain import changes
from cites_check.names.latin import is_everyday
from cites_check.names.parse import LOWER
from cites_check.names.store import NameRow

_LATIN_ENDINGS = ("us", "a", "um", "is", "i", "ae", "e", "ensis", "ense", "x", "or", "ns", "er", "o", "on", "os")


def with_parts(case: Case, rows: Sequence[NameRow], rest: Sequence[str], what: str) -> NameMatch:
    """The answer for an exact species name followed by further words; `what` says how its spaces differ."""
    species = rows[0]
    # In `Ara macao Linnaeus` the capital tells the author; where everything is written alike, it tells nothing.
    shapes = case.parsed.shapes
    authors = set(shapes[2:]) - {LOWER} if len(shapes) > 2 and shapes[1] == LOWER else set()
    for word in rest:
        if authors and word in case.parsed.words[2:] and shapes[case.parsed.words.index(word, 2)] in authors:
            continue
        if word == species.epithet and not species.rest:
            continue
        known = _known_part(case, species, word)
        if known is not None:
            return known
        if case.store.is_author(word) or not may_be_part(word) or is_everyday(case.store, word):
            continue
        return _unknown_part(case, rows, word)
    return case.exact(rows, f"read as {species.display} ({what})" if what else "")


def _known_part(case: Case, species: NameRow, word: str) -> NameMatch | None:
    """An infraspecific name of the dataset, perhaps misspelt."""
    if species.rest:
        return None
    parts = case.store.parts_of(species.genus, species.epithet)
    if not parts or len(word) < 2:
        return None
    same = [row for row in parts if row.rest == word]
    if same:
        return case.exact(same)
    shapes = case.parsed.shapes
    if case.store.is_author(word) and (shapes[0] == LOWER or LOWER not in shapes[2:]):
        # An author, unless it is written as an epithet is, after a genus with its capital.
        return None
    from cites_check.names.near import near_parts

    near = near_parts(parts, word)
    if not near:
        return None
    best = near[0]
    kind = MatchKind.ORTHOGRAPHIC if best.sound else MatchKind.FUZZY
    candidates = [
        case.candidate(
            n.row,
            kind,
            "name cut off" if n.cut else changes(word, n.row.rest, n.edits, sound=n.sound),
            n.edits,
            scores.near_score(n.cost, 0),
        )
        for n in near[:5]
    ]
    taxa = {n.row.taxon_id for n in near if n.cost <= best.cost + scores.TIE_COST}
    sure = len(taxa) == 1 and best.cost <= scores.SURE_COST and not best.cut and len(word) > 3
    if not sure:
        candidates += [
            case.candidate(species, MatchKind.HIGHER_TAXON, f"{word} not in the dataset", 0, scores.HIGHER / 2)
        ]
    return case.answer(candidates, NameStatus.RESOLVED if sure else NameStatus.AMBIGUOUS)


def may_be_part(word: str) -> bool:
    """Whether a word could be an infraspecific epithet by its letters."""
    return len(word) > 2 and word.endswith(_LATIN_ENDINGS)


def _unknown_part(case: Case, rows: Sequence[NameRow], word: str) -> NameMatch:
    """A subspecies or variety that the dataset does not hold belongs to its species."""
    match = case.exact(rows)
    if match.status is not NameStatus.RESOLVED or match.best is None:
        return match
    what = f"{word} is not in the dataset; the species is"
    candidate = case.candidate(rows[0], MatchKind.HIGHER_TAXON, what, 0, scores.HIGHER_SPECIES)
    return case.answer((candidate, *match.candidates[1:]), NameStatus.RESOLVED)
