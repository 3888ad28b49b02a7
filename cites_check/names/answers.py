"""Answers: candidates and matches made from what the store and the search found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cites_check.model.taxa import MatchKind, NameCandidate, NameMatch, NameStatus
from cites_check.names import scores
from cites_check.names.explain import kind_words
from cites_check.names.store import NameKind, NameRow, NameStore

NO_FLAGS: frozenset[str] = frozenset()
MOST_CANDIDATES = 10

_RESOLVED, _AMBIGUOUS = NameStatus.RESOLVED, NameStatus.AMBIGUOUS
_EXACT, _SYNONYM = MatchKind.EXACT, MatchKind.SYNONYM


def exact_match(
    store: NameStore, query: str, rows: Sequence[NameRow], flags: frozenset[str] = NO_FLAGS, note: str = ""
) -> NameMatch:
    """The match for names that stand in the dataset letter by letter.

    An accepted name outweighs the same letters as a synonym.
    """
    first = row = rows[0]
    taxon = store.taxon(row.taxon_id)
    if len(rows) == 1:
        if row.kind:
            words = kind_words(row.kind, taxon.name, row.display)
            candidate = NameCandidate(
                row.taxon_id, taxon.name, taxon.rank, _SYNONYM, row.display, 0, scores.SYNONYM, "", words
            )
            if row.kind == NameKind.DOMESTICATED:
                flags = flags | {"domesticated"}
        else:
            candidate = NameCandidate(row.taxon_id, taxon.name, taxon.rank, _EXACT, row.display)
        return NameMatch(query, _RESOLVED, candidate, (candidate,), flags, note or candidate.note)
    candidates = []
    same_kind = sum(row.kind == first.kind or (first.kind != 0 and row.kind != 0) for row in rows)
    for row in rows:
        taxon = store.taxon(row.taxon_id)
        rival = row.kind == first.kind or (first.kind != 0 and row.kind != 0)
        score = (scores.SYNONYM if same_kind == 1 else 1 / same_kind) if rival else 0.05
        kind = _SYNONYM if row.kind else _EXACT
        candidates.append(
            NameCandidate(
                row.taxon_id,
                taxon.name,
                taxon.rank,
                kind,
                row.display,
                0,
                score,
                "",
                kind_words(row.kind, taxon.name, row.display),
            )
        )
    if first.kind == NameKind.DOMESTICATED:
        flags = flags | {"domesticated"}
    status = _RESOLVED if same_kind == 1 else _AMBIGUOUS
    if status is _AMBIGUOUS and not note:
        note = "one name of several taxa: " + ", ".join(candidate.name for candidate in candidates[:3])
    return NameMatch(query, status, candidates[0], tuple(candidates), flags, note or candidates[0].note)


def from_candidates(
    query: str, candidates: Iterable[NameCandidate], status: NameStatus, flags: frozenset[str], note: str = ""
) -> NameMatch:
    """A match with these candidates, best first."""
    listed = tuple(candidates)[:MOST_CANDIDATES]
    best = listed[0] if listed else None
    return NameMatch(query, status, best, listed, flags, note or (best.note if best else ""))


def nothing(query: str, status: NameStatus, flags: frozenset[str], note: str) -> NameMatch:
    """A match without a candidate."""
    return NameMatch(query, status, None, (), flags, note)
