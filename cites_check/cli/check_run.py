"""One run of `check`: inputs opened, lines checked as they are read, reports written, an exit code."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from pathlib import Path

import typer

import cites_check
from cites_check import __version__
from cites_check.batch.setup import REFERENCE_DOCUMENTS, Setup
from cites_check.batch.workers import Workers, usable_cores
from cites_check.cli.accepted import Accepted
from cites_check.cli.placed import read_placed
from cites_check.cli.progress import progress_bar
from cites_check.cli.registers import read_registers
from cites_check.cli.settings import country, day, language, open_lookups
from cites_check.declarations import (
    CodeBook,
    Declaration,
    DeclarationError,
    ReadOptions,
    codebook_from,
    headings_from,
    read,
)
from cites_check.engine import Checker, Choice
from cites_check.errors import CitesCheckError, DatasetError, InputError, UsageError, did_you_mean
from cites_check.model.codes import Severity
from cites_check.model.dataset import DatasetInfo
from cites_check.model.findings import Finding
from cites_check.model.lines import LineItem, RowError
from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports import (
    FORMATS,
    Reporter,
    ReportError,
    ReportOptions,
    RuleInfo,
    Target,
    open_report,
    statistics_lines,
    summary_line,
)
from cites_check.risk import Indicator, indicators_from
from cites_check.rules.table import RULES

EXAMPLE = "example.csv"
"""How the example declaration is called in reports."""
_EXAMPLE_FILE = Path(cites_check.__file__).with_name("example") / "declaration.csv"

_LINES_A_STEP = 200
"""Lines between two steps of the progress bar."""

OK = 0
FINDINGS = 1
UNREADABLE = 3

_ALONE_LINES = 10_000
"""So many lines are checked here before other processes are started: fewer are done sooner than those are ready."""
_MOST_JOBS = 4
"""Processes that are started unasked. Reading and writing stay with one, which cannot feed many more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the command line asked for, as it was written."""

    paths: tuple[str, ...]
    example: bool
    format: str
    output: Path | None
    reports: tuple[str, ...]
    importer: str | None
    on_date: str | None
    permits: tuple[str, ...]
    waivers: Path | None
    baseline: Path | None
    input_format: str
    mapping: tuple[str, ...]
    headings: Path | None
    sheet: str | None
    select: frozenset[str]
    ignore: frozenset[str]
    min_severity: str
    fail_on: str
    sort: str
    statistics: bool
    jobs: int | None
    lang: str | None
    data_dir: Path | None
    max_data_age: int | None
    verbose: bool
    quiet: bool
    progress: bool
    color: str


class CheckRun:
    """Runs one check. Everything that the command line got wrong is said before the first line is read."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._lang = language(wanted.lang)
        self._on = day(wanted.on_date)
        self._failed_files = 0
        self._indicators: tuple[Indicator, ...] = ()
        _known_rules(wanted.select | wanted.ignore)
        self._accepted = Accepted(wanted.waivers, wanted.baseline, date.today())

    def run(self) -> int:
        """Check everything; returns the exit code."""
        wanted = self._wanted
        if not wanted.paths and not wanted.example:
            raise UsageError("nothing to check", "name a declaration file, - for standard input, or --example")
        # With processes that check, this one has few names to look up.
        lookups = open_lookups(wanted.data_dir, batch=wanted.jobs in (None, 1))
        dataset = lookups.dataset
        _fresh_enough(dataset.info, wanted.max_data_age, date.today())
        codes = codebook_from({name: dataset.document(name) for name in REFERENCE_DOCUMENTS})
        importer = country(wanted.importer, "--importer", dataset)
        options = self._read_options(importer)
        if wanted.sort == "risk" or wanted.verbose:
            self._indicators = indicators_from(dataset.document("risk") or ())
        setup = Setup(
            index=dataset.location.index,
            origin=dataset.location.origin,
            lang=self._lang,
            on=self._on,
            importer=importer,
            choice=Choice(wanted.select, wanted.ignore, Severity(wanted.min_severity), advice=wanted.verbose),
            permits=tuple(read_registers(wanted.permits, codes)),
            steps=wanted.verbose or any(kind == "referral" for kind, _ in self._targets()),
            risk=bool(self._indicators),
        )
        checker = setup.checker(lookups, self._accepted)
        inputs = self._inputs()
        info = RunInfo(
            tool_version=__version__,
            dataset=dataset.info,
            files=tuple(inputs),
            importer=importer,
            on_date=self._on.isoformat() if wanted.on_date else "",
            lang=self._lang,
            notices=checker.run_findings(),
        )
        summary = RunSummary()
        with ExitStack() as stack:
            reporters = [stack.enter_context(reporter) for reporter in self._reporters(info)]
            self._say_before(info.notices)
            lines = self._lines(inputs, codes, options, summary)
            results = stack.enter_context(closing(self._results(setup, checker, lines)))
            # Lines of a report on the same terminal would tear the bar.
            on_terminal = wanted.output is None and sys.stdout.isatty()
            steps = stack.enter_context(progress_bar(wanted.progress and not wanted.quiet and not on_terminal, "lines"))
            for result in results:
                summary.add(result)
                if steps is not None and summary.lines % _LINES_A_STEP == 0:
                    steps(summary.lines, None)
                for reporter in reporters:
                    reporter.line(result)
            for reporter in reporters:
                reporter.end(summary)
        for text in self._accepted.unused() if not wanted.quiet else ():
            typer.echo(f"cites-check: {text}", err=True)
        self._say_summary(summary, info)
        return self._exit_code(summary)

    def _say_before(self, notices: Iterable[Finding]) -> None:
        """What holds for the whole run, said once the command line is known to be right."""
        for text in self._accepted.expired():
            typer.echo(f"cites-check: {text}", err=True)
        for notice in notices if not self._wanted.quiet else ():
            typer.echo(f"cites-check: {notice.rule}: {notice.message} ({notice.fix})", err=True)

    def _results(self, setup: Setup, checker: Checker, lines: Iterator[LineItem | RowError]) -> Generator[LineResult]:
        """The results of the lines, by as many processes as were asked for, or as seems worth while."""
        jobs = self._wanted.jobs
        if jobs is None:
            yield from checker.check_all(islice(lines, _ALONE_LINES))
            jobs = min(usable_cores(), _MOST_JOBS)
            first = next(lines, None)
            if first is None:
                return
            lines = chain([first], lines)
        if jobs == 1:
            yield from checker.check_all(lines)
            return
        with Workers(setup, jobs) as workers:
            yield from workers.check_all(checker, lines)

    def _inputs(self) -> dict[str, str | None]:
        """Display name → path; None stands for standard input."""
        inputs: dict[str, str | None] = {}
        if self._wanted.example:
            inputs[EXAMPLE] = str(_EXAMPLE_FILE)
        for path in self._wanted.paths:
            inputs["-" if path == "-" else path] = None if path == "-" else path
        return inputs

    def _read_options(self, importer: str) -> ReadOptions:
        wanted = self._wanted
        return ReadOptions(
            input_format=wanted.input_format,
            mapping=dict(_pair(text, "--map", "COLUMN=FIELD") for text in wanted.mapping),
            headings=headings_from(read_placed(wanted.headings, "--headings")) if wanted.headings else {},
            sheet=wanted.sheet,
            default_importer=importer,
            default_import_date=self._on,
        )

    def _lines(
        self, inputs: dict[str, str | None], codes: CodeBook, options: ReadOptions, summary: RunSummary
    ) -> Iterator[LineItem | RowError]:
        for name, path in inputs.items():
            try:
                if path is None:
                    declaration = read(None, sys.stdin.buffer, options=options, codes=codes)
                else:
                    declaration = read(Path(path), options=options, codes=codes)
                self._say_columns(declaration)
                summary.files += 1
                yield from (replace(line, file=name) for line in declaration) if name == EXAMPLE else declaration
            except DeclarationError as error:
                # One unreadable file does not keep the others from being checked; the exit code remembers it.
                self._failed_files += 1
                self._say_error(error)

    def _reporters(self, info: RunInfo) -> Iterator[Reporter]:
        wanted = self._wanted
        rules = {rule.id: RuleInfo(rule.id, rule.title, rule.severity, rule.basis) for rule in RULES}
        options = ReportOptions(
            lang=self._lang,
            color=wanted.color,  # type: ignore[arg-type] # Typer has checked the choice.
            verbose=wanted.verbose,
            min_severity=Severity(wanted.min_severity),
            source_path=self._spreadsheet(),
            source_sheet=wanted.sheet or "",
            rules=rules,
            sort=wanted.sort,  # type: ignore[arg-type] # Typer has checked the choice.
            indicators={one.id: one.words[self._lang] for one in self._indicators},
        )
        for kind, target in self._targets():
            if kind not in FORMATS:
                raise UsageError(f"--report: {kind!r} is not a report format", f"use one of {', '.join(FORMATS)}")
            try:
                yield open_report(kind, target, info, options)
            except ReportError as error:
                raise UsageError(str(error)) from error
            except OSError as error:
                raise UsageError(
                    f"{target}: cannot be written: {error.strerror or error}", "name another file"
                ) from error

    def _targets(self) -> list[tuple[str, Target]]:
        """The reports that were asked for: kind, and where to."""
        wanted = self._wanted
        further = [_pair(text, "--report", "FORMAT=FILE") for text in wanted.reports]
        main: Target = wanted.output if wanted.output is not None else sys.stdout
        return [(self._format(), main), *((kind, Path(file)) for kind, file in further)]

    def _format(self) -> str:
        if self._wanted.format != "auto":
            return self._wanted.format
        return "table" if self._wanted.output is None and sys.stdout.isatty() else "text"

    def _spreadsheet(self) -> Path | None:
        paths = self._wanted.paths
        return Path(paths[0]) if len(paths) == 1 and paths[0].lower().endswith((".xlsx", ".xlsm")) else None

    def _say_columns(self, declaration: Declaration) -> None:
        for unknown in declaration.unknown_headings if not self._wanted.quiet else ():
            typer.echo(f"{declaration.file}: {unknown}", err=True)
        if self._wanted.verbose:
            for heading, field in declaration.mapping.items():
                typer.echo(f"{declaration.file}: {heading!r} read as {field}", err=True)

    def _say_error(self, error: CitesCheckError) -> None:
        advice = f" ({error.fix})" if error.fix else ""
        typer.echo(f"cites-check: {error.message}{advice}", err=True)

    def _say_summary(self, summary: RunSummary, info: RunInfo) -> None:
        if self._wanted.statistics:
            for line in statistics_lines(summary):
                typer.echo(line, err=True)
        # A table ends in its own summary.
        if not self._wanted.quiet and (summary.lines or summary.files) and self._format() != "table":
            typer.echo(summary_line(summary, info), err=True)

    def _exit_code(self, summary: RunSummary) -> int:
        threshold = self._wanted.fail_on
        if threshold != "never":
            weight = Severity(threshold).weight
            if any(count for severity, count in summary.severities.items() if severity.weight >= weight):
                return FINDINGS
        if self._failed_files or summary.unreadable or not summary.lines:
            if not summary.lines and not self._failed_files:
                self._say_error(
                    InputError(
                        "no line item was found in the input", "check that the file holds rows below its heading"
                    )
                )
            return UNREADABLE
        return OK


def _known_rules(names: frozenset[str]) -> None:
    known = {rule.id for rule in RULES}
    for name in sorted(names - known):
        raise UsageError(f"there is no rule {name!r}", did_you_mean(name, known, "cites-check rules lists all"))


def _pair(text: str, option: str, form: str) -> tuple[str, str]:
    left, equals, right = text.rpartition("=") if option == "--map" else text.partition("=")
    if not equals or not left or not right:
        raise UsageError(f"{option}: {text!r} is not of the form {form}", f"write {option} {form}")
    return left, right


def _fresh_enough(info: DatasetInfo, days: int | None, today: date) -> None:
    if days is None:
        return
    age = (today - date.fromisoformat(info.in_force)).days
    if age > days:
        raise DatasetError(
            f"the dataset is {age} days old (Appendices in force on {info.in_force}); at most {days} are allowed",
            "install a newer version, or allow more days",
        )
