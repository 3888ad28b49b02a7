"""Answers about the texts of a line, for rules: names in descriptions, lineages, listings. They are remembered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cites_check.lookup import Lookups
from cites_check.model.taxa import NameCandidate, NameMatch
from cites_check.rules.wording import Mention

_CACHED_TEXTS = 4096
_CACHED_LINEAGES = 20_000


class LineWording:
    """What `cites_check.rules.wording.Wording` promises, from one dataset. The memory is bounded."""

    def __init__(self, lookups: Lookups) -> None:
        self._lookups = lookups
        self.mentions = lru_cache(_CACHED_TEXTS)(self._mentions)
        self.lineage = lru_cache(_CACHED_LINEAGES)(lookups.dataset.lineage)

    def _mentions(self, text: str) -> Sequence[Mention]:
        return tuple(self._lookups.matcher.scan(text))

    def match(self, text: str) -> NameMatch:
        """What a name means that is a field of its own."""
        return self._lookups.matcher.match(text)

    def appendix(self, candidate: NameCandidate, on: str, origin: str, region: str) -> str:
        """The Appendices that may apply to a taxon (`I/II`), for an ISO date and an origin; empty where none."""
        return self._lookups.of_candidate(candidate, on, origin, region).appendix
