"""Species that the dataset does not hold, read through what it knows of their genus, their epithet and their family."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from cites_check.model.taxa import MatchKind, NameCandidate, NameMatch, NameStatus
from cites_check.names import scores
from cites_check.names.answers import nothing
from cites_check.names.case import Case
from cites_check.names.hints import lineage
from cites_check.names.keys import orthographic
from cites_check.names.latin import is_latin, may_be_epithet
from cites_check.names.near import near_once
from cites_check.names.store import NameRow, NameStore, TaxonName, WordPlace
from cites_check.names.trade_words import TRADE_WORDS

_SHOWN = 5
_MOST_READ = 200
"""An old genus of more names than this is known well enough by so many."""
_WIDE_NAMES, _WIDE_GENERA = 3, 2
_GROUPS = ("genus", "subfamily", "family", "order")


def genus_of_goods(case: Case) -> NameMatch | None:
    """`Crocodylus leather`: a genus, and what was made of it; `Habenaria lace` may be an epithet cut off."""
    words = case.words
    if case.parsed.short_genus or not TRADE_WORDS.issuperset(words[1:]):
        return None
    rows = case.single(words[0])
    if not rows or case.store.epithets_starting(words[0], words[1]):
        return None
    case.flags.add("genus_only")
    note = f"{rows[0].display}, species not declared"
    if not case.store.common(words[0]):
        return case.exact(rows, note)
    # Puma, Vanilla: a word of everyday language too.
    return case.answer(
        [case.candidate(row, MatchKind.EXACT, "", 0, scores.HIGHER) for row in rows], NameStatus.UNRESOLVED, note
    )


def unknown_species(case: Case) -> NameMatch | None:
    """A species that the dataset does not hold, in a genus that it knows of.

    None where its genus says nothing of it.
    """
    words = case.words
    genus, epithet = words[0], words[1]
    if not _is_epithet(case, genus, epithet):
        return None
    taxa = case.genus_taxa(genus)
    known = case.store.unlisted(genus)
    name = f"{genus.capitalize()} {epithet}"
    if taxa:
        if not _mostly_unlisted(case.store, genus):
            note = f"the species {name} is not in the dataset; its genus is"
            group = _whole_group(case.store, taxa, _GROUPS) if len(taxa) > 1 else None
            return _through(case, [group, *taxa] if group else taxa, genus, note)
        note = f"{name} is near no name in the dataset; most species of its genus are not listed"
        return _moved(case, _families(case.store, taxa)) or _unlisted(case, note)
    names = _names_of_genus(case.store, genus)
    if names:
        return _old_genus(case, names, known is not None)
    if known is not None:
        return _moved(case, {known.family})
    return None


def _is_epithet(case: Case, genus: str, word: str) -> bool:
    """Whether the second word is to be read as an epithet.

    By its letters; or since a genus stands before it (`Panthera jaguar`). Where the genus is an everyday word as well
    (`alligator pliers`), only a known epithet or a Latin word is one.
    """
    genus_known = bool(case.single(genus))
    if genus_known and case.store.common(genus):
        return word == genus or is_latin(word) or case.store.knows_word(WordPlace.EPITHET, word)
    return may_be_epithet(case.store, word) or (genus_known and word not in TRADE_WORDS)


def _unlisted(case: Case, note: str) -> NameMatch:
    return nothing(case.query, NameStatus.UNLISTED, case.known_flags(), note)


def _through(case: Case, taxa: Sequence[TaxonName], read: str, note: str) -> NameMatch:
    """The answer through a higher taxon that holds the others; in doubt where the first holds them not."""
    first = taxa[0]
    is_one = all(first.id in lineage(case.store, taxon.id) for taxon in taxa)
    candidates = [_candidate(taxon, read, scores.HIGHER / len(taxa), note) for taxon in taxa]
    if is_one:
        candidates[0] = _candidate(first, read, scores.HIGHER, note)
    return case.answer(candidates, NameStatus.RESOLVED if is_one else NameStatus.AMBIGUOUS)


def _candidate(taxon: TaxonName, read: str, score: float, note: str) -> NameCandidate:
    return NameCandidate(
        taxon.id, taxon.name, taxon.rank, MatchKind.HIGHER_TAXON, read.capitalize(), 0, score, "", note
    )


def _mostly_unlisted(store: NameStore, genus: str) -> bool:
    """Whether the known unlisted species of a genus are as many as those of the dataset.

    A genus listed as a whole has none.
    """
    unlisted_species = store.unlisted_species(genus)
    if not unlisted_species:
        return False
    # All of its names: of a large genus (Euphorbia) a part would look too few.
    names = store.names_of_keys([genus + epithet for epithet in store.epithets_of(genus)])
    return unlisted_species >= sum(not name.kind for name in names)


def _names_of_genus(store: NameStore, genus: str) -> list[NameRow]:
    return store.names_of_keys([genus + epithet for epithet in store.epithets_of(genus)[:_MOST_READ]])


def _families(store: NameStore, taxa: Iterable[TaxonName]) -> set[str]:
    return {
        store.taxon(at).name for taxon in taxa for at in lineage(store, taxon.id) if store.taxon(at).rank == "family"
    }


def _moved(case: Case, families: set[str]) -> NameMatch | None:
    """The species of another genus of the family that has the declared epithet.

    `Elephas africana` is most likely an older name of *Loxodonta africana*, whatever the genus is today.
    """
    store, epithet = case.store, case.words[1]
    sound = orthographic(epithet)
    same = [other for other in near_once(store, WordPlace.EPITHET, epithet, look=False) if orthographic(other) == sound]
    rows = store.names_of_keys([genus + other for other in sorted(same) for genus in store.genera_of(other)])
    rows = [row for row in rows if not row.rest and families & _families(store, [store.taxon(row.taxon_id)])]
    if not rows:
        return None
    rows.sort(key=lambda row: (row.kind > 0, row.display))
    taxa = {row.taxon_id for row in rows}
    what = "another genus of its family"
    score = round(scores.MOVED / len(taxa), 3)
    candidates = [case.candidate(row, MatchKind.FUZZY, what, 0, score) for row in rows]
    return case.answer(candidates, NameStatus.AMBIGUOUS if len(taxa) > 1 else NameStatus.UNRESOLVED)


def _old_genus(case: Case, names: Sequence[NameRow], is_valid: bool) -> NameMatch | None:
    """The genus stands in the dataset in names of species only, most of them old."""
    store, genus = case.store, case.words[0].capitalize()
    taxa = [store.taxon(row.taxon_id) for row in names]
    moved = _moved(case, _families(store, taxa))
    if is_valid or store.unlisted_species(case.words[0]):
        return moved or _unlisted(case, f"{genus} is today a genus of unlisted species")
    counts: Counter[int] = Counter()
    for taxon in taxa:
        counts.update(at for at in lineage(store, taxon.id) if store.taxon(at).rank == "genus")
    if not counts:
        return moved
    note = f"{genus} is an older genus name; the species is not in the dataset"
    is_wide = len(names) >= _WIDE_NAMES and len(counts) >= _WIDE_GENERA
    genera = [store.taxon(at) for at in sorted(counts, key=lambda at: (-counts[at], at))]
    group = _whole_group(store, genera, _GROUPS if is_wide else _GROUPS[-1:])
    if group is not None and (is_wide or moved is None):
        return _through(case, [group, *genera[:_SHOWN]], genus, f"{note}; others once in {genus} are of {group.name}")
    if moved is not None:
        return moved
    if all(_mostly_unlisted(store, taxon.name.lower()) for taxon in genera):
        return _unlisted(case, f"{genus} is an older name of genera whose species are mostly not listed")
    shares = [(taxon, scores.OLD_GENUS * counts[taxon.id] / counts.total()) for taxon in genera[:_SHOWN]]
    candidates = [_candidate(taxon, genus, score, note) for taxon, score in shares]
    return case.answer(candidates, NameStatus.AMBIGUOUS if len(candidates) > 1 else NameStatus.UNRESOLVED)


def _whole_group(store: NameStore, genera: Sequence[TaxonName], ranks: Sequence[str]) -> TaxonName | None:
    """The lowest taxon of these ranks that holds all of these genera, where none of them has known unlisted species."""
    if any(store.unlisted_species(taxon.name.lower()) for taxon in genera):
        return None
    shared = set.intersection(*(set(lineage(store, taxon.id)) for taxon in genera))
    groups = (store.taxon(at) for at in lineage(store, genera[0].id) if at in shared)
    return next((group for group in groups if group.rank in ranks), None)
