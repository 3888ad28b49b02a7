"""Misspelt names: which candidates there are, and when one of them may be taken without asking."""

from __future__ import annotations

from collections.abc import Sequence

from cites_check.model.taxa import MatchKind, NameCandidate, NameMatch, NameStatus
from cites_check.names import scores
from cites_check.names.answers import read_candidate
from cites_check.names.case import Case
from cites_check.names.explain import changes
from cites_check.names.hints import denies, lineage
from cites_check.names.keys import orthographic, squash
from cites_check.names.near import (
    COMPLETE,
    FEW_LOST,
    SHORTEST_CUT,
    SOUND,
    Near,
    near_binomials,
    near_single,
    near_trinomials,
    weight,
)
from cites_check.names.parts import may_be_part, with_parts
from cites_check.names.store import NameKind, NameRow, NameStore, WordPlace

MOST, MOST_IN_TWO_WORDS = 3.0, 2.6
"""The highest cost at which a name is shown at all."""
SHORT, _LONG = 5, 10
_SHOWN = 6
_TORN = 3
_WIDESPREAD = 2
"""An epithet of so many genera is a word of its own."""


def misspelt_name(case: Case) -> NameMatch | None:
    """The answer for a name within a few letters of stored ones; None where nothing is near."""
    if len(case.words) == 1:
        return _misspelt_single(case, case.words[0])
    genus, epithet = case.words[0][:40], case.words[1][:40]
    if len(genus) < 2 or len(epithet) < 2:
        return None
    real = case.store.unlisted(genus) is not None or case.store.knows_word(WordPlace.GENUS, genus)
    near = [found for found in near_binomials(case.store, genus, epithet) if plausible(found, genus, epithet, real)]
    has_parts = len(case.words) > 2 and (may_be_part(case.words[2]) or bool(case.store.parts_of(genus, epithet)))
    if has_parts and (not near or near[0].cost > SOUND):
        whole = near_trinomials(case.store, genus, epithet, case.words[2][:40])
        if whole and (not near or whole[0].cost <= near[0].cost + scores.TIE_COST):
            return decide(case, whole, genus, epithet, case.words[2])
    if not near or _is_another_species(case.store, near[0], genus, epithet) or _is_torn(case, near[0]):
        return None
    return decide(case, near, genus, epithet)


def _is_torn(case: Case, best: Near) -> bool:
    """Whether the first three words are rather two, one of them torn apart, than a name and a word of no meaning."""
    if len(case.words) < _TORN or case.store.is_author(case.words[2]):
        return False
    genus, epithet, rest = (word[:40] for word in case.words[:_TORN])
    if any(part.rest == rest for part in case.store.parts_of(best.row.genus, best.row.epithet)):
        return False
    torn = [*near_binomials(case.store, genus, epithet + rest), *near_binomials(case.store, genus + epithet, rest)]
    return any(near.cost < best.cost + 1 and not near.cut for near in torn)


def _is_another_species(store: NameStore, best: Near, genus: str, epithet: str) -> bool:
    """Whether a name two letters from those of its genus is rather a species that is not here.

    A widespread epithet was hardly hit upon by chance. In a genus with known unlisted species the doubt stays.
    """
    if best.genus_cost or best.cut or best.cost <= 1 + SOUND or store.unlisted_species(genus):
        return False
    return len(store.genera_of(epithet)) >= _WIDESPREAD


def plausible(near: Near, genus: str, epithet: str, real: bool) -> bool:
    """Whether so many changes may be a misspelling at all; `real` says that the declared genus is a valid one."""
    epithet_cost = near.cost - near.genus_cost
    if not _in_proportion(epithet_cost, epithet) or not _in_proportion(near.genus_cost, genus):
        return False
    if near.genus_cost and real:
        # A real genus was hardly meant as another, unless the rest agrees.
        return near.genus_cost <= 1 and epithet_cost <= SOUND + 0.2
    return near.cost <= (MOST if not near.genus_cost or not epithet_cost else MOST_IN_TWO_WORDS)


def _in_proportion(cost: float, word: str) -> bool:
    """Up to two letters in a word of five or more, a third only in a long one."""
    return cost * 3 <= len(word) + 1.5 if cost <= 2.5 else len(word) > _LONG


def decide(case: Case, near: Sequence[Near], genus: str, epithet: str, part: str = "") -> NameMatch:
    """Resolved, where one taxon is clearly nearest and a slip of the pen explains the rest.

    Else everything near, for a person to choose.
    """
    best = near[0]
    name = f"{genus} {epithet}{part}"
    candidates = [_candidate(case, found, name) for found in near[: 2 * _SHOWN]]
    tied = (
        {("", ""): {best.row.taxon_id}}
        if len(near) == 1
        else _taxa([found for found in near if _rivals(found, best, epithet)], case)
    )
    if (
        len(tied) == 1
        and is_sure(case.store, best, genus, epithet)
        and not denies(case.store, candidates[0], case.hints)
    ):
        rest = case.words[2:]
        if rest and not part:
            parts = with_parts(case, [best.row], rest, "")
            if parts.best is not None and parts.best.taxon_id != best.row.taxon_id:
                return parts
        return case.answer(candidates, NameStatus.RESOLVED)
    if len(tied) > 1:
        tied_ids = {taxon_id for ids in tied.values() for taxon_id in ids}
        candidates = [_share(found, 1 / len(tied)) if found.taxon_id in tied_ids else found for found in candidates]
    elif not best.genus_cost or case.genus_taxa(genus):
        candidates += _genus(case, genus)
    taxa = {candidate.taxon_id for candidate in candidates}
    return case.answer(candidates, NameStatus.AMBIGUOUS if len(taxa) > 1 else NameStatus.UNRESOLVED)


def _rivals(near: Near, best: Near, epithet: str) -> bool:
    """Whether a name may be meant as well as the nearest.

    It costs about as much, or goes on where the declared one ends: a few lost letters explain it as well as another
    spelling or a wrong letter does, and many where it does not end as epithets do.
    """
    if weight(near) <= weight(best) + scores.TIE_COST:
        return True
    return near.cut and (best.sound or near.edits <= FEW_LOST or not epithet.endswith(COMPLETE))


def _taxa(near: Sequence[Near], case: Case) -> dict[tuple[str, str], set[int]]:
    """The different taxa among near names. Accepted names that only spell one name in two ways count as one."""
    taxa: dict[tuple[str, str], set[int]] = {}
    for found in near:
        first, _, rest = case.store.taxon(found.row.taxon_id).name.partition(" ")
        taxa.setdefault((first, orthographic(squash(rest))), set()).add(found.row.taxon_id)
    return taxa


def is_sure(store: NameStore, best: Near, genus: str, epithet: str) -> bool:
    """Whether the nearest name may be taken for the one meant. Two changes of letters always leave a doubt."""
    if best.cut:
        return not best.genus_cost and len(epithet) > SHORT and not epithet.endswith(COMPLETE)
    if not best.genus_cost:
        # An epithet of its own, in a genus with unlisted species, may be one of those.
        other = store.knows_word(WordPlace.EPITHET, epithet) and bool(store.unlisted_species(genus))
        return best.sound or (best.cost <= scores.SURE_IN_GENUS and len(epithet) > SHORTEST_CUT and not other)
    epithet_cost = best.cost - best.genus_cost
    if _valid_elsewhere(store, genus, best.row):
        # The declared genus is a real one: the species may be one that is not here.
        return False
    if store.knows_word(WordPlace.GENUS, genus):
        return best.genus_cost <= 1 and not epithet_cost and len(epithet) >= SHORT and _related(store, genus, best.row)
    if best.cost <= scores.SURE_COST:
        return best.sound or len(genus) + len(epithet) >= 2 * SHORT - 1
    # With a wrong first letter the rest must be right, and long enough to mean something.
    return best.edits == 1 and len(genus) >= SHORT - 1 and len(genus) + len(epithet) > 2 * SHORT


def _valid_elsewhere(store: NameStore, genus: str, row: NameRow) -> bool:
    """Whether a genus is a valid one of unlisted species, in the kingdom of the name that was found."""
    known = store.unlisted(genus)
    if known is None:
        return False
    plant = known.group.endswith(("opsida", "phyceae"))
    return plant == (store.taxon(row.taxon_id).kingdom == "Plantae")


def _related(store: NameStore, genus: str, row: NameRow) -> bool:
    """Whether a genus stands in the family of a species: two spellings that the dataset both knows."""
    family = {at for at in lineage(store, row.taxon_id) if store.taxon(at).rank == "family"}
    known = [name.taxon_id for name in store.names(genus) if not name.epithet]
    if not known:
        names = store.names_of_keys([genus + other for other in store.epithets_of(genus)[:20]])
        known = [name.taxon_id for name in names]
    return any(family.intersection(lineage(store, taxon_id)) for taxon_id in known)


def near_candidate(store: NameStore, near: Near, declared: str) -> NameCandidate:
    """The candidate for a near name; `declared` are the words that it was compared with."""
    row = near.row
    stored = f"{row.genus} {row.epithet}{row.rest}" if row.epithet else row.genus
    kind = MatchKind.ORTHOGRAPHIC if near.sound else MatchKind.FUZZY
    what = "name cut off" if near.cut else changes(declared, stored, near.edits, sound=near.sound)
    score = scores.CUT_OFF if near.cut else scores.near_score(near.cost, near.genus_cost)
    return read_candidate(store, row, kind, what, near.edits, score)


def _candidate(case: Case, near: Near, declared: str) -> NameCandidate:
    if near.row.kind == NameKind.DOMESTICATED:
        case.flags.add("domesticated")
    return near_candidate(case.store, near, declared)


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
