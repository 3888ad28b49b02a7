"""Marks that certain goods have to bear: caviar labels, tags of crocodile skins, marks of ivory, of vicuna cloth and of trophies.

No field of a declaration carries them. They are looked for in the description; where it says nothing, a note names what has to be ready, and only a mark that is
declared can be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cites_check.model.codes import Verdict
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, rule
from cites_check.rules.context import Line

_LABEL = re.compile(
    r"\b(?P<species>[A-Z]{3}(?:[xX][A-Z]{3})?)/(?P<source>[A-Z])/(?P<country>[A-Z]{2})/(?P<year>\d{4})/(?P<plant>[\w.-]+)/(?P<lot>[\w.-]+)",
    re.ASCII,
)
"""The six elements: species / source / country of origin / year of harvest or repackaging / plant / lot."""
_NEARLY_LABEL = re.compile(r"\b[A-Z]{3}(?:[xX][A-Z]{3})?/[A-Z](?:/[\w.-]*){0,6}", re.ASCII)
_UNLABELLED = re.compile(
    r"\b(?:unlabel{1,2}ed|without (?:cites |caviar )?labels?|no (?:cites |caviar )?labels?)\b|라벨\s?(?:없음|미부착|누락)|무라벨",
    re.IGNORECASE,
)

_TAG = re.compile(
    r"\b(?P<country>[A-Z]{2})[ -]?(?:[A-Z]{2}[ -]?)?(?P<serial>\d{4,9})[ /-]?(?P<species>[A-Z]{3})\b(?:[ /-]?(?P<year>(?:19|20)?\d{2})\b)?|"
    r"\b(?P<country2>[A-Z]{2})[ -]?(?P<species2>[A-Z]{3})[ -]?(?:\d{2,4}[ -]?)?(?P<serial2>\d{4,9})\b",
    re.ASCII,
)
_TAG_SPECIES: Mapping[str, tuple[str, ...]] = {
    "ACU": ("Crocodylus acutus",),
    "CAT": ("Mecistops cataphractus", "Crocodylus cataphractus"),
    "CRO": ("Caiman crocodilus",),
    "FUS": ("Caiman crocodilus",),
    "GAV": ("Gavialis gangeticus",),
    "INT": ("Crocodylus intermedius",),
    "LAT": ("Caiman latirostris",),
    "MIN": ("Crocodylus mindorensis",),
    "MIS": ("Alligator mississippiensis",),
    "MOR": ("Crocodylus moreletii",),
    "NIG": ("Melanosuchus niger",),
    "NIL": ("Crocodylus niloticus",),
    "NOV": ("Crocodylus novaeguineae",),
    "PAL": ("Crocodylus palustris",),
    "POR": ("Crocodylus porosus",),
    "RHO": ("Crocodylus rhombifer",),
    "SIA": ("Crocodylus siamensis",),
    "SIN": ("Alligator sinensis",),
    "TET": ("Osteolaemus tetraspis",),
    "TOM": ("Tomistoma schlegelii",),
    "YAC": ("Caiman yacare", "Caiman crocodilus"),
}
"""Species codes of the universal tagging system whose species is beyond doubt; a code that is not here says nothing."""

_SKINS = frozenset({"SKI", "SID", "SKD", "SKP"})
_IVORY_MARK = re.compile(
    r"\b(?P<country>[A-Z]{2})[ /-](?P<serial>[\w-]+)[ /-](?:(?:19|20)\d{2}[ /-])?\d+(?:[.,]\d+)? ?(?:kg)?\b"
)
_VICUNA_MARK = re.compile(
    r"\b(?:mark(?:ed|s)?|logos?|logotype|label(?:led|s)?|selvages?)\b.{0,30}\bvicu[nñ]a\b|\bvicu[nñ]a\b.{0,30}\b(?:mark(?:ed|s)?|logos?|logotype|label(?:led|s)?|selvages?)\b"
    r"|\bvicu[nñ]a[ -]+(?:peru|bolivia|chile|argentina|ecuador)(?:[ -]+(?:artesan[ií]a|handicraft))?\b|비쿠냐.{0,10}(?:표지|상표|로고)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\btags?\b|\bseal(?:ed)?\b|\b(?:no|nr|number)\b[.: ]*\w*\d|꼬리표|표지\s?번호|태그", re.IGNORECASE
)


@rule(
    "caviar-label",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="Caviar label",
    message="The caviar label “{value}” does not have the six elements: species, source, country, year, plant, lot (such as BAE/C/CN/2026/0007/12).",
    fix="Copy the code from the label on each primary container; it has to stand on the export document too. Containers without a proper label may not enter.",
    basis=("Res. Conf. 12.7",),
    variants={
        "none": "No caviar label is declared for {taxon}; each primary container needs a label that cannot be used again, with six elements.",
        "unlabelled": "The caviar of {taxon} is described as “{value}”; containers without the label of six elements may not enter.",
        "source": "The caviar label says source {label_source}, the line says {source} ({value}).",
    },
)
def caviar_label(line: Line) -> Iterator[Hit]:
    """Every primary container of caviar bears a non-reusable label with species, source, country of origin, year, plant and lot. A declared label that is incomplete is a violation, and so are goods described as unlabelled; another source on the label than on the line is a review. Where nothing is said of it, a note: the code stands on the containers and on the export document."""
    if not is_caviar(line):
        return
    text = line.item.description
    if label := _LABEL.search(text):
        said = label["source"]
        if line.source and said != line.source and line.source != "O":
            yield Hit("description", label[0], {"label_source": said}, severity=REVIEW, variant="source")
    elif unlabelled := _UNLABELLED.search(text):
        yield Hit("description", unlabelled[0], variant="unlabelled")
    elif nearly := _NEARLY_LABEL.search(text):
        yield Hit("description", nearly[0])
    else:
        yield Hit("description", severity=NOTE, variant="none")


@rule(
    "croc-tag",
    REVIEW,
    confidence="M",
    title="Tags of crocodilian skins",
    message="Tag “{value}” does not name the country in which {taxon} originates ({origin}).",
    fix="Compare the tags on the skins with the export document; a skin without its own tag may not enter.",
    basis=("Res. Conf. 11.12",),
    variants={
        "none": "Raw, tanned and finished skins of {taxon} need a tag each, with country, serial number and species code (and the year for wild ones); have the tag numbers ready."
    },
)
def croc_tag(line: Line) -> Iterator[Hit]:
    """Skins of crocodilians carry non-reusable tags with the country of origin, a serial number and a species code. The numbers stand on the export document and not in a declaration: a note says to have them ready. A declared tag of another country than the origin is a review."""
    if line.item.term not in _SKINS or not line.is_a("Crocodylia"):
        return
    tag = _TAG.search(line.item.description)
    if tag is None:
        yield Hit("term", line.item.term, severity=NOTE, variant="none")
    else:
        country = tag["country"] or tag["country2"]
        if line.item.origin and country in line.reference.countries and country != line.item.origin:
            yield Hit("description", tag[0])


@rule(
    "croc-tag-species",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="Tag of another species",
    message="The tag “{value}” is for {tagged}, but the line says {taxon}.",
    fix="Hold the skins and compare tags, name and export document; the species on the tag has to be the one on the document.",
    basis=("Res. Conf. 11.12",),
)
def croc_tag_species(line: Line) -> Iterator[Hit]:
    """The three letters of a universal tag name the species. Where they are those of another crocodilian than declared, tag or name is wrong. Asked where a species is declared, hybrids left out."""
    if line.item.term not in _SKINS or not line.is_a("Crocodylia") or not line.taxon:
        return
    if line.taxon.rank not in {"species", "subspecies"} or "hybrid" in line.match.flags:
        return
    tag = _TAG.search(line.item.description)
    tagged = _TAG_SPECIES.get(tag["species"] or tag["species2"], ()) if tag else ()
    if tag and tagged and not line.is_a(*tagged):
        yield Hit("description", tag[0], {"tagged": tagged[0]})


@rule(
    "ivory-marks",
    REVIEW,
    confidence="G",
    title="Marks of raw ivory",
    message="The mark “{value}” on the ivory does not name its country of origin ({origin}).",
    fix="Compare the marks on the tusks with the export document; unmarked or differently marked ivory is held.",
    basis=("Res. Conf. 10.10",),
    variants={
        "none": "Whole tusks, and pieces of 20 cm or 1 kg and more, bear country, serial number and weight; have the marks ready as they stand on the export document."
    },
)
def ivory_marks(line: Line) -> Iterator[Hit]:
    """Raw ivory is marked with country of origin, serial number and weight (or year). No field carries the mark: a note where none is described, a review where one names another country."""
    if line.item.term not in {"TUS", "IVP"} or not line.is_a("Elephantidae"):
        return
    mark = _IVORY_MARK.search(line.item.description)
    if mark is None or mark["country"] not in line.reference.countries:
        yield Hit("term", line.item.term, severity=NOTE, variant="none")
    elif line.item.origin and mark["country"] != line.item.origin:
        yield Hit("description", mark[0])


@rule(
    "vicuna-mark",
    REVIEW,
    confidence="V",
    title="Mark of vicuna cloth",
    message="Goods of vicuna from {origin} are declared without the mark VICUÑA and the country of origin; without it they count as Appendix I.",
    fix="Look for the mark on the selvage or label, and compare with the export document.",
    basis=("CITES Art. II.2", "Res. Conf. 11.6"),
    variants={
        "fibre": "Fibre of vicuna from {origin} counts as Appendix II only when shorn from live animals; bales carry the seal and mark of the country of origin."
    },
)
def vicuna_mark(line: Line) -> Iterator[Hit]:
    """The Appendix II populations of the vicuna are listed for fibre from live shearing and goods made of it, which carry the mark VICUÑA with the country. For cloth and garments without a described mark it is a review, for raw fibre a note."""
    if not line.is_a("Vicugna vicugna") or line.appendix != "II" or _VICUNA_MARK.search(line.item.description):
        return
    if line.item.term in {"CLO", "GAR", "THD", "HAP"}:
        yield Hit("term", line.item.term)
    elif line.item.term in {"FIB", "HAI"}:
        yield Hit("term", line.item.term, severity=NOTE, variant="fibre")


@rule(
    "trophy-marks",
    NOTE,
    confidence="G",
    title="Tags of hunting trophies under quota",
    message="A trophy or skin of {taxon} under quota carries a tag with country, quota year and running number, which also stand on the export document; none is described.",
    fix="Have the tag number ready and compare it with the export document.",
    basis=("Res. Conf. 10.14", "Res. Conf. 10.15", "Res. Conf. 13.5"),
)
def trophy_marks(line: Line) -> Iterator[Hit]:
    """Trophies of leopard, markhor and black rhinoceros that leave under a quota are tagged. No field carries the tag, so a note says to have it ready."""
    trophy = line.item.term in {"TRO", "SKI"} and line.item.purpose in {"H", "P"} and line.source != "O"
    if trophy and line.is_a(*TROPHY_TAXA) and not _NUMBER.search(line.item.description):
        yield Hit("term", line.item.term)


TROPHY_TAXA = ("Panthera pardus", "Capra falconeri", "Diceros bicornis")
"""Appendix I species with export quotas for trophies set by Resolutions."""


def is_caviar(line: Line) -> bool:
    """Whether the goods are caviar of sturgeons or paddlefish."""
    return line.item.term == "CAV" and line.is_a("Acipenseriformes")


RULES = (
    caviar_label,
    croc_tag,
    croc_tag_species,
    ivory_marks,
    vicuna_mark,
    trophy_marks,
)
