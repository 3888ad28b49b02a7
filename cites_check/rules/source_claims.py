"""What a source code claims and has to be able to show: pre-Convention, confiscated, unknown, captive-born, taken on the high seas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cites_check.model.codes import DocumentKind, Verdict
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, Scope, rule
from cites_check.rules.commercial_source import governing_source
from cites_check.rules.context import Commercial, Line

_FIRST_GENERATION = re.compile(
    r"\bf\s?-?1\b|\bfirst[- ]generation\b|\bborn in captivity\b|\bcaptive[- ]born\b|자손\s?1대|1세대|사육\s?출생",
    re.IGNORECASE,
)
_YOUNG = re.compile(
    r"\b(juveniles?|hatchlings?|neonates?|bab(?:y|ies)|chicks?|pups?|cubs?|calves|calf|fry|fingerlings?)\b|새끼|유체|치어|유조|갓\s?부화",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:born|hatched|bred|b\.)\s*(?:in\s+)?(?:\d{1,2}[./-]\d{1,2}[./-])?((?:19|20)\d{2})|((?:19|20)\d{2})\s?년\s?(?:생|출생|부화)",
    re.IGNORECASE,
)

_NOT_MARINE = frozenset({
    "Amphibia", "Arachnida", "Insecta", "Hirudinoidea", "Dipneusti", "Unionoida", "Stylommatophora", "Primates",
    "Chiroptera", "Artiodactyla", "Perissodactyla", "Proboscidea", "Rodentia", "Pholidota", "Lagomorpha",
    "Cingulata", "Pilosa", "Diprotodontia", "Dasyuromorphia", "Peramelemorphia", "Monotremata", "Scandentia",
    "Felidae", "Canidae", "Viverridae", "Hyaenidae", "Herpestidae", "Ailuridae", "Psittaciformes", "Falconiformes",
    "Strigiformes", "Apodiformes", "Galliformes", "Piciformes", "Passeriformes", "Coraciiformes", "Cuculiformes",
    "Rheiformes", "Struthioniformes", "Columbiformes", "Gruiformes", "Tinamiformes", "Testudinidae", "Geoemydidae",
    "Emydidae", "Trionychidae", "Chelidae", "Podocnemididae", "Kinosternidae", "Boidae", "Pythonidae", "Viperidae",
    "Colubridae", "Chamaeleonidae", "Gekkonidae", "Varanidae", "Agamidae", "Scincidae", "Teiidae", "Anguidae",
    "Xenosauridae", "Helodermatidae", "Alligatoridae", "Gavialidae", "Osteoglossiformes", "Cypriniformes",
    "Siluriformes", "Potamotrygonidae",
})  # fmt: skip
"""Groups with no species of the sea; a group that has one, or may have, is left out."""


@rule(
    "src-i-no-second",
    REVIEW,
    title="Confiscated goods without a second source code",
    message="Source I (confiscated or seized) needs a second code for where the specimen came from; none is declared.",
    fix="Copy both codes from the export document (second_source).",
    basis=("Res. Conf. 12.3",),
)
def src_i_no_second(line: Line) -> Iterator[Hit]:
    """Source I stands together with another code."""
    if line.source == "I" and not line.item.second_source:
        yield Hit("second_source")


@rule(
    "src-i-commercial",
    VIOLATION,
    verdict=Verdict.PROHIBITED,
    scope=Scope.APPENDIX_I,
    confidence="M",
    title="Confiscated Appendix I specimen for commercial purposes",
    message="{taxon} is in Appendix I and was confiscated (source I); it may not enter commercial trade (purpose {purpose}).",
    fix="Do not import. Ask the authority that disposed of the specimen for what purpose it was released.",
    basis=("CITES Art. III.3(c)", "CITES Art. VIII.4", "Res. Conf. 17.8"),
)
def src_i_commercial(line: Line) -> Iterator[Hit]:
    """Confiscation does not free an Appendix I specimen for trade. Where the second code is one that allows trade (A, C, D, O), a person has to decide."""
    if line.source == "I" and line.commercial is Commercial.YES:
        yield Hit("source", "I", severity=REVIEW if governing_source(line) in set("ACDO") else None)


@rule(
    "src-i-any",
    NOTE,
    title="Confiscated specimen",
    message="The specimen is declared as confiscated or seized (source I).",
    fix="Ask for the decision of the authority that disposed of it and keep it with the papers.",
    basis=("Res. Conf. 17.8",),
)
def src_i_any(line: Line) -> Iterator[Hit]:
    """Trade in confiscated specimens rests on the disposing authority's decision."""
    if line.source == "I":
        yield Hit("source", "I")


@rule(
    "src-o-no-second",
    REVIEW,
    title="Pre-Convention goods without a second source code",
    message="Source O (pre-Convention) needs a second code for where the specimen came from; none is declared.",
    fix="Copy both codes from the certificate (second_source).",
    basis=("Res. Conf. 12.3",),
)
def src_o_no_second(line: Line) -> Iterator[Hit]:
    """Source O stands together with another code."""
    if line.source == "O" and not line.item.second_source:
        yield Hit("second_source")


@rule(
    "src-o-no-date",
    REVIEW,
    title="Pre-Convention claim without an acquisition date",
    message="{taxon} is declared as pre-Convention (source O) without the date of acquisition.",
    fix="Copy the date of acquisition from the pre-Convention certificate (acquisition_date).",
    basis=("CITES Art. VII.2", "Res. Conf. 13.6"),
)
def src_o_no_date(line: Line) -> Iterator[Hit]:
    """Whether a specimen is pre-Convention depends on the day on which it was acquired."""
    if line.source == "O" and line.item.acquisition_date is None:
        yield Hit("acquisition_date")


@rule(
    "src-o-after-listing",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Not pre-Convention: acquired after the listing",
    message="{taxon} came under the Convention on {first_listed}; a specimen acquired on {value} is not pre-Convention.",
    fix="Get the ordinary documents of Appendix {appendix}; a pre-Convention certificate cannot cover this specimen.",
    basis=("CITES Art. VII.2", "Res. Conf. 13.6"),
)
def src_o_after_listing(line: Line) -> Iterator[Hit]:
    """Pre-Convention means acquired before the taxon first came under the Convention, in any Appendix."""
    acquired = line.item.acquisition_date
    first = line.effective.first_listed if line.effective else ""
    if line.source == "O" and acquired and first and acquired.isoformat() >= first:
        yield Hit("acquisition_date", acquired.isoformat(), {"first_listed": first})


@rule(
    "src-o-live-young",
    REVIEW,
    confidence="V",
    title="Live pre-Convention specimen that looks too young",
    message="A live {taxon} is declared as pre-Convention, that is acquired before {first_listed}, but the description says “{value}”.",
    fix="Ask for proof of age: offspring of pre-Convention animals are not pre-Convention themselves.",
    basis=("CITES Art. VII.2", "Res. Conf. 13.6"),
    variants={
        "born": "A live {taxon} born in {value} cannot have been acquired before {first_listed}: it is not pre-Convention."
    },
)
def src_o_live_young(line: Line) -> Iterator[Hit]:
    """A live specimen is pre-Convention only if it was itself acquired before the listing. A year of birth in the description after that is a violation, words for young animals a review."""
    first = line.effective.first_listed if line.effective else ""
    if line.source != "O" or line.category != "live" or not first:
        return
    words = f"{line.item.description} {line.item.common_name}"
    if (born := _BORN.search(words)) and (year := born[1] or born[2]) > first[:4]:
        yield Hit(
            "description",
            year,
            {"first_listed": first},
            severity=VIOLATION,
            verdict=Verdict.PERMIT_INVALID,
            variant="born",
        )
    elif young := _YOUNG.search(words):
        yield Hit("description", young[0], {"first_listed": first})


@rule(
    "src-u-unjustified",
    REVIEW,
    confidence="M",
    title="Source unknown",
    message="The source is declared as unknown (U), so legal origin cannot be seen.",
    fix="Look for the reason on the permit; source U without one has to be explained by the Management Authority of {exporter}.",
    basis=("Res. Conf. 12.3",),
    variants={
        "prohibited": "{taxon} is in Appendix I, for a commercial purpose and of unknown source (U): nothing shows that trade in it could be allowed."
    },
)
def src_u_unjustified(line: Line) -> Iterator[Hit]:
    """Source U must be justified on the face of the permit. For an Appendix I specimen in commercial trade nothing can justify it."""
    if line.source != "U":
        return
    if line.appendix == "I" and line.commercial is Commercial.YES:
        yield Hit("source", "U", severity=VIOLATION, verdict=Verdict.PROHIBITED, variant="prohibited")
    else:
        yield Hit("source", "U")


@rule(
    "src-f-as-captive",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Captive-bred certificate for source F",
    message="Source F (born in captivity) is not bred in captivity in the sense of the Convention; the certificate {value} cannot cover it.",
    fix="Get the ordinary permits of Appendix {appendix}, as for a wild specimen.",
    basis=("CITES Art. VII.5", "Res. Conf. 10.16", "Notification 1998/14"),
)
def src_f_as_captive(line: Line) -> Iterator[Hit]:
    """Animals born in captivity that do not meet Resolution Conf. 10.16 follow the rules for wild specimens."""
    certificate = line.item.document(DocumentKind.CAPTIVE_BRED_CERTIFICATE)
    if line.source == "F" and certificate:
        yield Hit("captive_bred_certificate_no", certificate.no)


@rule(
    "src-c-first-generation",
    REVIEW,
    confidence="M",
    title="First generation declared as bred in captivity",
    message="Source C (bred in captivity) is declared, but the description says “{value}”: a first generation is C only if the breeding stock meets the definition, otherwise F.",
    fix="Ask the Management Authority of {exporter} whether the operation has bred a second generation; if not, the code is F.",
    basis=("Res. Conf. 10.16",),
)
def src_c_first_generation(line: Line) -> Iterator[Hit]:
    """Offspring of wild parents are bred in captivity only where the stock is run so that it yields a second generation."""
    if line.source == "C" and line.is_animal and (found := _FIRST_GENERATION.search(line.item.description)):
        yield Hit("description", found[0])


@rule(
    "src-x-not-marine",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Taken on the high seas, but not a species of the sea",
    message="Source X says taken in waters outside any State, but {taxon} does not live in the sea.",
    fix="Copy source and name again from the document; if both stand there, the document is not acceptable.",
    basis=("CITES Art. I(e)", "Res. Conf. 14.6"),
)
def src_x_not_marine(line: Line) -> Iterator[Hit]:
    """Introduction from the sea is possible for species of the sea only. Plants, and animal groups of which no species lives there, cannot carry source X."""
    if line.source == "X" and (line.is_plant or line.is_a(*_NOT_MARINE)):
        yield Hit("source", "X")


@rule(
    "src-x-origin",
    REVIEW,
    confidence="M",
    title="Taken on the high seas, from a land-locked State",
    message="Source X (taken on the high seas) is declared with {issuer}, which has no coast.",
    fix="Compare source and country with the document; a catch on the high seas is introduced by the State that lands it.",
    basis=("Res. Conf. 14.6",),
)
def src_x_origin(line: Line) -> Iterator[Hit]:
    """A State without a coast can hardly land a catch of the high seas; ships do sail under such flags, so a person has to look."""
    if line.source == "X":
        for field, country in (("origin", line.item.origin), ("exporter", line.item.exporter)):
            if country in line.reference.landlocked:
                yield Hit(field, country, {"issuer": country})
                return


RULES = (
    src_i_no_second,
    src_i_commercial,
    src_i_any,
    src_o_no_second,
    src_o_no_date,
    src_o_after_listing,
    src_o_live_young,
    src_u_unjustified,
    src_f_as_captive,
    src_c_first_generation,
    src_x_not_marine,
    src_x_origin,
)
