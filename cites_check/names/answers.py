"""Answers: candidates and matches made from what the store and the search found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cites_check.model.taxa import MatchKind, NameCandidate, NameMatch, NameStatus
from cites_check.names import scores
from cites_check.names.explain import kind_words, read_as
from cites_check.names.store import NameKind, NameRow, NameStore, PlainName

NO_FLAGS: frozenset[str] = frozenset()
DOMESTICATED = frozenset({"domesticated"})
MOST_CANDIDATES = 10

_RESOLVED, _AMBIGUOUS = NameStatus.RESOLVED, NameStatus.AMBIGUOUS
_EXACT, _SYNONYM = MatchKind.EXACT, MatchKind.SYNONYM


def only_candidate(
    query: str, taxon_id: int, name: str, rank: str, kind: MatchKind, matched: str, edits: int, score: float, note: str
) -> NameMatch:
    """A resolved match with this one candidate, no flags and the candidate's note."""
    candidate = NameCandidate(taxon_id, name, rank, kind, matched, edits, score, "", note)
    return NameMatch(query, _RESOLVED, candidate, (candidate,), NO_FLAGS, note)


def plain_match(query: str, plain: PlainName) -> NameMatch:
    """The match for the one name that stands in the dataset letter by letter."""
    taxon_id, name, rank, display, kind = plain
    if not kind:
        return only_candidate(query, taxon_id, name, rank, _EXACT, display, 0, 1.0, "")
    words = kind_words(kind, name, display)
    match = only_candidate(query, taxon_id, name, rank, _SYNONYM, display, 0, scores.SYNONYM, words)
    if kind != NameKind.DOMESTICATED:
        return match
    return NameMatch(query, _RESOLVED, match.best, match.candidates, DOMESTICATED, words)


def exact_match(
    store: NameStore, query: str, rows: Sequence[NameRow], flags: frozenset[str] = NO_FLAGS, note: str = ""
) -> NameMatch:
    """The match for names that stand in the dataset letter by letter.

    An accepted name outweighs the same letters as a synonym.
    """
    first = row = rows[0]
    taxon = store.taxon(row.taxon_id)
    if len(rows) == 1:
        match = plain_match(query, (taxon.id, taxon.name, taxon.rank, row.display, row.kind))
        if not flags and not note:
            return match
        return NameMatch(query, match.status, match.best, match.candidates, match.flags | flags, note or match.note)
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
        flags = flags | DOMESTICATED
    status = _RESOLVED if same_kind == 1 else _AMBIGUOUS
    if status is _AMBIGUOUS and not note:
        note = "one name of several taxa: " + ", ".join(candidate.name for candidate in candidates[:3])
    return NameMatch(query, status, candidates[0], tuple(candidates), flags, note or candidates[0].note)


def read_candidate(
    store: NameStore, row: NameRow, kind: MatchKind, what: str, edits: int, score: float
) -> NameCandidate:
    """A candidate for a stored name that was not declared letter by letter; `what` says what differs."""
    taxon_id, name, rank, *_ = store.taxon(row.taxon_id)
    note = read_as(row.display, what, row.kind, name)
    return NameCandidate(taxon_id, name, rank, kind, row.display, edits, score, "", note)


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
