"""One line in one reading: what rules see.

Where a declaration leaves something open (an ambiguous name, an origin that decides between populations), the engine asks the rules once for each
reading; each reading is a `Line`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from cites_check.listings.coverage import Outcome
from cites_check.listings.effective import Branch, EffectiveListing
from cites_check.model.across import Across
from cites_check.model.codes import SOURCES_TREATED_AS_WILD, UNKNOWN_ORIGINS, Appendix, DocumentKind, Severity
from cites_check.model.lines import Document, LineItem
from cites_check.model.listings import Listing
from cites_check.model.taxa import NameCandidate, NameMatch, NativeRange, Taxon
from cites_check.rules.jurisdiction import Jurisdiction
from cites_check.rules.reference import Reference
from cites_check.rules.wording import Mention, NoWording, Wording


class Commercial(Enum):
    """Is the import for primarily commercial purposes (Art. III.3(c), Res. Conf. 5.10)?"""

    YES = "yes"
    UNSURE = "unsure"
    NO = "no"


_CLASSES = {
    **dict.fromkeys(
        ("lepidosauria", "crocodylia", "testudines", "squamata", "reptile", "reptiles", "파충류", "파충강"), "Reptilia"
    ),
    **dict.fromkeys(("bird", "birds", "조류", "조강"), "Aves"),
    **dict.fromkeys(("mammal", "mammals", "포유류", "포유강"), "Mammalia"),
    **dict.fromkeys(("amphibian", "amphibians", "양서류", "양서강"), "Amphibia"),
}
"""Other names of the four classes that national law speaks of. Lepidosauria is how NCBI's taxonomy files most reptiles."""


def class_name(text: str) -> str:
    """The class that a word means, as CITES nomenclature has it; the word itself where it is no other name of one."""
    return _CLASSES.get(text.casefold(), text)


_NO_WORDING = NoWording()
_COMMERCIAL_PURPOSES = frozenset("T")
_DOUBTFUL_PURPOSES = frozenset({"B", "Z", "E", "Q", "M", ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line item with everything that was found out about its name and listing, in one reading.

    `on` is the import date that counts; `taxon`, `effective` and `branch` are None where the name leads nowhere. `listing` is the listing applied in this
    reading, `appendix` its Appendix; None where the specimen is not covered. `unlisted_group` is the class or phylum of a known name of no listed taxon,
    `found` what rules of other scopes found in any reading (rule id → severity), for rules that are asked after them.
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
    range: NativeRange | None = None
    kin: frozenset[str] = frozenset()
    """Countries (ISO2) where any species of the same genus lives naturally."""
    coverage: Outcome | None = None
    """How listing, annotation and specimen clauses came out for these goods; None where no listing holds for the population."""
    by_exporter: EffectiveListing | None = None
    """What the exporting State's population would give, where populations are listed differently and it is not the origin."""
    when_issued: EffectiveListing | None = None
    """What held when the export document was issued, where a listing began or ended since."""
    unlisted_group: str = ""
    open_appendices: frozenset[Appendix | None] = frozenset()
    """The Appendices of all readings of a line that has several; None stands for not covered."""
    found: Mapping[str, Severity] = field(default_factory=dict)
    wording: Wording = _NO_WORDING
    """Answers about the texts of the line; asked only by rules that need them."""
    described: bool = False
    """Whether the name of this reading was found in the description, since no usable one is declared."""
    across: Across | None = None
    """What earlier lines and registered permits say of this line's documents; None where a line is checked alone."""
    memo: dict[str, Any] = field(init=False, default_factory=dict, compare=False, repr=False)
    """Answers that many rules ask for, worked out once for this reading. Not carried over by `replace`."""

    @property
    def text(self) -> str:
        """The free text of the line: description and common name."""
        item = self.item
        return f"{item.description}; {item.common_name}" if item.common_name else item.description

    @property
    def mentions(self) -> Sequence[Mention]:
        """The names and goods words in the description, in their order."""
        return self.wording.mentions(self.item.description) if self.item.description else ()

    @property
    def appendix(self) -> Appendix | None:
        """The Appendix that applies in this reading; None where the specimen is not covered."""
        if self.coverage is not None:
            return self.coverage.appendix
        return self.listing.appendix if self.listing else None

    @property
    def listing_parties(self) -> frozenset[str]:
        """The Parties that listed the taxon in Appendix III (ISO2), with their territories; for the European Union, its member States."""
        parties = frozenset(self.listing.parties if self.listing else ())
        if not parties:
            return parties
        territories = {
            code for code, (state, extended) in self.reference.territories.items() if extended and state in parties
        }
        return parties | territories | (self.reference.eu if "EU" in parties else frozenset())

    @property
    def names(self) -> frozenset[str]:
        """The names of the taxon and of all above it."""
        found: frozenset[str] | None = self.memo.get("names")
        if found is None:
            found = self.memo["names"] = frozenset(taxon.name for taxon in self.lineage)
        return found

    @property
    def native(self) -> frozenset[str] | None:
        """Countries (ISO2) in which the taxon lives naturally; None where its range is not known."""
        return self.range.native if self.range else None

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
    def taxon_class(self) -> str:
        """The class (`Aves`, `Reptilia` …): the taxon's, that of a known unlisted name, or else as declared or as the heading says. Empty where nothing does."""
        known = next((taxon.name for taxon in self.lineage if taxon.rank == "class"), "")
        told = known or class_name(self.unlisted_group) or class_name(self.item.taxon_class)
        return told or next(iter(self.reference.goods.tariff.heading(self.item.hs_code).classes), "")

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
        # An unknown origin proves no earlier import, and what comes from the high seas has none.
        known = item.origin in self.reference.countries and item.origin not in UNKNOWN_ORIGINS
        return bool(known and item.exporter and item.origin != item.exporter)

    @property
    def deemed_appendix_ii(self) -> bool:
        """Art. VII.4: bred or propagated for commercial purposes counts as Appendix II (source D)."""
        return self.appendix is Appendix.I and self.item.source == "D"

    @property
    def export_document(self) -> Document | None:
        """The document of the exporting State: export permit, re-export certificate or certificate of origin."""
        return self.item.document(
            DocumentKind.EXPORT_PERMIT, DocumentKind.REEXPORT_CERTIFICATE, DocumentKind.CERTIFICATE_OF_ORIGIN
        )

    def is_a(self, *names: str) -> bool:
        """Whether the taxon is, or stands below, one of these taxa."""
        return not self.names.isdisjoint(names)
