"""The core: line items checked against one dataset.

`Checker.check` is the one function that every way of running feeds: one file, many cores, or batches. It holds no state
that grows with the number of lines; what lines have to know of each other is in a `Ledger` of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cites_check.consignments import Ledger
from cites_check.locale.texts import Texts
from cites_check.lookup import Lookups
from cites_check.model.codes import Appendix, Severity, Verdict
from cites_check.model.findings import Finding
from cites_check.model.lines import LineItem, RowError
from cites_check.model.listings import Listing
from cites_check.model.results import LineResult
from cites_check.model.taxa import NameMatch, NameStatus
from cites_check.readings import Readings
from cites_check.risk import Indicator, assess
from cites_check.rules.base import Hit, Rule, Scope
from cites_check.rules.context import Line
from cites_check.rules.jurisdiction import Jurisdictions
from cites_check.rules.reference import Reference
from cites_check.rules.requirements import required_documents
from cites_check.rules.reservations import softened
from cites_check.rules.splitting import tallies_of
from cites_check.rules.table import ADVICE, RULES

Waive = Callable[[LineItem, str, tuple[Finding, ...]], tuple[Finding, ...]]
"""Marks the findings of a line, with the taxon it names, that are waived."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rules are asked: all, or only `selected`, never `ignored`; findings below `min_severity` are left out.

    Without `advice`, notes that hold for every import of their kind are left out as well, unless they are selected.
    """

    selected: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    min_severity: Severity = Severity.NOTE
    advice: bool = True

    def takes(self, rule: Rule) -> bool:
        """Whether the rule is asked."""
        return (not self.selected or rule.id in self.selected) and rule.id not in self.ignored

    def shows(self, rule: Rule, severity: Severity) -> bool:
        """Whether a finding is told: advice may be left out, a review or violation of the same rule never."""
        if severity.weight < self.min_severity.weight:
            return False
        return self.advice or severity is not Severity.NOTE or rule.id in self.selected or rule.id not in ADVICE


class Checker:
    """Checks line items. `default_importer` (ISO2) and `default_date` stand in where a line does not say."""

    def __init__(
        self,
        lookups: Lookups,
        reference: Reference,
        jurisdictions: Jurisdictions,
        texts: Texts,
        *,
        default_importer: str = "",
        default_date: date,
        choice: Choice | None = None,
        ledger: Ledger | None = None,
        indicators: Sequence[Indicator] = (),
        waive: Waive | None = None,
    ) -> None:
        dated = replace(reference, in_force=lookups.dataset.info.in_force)
        self._readings = Readings(lookups, dated, jurisdictions, default_date)
        self._texts = texts
        self._importer = default_importer
        self._choice = choice or Choice()
        self._ledger = ledger
        self._indicators = indicators
        self._waive = waive
        taken = [rule for rule in RULES if self._choice.takes(rule)]
        self._rules = {scope: tuple(rule for rule in taken if rule.scope is scope) for scope in Scope}

    def check_all(self, lines: Iterable[LineItem | RowError]) -> Iterator[LineResult]:
        """Check lines one by one, in their order."""
        for line in lines:
            yield self.check(line)

    def run_findings(self) -> tuple[Finding, ...]:
        """What there is to say once about the whole run, on its date: about the data, not about a line."""
        line = self._readings.plain(LineItem(importer=self._importer), NameMatch("", NameStatus.UNRESOLVED))
        return tuple(
            self._texts.finding(rule, hit, line, hit.severity or rule.severity, None)
            for rule in self._rules[Scope.RUN]
            for hit in rule.check(line)
        )

    def check(self, line: LineItem | RowError) -> LineResult:
        """Check one line."""
        if isinstance(line, RowError):
            return self._assessed(self._unreadable(line), ())
        item = line if line.importer or not self._importer else replace(line, importer=self._importer)
        declared = item
        if self._ledger is not None:
            item = self._ledger.complete(item)
        match = self._readings.match(item)
        readings = self._readings.of(item, match)
        if self._ledger is not None:
            readings = _told(readings, self._ledger, declared)
        findings = self._findings(readings)
        main = readings[0]
        if all(reading.described for reading in readings):
            match = main.match
        lookup_status = match.status
        named = lookup_status in (NameStatus.RESOLVED, NameStatus.AMBIGUOUS)
        taxon = main.taxon.name if main.taxon and named else ""
        if self._waive is not None:
            # What counts stands before what is waived.
            findings = tuple(sorted(self._waive(item, taxon, findings), key=lambda finding: finding.waived))
        result = LineResult(
            file=item.file,
            row=item.row,
            verdict=self._verdict(findings, readings),
            line_id=item.line_id,
            scientific_name=item.scientific_name,
            taxon=taxon,
            rank=main.taxon.rank if main.taxon else "",
            match=match if match.best else None,
            taxon_class=_ancestor(main, "class"),
            family=_ancestor(main, "family"),
            kingdom=main.kingdom,
            appendix="/".join(dict.fromkeys(reading.appendix.value for reading in readings if reading.appendix)),
            listed_as=_listed_as(main.listing),
            # The strictest reading says what to have ready.
            documents_required=required_documents(main),
            findings=findings,
            item=item,
            steps=self._texts.steps(main),
        )
        return self._assessed(result, frozenset(_facts(main)) if self._indicators else ())

    def _assessed(self, result: LineResult, facts: Collection[str]) -> LineResult:
        if not self._indicators:
            return result
        risk = assess(result, self._indicators, facts)
        return replace(result, risk=risk.score, risk_indicators=risk.indicators)

    def _findings(self, readings: Sequence[Line]) -> tuple[Finding, ...]:
        """The findings of all readings.

        What holds in some readings only is a review: a person has to decide which reading is right.
        """
        found: dict[tuple[str, str, str], tuple[Rule, Hit, Line, int]] = {}
        for line in readings:
            for rule, hit in self._hits(line):
                key = (rule.id, hit.field, hit.value)
                first = found.get(key)
                found[key] = (rule, hit, line, 1) if first is None else (*first[:3], first[3] + 1)
        findings = []
        before: dict[str, Severity] = {}
        for rule, hit, line, times in found.values():
            severity = _severity(rule, hit, line, conditional=times < len(readings))
            if rule.id not in before or severity.weight > before[rule.id].weight:
                before[rule.id] = severity
        main = replace(readings[0], found=before)
        for rule in self._rules[Scope.AFTER]:
            for hit in rule.check(main):
                found[rule.id, hit.field, hit.value] = (rule, hit, main, len(readings))
        for rule, hit, line, times in found.values():
            conditional = times < len(readings)
            severity = _severity(rule, hit, line, conditional=conditional)
            if not self._choice.shows(rule, severity):
                continue
            verdict = (
                hit.verdict or rule.verdict
                if severity is Severity.VIOLATION or rule.verdict is Verdict.UNRESOLVED
                else None
            )
            findings.append(self._texts.finding(rule, hit, line, severity, verdict, conditional=conditional))
        findings.sort(
            key=lambda finding: (-finding.severity.weight, finding.verdict.rank if finding.verdict else len(Verdict))
        )
        return tuple(findings)

    def _hits(self, line: Line) -> Iterator[tuple[Rule, Hit]]:
        for scope in _scopes(line):
            for rule in self._rules[scope]:
                for hit in rule.check(line):
                    yield rule, hit

    def _verdict(self, findings: Sequence[Finding], readings: Sequence[Line]) -> Verdict:
        counted = [finding for finding in findings if not finding.waived]
        worst = min(
            (finding.verdict for finding in counted if finding.verdict and finding.severity is Severity.VIOLATION),
            key=lambda v: v.rank,
            default=None,
        )
        if worst is not None:
            return worst
        if any(finding.verdict is Verdict.UNRESOLVED for finding in counted):
            return Verdict.UNRESOLVED
        if any(finding.severity is Severity.REVIEW for finding in counted):
            return Verdict.REVIEW
        # A waiver takes a doubt out of the count; it does not make a name known.
        doubt = any(finding.waived and finding.severity is not Severity.NOTE for finding in findings)
        if any(line.match.status is NameStatus.UNRESOLVED and (line.match.query or doubt) for line in readings):
            return Verdict.UNRESOLVED
        main = readings[0]
        return Verdict.OK if main.listing is not None else Verdict.NOT_LISTED

    def _unreadable(self, error: RowError) -> LineResult:
        finding = self._texts.row_error(error)
        return LineResult(file=error.file, row=error.row, verdict=Verdict.INPUT_ERROR, findings=(finding,))


def _told(readings: tuple[Line, ...], ledger: Ledger, declared: LineItem) -> tuple[Line, ...]:
    """The readings, told what the ledger knows of their documents and parties. The strictest one is entered there."""
    main = readings[0]
    amounts = next((found for line in readings if (found := tallies_of(line))), {})
    if main.appendix is None and not amounts:
        return readings
    above = frozenset(taxon.name for taxon in main.lineage)
    across = ledger.enter(main.item, main.taxon.name if main.taxon else "", above, amounts, main.on, declared)
    return tuple(replace(line, across=across) for line in readings)


def _facts(line: Line) -> Iterator[str]:
    """The facts of a line that indicators of risk ask about and that its result does not tell."""
    goods = line.reference.goods
    if line.across is not None and line.across.first_permit:
        yield "first_permit"
    if (watched := goods.tariff.watched(line.item.hs_code)) is not None and watched.risk == "high":
        yield "high_risk_heading"
    if line.item.exporter in goods.hubs:
        yield "trade_hub"


def _severity(rule: Rule, hit: Hit, line: Line, *, conditional: bool) -> Severity:
    severity = hit.severity or rule.severity
    if severity is not Severity.VIOLATION:
        return severity
    # What holds in some readings only, or by a listing that does not bind the importing State, is for a person.
    return softened(line) or (Severity.REVIEW if conditional else severity)


def _scopes(line: Line) -> tuple[Scope, ...]:
    if line.taxon is None:
        return (Scope.ALWAYS, Scope.NOT_COVERED) if line.match.status is NameStatus.UNLISTED else (Scope.ALWAYS,)
    match line.appendix:
        case None:
            outside = Scope.NOT_COVERED if line.coverage is None else Scope.PART_NOT_COVERED
            return (Scope.ALWAYS, Scope.RESOLVED, outside)
        case Appendix.I:
            return (Scope.ALWAYS, Scope.RESOLVED, Scope.COVERED, Scope.APPENDIX_I)
        case Appendix.II:
            return (Scope.ALWAYS, Scope.RESOLVED, Scope.COVERED, Scope.APPENDIX_II)
        case Appendix.III:
            return (Scope.ALWAYS, Scope.RESOLVED, Scope.COVERED, Scope.APPENDIX_III)


def _ancestor(line: Line, rank: str) -> str:
    return next((taxon.name for taxon in line.lineage if taxon.rank == rank), "")


def _listed_as(listing: Listing | None) -> str:
    """The entry as the Appendices write it: higher taxa with `spp.`."""
    if listing is None:
        return ""
    return listing.taxon if listing.rank in {"species", "subspecies", "variety"} else f"{listing.taxon} spp."
