"""Species with rules of their own: closed trade (great apes, pangolins, rhinoceros horn, ivory, sea turtles), live elephants and rhinoceroses, birds, eels.

That commercial trade in wild Appendix I specimens is prohibited stands in `app1-commercial-prohibited`. The rules here add what is special, once: a note where
that rule (or a review for a blank source) already speaks, a violation where another source would seem to open a way that does not exist.
"""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.codes import Appendix, DocumentKind, Verdict
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, rule
from cites_check.rules.commercial_source import governing_source, preconvention
from cites_check.rules.context import Commercial, Line
from cites_check.rules.national import extras_of

K = DocumentKind

_IVORY = frozenset({"TUS", "IVP", "IVC", "IVS", "IJW", "KEY", "PKY", "CST"})
_JEWELLERY = frozenset({"IJW", "JWL"})
_HORN = frozenset({"HOR", "HOP", "HOC", "HOS", "HPR"})
_SHELL = frozenset({"CAP", "SCA", "BOC", "JWL", "FRA", "CAR", "SHE"})
_FIX = "Do not import; put the case to the Management Authority of {importer} before anything is released."


def _closed(line: Line) -> Iterator[Hit]:
    """For commercial trade in Appendix I goods whose trade is closed whatever the source: see the module."""
    if line.appendix is not Appendix.I or line.commercial is not Commercial.YES or preconvention(line):
        return
    if governing_source(line) not in {"A", "C", "D"} or line.source == "I":
        yield Hit("purpose", line.item.purpose, severity=NOTE, variant="known")
    elif line.source == "D" and line.item.breeding_operation:
        yield Hit("source", "D", severity=REVIEW)
    else:
        yield Hit("source", line.source)


@rule(
    "great-ape",
    VIOLATION,
    verdict=Verdict.PROHIBITED,
    confidence="V",
    title="Commercial trade in apes",
    message="A live {taxon} (Appendix I) is declared for a commercial purpose under source {source}; no operation for breeding apes for trade is registered.",
    fix=_FIX,
    basis=("CITES Art. II.1", "CITES Art. III.3(c)", "Res. Conf. 13.4"),
    variants={
        "known": "Live apes: all great apes and gibbons are in Appendix I, and no exemption opens commercial trade in {taxon}; forged captive-bred papers are frequent."
    },
)
def great_ape(line: Line) -> Iterator[Hit]:
    """Great apes and gibbons are often moved with papers that claim captive breeding. No registered operation breeds them for trade, so a commercial purpose under source C or D is a violation; for wild ones the prohibition has a rule of its own and this is a note."""
    if line.category == "live" and line.is_a("Hominidae", "Hylobatidae"):
        yield from _closed(line)


@rule(
    "pangolin-all",
    VIOLATION,
    verdict=Verdict.PROHIBITED,
    confidence="V",
    title="Pangolins",
    message="{taxon} (Appendix I) is declared for a commercial purpose under source {source}; pangolins are not bred for trade, and no operation is registered.",
    fix=_FIX,
    basis=("CITES Art. II.1", "CITES Art. III.3(c)", "Res. Conf. 17.10"),
    variants={
        "known": "All pangolins are in Appendix I since 2 January 2017; no commercial trade in {taxon}, its scales or its meat is open, stocks included.",
        "other": "{taxon} (pangolin, Appendix I) is imported for purpose {purpose}: rare and often abused, so the permits have to be confirmed with {exporter}.",
    },
)
def pangolin_all(line: Line) -> Iterator[Hit]:
    """All pangolins are in Appendix I. For trade no source opens a way; imports for other purposes are rare enough that a person looks at each."""
    if not line.is_a("Pholidota") or line.appendix is not Appendix.I:
        return
    if line.commercial is Commercial.YES:
        yield from _closed(line)
    else:
        yield Hit("purpose", line.item.purpose, severity=REVIEW, variant="other")


@rule(
    "rhino-horn",
    VIOLATION,
    verdict=Verdict.PROHIBITED,
    confidence="V",
    title="Rhinoceros horn",
    message="Horn of {taxon} (Appendix I) is declared for a commercial purpose under source {source}; no source opens international trade in rhinoceros horn.",
    fix=_FIX,
    basis=("CITES Art. II.1", "CITES Art. III.3(c)", "Res. Conf. 9.14"),
    variants={
        "known": "Rhinoceros horn is in Appendix I for every population unless it is part of a hunting trophy; no commercial trade is open, from stocks or farms either.",
        "other": "Horn of {taxon} is imported for purpose {purpose}: outside hunting trophies this is rare, so the permits have to be confirmed with {exporter}.",
    },
)
def rhino_horn(line: Line) -> Iterator[Hit]:
    """Horn and horn products of any rhinoceros are in Appendix I, except as part of a trophy of the southern white rhinoceros of two countries. Farmed horn is no exception. Other purposes than trade are reviews."""
    if line.item.term not in _HORN or not line.is_a("Rhinocerotidae") or line.appendix is not Appendix.I:
        return
    if line.commercial is Commercial.YES:
        yield from _closed(line)
    elif not preconvention(line):
        yield Hit("purpose", line.item.purpose, severity=REVIEW, variant="other")


@rule(
    "ivory-general",
    VIOLATION,
    verdict=Verdict.PROHIBITED,
    confidence="V",
    title="Elephant ivory in trade",
    message="Ivory of {taxon} (Appendix I) is declared for a commercial purpose under source {source}; elephants are not bred for ivory, and the trade is closed.",
    fix=_FIX,
    basis=("CITES Art. II.1", "CITES Art. III.3(c)", "Res. Conf. 10.10"),
    variants={
        "known": "The ivory trade is closed: worked ivory of Zimbabwe and marked ekipas of Namibia are open for non-commercial purposes only, pre-Convention ivory with its certificate.",
        "ekipa": "Jewellery with ivory from {origin} is Appendix II only as a finished ekipa, marked one by one and certified, and not for trade; the declaration does not show the marks.",
    },
)
def ivory_general(line: Line) -> Iterator[Hit]:
    """Commercial trade in elephant ivory is closed for all populations. Where source C, D or A seems to open a way it is a violation; for wild ivory the prohibition has a rule of its own and this is a note. Marked ekipas of Namibia are a review: no field tells their marks."""
    if not line.is_a("Elephantidae"):
        return
    if line.item.term in _JEWELLERY and line.appendix is Appendix.II:
        yield Hit("term", line.item.term, severity=REVIEW, variant="ekipa")
    elif line.item.term in _IVORY:
        yield from _closed(line)


@rule(
    "sea-turtle-shell",
    VIOLATION,
    verdict=Verdict.PROHIBITED,
    confidence="V",
    title="Shell of sea turtles in trade",
    message="Shell of {taxon} (Appendix I) is declared for a commercial purpose under source {source}; trade in sea turtles is closed without a registered operation.",
    fix=_FIX,
    basis=("CITES Art. II.1", "CITES Art. III.3(c)"),
    variants={
        "known": "Shell of sea turtles (bekko) is in Appendix I for every population; old stocks need a pre-Convention certificate, and no other exemption is open."
    },
)
def sea_turtle_shell(line: Line) -> Iterator[Hit]:
    """All sea turtles are in Appendix I. Carapaces, scales and worked shell for trade are prohibited; captive breeding without a registered operation opens nothing."""
    if line.item.term in _SHELL and line.is_a("Cheloniidae", "Dermochelyidae"):
        yield from _closed(line)


@rule(
    "elephant-live",
    REVIEW,
    confidence="V",
    title="Live African elephant to a destination outside its range",
    message="Live wild {taxon} from {origin} go to {importer}, outside the range of the species; such destinations are acceptable in exceptional cases only, after a procedure.",
    fix="Ask the Management Authority of {exporter} for the outcome of the procedure on appropriate and acceptable destinations before shipment.",
    basis=("Res. Conf. 11.20", "CITES Art. II.2"),
)
def elephant_live(line: Line) -> Iterator[Hit]:
    """Wild-caught African elephants of the Appendix II populations may go to appropriate and acceptable destinations; outside the range States these are exceptional and need consultation first."""
    if _live_wild(line, "Loxodonta") and line.item.origin in {"BW", "ZW"} and _outside_range(line):
        yield Hit("importer", line.item.importer)


@rule(
    "elephant-live-na-za",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    confidence="V",
    title="Live elephant of Namibia or South Africa outside its range",
    message="Live {taxon} from {origin} count as Appendix II only for conservation within the range; for {importer} they are Appendix I, and no import permit is declared.",
    fix="Do not import without the import permit and export permit of Appendix I.",
    basis=("CITES Art. II.1", "Res. Conf. 11.20"),
    variants={
        "prohibited": "Live {taxon} from {origin} count as Appendix II only for conservation within the range; for {importer} they are Appendix I, and the purpose is commercial.",
        "permitted": "Live {taxon} from {origin} go outside the range: they count as Appendix I, and the import permit has to rest on that.",
    },
)
def elephant_live_na_za(line: Line) -> Iterator[Hit]:
    """The populations of Namibia and South Africa are in Appendix II for live animals only where these go to conservation programmes in the wild. A destination outside the range is none: the rules of Appendix I hold. The listing has changed in details, so a person compares it with the annotation in force."""
    if not _live_wild(line, "Loxodonta") or line.item.origin not in {"NA", "ZA"} or not _outside_range(line):
        return
    if line.commercial is Commercial.YES:
        yield Hit("purpose", line.item.purpose, verdict=Verdict.PROHIBITED, variant="prohibited")
    elif line.item.document(K.IMPORT_PERMIT) is None:
        yield Hit("import_permit_no", line.item.importer)
    else:
        yield Hit("importer", line.item.importer, severity=NOTE, variant="permitted")


@rule(
    "rhino-live-dest",
    REVIEW,
    confidence="V",
    title="Live white rhinoceros: acceptable destination",
    message="Live {taxon} from {origin} is in Appendix II only for an appropriate and acceptable destination; the declaration does not show that {importer} has one.",
    fix="Ask the Management Authority of {exporter} for its finding on the destination; without it Appendix I holds.",
    basis=("Res. Conf. 11.20", "CITES Art. II.2"),
)
def rhino_live_dest(line: Line) -> Iterator[Hit]:
    """Live southern white rhinoceroses of Eswatini and South Africa are in Appendix II for appropriate and acceptable destinations only."""
    if _live_wild(line, "Ceratotherium simum") and line.item.origin in {"SZ", "ZA"}:
        yield Hit("importer", line.item.importer)


@rule(
    "captive-live-birds",
    REVIEW,
    confidence="G",
    title="Live birds: a national bar",
    message="Live birds into {importer}: {demand}",
    fix="Ask the authority of {importer} whether these birds may enter before they are shipped.",
    basis=("CITES Art. XIV.1",),
)
def captive_live_birds(line: Line) -> Iterator[Hit]:
    """Some countries bar wild-caught live birds, or ask for a permit of their own, whatever the documents of the Convention. What they ask stands in their jurisdiction files."""
    if line.taxon_class == "Aves" and line.category == "live":
        yield from extras_of(line, "captive-live-birds", "source", line.source)


@rule(
    "eel-fingerling",
    REVIEW,
    confidence="G",
    title="European eel from the European Union",
    message="{taxon} comes from {state}: the European Union issues no export documents for European eels of its waters.",
    fix="Have the export document confirmed by its Management Authority before release; glass eels are smuggled under other names.",
    basis=("CITES Art. IV.2", "Reg. (EC) 338/97 Art. 5"),
)
def eel_fingerling(line: Line) -> Iterator[Hit]:
    """The European Union grants no export of European eels caught in its waters. Live eels, fingerlings and other goods from there cannot have a valid export permit, unless pre-Convention."""
    if not line.is_a("Anguilla anguilla") or line.source == "O" or line.category == "derivative":
        return
    for field, country in (("origin", line.item.origin), ("exporter", "" if line.item.origin else line.item.exporter)):
        if country in line.reference.eu:
            yield Hit(field, country, {"state": country})


def _live_wild(line: Line, taxon: str) -> bool:
    return line.category == "live" and line.treated_as_wild and line.is_a(taxon)


def _outside_range(line: Line) -> bool:
    """Whether the importing country is known to be outside the native range."""
    return bool(line.item.importer and line.native) and line.item.importer not in (line.native or frozenset())


RULES = (
    great_ape,
    pangolin_all,
    rhino_horn,
    ivory_general,
    sea_turtle_shell,
    elephant_live,
    elephant_live_na_za,
    rhino_live_dest,
    captive_live_birds,
    eel_fingerling,
)
