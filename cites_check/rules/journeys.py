"""Things that travel and return, and exchange between institutions: exhibitions, instruments, sample collections, science (Art. VII.6, VII.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cites_check.model.codes import Appendix, DocumentKind
from cites_check.rules.base import NOTE, REVIEW, Hit, rule
from cites_check.rules.context import Commercial, Line
from cites_check.rules.personal_effects import CARRIED, in_korean, lacks_documents
from cites_check.rules.traders import sale_words

K = DocumentKind

_EXCHANGE = re.compile(
    r"\b(?:scientific exchange|museum|herbarium|specimen (?:loan|exchange)|loan of specimens|registered (?:scientific )?institutions?|cites label)\b"
    r"|과학\s?교환|표본관|박물관|학술\s?(?:교환|대여)|등록\s?(?:과학)?기관",
    re.IGNORECASE,
)
_CARNET = re.compile(r"\bATA\b|\bcarnet\b|\bsample collections?\b|까르네|견본\s?수집|견본품\s?모음", re.IGNORECASE)


@rule(
    "scientific-vii6",
    REVIEW,
    confidence="V",
    title="Scientific exchange: both institutions must be registered",
    message="{taxon} comes for science without documents (“{value}”); only exchange between institutions on the Secretariat's register is exempt, with a label that bears both codes.",
    fix="Show the label and the register codes of sender and recipient; otherwise the documents of Appendix {appendix} are needed.",
    basis=("CITES Art. VII.6", "Res. Conf. 11.15"),
    variants={
        "live": "A live {taxon} comes for science without documents (“{value}”); the exemption is for preserved specimens and live plants, not for live animals."
    },
)
def scientific_vii6(line: Line) -> Iterator[Hit]:
    """Non-commercial loans, gifts and exchanges of herbarium and preserved specimens and live plants between registered institutions are exempt. The declaration shows neither register nor label, so a claim in the description is a review. Korea has a rule of its own."""
    if line.item.purpose != "S" or any(one.key == "kr-scientific" for one in line.jurisdiction.exemptions):
        return
    if (claim := _EXCHANGE.search(line.text)) and lacks_documents(line):
        yield Hit("purpose", claim[0], variant="live" if line.category == "live" and line.is_animal else "")


@rule(
    "exhibition-vii7",
    REVIEW,
    confidence="V",
    title="Travelling exhibition certificate that does not fit",
    message="Travelling exhibition certificate {value} is shown for source {source}; it is for pre-Convention, bred or propagated specimens (O, C, D, A) only.",
    fix="Compare the line with the certificate; if it does not fit, the ordinary documents of Appendix {appendix} are needed.",
    basis=("CITES Art. VII.7", "Res. Conf. 12.3"),
    variants={
        "sale": "Travelling exhibition certificate {value} is shown for purpose {purpose}; what travels under it returns and may not be sold.",
        "relied": "Travelling exhibition certificate {value}: each specimen must be marked and registered with its home Management Authority, and returns.",
    },
)
def exhibition_vii7(line: Line) -> Iterator[Hit]:
    """The certificate lets registered, marked specimens of source O, C, D or A travel with an exhibition and return. Another source or a commercial purpose does not fit; where it fits, a note says what to look at."""
    certificate = line.item.document(K.EXHIBITION_CERTIFICATE)
    if certificate is None:
        return
    if line.source not in {"O", "C", "D", "A"}:
        yield Hit("source", certificate.no)
    elif line.commercial is Commercial.YES or sale_words(line.item.description):
        yield Hit("purpose", certificate.no, variant="sale")
    else:
        yield Hit("exhibition_certificate_no", certificate.no, severity=NOTE, variant="relied")


@rule(
    "musical-instrument",
    REVIEW,
    confidence="M",
    title="Musical instrument certificate that does not fit",
    message="Instrument certificate {value} is shown for purpose {purpose}; an instrument under it may not be sold and returns with its owner.",
    fix="Compare certificate and owner; for goods in trade the ordinary documents of Appendix {appendix} are needed.",
    basis=("Res. Conf. 16.8", "CITES Art. VII.3"),
    variants={
        "sent": "Instrument certificate {value} is shown, but the goods come as {channel}; the owner has to travel with the instrument.",
        "other": "Instrument certificate {value} is shown for goods (term {term}) that are no instrument.",
    },
)
def musical_instrument(line: Line) -> Iterator[Hit]:
    """The certificate is for an instrument that its owner carries across borders for personal use, performance or competition, not for sale, and that returns. Instruments as cargo and sales are reviews."""
    certificate = line.item.document(K.INSTRUMENT_CERTIFICATE)
    if certificate is None:
        return
    channel = line.item.channel
    if line.category == "live" or line.item.term in {"LOG", "SAW", "MEA", "MED", "CAV"}:
        yield Hit("term", certificate.no, variant="other")
    elif line.commercial is Commercial.YES or sale_words(line.item.description):
        yield Hit("purpose", certificate.no)
    elif channel and channel not in CARRIED:
        yield Hit("channel", certificate.no, {"channel": channel, **in_korean(channel, "channel")}, variant="sent")


@rule(
    "sample-collection",
    REVIEW,
    confidence="M",
    title="Sample collection under a carnet",
    message="The line mentions “{value}”: a sample collection needs its CITES document and an ATA carnet, both valid, and the goods return unsold.",
    fix="Look at both papers: the CITES document has to say that it is for a sample collection and name the carnet.",
    basis=("Res. Conf. 12.3",),
    variants={
        "wild": "The line mentions “{value}”, but {taxon} is in Appendix I (source {source}); only Appendix II, Appendix III and bred or propagated Appendix I specimens may travel as a sample collection."
    },
)
def sample_collection(line: Line) -> Iterator[Hit]:
    """Dead specimens of Appendix II and III, and bred Appendix I ones, may cross several borders as a sample collection with one CITES document and an ATA carnet. No field declares the carnet; the words are looked for in the description."""
    found = _CARNET.search(f"{line.item.description} {line.item.customs_codes}")
    if not found or line.category == "live":
        return
    bred = line.appendix is not Appendix.I or line.source in {"C", "A", "D"}
    yield Hit("description", found[0], variant="" if bred else "wild")


RULES = (
    scientific_vii6,
    exhibition_vii7,
    musical_instrument,
    sample_collection,
)
