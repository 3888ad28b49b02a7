"""Goods against names: what descriptions, common names and claims say beside the declared scientific name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cites_check.model.codes import DocumentKind
from cites_check.model.taxa import NameCandidate, NameMatch, NameStatus
from cites_check.rules.base import NOTE, REVIEW, Hit, Scope, rule
from cites_check.rules.context import Line
from cites_check.rules.goods_tables import Claim, GoodsWord
from cites_check.rules.naming import (
    fits,
    fits_heading,
    imitation_word,
    is_certain,
    is_common,
    is_hinted,
    is_sure_word,
    is_worth_a_note,
    spoken,
)

_KNOWN = (NameStatus.RESOLVED, NameStatus.AMBIGUOUS, NameStatus.UNLISTED)
_SET_APART = frozenset({"I", "O", "U"})
"""Sources that say how the goods came here, not how the specimen was produced."""
_IVORY_HEADINGS = ("050710", "960110")
_BONE_HEADINGS = ("0506", "960190", "9602")
_INSTRUMENT_HEADINGS = ("9201", "9202", "9205", "9206", "9207", "9208")
_INSTRUMENT_WOODS = ("Dalbergia", "Guibourtia", "Pterocarpus")
"""Finished instruments of these woods are outside their annotations (#15, #17); an instrument of *Dalbergia nigra* (Appendix I) is declared by that name."""
_LEATHER_CHAPTERS = ("41", "42", "43")


@rule(
    "name-from-description",
    REVIEW,
    scope=Scope.ALWAYS,
    confidence="M",
    title="Name found in the description only",
    message="No usable name is declared; the line says {value}, which was read as {taxon} (Appendix {appendix}).",
    fix="Declare the scientific name in its own field, as it stands on the export document.",
    basis=("Res. Conf. 12.3",),
    variants={
        "word": "No usable name is declared; the description says {value}, a word for {taxa} ({now}).",
        "maybe": "No name is declared. The description says {value}, which may stand for {taxa}; nothing else on the line speaks for it.",
    },
    of_reading=False,
)
def name_from_description(line: Line) -> Iterator[Hit]:
    """Where no usable name is declared, names of listed species and words for their goods are looked for in the description. A word that can stand for something else is only noted, unless the heading, a document or a code speaks for it; so is rosewood in finished musical instruments, which its annotation releases."""
    if line.described:
        if line.appendix is not None:
            yield Hit("description", line.match.query)
        return
    if line.taxon is not None or line.match.status in _KNOWN:
        return
    said = spoken(line)
    for mention in () if is_hinted(line) or said.named else said.sure[:1]:
        if appendix := _appendix(line, mention.match):
            params = {"taxa": _names(mention.match), "now": appendix}
            severity = NOTE if _is_instrument_wood(line, mention.match) else None
            yield Hit("description", mention.text, params, severity=severity, variant="word")
            return
    for mention in [one for one in said.weak if is_worth_a_note(line, one.match)][:1]:
        yield Hit("description", mention.text, {"taxa": _names(mention.match)}, severity=NOTE, variant="maybe")


@rule(
    "desc-name-mismatch",
    REVIEW,
    scope=Scope.ALWAYS,
    confidence="M",
    title="Description and declared name differ",
    message="{name} is declared, but the line also says {value}, which is {other} ({now}).",
    fix="Compare the goods with the permit: the name or the description is wrong.",
    basis=("Res. Conf. 12.3",),
    of_reading=False,
)
def desc_name_mismatch(line: Line) -> Iterator[Hit]:
    """Names and goods words in the description, and the common name, are compared with the declared name; a review is raised only where none of them fits it. Common names and goods words fit within a family, since they seldom mean one species, and a genus alone fits every species that stands or stood in it."""
    if line.described or line.match.status not in _KNOWN or not line.match.query:
        return
    declared = _declared(line)
    if not declared and line.match.status is not NameStatus.UNLISTED:
        return
    for field, heard in (("description", _heard(line)), ("common_name", _heard_by_name(line))):
        if not heard or any(
            fits(line.wording, match, declared) or _is_own_genus(line, text, declared) for text, match in heard
        ):
            continue
        for text, match in heard:
            if not _contradicts(line, match, declared):
                continue
            appendix = _appendix(line, match)
            if not appendix and line.appendix is None:
                continue
            lowered = line.appendix is None and bool(imitation_word(line)) and is_common(match)
            params = {"other": match.best.name if match.best else text, "now": appendix or "-"}
            yield Hit(field, text, params, severity=NOTE if lowered else None)
            break


@rule(
    "common-name-conflict",
    REVIEW,
    scope=Scope.ALWAYS,
    confidence="M",
    title="Common name of species with different status",
    message="{value} is a name of several species that are listed differently: {species}.",
    fix="Ask for the scientific name; until then the strictest listing counts.",
    basis=("Res. Conf. 12.3",),
    of_reading=False,
)
def common_name_conflict(line: Line) -> Iterator[Hit]:
    """One common name can cover species in different Appendices, or listed and unlisted ones."""
    match, item = line.match, line.item
    if match.status is not NameStatus.AMBIGUOUS or not is_common(match) or line.described:
        return
    found = {candidate.name: _one_appendix(line, candidate) for candidate in match.candidates}
    if len(set(found.values())) > 1:
        species = ", ".join(f"{name} ({appendix or '-'})" for name, appendix in list(found.items())[:6])
        yield Hit("scientific_name" if item.scientific_name else "common_name", match.query, {"species": species})


@rule(
    "generic-farmed-claim",
    REVIEW,
    confidence="M",
    title="Text contradicts the source code",
    message="The text says {value}, but the declared source is {source}.",
    fix="Compare with the source code in box 10 of the export document.",
    basis=("Res. Conf. 12.3",),
)
def generic_farmed_claim(line: Line) -> Iterator[Hit]:
    """Farmed, cultivated or captive-bred goods are not of wild source (W, X), and wild ones not bred or propagated (C, D, A). Where the text says both, nothing is asked."""
    source = line.item.second_source if line.source in _SET_APART else line.source
    if not source or source in _SET_APART:
        return
    claims = [(word, claim) for word, claim in _claims(line) if claim.sources and not claim.sources & _SET_APART]
    if claims and not any(source in claim.sources for _, claim in claims):
        yield Hit("source", claims[0][0])


@rule(
    "leather-imitation-claim",
    REVIEW,
    scope=Scope.ALWAYS,
    confidence="G",
    title="Imitation claimed against the name or the heading",
    message="The text says {value}, but {name} (Appendix {appendix}) is declared.",
    fix="Examine the goods: an imitation has no scientific name, and real leather of a listed species needs its documents.",
    basis=("Customs tariff", "Res. Conf. 12.3"),
    variants={"heading": "The text says {value}, but HS {hs} is a heading of real reptile leather or fur."},
)
def leather_imitation_claim(line: Line) -> Iterator[Hit]:
    """Faux, printed or embossed leather contradicts a scientific name of a listed species, and a heading of reptile leather. The claim clears nothing."""
    word = imitation_word(line)
    if not word:
        return
    code = line.item.hs_code
    if line.appendix is not None:
        if line.is_animal and line.category not in ("live", "sample", "whole_dead"):
            yield Hit("description", word)
    elif code.startswith(_LEATHER_CHAPTERS) and line.reference.goods.tariff.heading(code).name == "always":
        yield Hit("description", word, {"hs": code}, variant="heading")


@rule(
    "pre-convention-vintage-claim",
    REVIEW,
    confidence="M",
    title="Age claimed without a pre-Convention certificate",
    message="The text says {value}; age is no exemption without a pre-Convention certificate, and none is declared.",
    fix="Present a pre-Convention certificate of the Management Authority of {exporter}, or the ordinary documents.",
    basis=("CITES Art. VII.2", "Res. Conf. 13.6"),
)
def pre_convention_vintage_claim(line: Line) -> Iterator[Hit]:
    """Antiques and vintage goods of listed species need a certificate that shows when the specimen was acquired. Where the ordinary export documents are declared, the age decides nothing: a note."""
    item = line.item
    ordinary = item.document(DocumentKind.EXPORT_PERMIT, DocumentKind.REEXPORT_CERTIFICATE)
    for word, claim in _claims(line):
        if claim.document and item.document(DocumentKind(claim.document)) is None:
            yield Hit("description", word, severity=NOTE if ordinary else None)
            return


@rule(
    "synthetic-claim",
    REVIEW,
    scope=Scope.ALWAYS,
    confidence="G",
    title="Material in the text contradicts an ivory heading",
    message="The text says {value}, but HS {hs} is a heading of ivory.",
    fix="Examine the material; bone and resin have other headings than ivory.",
    basis=("Customs tariff", "Res. Conf. 12.3"),
    variants={
        "ivory": "The text says {value}, but HS {hs} is a heading of bone and other carving materials, not of ivory."
    },
)
def synthetic_claim(line: Line) -> Iterator[Hit]:
    """Bone, resin or plastic under a heading of ivory, or ivory under a heading of bone: the word or the heading is wrong."""
    code = line.item.hs_code
    if code.startswith(_IVORY_HEADINGS):
        word = imitation_word(line) or next(iter(line.reference.goods.words.not_ivory.find(line.text)), "")
        if word:
            yield Hit("description", word, {"hs": code})
    elif code.startswith(_BONE_HEADINGS):
        for mention in line.mentions:
            if any(word.id.endswith("ivory") for word in _meanings(line, mention.match)):
                yield Hit("description", mention.text, {"hs": code}, variant="ivory")
                return


def _is_instrument_wood(line: Line, match: NameMatch) -> bool:
    if not line.item.hs_code.startswith(_INSTRUMENT_HEADINGS):
        return False
    return all(candidate.name.startswith(_INSTRUMENT_WOODS) for candidate in match.candidates)


def _claims(line: Line) -> Iterator[tuple[str, Claim]]:
    for word, claim in line.reference.goods.words.claims(line.text):
        if claim.kingdom in ("", line.kingdom):
            yield word, claim


def _meanings(line: Line, match: NameMatch) -> Iterator[GoodsWord]:
    for candidate in match.candidates:
        word = line.reference.goods.words.goods(candidate.matched)
        if word is not None:
            yield word


def _declared(line: Line) -> Sequence[NameCandidate]:
    """Every taxon that the declared name may mean."""
    if line.match.status is NameStatus.UNLISTED:
        return ()
    return line.match.candidates or ((line.candidate,) if line.candidate else ())


def _heard(line: Line) -> list[tuple[str, NameMatch]]:
    return [(mention.text, mention.match) for mention in line.mentions if mention.match.candidates]


def _heard_by_name(line: Line) -> list[tuple[str, NameMatch]]:
    name = line.item.common_name
    if not name or not line.item.scientific_name:
        return []
    match = line.wording.match(name)
    if match.best is None or match.status not in (NameStatus.RESOLVED, NameStatus.AMBIGUOUS):
        return []
    return [(name, match)]


def _is_own_genus(line: Line, text: str, declared: Sequence[NameCandidate]) -> bool:
    """Whether a text says no more than the genus of the declared species, the one of today or a former one (python)."""
    words = line.match.query.split()
    if " " in text.strip() or len(words) < 2:
        return False
    if text.strip().casefold() == words[0].casefold():
        return True
    former = line.wording.match(f"{text.strip().capitalize()} {words[1].casefold()}")
    return is_certain(former) and any(former.best.taxon_id == one.taxon_id for one in declared if former.best)


def _contradicts(line: Line, match: NameMatch, declared: Sequence[NameCandidate]) -> bool:
    """Whether what the text names cannot be what is declared, when it does not fit it.

    Words that may stand for several things must be of another class; so must all common names where the declared name
    is of a species that is not in the dataset.
    """
    if match.best is None or (match.status is NameStatus.UNRESOLVED and not is_common(match)):
        return False
    if not is_common(match) or is_sure_word(line, match):
        return True
    if not declared:
        mine = line.taxon_class
        classes = {taxon.name for taxon in line.wording.lineage(match.best.taxon_id) if taxon.rank == "class"}
        return fits_heading(line, match) if not mine or not classes else mine not in classes
    if match.status is NameStatus.RESOLVED and line.reference.goods.words.goods(match.best.matched) is None:
        return True
    return not fits(line.wording, match, declared, broadly=True)


def _appendix(line: Line, match: NameMatch) -> str:
    found = [_one_appendix(line, candidate) for candidate in match.candidates]
    return "/".join(sorted({code for codes in found for code in codes.split("/") if code}))


def _names(match: NameMatch) -> str:
    return ", ".join(candidate.name for candidate in match.candidates[:3])


def _one_appendix(line: Line, candidate: NameCandidate) -> str:
    item = line.item
    return line.wording.appendix(candidate, line.on.isoformat(), item.origin, item.origin_region)


RULES = (
    name_from_description,
    desc_name_mismatch,
    common_name_conflict,
    generic_farmed_claim,
    leather_imitation_claim,
    pre_convention_vintage_claim,
    synthetic_claim,
)
