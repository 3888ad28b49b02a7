"""One line in one reading: what rules see.

Where a declaration leaves something open (an ambiguous name, an origin that decides between populations), the engine asks the rules once for each
reading; each reading is a `Line`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from cites_check.listings.effective import Branch, EffectiveListing
from cites_check.model.codes import SOURCES_TREATED_AS_WILD, Appendix, DocumentKind
from cites_check.model.lines import LineItem
from cites_check.model.listings import Listing
from cites_check.model.taxa import NameCandidate, NameMatch, Taxon
from cites_check.rules.jurisdiction import Jurisdiction
from cites_check.rules.reference import Reference


class Commercial(Enum):
    """Is the import for primarily commercial purposes (Art. III.3(c), Res. Conf. 5.10)?"""

    YES = "yes"
    UNSURE = "unsure"
    NO = "no"


_COMMERCIAL_PURPOSES = frozenset("T")
_DOUBTFUL_PURPOSES = frozenset({"B", "Z", "E", "Q", "M", ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line item with everything that was found out about its name and listing, in one reading.

    `on` is the import date that counts; `taxon`, `effective` and `branch` are None where the name leads nowhere. `listing` is the listing applied in this
    reading, `appendix` its Appendix; None where the specimen is not covered.
    """

    item: LineItem
    on: date
    reference: Reference
    jurisdiction: Jurisdiction
    convention: Jurisdiction
    match: NameMatch
    candidate: NameCandidate | None = None
    taxon: Taxon | None = None
    lineage: tuple[Taxon, ...] = ()
    effective: EffectiveListing | None = None
    branch: Branch | None = None
    listing: Listing | None = None
    native: frozenset[str] | None = None

    @property
    def appendix(self) -> Appendix | None:
        """The Appendix that applies in this reading; None where the specimen is not covered."""
        return self.listing.appendix if self.listing else None

    @property
    def kingdom(self) -> str:
        """`Animalia`, `Plantae`, or empty where no taxon is known. Never taken from the declaration."""
        return self.taxon.kingdom if self.taxon else ""

    @property
    def is_animal(self) -> bool:
        """Whether the taxon is an animal."""
        return self.kingdom == "Animalia"

    @property
    def is_plant(self) -> bool:
        """Whether the taxon is a plant."""
        return self.kingdom == "Plantae"

    @property
    def category(self) -> str:
        """`live`, `whole_dead`, `part`, `derivative`, `sample`, or empty where the term does not say."""
        return self.reference.term_categories.get(self.item.term, "")

    @property
    def source(self) -> str:
        """The source code in upper case, empty where none was declared."""
        return self.item.source

    @property
    def treated_as_wild(self) -> bool:
        """Whether the declared source follows the documents of wild specimens. A blank source does not (rules ask about it apart)."""
        return self.item.source in SOURCES_TREATED_AS_WILD

    @property
    def commercial(self) -> Commercial:
        """Whether the declared purpose makes the import primarily commercial."""
        if self.item.purpose in _COMMERCIAL_PURPOSES:
            return Commercial.YES
        return Commercial.UNSURE if self.item.purpose in _DOUBTFUL_PURPOSES else Commercial.NO

    @property
    def is_reexport(self) -> bool:
        """Whether the goods come from a State that is not their origin, by what is declared or by the certificate shown."""
        item = self.item
        if item.document(DocumentKind.REEXPORT_CERTIFICATE):
            return True
        return bool(
            item.origin and item.exporter and item.origin != item.exporter and item.origin in self.reference.countries
        )

    @property
    def deemed_appendix_ii(self) -> bool:
        """Art. VII.4: bred or propagated for commercial purposes counts as Appendix II (source D)."""
        return self.appendix is Appendix.I and self.item.source == "D"

    def is_a(self, *names: str) -> bool:
        """Whether the taxon is, or stands below, one of these taxa."""
        return any(taxon.name in names for taxon in self.lineage)
