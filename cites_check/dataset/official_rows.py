"""A taxon as an official source lists it, whatever the form of the source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """One taxon of an official list.

    `listing` is every Appendix that holds for the taxon or parts of it; `own` those that its entries speak of, its own
    or a higher taxon's. `texts` has the annotation of each Appendix. `through` names the higher taxon whose entry it is
    under, where the source says so. Countries of `native` and the following are names or codes as the source has them.
    """

    plus_id: int | None
    kingdom: str
    above: tuple[tuple[str, str], ...]
    """Rank and name of the higher taxa, top down."""
    rank: str
    name: str
    author: str
    listing: frozenset[str]
    excluded: bool
    """Said to be in no Appendix, under a higher taxon that is."""
    partly: bool
    """Whether some of it is in no Appendix: its own entry is then only what its annotations speak of."""
    stated: bool
    """Whether the source says anything of its listing."""
    own: frozenset[str]
    texts: Mapping[str, str]
    short_texts: Mapping[str, str] = field(default_factory=dict)
    annotations: Mapping[str, str] = field(default_factory=dict)
    parties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: Mapping[str, str] = field(default_factory=dict)
    """First day of the entry of an Appendix, where the source says it."""
    through: str = ""
    synonyms: tuple[tuple[str, str], ...] = ()
    common_names: tuple[tuple[str, str], ...] = ()
    whole_range: bool = True
    """Whether the source tells native, introduced and doubtful countries apart."""
    codes: tuple[str, ...] = ()
    native: tuple[str, ...] = ()
    extinct: tuple[str, ...] = ()
    introduced: tuple[str, ...] = ()
    reintroduced: tuple[str, ...] = ()
    uncertain: tuple[str, ...] = ()

    @property
    def higher(self) -> bool:
        """Whether this is a taxon above the species."""
        return self.rank not in {"species", "subspecies", "variety"}
