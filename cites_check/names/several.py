"""Several scientific names in one field: `Iguana iguana; Boa constrictor`. None of them may hide behind another.

An author, a year, a subgenus or the same name in other words is no second name: what stands between two signs counts
only where it is itself a species of the dataset, or a known unlisted one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cites_check.model.taxa import SEVERAL_NAMES, MatchKind, NameCandidate, NameMatch, NameStatus
from cites_check.names.answers import from_candidates
from cites_check.names.hints import lineage
from cites_check.names.parse import MAX_CHARACTERS, TITLE, is_marker, parse
from cites_check.names.store import NameStore

_BETWEEN = re.compile(r"[,;/&+|()\[\]=\n\r\t]|\s(?:and|or|und|oder|et|ou|y|o|와|과|및|또는)\s", re.IGNORECASE)
_MOST_PARTS = 12
_SPECIES = frozenset({"species", "subspecies", "variety"})
_LETTER_BY_LETTER = (MatchKind.EXACT, MatchKind.SYNONYM)
_SURE_SCORE = 0.9

Resolve = Callable[[str], NameMatch]


def several_names(store: NameStore, query: str, resolve: Resolve) -> NameMatch | None:
    """The taxa of all names in a text that holds more than one; None for a text with one name or none."""
    parts = [part for part in _BETWEEN.split(query[:MAX_CHARACTERS]) if part and not part.isspace()][:_MOST_PARTS]
    if len(parts) < 2:
        return None
    named: dict[str, tuple[NameCandidate, ...]] = {}
    for text, match in _named(store, parts, resolve):
        candidates = match.candidates if match.status is NameStatus.AMBIGUOUS else match.candidates[:1]
        named[text] = candidates if match.status is not NameStatus.UNLISTED else ()
    best = {candidate.taxon_id: candidate for candidates in named.values() for candidate in candidates}
    # A species beside one of its own subspecies is one name, told twice.
    above = {taxon for taxon_id in best for taxon in lineage(store, taxon_id) if taxon != taxon_id}
    found = [candidate for taxon_id, candidate in best.items() if taxon_id not in above]
    if not found or len(found) + any(not candidates for candidates in named.values()) < 2:
        return None
    note = "several names stand in one field: " + ", ".join(named)
    return from_candidates(query, found, NameStatus.AMBIGUOUS, frozenset({SEVERAL_NAMES}), note)


def _named(store: NameStore, parts: list[str], resolve: Resolve) -> Iterator[tuple[str, NameMatch]]:
    """The parts that are names of species, each with its answer; an epithet alone belongs to the genus before it."""
    genus = ""
    for part in parts:
        parsed = parse(part)
        words = [word for word in parsed.words if not is_marker(word)]
        if len(words) == 1 and genus and parsed.shapes[0] != TITLE and not parsed.flags:
            words = [genus, *words]
            if not _is_known(store, words):
                continue
        elif len(words) < 2 or any(len(word) < 3 for word in words[:2]) or parsed.short_genus:
            continue
        else:
            genus = words[0]
        text = " ".join((words[0].capitalize(), *words[1:]))
        match = resolve(text)
        if _is_species(match) or (match.status is NameStatus.UNLISTED and _is_known(store, words)):
            yield text, match


def _is_known(store: NameStore, words: list[str]) -> bool:
    key = "".join(words[:2])
    return bool(store.names(key)) or store.unlisted(key) is not None


def _is_species(match: NameMatch) -> bool:
    best = match.best
    if best is None or best.rank not in _SPECIES:
        return False
    if match.status is NameStatus.AMBIGUOUS:
        return best.kind in _LETTER_BY_LETTER
    return match.status is NameStatus.RESOLVED and best.kind is not MatchKind.COMMON and best.score >= _SURE_SCORE
