"""One declared name on its way to an answer.

What was read, what may be asked, and the small questions that several steps share.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cites_check.model.taxa import MatchKind, NameCandidate, NameHints, NameMatch, NameStatus
from cites_check.names import scores
from cites_check.names.answers import exact_match, from_candidates, read_candidate
from cites_check.names.hints import Fits, choose
from cites_check.names.parse import NO_FLAGS, ParsedName
from cites_check.names.store import NameKind, NameRow, NameStore, TaxonName


@dataclass(slots=True)
class Case:
    """A declared name, parsed, with everything that may help to read it. `flags` grow as the steps learn more."""

    store: NameStore
    query: str
    parsed: ParsedName
    words: tuple[str, ...]
    hints: NameHints | None = None
    fits: Fits | None = None
    flags: set[str] = field(default_factory=set)
    simple: bool = False

    def exact(self, rows: Sequence[NameRow], note: str = "") -> NameMatch:
        """The answer for names that stand in the dataset, ties decided by the hints where they can."""
        match = exact_match(self.store, self.query, rows, self.known_flags(), note)
        if "look_alike" in self.flags and match.best is not None:
            best = with_score(match.best, match.best.score, "written with signs that only look like Latin letters")
            match = from_candidates(self.query, (best, *match.candidates[1:]), match.status, match.flags, note)
        return self.settle(match)

    def settle(self, match: NameMatch) -> NameMatch:
        """The match, with a tie decided where the hints speak for one candidate alone."""
        if match.status is not NameStatus.AMBIGUOUS or self.hints is None or match.best is None:
            return match
        best_score = match.best.score
        tied = [candidate for candidate in match.candidates if candidate.score >= best_score - scores.TIE]
        chosen = choose(self.store, tied, self.hints, self.fits)
        if chosen is None:
            return match
        others = [candidate for candidate in match.candidates if candidate is not chosen]
        chosen = with_score(chosen, max(chosen.score, scores.BY_HINT), "decided by what else the line declares")
        return from_candidates(self.query, (chosen, *others), NameStatus.RESOLVED, match.flags, chosen.note)

    def candidate(self, row: NameRow, kind: MatchKind, what: str, edits: int, score: float) -> NameCandidate:
        """A candidate for a stored name that was not declared letter by letter; `what` says what differs."""
        if row.kind == NameKind.DOMESTICATED:
            self.flags.add("domesticated")
        return read_candidate(self.store, row, kind, what, edits, score)

    def answer(self, candidates: Iterable[NameCandidate], status: NameStatus, note: str = "") -> NameMatch:
        """A match with these candidates, best first; an ambiguous one is shown to the hints."""
        return self.settle(from_candidates(self.query, distinct(candidates), status, self.known_flags(), note))

    def known_flags(self) -> frozenset[str]:
        """What has been learnt of the text so far."""
        return frozenset(self.flags) if self.flags else NO_FLAGS

    def single(self, word: str) -> list[NameRow]:
        """The names of one word (genera, families, orders) with these letters."""
        return [row for row in self.store.names(word) if not row.epithet]

    def genus_taxa(self, word: str) -> list[TaxonName]:
        """The taxa of the dataset that this genus name means, accepted ones first, each once."""
        return [self.store.taxon(taxon) for taxon in dict.fromkeys(row.taxon_id for row in self.single(word))]


def distinct(candidates: Iterable[NameCandidate]) -> list[NameCandidate]:
    """The candidates in the order given, each taxon once with its best reading."""
    best: dict[int, NameCandidate] = {}
    for candidate in candidates:
        known = best.get(candidate.taxon_id)
        if known is None or candidate.score > known.score:
            best[candidate.taxon_id] = candidate
    return list(best.values())


def with_score(candidate: NameCandidate, score: float, note: str = "") -> NameCandidate:
    """The candidate with another score, and one more thing said of it."""
    said = f"{candidate.note}; {note}" if candidate.note and note else candidate.note or note
    return NameCandidate(
        candidate.taxon_id,
        candidate.name,
        candidate.rank,
        candidate.kind,
        candidate.matched,
        candidate.edits,
        score,
        candidate.lang,
        said,
    )
