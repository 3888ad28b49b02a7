"""Names in everyday language: common names of every language in the data, and goods words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cites_check.model.taxa import MatchKind, NameCandidate, NameMatch, NameStatus
from cites_check.names import scores
from cites_check.names.answers import nothing
from cites_check.names.case import Case
from cites_check.names.commons import common_key, half_probes, letters, simple_key
from cites_check.names.hints import lineage
from cites_check.names.keys import near_hash
from cites_check.names.store import CommonName

_SHORTEST_NEAR = 6
_PROPER = ("source", "known", "trade")
_WORDS = ("goods", "taxon_group")
_UNSURE = ("doubtful", "goods:some", "taxon_group:some")


def common_exact(case: Case) -> NameMatch | None:
    """A common name or a word of goods as it stands in the dataset."""
    key = simple_key(case.words) if case.simple else common_key(case.query)
    found = case.store.common(key)
    if not found and "(" in case.query:
        found = case.store.common(common_key(case.query.partition("(")[0]))
    return answer_common(case, found, "", 0) if found else None


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
    found = [name for key in near for name in case.store.common(key) if name.taxon_id]
    return answer_common(case, found, "1 letter differs", 1) if found else None


def answer_common(case: Case, found: Sequence[CommonName], what: str, edits: int) -> NameMatch | None:
    """The match for common names that all have one key.

    Names proper before words of goods, sure ones before doubtful ones.
    """
    proper = [name for name in found if name.sure in _PROPER]
    words = [name for name in found if name.sure.partition(":")[0] in _WORDS]
    if not proper and not words:
        if any(name.sure == "false_friend" for name in found):
            note = f"{found[0].display} sounds like a listed name and is none"
            return nothing(case.query, NameStatus.UNLISTED, frozenset({*case.flags, "false_friend"}), note)
        proper = [name for name in found if name.taxon_id]
        if not proper:
            return None
    meant = proper or words
    taxa = dict.fromkeys(name.taxon_id for name in meant)
    if proper and words:
        # What the group of that name adds to the named taxa themselves is only doubt.
        taxa.update((name.taxon_id, None) for name in words if not _above_all(case, name.taxon_id, taxa))
        meant = [*proper, *(name for name in words if name.taxon_id in taxa)]
    share = (scores.COMMON if len(taxa) == 1 else 1 / len(taxa)) * (scores.COMMON_NEAR if edits else 1.0)
    candidates = [_candidate(case, name, what, edits, share) for name in meant]
    status = NameStatus.AMBIGUOUS if len(taxa) > 1 else NameStatus.RESOLVED
    if len(taxa) == 1 and (edits or any(name.sure in _UNSURE for name in meant)):
        status = NameStatus.UNRESOLVED
    shown = ", ".join(case.store.taxon(taxon).name for taxon in list(taxa)[:4])
    note = "" if status is NameStatus.RESOLVED else f"{found[0].display}: may be {shown}"
    return case.answer(candidates, status, note)


def _above_all(case: Case, group: int, taxa: Iterable[int]) -> bool:
    return any(group in lineage(case.store, taxon_id) for taxon_id in taxa)


def _candidate(case: Case, name: CommonName, what: str, edits: int, score: float) -> NameCandidate:
    taxon = case.store.taxon(name.taxon_id)
    note = f"{name.display} ({name.lang}) is a name of {taxon.name}" + (f"; {what}" if what else "")
    if name.sure.partition(":")[0] in _WORDS:
        note = f"{name.display} ({name.lang}) may stand for {taxon.name}" + (f"; {what}" if what else "")
    return NameCandidate(
        taxon.id, taxon.name, taxon.rank, MatchKind.COMMON, name.display, edits, round(score, 3), name.lang, note
    )
