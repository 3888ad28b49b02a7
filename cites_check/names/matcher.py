"""The matcher: from a declared name to the taxon meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cites_check.model.taxa import MatchKind, NameHints, NameMatch, NameStatus
from cites_check.names.answers import from_candidates, nothing, plain_match
from cites_check.names.case import Case, distinct
from cites_check.names.folding import other_readings
from cites_check.names.hints import Fits
from cites_check.names.ladder import resolve
from cites_check.names.parse import LOWER, MAX_CHARACTERS, TITLE, ParsedName, parse, simple_words
from cites_check.names.several import several_names
from cites_check.names.store import NameStore

if TYPE_CHECKING:
    from cites_check.names.scan import ScanHit

_MOST_REMEMBERED = 200_000
_SHOWN_OF_A_HIT = 2
_RESOLVED = NameStatus.RESOLVED
_LETTER_BY_LETTER = (MatchKind.EXACT, MatchKind.SYNONYM)
_SIMPLE_SHAPES = (TITLE, LOWER)
_DOUBTFUL_SIGNS = frozenset({"look_alike", "hybrid", "formula"})


class Matcher:
    """Answers declared names from one store. Answers are remembered, since declarations repeat themselves.

    `fits` may judge candidates by what names know nothing of, such as the declared Appendix; it is asked only to break
    ties.
    """

    def __init__(self, store: NameStore, fits: Fits | None = None) -> None:
        self.store = store
        self._fits = fits
        self._express: Callable[[NameStore, str, tuple[str, ...]], NameMatch | None] | None = None
        self._remembered: dict[str, NameMatch] = {}
        self._with_hints: dict[tuple[str, NameHints], NameMatch] = {}

    def match(self, query: str, hints: NameHints | None = None) -> NameMatch:
        """The taxon that a declared name means, or what is in doubt. Never raises, whatever the text."""
        # Most names are written as the dataset has them: making such an answer takes less time than keeping it.
        plain = self.store.plain(query.replace(" ", "").lower())
        if plain is not None:
            return plain_match(query, plain)
        known = self._known(query)
        if hints is not None and not _is_settled(known):
            known = self._match_with(query, hints)
        if known.status is NameStatus.UNRESOLVED and not known.candidates:
            return self._within(query, known)
        return known

    def scan(self, text: str) -> tuple[ScanHit, ...]:
        """The names inside a free text, in order.

        Scientific names, misspelt and abbreviated ones, common names and words of goods.
        """
        from cites_check.names.scan import ScanHit, find_names

        hits = []
        for find in find_names(self.store, text):
            plain = self.store.plain(find.query.replace(" ", "").lower())
            match = plain_match(find.query, plain) if plain else self._known(find.query)
            if match.candidates:
                hits.append(ScanHit(find.start, text[find.start : find.end], match))
        return tuple(hits)

    def _within(self, query: str, match: NameMatch) -> NameMatch:
        """What a text holds that is no name itself, such as a description of goods in the field for the name."""
        hits = self.scan(query[:MAX_CHARACTERS])
        found = distinct(candidate for hit in hits for candidate in hit.match.candidates[:_SHOWN_OF_A_HIT])
        if not found:
            return match
        note = "no name by itself; it holds " + ", ".join(dict.fromkeys(hit.text for hit in hits))
        return from_candidates(query, found, match.status, match.flags, note)

    def _known(self, query: str) -> NameMatch:
        known = self._remembered.get(query)
        if known is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            known = self._remembered[query] = self._find(query)
        return known

    def _match_with(self, query: str, hints: NameHints) -> NameMatch:
        key = (query, hints)
        known = self._with_hints.get(key)
        if known is None:
            if len(self._with_hints) >= _MOST_REMEMBERED:
                self._with_hints.clear()
            known = self._with_hints[key] = resolve_text(self.store, query, hints, self._fits)
        return known

    def _find(self, query: str) -> NameMatch:
        words = simple_words(query)
        if words:
            if self._express is None:
                # The search for near names needs rapidfuzz: only a name that is not found exactly pays for loading it.
                from cites_check.names.express import one_near_name

                self._express = one_near_name
            near = self._express(self.store, query, words)
            if near is not None:
                return near
        return resolve_text(self.store, query, None, self._fits)


def _is_settled(match: NameMatch) -> bool:
    """Whether an answer stands whatever else the line says."""
    if match.status is NameStatus.UNLISTED:
        return True
    return match.status is _RESOLVED and match.best is not None and match.best.kind in _LETTER_BY_LETTER


def resolve_text(store: NameStore, query: str, hints: NameHints | None = None, fits: Fits | None = None) -> NameMatch:
    """The answer for one text, not remembered."""
    if not query or query.isspace():
        return nothing(query, NameStatus.UNRESOLVED, frozenset(), "no name is declared")
    first = _first_name(store, query, hints, fits)
    return several_names(store, query, first, lambda part: _resolve_parsed(store, part, part, hints, fits))


def _first_name(store: NameStore, query: str, hints: NameHints | None, fits: Fits | None) -> NameMatch:
    """The answer for the name that stands first in a text."""
    match = _resolve_parsed(store, query, query, hints, fits)
    if match.best is not None and _is_settled(match) and not match.flags & _DOUBTFUL_SIGNS:
        return match
    for reading in other_readings(query):
        other = _resolve_parsed(store, query, reading, hints, fits)
        if other.status is _RESOLVED and _reads_better(other, match):
            match = other
    return match


def _reads_better(other: NameMatch, match: NameMatch) -> bool:
    """Whether another reading of the signs of a text is the surer one, or explains more of it letter by letter."""
    if other.best is None or match.best is None:
        return other.best is not None
    if other.best.score > match.best.score:
        return True
    return other.best.kind in _LETTER_BY_LETTER and len(other.best.matched) > len(match.best.matched)


def _resolve_parsed(store: NameStore, query: str, text: str, hints: NameHints | None, fits: Fits | None) -> NameMatch:
    words = simple_words(text)
    if words:
        return resolve(Case(store, query, ParsedName(words, _SIMPLE_SHAPES), words, hints, fits, set(), True))
    parsed = parse(text)
    return resolve(Case(store, query, parsed, parsed.words, hints, fits, set(parsed.flags)))
