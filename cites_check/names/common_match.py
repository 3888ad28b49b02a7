"""Names in everyday language: common names of every language in the data, and goods words."""

from __future__ import annotations

from collections.abc import Sequence

from cites_check.model.taxa import MatchKind, NameCandidate, NameMatch, NameStatus
from cites_check.names import scores
from cites_check.names.case import Case
from cites_check.names.commons import common_key, half_probes, letters, simple_key
from cites_check.names.keys import near_hash
from cites_check.names.store import CommonName

_SHORTEST_NEAR = 6


def common_exact(case: Case) -> NameMatch | None:
    """A common name as it stands in the dataset."""
    key = simple_key(case.words) if case.simple else common_key(case.query)
    found = case.store.common(key)
    if not found and "(" in case.query:
        found = case.store.common(common_key(case.query.partition("(")[0]))
    return _answer(case, found, "", 0, 1.0) if found else None


def common_near(case: Case) -> NameMatch | None:
    """A common name with one letter wrong."""
    form = letters(common_key(case.query))
    if len(form) < _SHORTEST_NEAR:
        return None
    keys = case.store.common_near([near_hash(probe) for probe in half_probes(form)])
    if not keys:
        return None
    from rapidfuzz.distance.OSA import distance

    near = sorted(key for key in keys if distance(form, letters(key), score_cutoff=1) <= 1)
    found = [name for key in near for name in case.store.common(key)]
    return _answer(case, found, "1 letter differs", 1, scores.COMMON_NEAR) if found else None


def _answer(case: Case, found: Sequence[CommonName], what: str, edits: int, weight: float) -> NameMatch:
    sure = [name for name in found if name.sure != "doubtful"]
    taxa = dict.fromkeys(name.taxon_id for name in sure or found)
    candidates = []
    for name in found:
        taxon = case.store.taxon(name.taxon_id)
        share = weight * (scores.COMMON if len(taxa) == 1 else 1 / len(taxa)) * (1 if name.taxon_id in taxa else 0.2)
        note = f"{name.display} ({name.lang}) is a name of {taxon.name}" + (f"; {what}" if what else "")
        candidates.append(
            NameCandidate(
                taxon.id, taxon.name, taxon.rank, MatchKind.COMMON, name.display, edits, share, name.lang, note
            )
        )
    status = (
        NameStatus.RESOLVED
        if len(taxa) == 1 and sure
        else NameStatus.AMBIGUOUS
        if len(taxa) > 1
        else NameStatus.UNRESOLVED
    )
    note = (
        ""
        if status is NameStatus.RESOLVED
        else f"{found[0].display}: " + ", ".join(case.store.taxon(taxon).name for taxon in list(taxa)[:4])
    )
    return case.answer(candidates, status, note)
