"""The matcher: from a declared name to the taxon meant."""

from __future__ import annotations

from cites_check.model.taxa import NameHints, NameMatch, NameStatus
from cites_check.names.answers import exact_match, nothing
from cites_check.names.case import Case
from cites_check.names.folding import other_readings
from cites_check.names.hints import Fits
from cites_check.names.ladder import resolve
from cites_check.names.parse import parse
from cites_check.names.store import NameStore

_MOST_REMEMBERED = 200_000
_SURE = (NameStatus.RESOLVED, NameStatus.UNLISTED)


class Matcher:
    """Answers declared names from one store. Answers are remembered, since declarations repeat themselves.

    `fits` may judge candidates by what names know nothing of, such as the declared Appendix; it is asked only to break
    ties.
    """

    def __init__(self, store: NameStore, fits: Fits | None = None) -> None:
        self.store = store
        self._fits = fits
        self._remembered: dict[str, NameMatch] = {}
        self._with_hints: dict[tuple[str, NameHints], NameMatch] = {}

    def match(self, query: str, hints: NameHints | None = None) -> NameMatch:
        """The taxon that a declared name means, or what is in doubt. Never raises, whatever the text."""
        if hints is None:
            known = self._remembered.get(query)
            if known is None:
                if len(self._remembered) >= _MOST_REMEMBERED:
                    self._remembered.clear()
                known = self._remembered[query] = self._find(query, None)
            return known
        key = (query, hints)
        known = self._with_hints.get(key)
        if known is None:
            if len(self._with_hints) >= _MOST_REMEMBERED:
                self._with_hints.clear()
            known = self._with_hints[key] = self._find(query, hints)
        return known

    def _find(self, query: str, hints: NameHints | None) -> NameMatch:
        if hints is None:
            # Most names are written as the dataset has them.
            rows = self.store.names(query.replace(" ", "").lower())
            if rows and (rows[0].epithet or " " not in query.strip()):
                return exact_match(self.store, query, rows)
        return resolve_text(self.store, query, hints, self._fits)


def resolve_text(store: NameStore, query: str, hints: NameHints | None = None, fits: Fits | None = None) -> NameMatch:
    """The answer for one text, not remembered."""
    if not query or query.isspace():
        return nothing(query, NameStatus.UNRESOLVED, frozenset(), "no name is declared")
    match = _resolve_parsed(store, query, query, hints, fits)
    if match.status in _SURE and match.best is not None and match.best.score > 0.98:
        return match
    for reading in other_readings(query):
        other = _resolve_parsed(store, query, reading, hints, fits)
        if (
            other.best is not None
            and other.status is NameStatus.RESOLVED
            and (match.best is None or other.best.score > match.best.score)
        ):
            match = other
    return match


def _resolve_parsed(store: NameStore, query: str, text: str, hints: NameHints | None, fits: Fits | None) -> NameMatch:
    parsed = parse(text)
    case = Case(store, query, parsed, parsed.words, hints, fits, set(parsed.flags))
    return resolve(case)
