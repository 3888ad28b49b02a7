"""What a document says of itself, or looks like: the remarks that a declaration copies from it, and the conditions of a registered permit (Res. Conf. 12.3)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from cites_check.model.codes import Appendix, DocumentKind, Verdict
from cites_check.model.lines import Document
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, Scope, rule
from cites_check.rules.calendar_months import add_months
from cites_check.rules.context import Line
from cites_check.rules.crossline import uses_of

K = DocumentKind

_ALL = frozenset(DocumentKind)
_EXPORT_DOCUMENTS = frozenset({K.EXPORT_PERMIT, K.REEXPORT_CERTIFICATE})
_TIMBER = frozenset({"LOG", "SAW", "VEN", "PLY", "TIM"})
_EXTENSION_MONTHS = 6
_SHOWN = 60

_RETROSPECTIVE = re.compile(
    r"\bretrospectiv\w*|\bissued after (?:the )?(?:export|shipment)\b|소급|사후\s?(?:발급|허가|승인)", re.IGNORECASE
)
_CONFIRMED = re.compile(r"\bboth (?:management )?authorities\b|양국\s?관리당국", re.IGNORECASE)
_EXTENDED = re.compile(r"\b(?:extended|extension)\b(?!\s*(?:no\.?\s*)?\d{3})|연장", re.IGNORECASE)
_NOT_VALIDATED = re.compile(
    r"\b(?:not|un)[- ]?(?:endorsed|validated)\b|\b(?:no|without|missing) (?:export )?(?:endorsement|validation|signature|seal|stamp)\b"
    r"|(?:날인|검인|서명|배서|이서|확인)\s?(?:이|가)?\s?(?:없|누락)|미날인",
    re.IGNORECASE,
)
_ALTERED = re.compile(
    r"\b(?:altered|alterations?|erased|erasures?|tampered|overwritten|white-?out|corrected by hand)\b|변조|지운\s?흔적|수정\s?흔적|고쳐\s?쓴|(?:수정|정정)\s?(?:됨|된|되었|되어)",
    re.IGNORECASE,
)
_AUTHENTICATED = re.compile(
    r"\bauthenticated\b|\bconfirmed by the (?:issuing|management)\b|발급\s?기관\s?확인", re.IGNORECASE
)
_COPY = re.compile(
    r"\b(?:photo|scanned )?cop(?:y|ies)\b|\bscan(?:ned)?\b|\bfax(?:ed)?\b|사본|스캔|팩스|복사본", re.IGNORECASE
)
_ELECTRONIC = re.compile(r"\be-?permit\b|\belectronic (?:permit|certificate)\b|전자\s?(?:허가서|증명서)", re.IGNORECASE)
_PAGE_MISSING = re.compile(
    r"\b(?:annex|continuation|page)s?\b[^.;]{0,25}\b(?:missing|absent|not (?:supplied|attached))\b|(?:별지|부속지|첨부지)\s?(?:가|이)?\s?(?:없|누락)",
    re.IGNORECASE,
)

_DENIED_BEFORE = re.compile(r"\b(?:no|not|non|never|without|free of)[ -]+(?:\w+[ -]+)?$", re.IGNORECASE)
_DENIED_AFTER = re.compile(
    r"^\s?(?:된|한)?\s?(?:것|적|흔적|발급|사실)?\s?(?:은|는|이|가|도|하지|되지)?\s?(?:없|아님|아니|않|안\s?됨)"
)
"""What stands beside a word that is denied: "not extended", 연장 없음."""

_READ_THERE = {
    **dict.fromkeys(("CN", "HK", "MO", "TW"), frozenset({"CJK"})),
    **dict.fromkeys(("BG", "BY", "KG", "KZ", "MK", "MN", "RS", "RU", "UA"), frozenset({"CYRILLIC"})),
    **dict.fromkeys(("AE", "BH", "EG", "IQ", "JO", "KW", "LB", "MA", "OM", "QA", "SA"), frozenset({"ARABIC"})),
    "GR": frozenset({"GREEK"}),
    "IL": frozenset({"HEBREW"}),
    "IN": frozenset({"DEVANAGARI"}),
    "JP": frozenset({"CJK", "HIRAGANA", "KATAKANA"}),
    "KR": frozenset({"HANGUL"}),
    "TH": frozenset({"THAI"}),
}
"""Importing country → the scripts, beside Latin, that its customs read."""


@rule(
    "retrospective-app1",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    scope=Scope.APPENDIX_I,
    confidence="M",
    title="Retrospective document for Appendix I",
    message="The document is retrospective (“{value}”), but {taxon} is in Appendix I, for which none is given.",
    fix="Do not file with it; ask the Management Authority of {importer} what becomes of the goods.",
    basis=("Res. Conf. 12.3",),
)
def retrospective_app1(line: Line) -> Iterator[Hit]:
    """Permits are not granted afterwards for Appendix I, save in limited cases of personal use."""
    if line.item.purpose != "P":
        yield from _remarked(line, _RETROSPECTIVE)


@rule(
    "retrospective-unconfirmed",
    REVIEW,
    confidence="M",
    title="Retrospective document without the agreement of both authorities",
    message="The document is retrospective (“{value}”); nothing says that both Management Authorities agreed and why.",
    fix="Look for the reason and the agreement of both Management Authorities on its face; without them it is not acceptable.",
    basis=("Res. Conf. 12.3",),
)
def retrospective_unconfirmed(line: Line) -> Iterator[Hit]:
    """A retrospective document for Appendix II or III needs the agreement of both authorities and a reason on its face."""
    if line.appendix is not Appendix.I:
        for hit in _remarked(line, _RETROSPECTIVE):
            if not any(_remarked(line, _CONFIRMED)):
                yield hit


@rule(
    "timber-extension",
    REVIEW,
    confidence="M",
    title="Extended validity of a timber document",
    message="The validity of the document is said to be extended (“{value}”).",
    fix="Look for the endorsement of the importing State's Management Authority: once, for six months at most, for timber that arrived in time and is still in bond.",
    basis=("Res. Conf. 12.3",),
)
def timber_extension(line: Line) -> Iterator[Hit]:
    """Timber of Appendix II and III that arrived in time but cannot be cleared yet may have its document extended once, by up to six months."""
    if _is_timber(line):
        yield from _remarked(line, _EXTENDED)


@rule(
    "timber-extension-misused",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="Extended validity for goods other than timber",
    message="The validity of the document is said to be extended (“{value}”), but only documents for timber of Appendix II or III can be.",
    fix="Get a new document from the Management Authority of {exporter}.",
    basis=("Res. Conf. 12.3",),
)
def timber_extension_misused(line: Line) -> Iterator[Hit]:
    """Nothing but timber (logs, sawn wood, veneer, plywood) of Appendix II and III may be imported on an extended document."""
    if not _is_timber(line):
        yield from _remarked(line, _EXTENDED)


@rule(
    "validation-missing",
    REVIEW,
    confidence="M",
    title="Export not endorsed",
    message="The document is said to lack its endorsement (“{value}”).",
    fix="Ask the Management Authority of {exporter}: quantity, signature and seal of the export office belong on the document, though not every Party endorses.",
    basis=("Res. Conf. 12.3",),
)
def validation_missing(line: Line) -> Iterator[Hit]:
    """The export office enters what was really exported, signs and seals. Some Parties do not, so it is a question to the issuer."""
    yield from _remarked(line, _NOT_VALIDATED)


@rule(
    "permit-altered",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="Altered document",
    message="The document is said to be altered (“{value}”), and nothing says that the issuing authority authenticated it.",
    fix="Do not file with it; have the Management Authority that issued it authenticate the alteration or issue a new document.",
    basis=("Res. Conf. 12.3",),
)
def permit_altered(line: Line) -> Iterator[Hit]:
    """An altered or erased document is to be refused unless the issuing authority authenticated the alteration by stamp and signature."""
    for hit in _remarked(line, _ALTERED):
        if not any(_remarked(line, _AUTHENTICATED)):
            yield hit


@rule(
    "electronic-vs-copy",
    REVIEW,
    confidence="M",
    title="A copy instead of the original",
    message="The document is said to be a copy (“{value}”), not an original or an electronic permit.",
    fix="Present the original, or the electronic permit that customs can validate; copies are refused.",
    basis=("CITES Art. VI.4", "Res. Conf. 12.3"),
)
def electronic_vs_copy(line: Line) -> Iterator[Hit]:
    """Customs accept originals and validated electronic permits. Copies bear the word and are not valid in place of the original."""
    if not any(_remarked(line, _ELECTRONIC)):
        yield from _remarked(line, _COPY)


@rule(
    "annex-page-missing",
    REVIEW,
    confidence="M",
    title="A page of the document is missing",
    message="A page of the document is said to be missing (“{value}”).",
    fix="Present all pages; number and date of the document have to stand on each annex.",
    basis=("Res. Conf. 12.3",),
)
def annex_page_missing(line: Line) -> Iterator[Hit]:
    """An annex is part of the document, and the first page says how many there are."""
    yield from _remarked(line, _PAGE_MISSING)


@rule(
    "language",
    NOTE,
    confidence="M",
    title="Description in a script that is not read here",
    message="“{value}” is in a script that {importer} does not read, and not in English, French or Spanish.",
    fix="Add a translation: documents are in one of the three working languages, or carry one.",
    basis=("Res. Conf. 12.3",),
)
def language(line: Line) -> Iterator[Hit]:
    """Documents are written in English, French or Spanish, or translated. A description in the importing country's own script is left alone."""
    texts = [("description", line.item.description)]
    texts += [
        (f"{use.document.kind}_no", entry.item.description)
        for use in uses_of(line, _ALL)
        for entry in (use.known.items if use.known else ())
    ]
    for field, text in texts:
        if text.isascii():
            continue
        scripts = {unicodedata.name(sign, "").split(" ")[0].split("-")[0] for sign in text if sign.isalpha()}
        if scripts and "LATIN" not in scripts and not scripts <= _READ_THERE.get(line.item.importer, frozenset()):
            yield Hit(field, text[:_SHOWN])
            return


@rule(
    "purpose-permits-differ",
    NOTE,
    confidence="M",
    title="Purposes of the two permits differ",
    message="The import permit says purpose {imported}, the export document {exported}.",
    fix="Compare both documents; for Appendix I the purpose of the import decides whether it is possible.",
    basis=("CITES Art. III.3(c)", "Res. Conf. 12.3"),
)
def purpose_permits_differ(line: Line) -> Iterator[Hit]:
    """Exporter and importer may act for different purposes. For Appendix I a commercial purpose on one of the two is a question."""
    purposes = {use.document.kind: use.known.permit.purpose for use in uses_of(line, _ALL) if use.known}
    imported = purposes.get(K.IMPORT_PERMIT, "")
    exported = next((purposes[kind] for kind in purposes if kind in _EXPORT_DOCUMENTS and purposes[kind]), "")
    if imported and exported and imported != exported:
        severe = line.appendix is Appendix.I and "T" in (imported, exported)
        params = {"imported": imported, "exported": exported}
        yield Hit("purpose", imported, params, severity=REVIEW if severe else None)


def extended_until(document: Document, line: Line, last_day: date) -> date | None:
    """The last day of a timber document whose validity is said to be extended; None where it is not, or cannot be."""
    if document.kind not in _EXPORT_DOCUMENTS or not _is_timber(line):
        return None
    extended = any(_remarked(line, _EXTENDED))
    return add_months(last_day, _EXTENSION_MONTHS) if extended else None


def _is_timber(line: Line) -> bool:
    return line.is_plant and line.item.term in _TIMBER and line.appendix in {Appendix.II, Appendix.III}


def remarks(line: Line) -> Iterator[tuple[str, str]]:
    """The remarks by the field that they belong to: as declared, and as they stand on registered permits."""
    if line.item.document_remarks:
        yield "document_remarks", line.item.document_remarks
    for use in uses_of(line, _ALL):
        if use.known and use.known.permit.conditions:
            yield f"{use.document.kind}_no", use.known.permit.conditions


def _remarked(line: Line, pattern: re.Pattern[str]) -> Iterator[Hit]:
    """The first place where the remarks say it and do not deny it."""
    for field, text in remarks(line):
        for found in pattern.finditer(text):
            if not _DENIED_BEFORE.search(text[: found.start()]) and not _DENIED_AFTER.search(text[found.end() :]):
                yield Hit(field, found[0])
                return


RULES = (
    retrospective_app1,
    retrospective_unconfirmed,
    timber_extension,
    timber_extension_misused,
    validation_missing,
    permit_altered,
    electronic_vs_copy,
    annex_page_missing,
    language,
    purpose_permits_differ,
)
