"""One run of `check`: inputs opened, lines checked as they are read, reports written, an exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

import cites_check
from cites_check import __version__
from cites_check.cli.accepted import Accepted
from cites_check.cli.ledger import ledger_of, read_registers
from cites_check.cli.settings import country, day, language, open_lookups
from cites_check.declarations import Declaration, DeclarationError, ReadOptions, codebook_from, read
from cites_check.engine import Checker, Choice
from cites_check.errors import CitesCheckError, DatasetError, InputError, UsageError
from cites_check.locale.texts import Texts
from cites_check.model.codes import Severity
from cites_check.model.dataset import DatasetInfo
from cites_check.model.lines import LineItem, RowError
from cites_check.model.results import RunInfo, RunSummary
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
from cites_check.rules.goods_tables import DOCUMENTS as GOODS_DOCUMENTS
from cites_check.rules.jurisdiction import jurisdictions_from
from cites_check.rules.reference import reference_from
from cites_check.rules.table import RULES

if TYPE_CHECKING:
    from cites_check.dataset.opened import Dataset

EXAMPLE = "example.csv"
"""How the example declaration is called in reports."""
_EXAMPLE_FILE = Path(cites_check.__file__).with_name("example") / "declaration.csv"

OK = 0
FINDINGS = 1
UNREADABLE = 3

_REFERENCE_DOCUMENTS = (
    "annotations",
    "countries",
    "codes/sources",
    "codes/purposes",
    "codes/terms",
    "codes/units",
    "codes/documents",
    "codes/document_remarks",
    "codes/other_systems",
    "codes/personal_effects",
    "quotas",
    "suspensions",
    "reservations",
    *GOODS_DOCUMENTS,
)


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
    sheet: str | None
    select: frozenset[str]
    ignore: frozenset[str]
    min_severity: str
    fail_on: str
    sort: str
    statistics: bool
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
        lookups = open_lookups(wanted.data_dir, batch=True)
        dataset = lookups.dataset
        _fresh_enough(dataset.info, wanted.max_data_age, date.today())
        documents = {name: dataset.document(name) for name in _REFERENCE_DOCUMENTS}
        reference = reference_from(documents)
        importer = country(wanted.importer, "--importer", dataset)
        if wanted.sort == "risk" or wanted.verbose:
            self._indicators = indicators_from(dataset.document("risk") or ())
        permits = read_registers(wanted.permits, codebook_from(documents)) if wanted.permits else ()
        checker = Checker(
            lookups,
            reference,
            jurisdictions_from(dataset),
            Texts(self._lang, reference),
            default_importer=importer,
            default_date=self._on,
            choice=Choice(wanted.select, wanted.ignore, Severity(wanted.min_severity), advice=wanted.verbose),
            ledger=ledger_of(lookups, reference, permits),
            indicators=self._indicators,
            waive=self._accepted,
        )
        for text in self._accepted.expired():
            typer.echo(f"cites-check: {text}", err=True)
        for finding in checker.run_findings() if not wanted.quiet else ():
            typer.echo(f"cites-check: {finding.rule}: {finding.message} ({finding.fix})", err=True)
        inputs = self._inputs()
        info = RunInfo(
            tool_version=__version__,
            dataset=dataset.info,
            files=tuple(inputs),
            importer=importer,
            on_date=self._on.isoformat() if wanted.on_date else "",
            lang=self._lang,
        )
        summary = RunSummary()
        with ExitStack() as stack:
            reporters = [stack.enter_context(reporter) for reporter in self._reporters(info)]
            for line in self._lines(inputs, dataset, documents, importer, summary):
                result = checker.check(line)
                summary.add(result)
                for reporter in reporters:
                    reporter.line(result)
            for reporter in reporters:
                reporter.end(summary)
        for text in self._accepted.unused() if not wanted.quiet else ():
            typer.echo(f"cites-check: {text}", err=True)
        self._say_summary(summary, info)
        return self._exit_code(summary)

    def _inputs(self) -> dict[str, str | None]:
        """Display name → path; None stands for standard input."""
        inputs: dict[str, str | None] = {}
        if self._wanted.example:
            inputs[EXAMPLE] = str(_EXAMPLE_FILE)
        for path in self._wanted.paths:
            inputs["-" if path == "-" else path] = None if path == "-" else path
        return inputs

    def _lines(
        self,
        inputs: dict[str, str | None],
        dataset: Dataset,
        documents: dict[str, Any],
        importer: str,
        summary: RunSummary,
    ) -> Iterator[LineItem | RowError]:
        wanted = self._wanted
        codes = codebook_from(documents)
        options = ReadOptions(
            input_format=wanted.input_format,
            mapping=dict(_pair(text, "--map", "COLUMN=FIELD") for text in wanted.mapping),
            sheet=wanted.sheet,
            default_importer=importer,
            default_import_date=self._on,
        )
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
        format = self._format()
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
        targets: list[tuple[str, Target]] = [(format, wanted.output if wanted.output is not None else sys.stdout)]
        targets += [
            (kind, Path(file)) for kind, file in (_pair(text, "--report", "FORMAT=FILE") for text in wanted.reports)
        ]
        for kind, target in targets:
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
        from difflib import get_close_matches

        close = get_close_matches(name, known, 1)
        raise UsageError(
            f"there is no rule {name!r}", f"did you mean {close[0]}?" if close else "cites-check rules lists all"
        )


def _pair(text: str, option: str, form: str) -> tuple[str, str]:
    left, equals, right = text.rpartition("=") if option == "--map" else text.partition("=")
    if not equals or not left or not right:
        raise UsageError(f"{option}: {text!r} is not of the form {form}")
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
