"""Recommendations to suspend trade (Art. XIII, Res. Conf. 12.8 and 14.3) and bans that exporting States announced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cites_check.model.codes import DocumentKind, Severity, Verdict
from cites_check.rules.base import NOTE, REVIEW, Hit, Scope, rule
from cites_check.rules.context import Line
from cites_check.rules.measures import Reach, fields_in_words, reach
from cites_check.rules.trade_tables import Suspension

_BASIS_KO = {
    "Annual reports": "연례보고서 미제출",
    "Art. XIII": "협약 제13조",
    "National export ban": "수출국의 수출금지",
    "National legislation": "국내 이행입법 미비",
    "Significant trade": "중대 거래 검토",
}

FRESH_DAYS = 60
"""A suspension list older than this many days on the import date cannot be relied on alone."""


@dataclass(frozen=True, slots=True)
class Match:
    """A suspension that concerns the line: in what role its State stands there, and how far its codes reach."""

    row: Suspension
    role: str
    """`from` (the goods come from there), `origin` (they originate there and come from elsewhere), `to` (they go there)."""
    reach: Reach


def matches(line: Line) -> tuple[Match, ...]:
    """Every suspension in force that names a State of the line and its taxon, whatever its source, purpose and term."""
    found: tuple[Match, ...] | None = line.memo.get("suspensions")
    if found is None:
        found = line.memo["suspensions"] = tuple(_matches(line))
    return found


def _matches(line: Line) -> Iterator[Match]:
    table = line.reference.trade.suspensions
    item = line.item
    sent_from = item.exporter or item.origin
    for state in dict.fromkeys(filter(None, (item.exporter, item.origin, item.importer))):
        for row in table.get(state, ()):
            if not row.in_force(line.on.isoformat()) or not _concerns(row, line):
                continue
            if role := _role(row, state, line, sent_from):
                answer = reach(line, sources=row.sources, purposes=row.purposes, terms=row.terms)
                yield Match(row, role, answer)


def _concerns(row: Suspension, line: Line) -> bool:
    names = line.names
    if names & row.excludes or (row.kingdom and row.kingdom != line.kingdom):
        return False
    if line.appendix and not row.appendices.take(line.appendix.value):
        return False
    return not row.taxon or row.taxon in names


def _role(row: Suspension, state: str, line: Line, sent_from: str) -> str:
    item = line.item
    if state == item.importer and state not in (sent_from, item.origin):
        return "to" if row.both_ways else ""
    if state == sent_from:
        # Of one species, what a State exports is what originates there; what it passes on is another State's affair.
        passed_on = item.origin not in ("", state) and item.origin not in line.reference.no_states
        return "" if row.taxon and passed_on and not row.both_ways else "from"
    return "origin" if state == item.origin else ""


def export_bans(line: Line) -> Iterator[Suspension]:
    """Bans of the State of origin or export that the line would break, as far as its codes say."""
    for match in matches(line):
        if match.row.ban and match.row.confirmed_open and match.role != "to" and match.reach.may_hold:
            yield match.row


def _direct(line: Line, *, all_trade: bool) -> Iterator[Match]:
    for match in matches(line):
        if match.role in ("from", "to") and (not match.row.taxon) == all_trade:
            yield match


def _strongest(line: Line, found: Iterator[Match]) -> Iterator[Hit]:
    """One hit: that of the match which weighs most."""
    weighed = [(match, _severity(line, match)) for match in found if match.reach.may_hold]
    if not weighed:
        return
    match, severity = max(weighed, key=lambda pair: (pair[1].weight, pair[0].row.start))
    row = match.row
    violated = severity is Severity.VIOLATION
    if not row.confirmed_open:
        variant = "unverified"
    elif row.ban:
        variant = "ban"
    else:
        variant = "open" if match.reach.open else ""
    yield Hit(
        "importer" if match.role == "to" else "exporter" if line.item.exporter else "origin",
        row.country,
        _params(match),
        severity=severity,
        verdict=Verdict.PROHIBITED if violated else None,
        variant=variant,
    )


def _severity(line: Line, match: Match) -> Severity:
    """Recommendations are no treaty bans: a violation only where they are carried into law, or cover imports themselves."""
    row = match.row
    if not row.confirmed_open or (row.ban and not row.taxon):
        # A State's general ban has exceptions of its own; its export permit says more than an old announcement.
        return Severity.NOTE
    if row.ban or match.reach.open:
        return Severity.REVIEW
    return Severity.VIOLATION if row.both_ways or line.jurisdiction.suspensions_bind else Severity.REVIEW


def _params(match: Match) -> dict[str, str]:
    row = match.row
    notice = f"Notification {row.notification}" if row.notification else row.basis
    return {
        "state": row.country,
        "what": row.taxon or "all species of the Appendices",
        "what_ko": row.taxon or "부속서 등재종 전체",
        "notice": notice,
        "notice_ko": f"통지문 {row.notification}" if row.notification else _BASIS_KO.get(row.basis, row.basis),
        "since": row.start or "?",
        "confirmed": row.confirmed or "?",
        "terms_of_it": row.note or "-",
        **fields_in_words(match.reach.open),
    }


_VARIANTS = {
    "open": "Trade in {what} with {state} is under a recommendation to suspend since {since} ({notice}, last seen open on {confirmed}); whether it holds here depends on what is not declared: {open}.",
    "ban": "{state} announced that it does not permit exports of {what} since {since} ({notice}, last seen open on {confirmed}).",
    "unverified": "An older list names a suspension or export ban of {state} for {what} ({notice}, last seen open on {confirmed}); whether it still holds is not known.",
}
_FIX = "Look at the current list of the Secretariat; if the suspension still stands, do not import. Ask the Management Authority of {importer}."


@rule(
    "suspension-exact",
    REVIEW,
    title="Recommendation to suspend trade in this species from this State",
    message="Parties are recommended not to accept trade in {what} with {state} since {since} ({notice}, last seen open on {confirmed}).",
    fix=_FIX,
    basis=("Res. Conf. 14.3", "Res. Conf. 12.8", "CITES Art. XIII"),
    variants=_VARIANTS,
)
def suspension_exact(line: Line) -> Iterator[Hit]:
    """The Standing Committee recommends to suspend trade in a species with a State, or the State itself has banned its export. A recommendation is a review; it is a violation where it covers imports as well, or where the importing country carries recommendations into law. What only an old list names is a note."""
    if line.jurisdiction.code != "EU":
        yield from _strongest(line, _direct(line, all_trade=False))


@rule(
    "eu-suspension",
    REVIEW,
    title="Suspended introduction into the European Union",
    message="Trade in {what} with {state} is under a recommendation to suspend since {since} ({notice}, last seen open on {confirmed}); the European Union carries these out and prohibits the introduction.",
    fix="Look at the Union's Suspensions Regulation for {what} of {state}; no import permit is granted while it stands.",
    basis=("Reg. (EC) 338/97 Art. 4(6)", "Res. Conf. 14.3"),
    variants=_VARIANTS,
)
def eu_suspension(line: Line) -> Iterator[Hit]:
    """The European Union prohibits the introduction of species from States of origin that its Suspensions Regulation names. That Regulation is not in the dataset; the recommendations of the Standing Committee, which it carries out, are. The origin decides, not the exporter."""
    if line.jurisdiction.code != "EU":
        return
    found = (match for match in matches(line) if match.row.taxon and match.role in ("from", "origin"))
    yield from _strongest(
        line, (match for match in found if match.row.country == (line.item.origin or line.item.exporter))
    )


@rule(
    "suspension-all-trade",
    REVIEW,
    title="Recommendation to suspend all trade with this State",
    message="Parties are recommended not to accept any trade with {state} since {since} ({notice}, last seen open on {confirmed}; {terms_of_it})",
    fix=_FIX,
    basis=("CITES Art. XIII", "Res. Conf. 14.3"),
    variants={
        **_VARIANTS,
        "commercial": "Commercial trade with {state} is under a recommendation to suspend since {since} ({notice}); purpose {purpose} is outside it, if it is true.",
    },
)
def suspension_all_trade(line: Line) -> Iterator[Hit]:
    """All trade with a State, or all commercial trade, is under a recommendation to suspend. Where only commercial trade is, a line for another purpose gets a note: the purpose should be looked at."""
    found = list(_direct(line, all_trade=True))
    hits = list(_strongest(line, iter(found)))
    yield from hits
    if hits and hits[0].severity is not Severity.NOTE:
        return
    for match in found:
        if match.reach.outside == ("purpose",) and match.row.confirmed_open and not match.row.ban:
            severity = REVIEW if line.jurisdiction.suspensions_bind else NOTE
            yield Hit("purpose", line.item.purpose, _params(match), severity=severity, variant="commercial")
            return


@rule(
    "suspension-adjacent",
    NOTE,
    title="Suspension for another source, purpose or specimen",
    message="Trade in {what} with {state} is suspended since {since} ({notice}), but not for what is declared here: {outside}.",
    fix="See that source, purpose and term are those of the export document.",
    basis=("Res. Conf. 12.8",),
)
def suspension_adjacent(line: Line) -> Iterator[Hit]:
    """A suspension exists for the same species and State, but for another source, purpose or kind of specimen: a reason to look twice at these codes."""
    for match in _direct(line, all_trade=False):
        if match.row.confirmed_open and match.reach.outside and not match.row.ban:
            words = fields_in_words(match.reach.outside)
            yield Hit(
                match.reach.outside[0],
                "",
                {**_params(match), "outside": words["open"], "outside_ko": words["open_ko"]},
            )
            return


@rule(
    "suspension-reexport",
    REVIEW,
    title="Re-export of goods whose origin is under a suspension",
    message="The goods originate in {state}, with which trade in {what} is suspended since {since} ({notice}, last seen open on {confirmed}); they are lawful only if they left {state} before.",
    fix="Check the date of the origin's export permit on the re-export certificate.",
    basis=("Res. Conf. 12.3", "Res. Conf. 14.3"),
)
def suspension_reexport(line: Line) -> Iterator[Hit]:
    """Goods that are re-exported from elsewhere must have left a suspended State of origin before the suspension. An origin permit from before it settles the matter."""
    if line.jurisdiction.code == "EU" and any(True for _ in eu_suspension.check(line)):
        return
    permit = line.item.document(DocumentKind.ORIGIN_EXPORT_PERMIT)
    for match in matches(line):
        row = match.row
        if match.role != "origin" or not row.confirmed_open or row.ban or not match.reach.may_hold:
            continue
        if permit and permit.issued and row.start and permit.issued < date.fromisoformat(row.start):
            continue
        yield Hit("origin", row.country, _params(match))
        return


@rule(
    "suspension-list-stale",
    REVIEW,
    scope=Scope.RUN,
    title="The suspension list is old",
    message="The list of suspensions in the dataset was last brought up to date on {since}, {days} days before {on}; newer suspensions are not known to this check.",
    fix="Look at the Secretariat's list of countries under a recommendation to suspend trade; bring the dataset up to date.",
    basis=("Res. Conf. 14.3",),
)
def suspension_list_stale(line: Line) -> Iterator[Hit]:
    """Suspensions change every few months. A list more than 60 days older than the import date cannot clear a line alone; said once for a run."""
    as_of = line.reference.trade.suspensions_as_of
    if as_of and (days := (line.on - date.fromisoformat(as_of)).days) > FRESH_DAYS:
        yield Hit("", "", {"since": as_of, "days": str(days)})


RULES = (
    suspension_exact,
    eu_suspension,
    suspension_all_trade,
    suspension_adjacent,
    suspension_reexport,
    suspension_list_stale,
)
