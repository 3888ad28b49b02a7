"""The core: line items checked against one dataset.

A line is checked in three steps. `read` finds out what its name, origin and goods may mean; `enter` tells the ledger of
the run, which is the only step that has to see all lines, in their order, and is cheap; `judge` asks the rules. `check`
takes them one after the other; a batch takes the first and the last on many cores. No step holds anything that grows
with the number of lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cites_check.consignments import Ledger
from cites_check.locale.texts import Texts
from cites_check.lookup import Lookups
from cites_check.model.across import Across
from cites_check.model.codes import Appendix, Severity, Verdict
from cites_check.model.findings import Finding
from cites_check.model.lines import LineItem, RowError
from cites_check.model.listings import Listing
from cites_check.model.results import LineResult
from cites_check.model.taxa import NameMatch, NameStatus
from cites_check.readings import Readings, changed
from cites_check.risk import Indicator
from cites_check.rules.base import Check, Hit, Rule, Scope
from cites_check.rules.context import Line
from cites_check.rules.jurisdiction import Jurisdictions
from cites_check.rules.names import lacks_name
from cites_check.rules.needs import Traits, may_speak, traits_of
from cites_check.rules.reference import Reference
from cites_check.rules.requirements import required_documents
from cites_check.rules.reservations import softened
from cites_check.rules.splitting import tallies_of
from cites_check.rules.table import ADVICE, RULES
from cites_check.verdicts import Judged, Waive, settled, verdict_of

_NOTHING_ACROSS = Across()
_NAMED = (NameStatus.RESOLVED, NameStatus.AMBIGUOUS)


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


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger is told of a line beside the line itself: its taxon (empty where none), the names above it, what
    it adds to each tally, and the date that counts.
    """

    taxon: str
    above: frozenset[str]
    amounts: Mapping[str, float]
    on: date


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line in all its readings, strictest first: what can be said of it without the lines before.

    A row that could not be read has none. `entry` is what the ledger has to be told; where it has nothing to answer,
    `across` says so at once.
    """

    line: LineItem | RowError
    readings: tuple[Line, ...] = ()
    entry: Entry | None = None
    across: Across | None = None


class Checker:
    """Checks line items. `default_importer` (ISO2) and `default_date` stand in where a line does not say.

    `steps` says whether results tell the steps from name to listing, which only some reports show.
    """

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
        steps: bool = True,
    ) -> None:
        dated = replace(reference, in_force=lookups.dataset.info.in_force)
        self._readings = Readings(lookups, dated, jurisdictions, default_date)
        self._texts = texts
        self._importer = default_importer
        self._choice = choice or Choice()
        self._ledger = ledger
        self._indicators = indicators
        self._waive = waive
        self._steps = steps
        taken = [rule for rule in RULES if self._choice.takes(rule)]
        self._rules = {scope: tuple(rule for rule in taken if rule.scope is scope) for scope in Scope}
        self._asked: dict[tuple[tuple[Scope, ...], Traits], tuple[tuple[Rule, Check], ...]] = {}

    def check_all(self, lines: Iterable[LineItem | RowError]) -> Iterator[LineResult]:
        """Check lines one by one, in their order."""
        return map(self.check, lines)

    def check(self, line: LineItem | RowError) -> LineResult:
        """Check one line."""
        read = self.read(line)
        return self.settle(self.judge(read, self.enter(line, read.entry)))

    def run_findings(self) -> tuple[Finding, ...]:
        """What there is to say once about the whole run, on its date: about the data, not about a line."""
        line = self._readings.plain(LineItem(importer=self._importer), NameMatch("", NameStatus.UNRESOLVED))
        return tuple(
            self._texts.finding(rule, hit, line, hit.severity or rule.severity, None)
            for rule in self._rules[Scope.RUN]
            for hit in rule.check(line)
        )

    def read(self, line: LineItem | RowError) -> ReadLine:
        """What a line may mean."""
        if isinstance(line, RowError):
            return ReadLine(line)
        item = self._completed(line)
        readings = self._readings.of(item, self._readings.match(item))
        if self._ledger is None:
            return ReadLine(line, readings)
        main = readings[0]
        amounts = next((found for reading in readings if (found := tallies_of(reading))), {})
        if main.appendix is None and not amounts:
            return ReadLine(line, readings)
        if not item.documents and not amounts:
            return ReadLine(line, readings, across=_NOTHING_ACROSS)
        taxon = main.taxon.name if main.taxon else ""
        above = frozenset(one.name for one in main.lineage)
        return ReadLine(line, readings, Entry(taxon, above, amounts, main.on))

    def enter(self, line: LineItem | RowError, entry: Entry | None) -> Across | None:
        """Tell the ledger of a line, after all lines before it; what it answers. None where it is not concerned."""
        if self._ledger is None or entry is None or isinstance(line, RowError):
            return None
        item = self._completed(line)
        return self._ledger.enter(item, entry.taxon, entry.above, entry.amounts, entry.on, line)

    def judge(self, read: ReadLine, across: Across | None) -> Judged:
        """What the rules find on a line; `across` is what the ledger answered."""
        if isinstance(read.line, RowError):
            return self._unreadable(read.line)
        told = read.across if across is None else across
        readings = read.readings if told is None else tuple(changed(one, across=told) for one in read.readings)
        findings = self._findings(readings)
        main = readings[0]
        item = main.item
        # A name found in the description stands in for the declared one only where no reading goes by that.
        match = next((reading.match for reading in readings if not reading.described), main.match)
        unresolved = any(reading.match.status is NameStatus.UNRESOLVED for reading in readings)
        unnamed = (one for one in readings if one.match.status is NameStatus.UNRESOLVED)
        queried = any(one.match.query or lacks_name(one) for one in unnamed)
        known = Verdict.OK if main.listing is not None else Verdict.NOT_LISTED
        if_clean = Verdict.UNRESOLVED if queried else known
        if_waived = Verdict.UNRESOLVED if unresolved else known
        taxon = main.taxon if main.taxon and match.status in _NAMED else None
        result = LineResult(
            file=item.file,
            row=item.row,
            verdict=verdict_of(findings, if_clean, if_waived),
            line_id=item.line_id,
            scientific_name=item.scientific_name,
            taxon=taxon.name if taxon else "",
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
            steps=self._texts.steps(main) if self._steps else (),
        )
        return Judged(result, if_clean, if_waived, frozenset(_facts(main)) if self._indicators else frozenset())

    def settle(self, judged: Judged) -> LineResult:
        """The result of a line with its waivers and its risk, after all lines before it."""
        return settled(judged, self._waive, self._indicators)

    def _completed(self, line: LineItem) -> LineItem:
        """The line with its importer, and with its documents as the register has them."""
        item = line if line.importer or not self._importer else replace(line, importer=self._importer)
        return item if self._ledger is None else self._ledger.complete(item)

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
        everywhere = len(readings)
        weighed = [
            (rule, hit, line, _severity(rule, hit, line, conditional=times < everywhere), times < everywhere)
            for rule, hit, line, times in found.values()
        ]
        weighed += self._afterwards(readings[0], weighed)
        findings = []
        for rule, hit, line, severity, conditional in weighed:
            if self._choice.shows(rule, severity):
                told = severity is Severity.VIOLATION or rule.verdict is Verdict.UNRESOLVED
                verdict = (hit.verdict or rule.verdict) if told else None
                says_reading = conditional and rule.of_reading
                findings.append(self._texts.finding(rule, hit, line, severity, verdict, conditional=says_reading))
        if len(findings) > 1:
            findings.sort(key=_weight)
        return tuple(findings)

    def _afterwards(
        self, main: Line, weighed: Iterable[tuple[Rule, Hit, Line, Severity, bool]]
    ) -> list[tuple[Rule, Hit, Line, Severity, bool]]:
        """What the rules find that are asked after the others, on the strictest reading."""
        rules = self._rules[Scope.AFTER]
        before: dict[str, Severity] = {}
        for rule, _, _, severity, _ in weighed if rules else ():
            if rule.id not in before or severity.weight > before[rule.id].weight:
                before[rule.id] = severity
        line = changed(main, found=before) if before else main
        found = {(rule.id, hit.field, hit.value): (rule, hit) for rule in rules for hit in rule.check(line)}
        return [(rule, hit, line, _severity(rule, hit, line, conditional=False), False) for rule, hit in found.values()]

    def _hits(self, line: Line) -> list[tuple[Rule, Hit]]:
        key = _scopes(line), traits_of(line)
        asked = self._asked.get(key)
        if asked is None:
            scopes, traits = key
            rules = (rule for scope in scopes for rule in self._rules[scope] if may_speak(rule.id, traits))
            asked = self._asked[key] = tuple((rule, rule.check) for rule in rules)
        return [(rule, hit) for rule, check in asked for hit in check(line)]

    def _unreadable(self, error: RowError) -> Judged:
        finding = self._texts.row_error(error)
        verdict = Verdict.INPUT_ERROR
        result = LineResult(file=error.file, row=error.row, verdict=verdict, findings=(finding,))
        return Judged(result, verdict, verdict)


def _weight(finding: Finding) -> tuple[int, int]:
    """The place of a finding among those of its line: worst first."""
    return -finding.severity.weight, finding.verdict.rank if finding.verdict else len(Verdict)


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
