"""The short way for the most usual misspelling: a plain genus and epithet, one word right and one word wrong.

It gives the answers that the ladder gives, some twice as fast, and leaves everything else to it.
"""

from __future__ import annotations

from cites_check.model.taxa import NameMatch, NameStatus
from cites_check.names.answers import NO_FLAGS
from cites_check.names.commons import simple_key
from cites_check.names.doubt import is_sure, near_candidate, plausible
from cites_check.names.near import ENOUGH, one_word_wrong
from cites_check.names.store import NameKind, NameStore, WordPlace


def one_near_name(store: NameStore, query: str, words: tuple[str, ...]) -> NameMatch | None:
    """The answer where just one stored name is near and nothing speaks against it.

    None where the ladder has to be climbed.
    """
    genus, epithet = words
    key = genus + epithet
    knows_genus = store.knows_word(WordPlace.GENUS, genus)
    if knows_genus == store.knows_word(WordPlace.EPITHET, epithet) or len(key) > 60:
        return None
    if store.names(key) or store.unlisted(key) is not None or store.common(simple_key(words)):
        return None
    found = one_word_wrong(store, genus, epithet, knows_genus, not knows_genus)
    if len(found) != 1:
        return None
    best = found[0]
    if best.cost > ENOUGH or best.row.kind == NameKind.DOMESTICATED:
        return None
    real = knows_genus or store.unlisted(genus) is not None
    if not plausible(best, genus, epithet, real) or not is_sure(store, best, genus, epithet):
        return None
    candidate = near_candidate(store, best, f"{genus} {epithet}")
    return NameMatch(query, NameStatus.RESOLVED, candidate, (candidate,), NO_FLAGS, candidate.note)
