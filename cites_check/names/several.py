"""Several names in one field: `Iguana iguana; Boa constrictor`. None of them may hide behind another.

The ladder answers for the name that stands first. Here the rest of the field is read: an author, a year, a subgenus or
the same name in other words is no second name; what counts is a taxon of the dataset, named by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from cites_check.model.taxa import SEVERAL_NAMES, MatchKind, NameCandidate, NameMatch, NameStatus
from cites_check.names.answers import from_candidates
from cites_check.names.hints import lineage
from cites_check.names.parse import MAX_CHARACTERS, TITLE, is_marker, parse
from cites_check.names.scan_text import is_sign
from cites_check.names.store import NameStore

_BETWEEN = re.compile(
    r"[,;/&+|()\[\]=\n\r]|\s[-–—]\s|\s(?:and|or|vel|und|oder|et|ou|y|o|와|과|및|외|또는)\s", re.IGNORECASE
)
_APART = re.compile(r"[;/|]")
"""Signs that stand between names, and never within one with its author."""
_WORD = re.compile(r"[A-Za-z]{3,}")
_BINOMIAL = re.compile(r"\s*(?:[A-Z]\.\s*[a-z]{3,}|[^\W\d_]{3,}\s+[^\W\d_]{3,})")
"""Two whole words, or an initial with an epithet; an initial with a capital is an author."""
_MOST_PARTS = 12
_ONE_NAME = 3
"""So many words are one name; more may hold another, with no sign between."""
_SPECIES = frozenset({"species", "subspecies", "variety"})
_SURE_SCORE = 0.9

Resolve = Callable[[str], NameMatch]


def several_names(store: NameStore, query: str, first: NameMatch, resolve: Resolve) -> NameMatch:
    """The taxa of all names in a text that holds more than one, where `first` answers for the one that stands first;
    `first` itself for a text with one name or none.
    """
    text = query[:MAX_CHARACTERS]
    parts = [part for part in _BETWEEN.split(text) if part and not part.isspace()][:_MOST_PARTS]
    if (len(parts) < 2 and len(text.split()) <= _ONE_NAME) or "formula" in first.flags:
        return first
    others = [
        *_by_genus(store, parts, resolve),
        *_scientific(store, text, parts, resolve),
        *_common(store, text, parts, first, resolve),
    ]
    if not others:
        return first
    # What follows may have spoilt the answer for the first name, unless that is a genus with its subgenus.
    alone = resolve(parts[0]) if len(parts) > 1 and _BINOMIAL.match(parts[0]) else first
    leading = alone if alone.best or alone.status is NameStatus.UNLISTED else first
    found = _apart(store, [*_taxa(leading), *(candidate for match in others for candidate in _taxa(match))])
    named = len(found) + (leading.status is NameStatus.UNLISTED)
    if not found or named < 2:
        return first
    listed = ", ".join(dict.fromkeys(candidate.matched for candidate in found))
    note = f"several names stand in one field, among them {listed}"
    return from_candidates(query, found, NameStatus.AMBIGUOUS, frozenset({SEVERAL_NAMES}), note)


def _taxa(match: NameMatch) -> tuple[NameCandidate, ...]:
    if match.status is NameStatus.AMBIGUOUS:
        return match.candidates
    return match.candidates[:1] if match.status is NameStatus.RESOLVED else ()


def _apart(store: NameStore, candidates: list[NameCandidate]) -> list[NameCandidate]:
    """Each taxon once. A species beside one of its own subspecies, or a genus beside its species, is one name told
    twice; an unknown species that is read through its genus is not.
    """
    best: dict[int, NameCandidate] = {}
    for candidate in candidates:
        best.setdefault(candidate.taxon_id, candidate)
    above = {taxon for taxon_id in best for taxon in lineage(store, taxon_id) if taxon != taxon_id}
    return [one for one in best.values() if one.taxon_id not in above or one.kind is MatchKind.HIGHER_TAXON]


def _by_genus(store: NameStore, parts: list[str], resolve: Resolve) -> Iterator[NameMatch]:
    """Genera alone (`Varanus sp.`), and epithets that share the genus before them: `Aquilaria malaccensis/crassna`."""
    genus = ""
    for part in parts:
        parsed = parse(part)
        words = [word for word in parsed.words if not is_marker(word)]
        if "genus_only" in parsed.flags:
            yield resolve(part)
        elif len(words) > 1 and not parsed.short_genus:
            genus = words[0]
        elif len(words) == 1 and genus and parsed.shapes[0] != TITLE and store.names(genus + words[0]):
            yield resolve(f"{genus.capitalize()} {words[0]}")


def _scientific(store: NameStore, text: str, parts: list[str], resolve: Resolve) -> Iterator[NameMatch]:
    """The names of species: letter by letter anywhere in the text, in any spelling where a sign sets them apart."""
    words = _WORD.findall(text)
    for genus, epithet in pairwise(words[1:]):
        if any(row.epithet for row in store.names((genus + epithet).lower())):
            yield resolve(f"{genus.capitalize()} {epithet.lower()}")
    for part in parts[1:]:
        match = resolve(part) if _BINOMIAL.match(part) else None
        if match is None or match.best is None or match.best.kind is MatchKind.COMMON:
            continue
        if match.best.rank in _SPECIES and (match.best.score >= _SURE_SCORE or "abbreviated" in match.flags):
            yield match


def _common(store: NameStore, text: str, parts: list[str], first: NameMatch, resolve: Resolve) -> Iterator[NameMatch]:
    """Common names that stand apart from the first name and are none of its own."""
    own = {taxon for candidate in _taxa(first) for taxon in lineage(store, candidate.taxon_id)}
    taxa = {candidate.taxon_id for candidate in _taxa(first)}
    apart = [part.strip() for part in _APART.split(text)[1:]]
    for part in [*apart, *(part.strip() for part in parts[1:] if any(map(is_sign, part)))]:
        match = resolve(part) if part else None
        if match is None or match.best is None or match.best.kind is not MatchKind.COMMON:
            continue
        if not any(one.taxon_id in own or taxa.intersection(lineage(store, one.taxon_id)) for one in match.candidates):
            yield match
