"""Ties: what else the line says decides between candidates, where it speaks for just one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from cites_check.model.taxa import NameCandidate, NameHints
from cites_check.names.commons import common_key
from cites_check.names.folding import fold
from cites_check.names.keys import squash
from cites_check.names.store import NameStore

Fits = Callable[[NameCandidate, NameHints], Iterable[bool]]
"""What speaks for a candidate (true) or against it (false) beside names: the HS heading, the declared Appendix."""

_SAID, _DENIED = 1, -2


def lineage(store: NameStore, taxon_id: int) -> list[int]:
    """The taxon and its ancestors, nearest first."""
    found: list[int] = []
    at: int | None = taxon_id
    while at is not None and len(found) < 20:
        found.append(at)
        at = store.taxon(at).parent
    return found


def choose(
    store: NameStore, tied: Sequence[NameCandidate], hints: NameHints | None, fits: Fits | None
) -> NameCandidate | None:
    """The one candidate that the hints speak for more than for every other, or None."""
    if hints is None or not tied:
        return None
    points = [weigh(store, candidate, hints, fits) for candidate in tied]
    best = max(points)
    if points.count(best) > 1 or best < (0 if len(tied) > 1 else 1):
        return None
    return tied[points.index(best)]


def weigh(store: NameStore, candidate: NameCandidate, hints: NameHints, fits: Fits | None) -> int:
    """How many of the hints speak for a candidate, less those that speak against it."""
    ancestors = lineage(store, candidate.taxon_id)
    names = {squash(store.taxon(at).name) for at in ancestors}
    total = 0
    for value in (hints.kingdom, hints.taxon_class, hints.family):
        said = squash(fold(value)) if value else ""
        if said:
            known = store.names(said)
            if said in names or any(row.taxon_id in ancestors for row in known):
                total += _SAID
            elif known:
                total += _DENIED
    if hints.common_name:
        named = {name.taxon_id for name in store.common(common_key(hints.common_name)) if name.taxon_id}
        if named.intersection(ancestors) or any(candidate.taxon_id in lineage(store, at) for at in named):
            total += _SAID
    if fits is not None:
        total += sum(_SAID if verdict else _DENIED for verdict in fits(candidate, hints))
    return total


def denies(store: NameStore, candidate: NameCandidate, hints: NameHints | None) -> bool:
    """Whether the declared kingdom, class or family rules a candidate out."""
    return hints is not None and weigh(store, candidate, hints, None) < 0
