"""What a declaration remarks on the state of its documents, by words of the dataset: security stamps, statements of quotas (Res. Conf. 12.3, 14.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cites_check.model.codes import DocumentKind
from cites_check.model.listings import Quota
from cites_check.rules.amounts import amount
from cites_check.rules.base import REVIEW, Hit, rule
from cites_check.rules.context import Line
from cites_check.rules.permit_remarks import remarks
from cites_check.rules.quotas import quotas_of

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURES = 2
"""A statement has two figures: what was exported so far, and the quota."""


@rule(
    "security-stamp-mismatch",
    REVIEW,
    confidence="M",
    title="Security stamp not in order",
    message="The security stamp of the export document is remarked on (“{value}”).",
    fix="Compare stamp, number and cancellation (signature and seal across its edge) with the document; ask the Management Authority of {exporter} whether it issued it so.",
    basis=("Res. Conf. 12.3",),
)
def security_stamp_mismatch(line: Line) -> Iterator[Hit]:
    """A State that uses security stamps cancels each by signature and seal and writes its number on the permit. Which States use them is not in the dataset, so only what is remarked of a stamp counts."""
    found = _remarked(line, "security_stamp")
    if found:
        yield Hit(*found)


@rule(
    "quota-statement-missing",
    REVIEW,
    confidence="M",
    title="Export permit without its quota statement",
    message="{taxon} from {origin} is under an annual quota of {amount}, but the export permit is said not to state it (“{value}”).",
    fix="Ask the Management Authority of {exporter} for the number exported so far this year and the quota; both belong on the export permit.",
    basis=("Res. Conf. 12.3", "Res. Conf. 14.7"),
    variants={
        "incomplete": "{taxon} from {origin} is under an annual quota of {amount}; the statement “{value}” does not give both the number exported so far and the quota."
    },
)
def quota_statement_missing(line: Line) -> Iterator[Hit]:
    """An export permit for specimens under a quota states how many were exported so far this year, these included, and the quota (`812/1600`). A declaration that is silent about it is a note of its own, or a review where the importing State insists on the statement."""
    item = line.item
    if not item.document(DocumentKind.EXPORT_PERMIT):
        return
    absent = _absent(line)
    if not absent and not _incomplete(item.quota_statement):
        return
    quota = next((quota for quota, answer in quotas_of(line) if quota.amount > 0 and answer.holds), None)
    if quota is None:
        return
    if absent:
        yield Hit(*absent, _params(quota))
    else:
        yield Hit("quota_statement", item.quota_statement, _params(quota), variant="incomplete")


def _absent(line: Line) -> tuple[str, str] | None:
    """The field and words that say that there is no statement."""
    finder = line.reference.document_remarks.get("quota_statement")
    words = finder.find(line.item.quota_statement) if finder else ()
    if words:
        return "quota_statement", words[0]
    insisted = line.jurisdiction.asks_quota_statement and not line.item.quota_statement
    return None if insisted else _remarked(line, "quota_statement")


def _incomplete(statement: str) -> bool:
    figures = [number for number in _NUMBER.findall(statement) if not _YEAR.fullmatch(number)]
    # Two years side by side may be figures that look like years.
    return bool(statement) and "/" not in statement and len(figures) < _FIGURES


def _params(quota: Quota) -> dict[str, str]:
    return amount("amount", quota.amount, quota.unit)


def _remarked(line: Line, kind: str) -> tuple[str, str] | None:
    """The first remark that has a word of the kind: its field and the word."""
    finder = line.reference.document_remarks.get(kind)
    if finder is None:
        return None
    return next(((field, word) for field, text in remarks(line) for word in finder.find(text)), None)


RULES = (security_stamp_mismatch, quota_statement_missing)
