"""Numbers of permits in the form that Res. Conf. 12.3 recommends: two digits of the year, two letters of the country, a serial number.

Many States number in their own way, so a number of another form says nothing; one in this form has to agree with the rest of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cites_check.model.codes import DocumentKind
from cites_check.model.lines import Document
from cites_check.rules.base import NOTE, REVIEW, Hit, rule
from cites_check.rules.context import Line
from cites_check.rules.document_roles import expected_issuer

_FORM = re.compile(r"(?P<year>\d{2})(?P<country>[A-Z]{2})(?P<serial>\d{6})(?:/[A-Z0-9]{1,2})?", re.ASCII)
_OTHER_LETTERS = {"UK": "GB", "EL": "GR"}
_NUMBERED_OTHERWISE = frozenset({DocumentKind.PHYTOSANITARY_CERTIFICATE})


@rule(
    "permit-no-country-mismatch",
    REVIEW,
    confidence="M",
    title="Country letters in the number are not the issuer's",
    message="{document} {value}: the number carries the country letters {letters}, but the document is of {issuer}.",
    fix="Compare number and issuing authority with the document; a number borrowed from another State's permit is a sign of forgery.",
    basis=("Res. Conf. 12.3",),
)
def permit_no_country_mismatch(line: Line) -> Iterator[Hit]:
    """The letters in a permit number are the ISO code of the issuing State. Territories and the State that they belong to are taken for each other."""
    for document, number in _numbered(line):
        letters = _OTHER_LETTERS.get(number["country"], number["country"])
        issuer = document.country or expected_issuer(document.kind, line)
        if issuer and letters in line.reference.countries and not _same_state(letters, issuer, line):
            yield Hit(
                f"{document.kind}_no",
                document.no,
                {"document": document.kind.value, "issuer": issuer, "letters": number["country"]},
            )


@rule(
    "permit-no-year-mismatch",
    REVIEW,
    confidence="M",
    title="Year in the number is not the year of issue",
    message="{document} {value}: the number is of the year 20{year}, but the document is dated {issued}.",
    fix="Compare number and date with the document.",
    basis=("Res. Conf. 12.3",),
)
def permit_no_year_mismatch(line: Line) -> Iterator[Hit]:
    """The first two digits of a permit number are the year of issue; one year to either side is left alone."""
    for document, number in _numbered(line):
        if document.issued and abs(document.issued.year - (2000 + int(number["year"]))) > 1:
            yield Hit(
                f"{document.kind}_no",
                document.no,
                {"document": document.kind.value, "year": number["year"], "issued": document.issued.isoformat()},
            )


@rule(
    "permit-no-format",
    NOTE,
    confidence="M",
    title="Number in a national form",
    message="{document} {value}: the number is not in the recommended form (year, country letters, six digits), so it could not be compared with issuer and date.",
    fix="No action is needed: many States number in their own way.",
    basis=("Res. Conf. 12.3",),
)
def permit_no_format(line: Line) -> Iterator[Hit]:
    """Resolution Conf. 12.3 recommends numbers such as 26KR000123. Another form is no defect."""
    for document in line.item.documents:
        if document.no and document.kind not in _NUMBERED_OTHERWISE and not _FORM.fullmatch(_folded(document.no)):
            yield Hit(f"{document.kind}_no", document.no, {"document": document.kind.value})


def _numbered(line: Line) -> Iterator[tuple[Document, re.Match[str]]]:
    for document in line.item.documents:
        if document.kind not in _NUMBERED_OTHERWISE and (number := _FORM.fullmatch(_folded(document.no))):
            yield document, number


def _folded(number: str) -> str:
    return "".join(number.split()).upper()


def _same_state(one: str, other: str, line: Line) -> bool:
    territories = line.reference.territories
    return territories.get(one, (one, None))[0] == territories.get(other, (other, None))[0]


RULES = (permit_no_country_mismatch, permit_no_year_mismatch, permit_no_format)
