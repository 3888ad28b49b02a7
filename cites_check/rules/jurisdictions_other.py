"""What single importing countries ask beyond the Convention: the European Union, the United States, Canada and China.

Documents that these countries ask for stand in `national`; States that are no Party in `reservations`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cites_check.model.codes import Appendix, DocumentKind, Verdict
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, Scope, rule
from cites_check.rules.calendar_months import add_months
from cites_check.rules.conditions import holds
from cites_check.rules.context import Line
from cites_check.rules.national import extras_of
from cites_check.rules.personal_effects import in_korean
from cites_check.rules.suspensions import export_bans

K = DocumentKind

_CUSTOMS_CODE = re.compile(r"(?<![A-Z0-9])([CY]\d{3})(?![0-9])")
_USED_WITHIN_SIX_MONTHS = (K.PRECONVENTION_CERTIFICATE, K.CAPTIVE_BRED_CERTIFICATE)


def customs_codes(line: Line) -> tuple[str, ...]:
    """The codes of the customs declaration that the importing country's file knows, as declared or mentioned in the description."""
    known = line.jurisdiction.customs_codes
    if not known:
        return ()
    text = f"{line.item.customs_codes} {line.item.description}".upper()
    return tuple(code for code in dict.fromkeys(_CUSTOMS_CODE.findall(text)) if code in known)


@rule(
    "eu-notification-missing",
    REVIEW,
    scope=Scope.APPENDIX_III,
    confidence="V",
    title="Import notification for the European Union",
    message="{taxon} is in Appendix III (Annex C): an import notification has to be handed in at the customs office of introduction; the declaration does not show one.",
    fix="Hand in the notification with the export permit, certificate of origin or re-export certificate.",
    basis=("Reg. (EC) 338/97 Art. 4(3)",),
)
def eu_notification_missing(line: Line) -> Iterator[Hit]:
    """Species of Annex C enter the European Union with an import notification of the importer. A declaration has no field for it, so it stays a review, unless its customs code C639 is declared. Annex D is not in the dataset."""
    if "C639" not in customs_codes(line):
        yield from extras_of(line, "eu-notification-missing", "import_permit_no")


@rule(
    "eu-docs-6m",
    REVIEW,
    title="Foreign certificate older than six months",
    message="The {document} {value} was issued on {issued}; at introduction into the European Union foreign documents must be no older than six months.",
    fix="Ask the Management Authority of the Member State whether the certificate can still be used.",
    basis=("Reg. (EC) 865/2006",),
)
def eu_docs_6m(line: Line) -> Iterator[Hit]:
    """The European Union takes foreign export documents within six months of their issue only. Export permits and re-export certificates are held to that everywhere by their own validity; this asks about certificates that stand in for them."""
    if line.jurisdiction.extra("eu-docs-6m") is None:
        return
    for document in line.item.documents:
        if document.kind in _USED_WITHIN_SIX_MONTHS and document.issued and line.on > add_months(document.issued, 6):
            yield Hit(
                f"{document.kind}_issued",
                document.no,
                {"document": document.kind.value, "issued": document.issued.isoformat()},
            )


@rule(
    "eu-srg-negative",
    NOTE,
    title="Opinions of the Scientific Review Group",
    message="{taxon} is from the wild and no import permit is shown: the Scientific Review Group may have a negative opinion on this species from {origin}, and then no permit is granted.",
    fix="Ask the Management Authority of the Member State for the current opinion before the goods are shipped.",
    basis=("Reg. (EC) 338/97 Art. 4(6)",),
)
def eu_srg_negative(line: Line) -> Iterator[Hit]:
    """Member States grant no import permit for wild specimens of a species and origin on which the Scientific Review Group has a negative opinion. The opinions are not in the dataset; an import permit shows that there was none."""
    if line.item.document(K.IMPORT_PERMIT) is None:
        yield from extras_of(line, "eu-srg-negative", "origin", line.item.origin)


@rule(
    "eu-c-code",
    REVIEW,
    title="Customs code without its document",
    message="Customs code {value} announces a document ({document}) that is not declared.",
    fix="Declare the document with its number and date, or correct the code.",
    basis=("Reg. (EC) 338/97 Art. 4", "TARIC"),
)
def eu_c_code(line: Line) -> Iterator[Hit]:
    """In the European Union customs codes C400 to C406, C638 and others announce CITES documents; the document itself has to be there."""
    for code in customs_codes(line):
        kinds = line.jurisdiction.customs_codes[code]
        if kinds and line.item.document(*kinds) is None:
            yield Hit("customs_codes", code, {"document": kinds[0].value})


@rule(
    "eu-y900-false",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Declared as not covered although it is",
    message="Customs code Y900 says that the goods are not covered; {taxon} is in Appendix {appendix}.",
    fix="Withdraw the code and present the documents of Appendix {appendix}.",
    basis=("Reg. (EC) 338/97 Art. 4", "TARIC"),
)
def eu_y900_false(line: Line) -> Iterator[Hit]:
    """Customs code Y900 declares that the goods are outside the wildlife trade regulations. On covered goods it is a false declaration."""
    if "Y900" in customs_codes(line):
        yield Hit("customs_codes", "Y900")


@rule(
    "eu-y932-misuse",
    REVIEW,
    confidence="V",
    title="Personal-effects code on other goods",
    message="Customs code Y932 (personal effects) stands on goods that come as {channel} for purpose {purpose}.",
    fix="Personal effects are carried in baggage or moved with the household, dead, and not for sale; otherwise present the documents.",
    basis=("Reg. (EC) 338/97 Art. 7(3)", "Res. Conf. 13.7"),
)
def eu_y932_misuse(line: Line) -> Iterator[Hit]:
    """Customs code Y932 claims the exemption of personal effects: only baggage or household goods, no living specimens, nothing commercial, and no Appendix I."""
    item = line.item
    carried = item.channel in {"baggage", "household"}
    ordinary = line.category != "live" and item.purpose in {"P", ""} and line.appendix is not Appendix.I
    if "Y932" in customs_codes(line) and not (carried and ordinary):
        yield Hit("customs_codes", "Y932", {"channel": item.channel or "?", **in_korean(item.channel, "channel")})


@rule(
    "us-app2-none",
    NOTE,
    title="No import permit of the United States needed",
    message="The United States ask for no import permit of their own for {taxon} (Appendix {appendix}); the foreign document is what counts.",
    fix="Present the document of {exporter}, and file the wildlife declaration.",
    basis=("50 CFR part 23",),
)
def us_app2_none(line: Line) -> Iterator[Hit]:
    """For Appendices II and III the United States need the foreign document only. Said where that document is there and no import permit is."""
    if line.item.document(K.EXPORT_PERMIT, K.REEXPORT_CERTIFICATE, K.CERTIFICATE_OF_ORIGIN) and not line.item.document(
        K.IMPORT_PERMIT
    ):
        yield from extras_of(line, "us-app2-none", "import_permit_no")


@rule(
    "us-3177",
    NOTE,
    title="Wildlife declaration of the United States",
    message="{taxon} is wildlife: file a declaration (Form 3-177) when clearance is requested, at a designated port.",
    fix="File the declaration with the Fish and Wildlife Service.",
    basis=("50 CFR part 14",),
)
def us_3177(line: Line) -> Iterator[Hit]:
    """Imports of wildlife into the United States are declared on Form 3-177 when clearance is asked for. Plants have their own inspection."""
    yield from extras_of(line, "us-3177", "importer", line.item.importer)


@rule(
    "ca-6-1",
    REVIEW,
    confidence="V",
    title="Canada: export against the law of the country of origin",
    message="{state} bans the export of {banned} since {since}; Canada bars the import of wildlife that left a country against its law.",
    fix="Ask for the export permit of {state} and its confirmation; without it, do not import.",
    basis=("WAPPRIITA s. 6(1)",),
)
def ca_6_1(line: Line) -> Iterator[Hit]:
    """Canadian law bars imports of animals and plants that were taken or exported against a foreign law. Where the State of origin has announced an export ban for the specimen, that is the question to ask."""
    extra = line.jurisdiction.extra("ca-6-1")
    if extra is None:
        return
    for ban in export_bans(line):
        params = {
            "state": ban.country,
            "banned": ban.taxon or "all species",
            "banned_ko": ban.taxon or "모든 종",
            "since": ban.start or "?",
        }
        yield Hit("origin", ban.country, params, basis=extra.basis)
        return


@rule(
    "cn-species-certificate",
    REVIEW,
    scope=Scope.NOT_COVERED,
    confidence="G",
    title="China: certificate that the species is not covered",
    message="{name} is not covered, but goods of heading {value} may need a Chinese certificate that says so.",
    fix="Ask the Endangered Species Import and Export Management Office whether the heading is in its catalogue.",
    basis=("CITES Art. XIV.1",),
)
def cn_species_certificate(line: Line) -> Iterator[Hit]:
    """China asks for a certificate of non-covered species for goods of its customs catalogue. The catalogue is not in the dataset; asked for headings that hold wildlife."""
    extra = line.jurisdiction.extra("cn-species-certificate")
    if extra is not None and holds(extra.when, line):
        yield Hit("hs_code", line.item.hs_code, basis=extra.basis)


RULES = (
    eu_notification_missing,
    eu_docs_6m,
    eu_srg_negative,
    eu_c_code,
    eu_y900_false,
    eu_y932_misuse,
    us_app2_none,
    us_3177,
    ca_6_1,
    cn_species_certificate,
)
