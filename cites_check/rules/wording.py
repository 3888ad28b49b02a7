"""What rules may ask about the texts of a line. The engine answers, from names and listings; answers are remembered there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from cites_check.model.taxa import NameCandidate, NameMatch, NameStatus, Taxon


class Mention(Protocol):
    """A name or goods word found inside a text."""

    @property
    def text(self) -> str:
        """The words as they stand there."""

    @property
    def match(self) -> NameMatch:
        """What they mean."""


class Wording(Protocol):
    """Names in texts, and where a taxon stands."""

    def mentions(self, text: str) -> Sequence[Mention]:
        """The names in a free text, in their order. Costly for a text that was not asked before."""

    def match(self, text: str) -> NameMatch:
        """What a name means that is a field of its own."""

    def lineage(self, taxon_id: int) -> Sequence[Taxon]:
        """The taxon and those above it, nearest first."""

    def appendix(self, candidate: NameCandidate, on: str, origin: str, region: str) -> str:
        """The Appendices that may apply to a taxon (`I/II`), for an ISO date and an origin; empty where none."""


class NoWording:
    """Knows no names: for lines that stand alone."""

    def mentions(self, text: str) -> Sequence[Mention]:
        """Nothing is found."""
        return ()

    def match(self, text: str) -> NameMatch:
        """Nothing is known."""
        return NameMatch(text, NameStatus.UNRESOLVED)

    def lineage(self, taxon_id: int) -> Sequence[Taxon]:
        """Nothing stands above."""
        return ()

    def appendix(self, candidate: NameCandidate, on: str, origin: str, region: str) -> str:
        """Nothing is listed."""
        return ""
