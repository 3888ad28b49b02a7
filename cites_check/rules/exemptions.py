"""Exemptions of Article VII and XIV: what a claim must show. Whether a document is missing is reported by the rules on documents.

Transit, pre-Convention and bred specimens stand here; exemptions of travelling owners in `personal_effects`, certificates for journeys in `journeys`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cites_check.model.codes import Appendix, DocumentKind, Verdict
from cites_check.rules import journeys, personal_effects
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, Scope, rule
from cites_check.rules.commercial_source import preconvention
from cites_check.rules.conditions import TRANSIT_CHANNELS
from cites_check.rules.context import Commercial, Line
from cites_check.rules.personal_effects import in_korean, lacks_documents

K = DocumentKind

_EXCRETED = re.compile(
    r"\b(?:urine|fa?eces|faecal|fecal|droppings|dung|guano|ambergris|synthetic (?:dna|rna)|synthetically produced dna)\b|소변|분변|배설물|용연향|합성\s?DNA",
    re.IGNORECASE,
)
_TREATY = re.compile(
    r"\bart(?:icle|\.)? ?XIV\b|\bICRW\b|\bwhaling convention\b|\bICCAT\b|\bfur seal convention\b|협약 ?제?14조|포경협약",
    re.IGNORECASE,
)


@rule(
    "transit-vii1",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    confidence="M",
    title="Transit without a document chain",
    message="{taxon} (Appendix {appendix}) is declared as {value}, but no document of the exporting State is shown.",
    fix="Ask for the export document that names the final consignee, and keep the goods under customs control; storage for later is an import.",
    basis=("CITES Art. VII.1", "Res. Conf. 9.7"),
    variants={
        "own-law": "{taxon} (Appendix {appendix}) is declared as {value} without an export document; {importer} lets it pass under customs control, but the States of export and destination need the document.",
        "destination": "{taxon} is in Appendix I and declared as {value}; besides the export document a copy of the import permit of the State of destination goes with it.",
    },
)
def transit_vii1(line: Line) -> Iterator[Hit]:
    """Goods in transit under customs control need no documents of the transit State, but have to travel with a valid export document that names the final consignee; for Appendix I also with the import permit of the destination. Where the transit State's own law asks for no document, the missing one is a note."""
    channel = line.item.channel
    if channel.casefold() not in TRANSIT_CHANNELS:
        return
    released = line.item.document(
        K.PRECONVENTION_CERTIFICATE, K.CAPTIVE_BRED_CERTIFICATE, K.EXHIBITION_CERTIFICATE, K.PHYTOSANITARY_CERTIFICATE
    )
    if line.export_document is None and released is None:
        own_law = any(exemption.key == "kr-transit" for exemption in line.jurisdiction.exemptions)
        if own_law:
            yield Hit("channel", channel, in_korean(channel), severity=NOTE, variant="own-law")
        else:
            yield Hit("channel", channel, in_korean(channel))
    elif line.appendix is Appendix.I and not (released or line.source == "D" or line.item.document(K.IMPORT_PERMIT)):
        yield Hit("channel", channel, in_korean(channel), severity=REVIEW, variant="destination")


@rule(
    "preconvention-vii2",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Pre-Convention certificate that does not fit",
    message="{taxon} came under the Convention on {first_listed}; the pre-Convention certificate cannot cover a specimen acquired on {value}.",
    fix="Get the ordinary documents of Appendix {appendix}.",
    basis=("CITES Art. VII.2", "Res. Conf. 13.6"),
    variants={
        "source": "A pre-Convention certificate is shown, but the source is {source}: the exemption is for source O with a second code for where the specimen came from.",
        "uncertified": "Source O claims a pre-Convention specimen, but no pre-Convention certificate is declared; without it the claim does not count.",
    },
)
def preconvention_vii2(line: Line) -> Iterator[Hit]:
    """The exemption needs a certificate of the exporting State, source O and an acquisition before the taxon first came under the Convention. A certificate beside another source is a review; so is source O without certificate and without the ordinary documents."""
    certificate = line.item.document(K.PRECONVENTION_CERTIFICATE)
    acquired = line.item.acquisition_date
    first = line.effective.first_listed if line.effective else ""
    if certificate and line.source != "O":
        if acquired and first and acquired.isoformat() >= first:
            yield Hit("acquisition_date", acquired.isoformat(), {"first_listed": first})
        else:
            yield Hit("source", line.source, {"first_listed": first}, severity=REVIEW, variant="source")
    elif line.source == "O" and certificate is None and lacks_documents(line):
        yield Hit("preconvention_certificate_no", "", {"first_listed": first}, severity=REVIEW, variant="uncertified")


@rule(
    "preconvention-no-date",
    REVIEW,
    title="Pre-Convention certificate without the date of acquisition",
    message="The pre-Convention certificate {value} is declared without the date of acquisition, on which the exemption rests.",
    fix="Copy the date of acquisition from the certificate (acquisition_date); one without it is not acceptable.",
    basis=("CITES Art. VII.2", "Res. Conf. 13.6"),
)
def preconvention_no_date(line: Line) -> Iterator[Hit]:
    """The date of acquisition has to appear on the certificate. For source O the rule on sources asks for it; this one asks where another source is declared beside a certificate."""
    certificate = line.item.document(K.PRECONVENTION_CERTIFICATE)
    if certificate and line.source != "O" and line.item.acquisition_date is None:
        yield Hit("acquisition_date", certificate.no)


@rule(
    "preconvention-import-permit",
    NOTE,
    scope=Scope.APPENDIX_I,
    title="Pre-Convention: no import permit under the Convention",
    message="{taxon} is in Appendix I and covered by pre-Convention certificate {value}: the Convention asks for no import permit, national law may.",
    fix="Ask the Management Authority of {importer} whether it accepts the certificate.",
    basis=("CITES Art. VII.2", "Res. Conf. 13.6"),
)
def preconvention_import_permit(line: Line) -> Iterator[Hit]:
    """A pre-Convention certificate stands for all documents of Article III, if the importing State accepts it."""
    certificate = line.item.document(K.PRECONVENTION_CERTIFICATE)
    if certificate and preconvention(line) and not line.item.document(K.IMPORT_PERMIT):
        yield Hit("import_permit_no", certificate.no)


@rule(
    "preconvention-caviar",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="Pre-Convention caviar",
    message="Caviar of {taxon} is declared as pre-Convention; sturgeons came under the Convention long ago, and no caviar is that old.",
    fix="Get the export permit or re-export certificate with the code of the caviar label.",
    basis=("Res. Conf. 12.7", "CITES Art. VII.2"),
)
def preconvention_caviar(line: Line) -> Iterator[Hit]:
    """Caviar keeps for a short time; the exemption for pre-Convention specimens cannot apply to it."""
    claimed = line.source == "O" or line.item.document(K.PRECONVENTION_CERTIFICATE) is not None
    if claimed and line.item.term == "CAV" and line.is_a("Acipenseriformes"):
        yield Hit("source", line.source)


@rule(
    "deemed-app2-vii4",
    REVIEW,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Treated as Appendix II without source D",
    message="{taxon} is in Appendix I and handled as Appendix II under source {source}; only animals of registered operations and plants propagated for trade (source D) count as Appendix II.",
    fix="Compare source and Appendix with the export document. Without source D there the documents of Appendix I are needed.",
    basis=("CITES Art. VII.4", "Res. Conf. 12.10", "Res. Conf. 11.11"),
)
def deemed_app2_vii4(line: Line) -> Iterator[Hit]:
    """Article VII.4 makes Appendix II specimens of Appendix I animals bred, and plants propagated, for commercial purposes. The claim is seen where a bred or propagated specimen (C, A) is declared under Appendix II. Source D without registration is reported under commercial purposes and sources."""
    if line.item.appendix == "II" and line.source in {"A", "C"}:
        yield Hit("appendix", "II")


@rule(
    "cert-vii5",
    REVIEW,
    confidence="V",
    title="Certificate of captive breeding or propagation for another source",
    message="A certificate of captive breeding or artificial propagation ({value}) is shown, but the source is {source}; it covers source C for animals and A for plants.",
    fix="Compare the source with the certificate; if {source} is right, the ordinary documents of Appendix {appendix} are needed.",
    basis=("CITES Art. VII.5", "Res. Conf. 12.3"),
    variants={
        "relied": "Certificate {value} stands for the foreign documents of {taxon}; it has to say that the specimen was bred in captivity or artificially propagated."
    },
)
def cert_vii5(line: Line) -> Iterator[Hit]:
    """The certificate replaces the documents of Articles III to V only for specimens bred in captivity or artificially propagated. With another source, or none, it is a review; source F has a rule of its own. Where it fits, a note says what it has to state."""
    certificate = line.item.document(K.CAPTIVE_BRED_CERTIFICATE)
    if certificate is None or line.source == "F":
        return
    if line.source not in {"A", "C", "D"}:
        yield Hit("source", certificate.no)
    elif line.export_document is None:
        yield Hit("captive_bred_certificate_no", certificate.no, severity=NOTE, variant="relied")


@rule(
    "cert-vii5-missing",
    NOTE,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="A certificate of captive breeding could stand for the permits",
    message="For {taxon} (Appendix I, source {source}) either both permits or a certificate of captive breeding or artificial propagation of {exporter} is needed; neither is declared.",
    fix="Ask {exporter}'s Management Authority for the certificate, or get both permits of Appendix I.",
    basis=("CITES Art. VII.5", "CITES Art. III.3"),
)
def cert_vii5_missing(line: Line) -> Iterator[Hit]:
    """Says which other document would do where the rules on documents report the missing permits; not for commercial purposes, where the certificate does not help."""
    fits = (line.source == "C" and line.is_animal) or (line.source == "A" and line.is_plant)
    certificate = line.item.document(K.CAPTIVE_BRED_CERTIFICATE)
    if fits and line.commercial is not Commercial.YES and certificate is None and lacks_documents(line):
        yield Hit("captive_bred_certificate_no")


@rule(
    "marine-treaty-xiv4",
    REVIEW,
    scope=Scope.APPENDIX_II,
    confidence="V",
    title="Older treaty on marine species",
    message="An older treaty is claimed for {taxon} (“{value}”); Article XIV.4 is narrow: a catch by a ship of a Party to that treaty, with a certificate of the State of introduction.",
    fix="Ask for the certificate that the specimen was taken under that treaty; otherwise the documents of Appendix II are needed.",
    basis=("CITES Art. XIV.4", "CITES Art. XIV.5"),
)
def marine_treaty_xiv4(line: Line) -> Iterator[Hit]:
    """For Appendix II species that a treaty older than the Convention protects, a Party to both is relieved for catches by its own ships. The claim can stand in the description only."""
    if line.is_animal and (claim := _TREATY.search(line.item.description)):
        yield Hit("description", claim[0])


@rule(
    "exempt-specimen-forms",
    NOTE,
    confidence="M",
    title="A form that the Convention does not cover",
    message="The description says “{value}”: excreted matter and synthetic DNA are not specimens under the Convention; the findings on {taxon} are about what is declared otherwise.",
    fix="If the goods are nothing else, have that confirmed and declare it so; national health rules may apply.",
    basis=("Res. Conf. 9.6", "CITES Art. I(b)"),
)
def exempt_specimen_forms(line: Line) -> Iterator[Hit]:
    """Urine, faeces and ambergris that were excreted naturally, and DNA made synthetically, are outside the Convention. Coral sand, fossils and orchids in flasks are released by the listings themselves. A word is no proof, so the line is not released by it."""
    if line.category != "live" and (found := _EXCRETED.search(line.item.description)):
        yield Hit("description", found[0])


RULES = (
    transit_vii1,
    preconvention_vii2,
    preconvention_no_date,
    preconvention_import_permit,
    preconvention_caviar,
    *personal_effects.RULES,
    deemed_app2_vii4,
    cert_vii5,
    cert_vii5_missing,
    *journeys.RULES,
    marine_treaty_xiv4,
    exempt_specimen_forms,
)
