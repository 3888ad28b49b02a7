"""`cites-check check`: declarations checked line by line."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cites_check.cli.common import Color, DataDir, Importer, Lang, OnDate


class CheckFormat(StrEnum):
    """Report formats; auto is a table on a terminal and text elsewhere."""

    AUTO = "auto"
    TEXT = "text"
    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    HTML = "html"
    MARKDOWN = "markdown"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    REFERRAL = "referral"


class FailOn(StrEnum):
    """The weakest finding that makes the exit code 1."""

    VIOLATION = "violation"
    REVIEW = "review"
    NOTE = "note"
    NEVER = "never"


class MinSeverity(StrEnum):
    """Findings below this are not reported."""

    VIOLATION = "violation"
    REVIEW = "review"
    NOTE = "note"


class Sort(StrEnum):
    """The order of line items."""

    WORST = "worst"
    FILE = "file"
    RISK = "risk"


def check(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH...", help="Declaration files; - reads standard input.")
    ] = None,
    example: Annotated[
        bool, typer.Option("--example", help="Check the example declaration that comes with the program.")
    ] = False,
    format: Annotated[CheckFormat, typer.Option("--format", "-f", help="Report format.")] = CheckFormat.AUTO,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write the report to this file.")] = None,
    report: Annotated[
        list[str] | None, typer.Option("--report", metavar="FORMAT=FILE", help="A further report; may be repeated.")
    ] = None,
    importer: Importer = None,
    on_date: OnDate = None,
    permits: Annotated[
        list[str] | None,
        typer.Option("--permits", metavar="FILE", help="Register of permits to check against; may be repeated."),
    ] = None,
    waivers: Annotated[
        Path | None, typer.Option("--waivers", metavar="FILE", help="Waivers (YAML): findings somebody answers for.")
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help="Earlier json or jsonl report: only new findings count."),
    ] = None,
    input_format: Annotated[
        str, typer.Option("--input-format", help="Format of the input, where it is not to be found out.")
    ] = "auto",
    map: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=FIELD", help="Read this column as this field; may be repeated."),
    ] = None,
    headings: Annotated[
        Path | None,
        typer.Option("--headings", metavar="FILE", help="Further spellings of headings (YAML): field to spellings."),
    ] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help="Sheet of a spreadsheet; the first if left out.")] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="RULE", help="Ask only these rules; may be repeated or joined by commas."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="RULE", help="Leave these rules out; may be repeated or joined by commas."),
    ] = None,
    min_severity: Annotated[
        MinSeverity, typer.Option("--min-severity", help="Leave weaker findings out.")
    ] = MinSeverity.NOTE,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Weakest finding that makes the exit code 1.")
    ] = FailOn.VIOLATION,
    sort: Annotated[
        Sort, typer.Option("--sort", help="worst (table only), file, or risk: highest inspection score first.")
    ] = Sort.WORST,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count the findings of each rule on standard error.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            metavar="N",
            min=1,
            max=128,
            help="Check in N processes. If left out: in one, and from 10,000 lines on in one for each core, up to 4.",
        ),
    ] = None,
    lang: Lang = None,
    data_dir: DataDir = None,
    max_data_age: Annotated[
        int | None,
        typer.Option("--max-data-age", min=0, metavar="DAYS", help="Refuse a dataset whose Appendices are older."),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show clean lines, steps, and how columns were read.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary on standard error.")] = False,
    no_progress: Annotated[bool, typer.Option("--no-progress", help="No progress bar.")] = False,
    color: Annotated[Color, typer.Option("--color", help="When to colour.")] = Color.AUTO,
) -> int:
    """Check declarations against the Appendices: names, documents, codes and national requirements."""
    from cites_check.cli.check_run import CheckRun, Wanted

    return CheckRun(
        Wanted(
            paths=tuple(paths or ()),
            example=example,
            format=format.value,
            output=output,
            reports=tuple(report or ()),
            importer=importer,
            on_date=on_date,
            permits=tuple(permits or ()),
            waivers=waivers,
            baseline=baseline,
            input_format=input_format,
            mapping=tuple(map or ()),
            headings=headings,
            sheet=sheet,
            select=_rules(select),
            ignore=_rules(ignore),
            min_severity=min_severity.value,
            fail_on=fail_on.value,
            sort=sort.value,
            statistics=statistics,
            jobs=jobs,
            lang=lang,
            data_dir=data_dir,
            max_data_age=max_data_age,
            verbose=verbose,
            quiet=quiet,
            progress=not no_progress,
            color=color.value,
        )
    ).run()


def _rules(values: list[str] | None) -> frozenset[str]:
    return frozenset(name.strip() for value in values or () for name in value.split(",") if name.strip())
