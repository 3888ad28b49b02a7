"""Misspelt and abbreviated names: which candidates there are, and when one of them may be taken without asking."""

from __future__ import annotations

from collections.abc import Sequence

from cites_check.model.taxa import MatchKind, NameCandidate, NameMatch, NameStatus
from cites_check.names import scores
from cites_check.names.case import Case
from cites_check.names.explain import changes
from cites_check.names.hints import denies, lineage
from cites_check.names.near import SOUND, Near, near_binomials, near_once, near_single, weight
from cites_check.names.parts import with_parts
from cites_check.names.store import NameRow, WordPlace

MOST, MOST_IN_TWO_WORDS = 3.0, 2.6
"""The highest cost at which a name is shown at all."""
_SHORT = 5
_SHOWN = 6


def misspelt_name(case: Case) -> NameMatch | None:
    """The answer for a name within a few letters of stored ones; None where nothing is near."""
    if len(case.words) == 1:
        return _misspelt_single(case, case.words[0])
    genus, epithet = case.words[0][:40], case.words[1][:40]
    if len(genus) < 2 or len(epithet) < 2:
        return None
    real = case.store.unlisted(genus) is not None or case.store.knows_word(WordPlace.GENUS, genus)
    near = [found for found in near_binomials(case.store, genus, epithet) if plausible(found, genus, epithet, real)]
    return decide(case, near, genus, epithet) if near else None


def plausible(near: Near, genus: str, epithet: str, real: bool) -> bool:
    """Whether so many changes may be a misspelling at all; `real` says that the declared genus is a valid one."""
    epithet_cost = near.cost - near.genus_cost
    if epithet_cost * 3 > len(epithet) + 1 or near.genus_cost * 3 > len(genus) + 1.5:
        return False
    if near.genus_cost and real:
        # A real genus was hardly meant as another, unless the rest agrees.
        return near.genus_cost <= 1 and epithet_cost <= SOUND
    return near.cost <= (MOST if not near.genus_cost or not epithet_cost else MOST_IN_TWO_WORDS)


def decide(case: Case, near: Sequence[Near], genus: str, epithet: str) -> NameMatch:
    """Resolved, where one taxon is clearly nearest and a slip of the pen explains the rest.

    Else everything near, for a person to choose.
    """
    best = near[0]
    name = f"{genus} {epithet}"
    candidates = [_candidate(case, found, name) for found in near[: 2 * _SHOWN]]
    tied = {found.row.taxon_id for found in near if weight(found) <= weight(best) + scores.TIE_COST}
    if len(tied) == 1 and _sure(case, best, genus, epithet) and not denies(case.store, candidates[0], case.hints):
        rest = case.words[2:]
        if rest:
            parts = with_parts(case, [best.row], rest, "")
            if parts.best is not None and parts.best.taxon_id != best.row.taxon_id:
                return parts
        return case.answer(candidates, NameStatus.RESOLVED)
    if len(tied) > 1:
        share = 1 / len(tied)
        candidates = [_share(found, share) if found.taxon_id in tied else found for found in candidates]
    elif not best.genus_cost or case.genus_taxa(genus):
        candidates += _genus(case, genus)
    taxa = {candidate.taxon_id for candidate in candidates}
    return case.answer(candidates, NameStatus.AMBIGUOUS if len(taxa) > 1 else NameStatus.UNRESOLVED)


def _sure(case: Case, best: Near, genus: str, epithet: str) -> bool:
    """Whether the nearest name may be taken for the one meant. Two changes of letters always leave a doubt."""
    if not best.genus_cost:
        return best.cost <= 1.55 and (len(epithet) > 3 or best.sound)
    epithet_cost = best.cost - best.genus_cost
    if case.store.unlisted(genus) is not None:
        # The declared genus is a real one: the species may be one that is not here.
        return False
    if case.store.knows_word(WordPlace.GENUS, genus):
        return best.genus_cost <= 1 and not epithet_cost and len(epithet) >= _SHORT and _related(case, genus, best.row)
    if best.cost <= scores.SURE_COST:
        return best.sound or len(genus) + len(epithet) >= 2 * _SHORT - 1
    # With a wrong first letter the rest must be right, and long enough to mean something.
    return best.edits == 1 and len(genus) >= _SHORT - 1 and len(genus) + len(epithet) > 2 * _SHORT


def _related(case: Case, genus: str, row: NameRow) -> bool:
    """Whether a genus stands in the family of a species: two spellings that the dataset both knows."""
    family = {at for at in lineage(case.store, row.taxon_id) if case.store.taxon(at).rank == "family"}
    known = [taxon.id for taxon in case.genus_taxa(genus)]
    if not known:
        names = case.store.names_of_keys([genus + other for other in case.store.epithets_of(genus)[:20]])
        known = [name.taxon_id for name in names]
    return any(family.intersection(lineage(case.store, taxon_id)) for taxon_id in known)


def _candidate(case: Case, near: Near, declared: str) -> NameCandidate:
    stored = f"{near.row.genus} {near.row.epithet}" if near.row.epithet else near.row.genus
    kind = MatchKind.ORTHOGRAPHIC if near.sound else MatchKind.FUZZY
    what = changes(declared, stored, near.edits, sound=near.sound)
    return case.candidate(near.row, kind, what, near.edits, scores.near_score(near.cost, near.genus_cost))


def _share(candidate: NameCandidate, share: float) -> NameCandidate:
    return NameCandidate(
        candidate.taxon_id,
        candidate.name,
        candidate.rank,
        candidate.kind,
        candidate.matched,
        candidate.edits,
        round(candidate.score * share, 3),
        candidate.lang,
        candidate.note,
    )


def _genus(case: Case, genus: str) -> list[NameCandidate]:
    note = f"a species of {genus.capitalize()} that the dataset does not hold"
    return [
        NameCandidate(
            taxon.id, taxon.name, taxon.rank, MatchKind.HIGHER_TAXON, taxon.name, 0, scores.NEW_SPECIES, "", note
        )
        for taxon in case.genus_taxa(genus)[:2]
    ]


def _misspelt_single(case: Case, word: str) -> NameMatch | None:
    if len(word) < 4:
        return None
    known = case.store.unlisted(word)
    near = [found for found in near_single(case.store, word[:40]) if found.cost * 3 <= len(word) + 1]
    if not near:
        return None
    best = near[0]
    tied = {found.row.taxon_id for found in near if weight(found) <= weight(best) + scores.TIE_COST}
    candidates = [_candidate(case, found, word) for found in near[:_SHOWN]]
    sure = len(tied) == 1 and best.cost <= scores.SURE_COST and len(word) >= 6 and known is None
    if sure and not denies(case.store, candidates[0], case.hints):
        return case.answer(candidates, NameStatus.RESOLVED)
    if known is not None and best.cost > scores.SURE_COST:
        return None
    if len(tied) > 1:
        candidates = [_share(found, 1 / len(tied)) if found.taxon_id in tied else found for found in candidates]
    return case.answer(candidates, NameStatus.AMBIGUOUS if len(candidates) > 1 else NameStatus.UNRESOLVED)


def abbreviated_genus(case: Case) -> NameMatch | None:
    """Every species with this epithet, or one a letter away, whose genus begins with the declared letters."""
    case.flags.add("abbreviated")
    start, epithet = case.words[0], case.words[1][:40]
    if len(epithet) < 3:
        return None
    edits = 0
    rows = _in_genera(case, start, epithet)
    if not rows:
        edits = 1
        near = near_once(case.store, WordPlace.EPITHET, epithet)
        rows = [row for other in sorted(near) for row in _in_genera(case, start, other)]
    if len(case.words) > 2 and rows:
        with_part = [
            part for row in rows for part in case.store.parts_of(row.genus, row.epithet) if part.rest == case.words[2]
        ]
        rows = with_part or rows
    if not rows:
        return None
    rows.sort(key=lambda row: (row.kind, row.display))
    taxa = list(dict.fromkeys(row.taxon_id for row in rows))
    accepted = sum(row.kind == 0 for row in rows) or 1
    candidates = []
    for row in rows[: 3 * _SHOWN]:
        score = (
            scores.ABBREVIATED
            / (1 if len(taxa) == 1 else accepted)
            * (0.5 if row.kind and len(taxa) > 1 else 1)
            * (0.8 if edits else 1)
        )
        kind = MatchKind.FUZZY if edits else MatchKind.SYNONYM if row.kind else MatchKind.EXACT
        candidates.append(
            case.candidate(row, kind, f"{start.capitalize()}. for {row.genus.capitalize()}", edits, round(score, 3))
        )
    sure = len(taxa) == 1 and not edits
    return case.answer(
        candidates, NameStatus.RESOLVED if sure else NameStatus.AMBIGUOUS if len(taxa) > 1 else NameStatus.UNRESOLVED
    )


def _in_genera(case: Case, start: str, epithet: str) -> list[NameRow]:
    genera = [genus for genus in case.store.genera_of(epithet) if genus.startswith(start)]
    return case.store.names_of_keys([genus + epithet for genus in genera])
