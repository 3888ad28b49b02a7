"""What is said of a whole run, in lines of text."""

from __future__ import annotations

from cites_check.model.codes import Severity, Verdict
from cites_check.model.results import RunInfo, RunSummary
from cites_check.reports.labels import Labels
from cites_check.reports.sanitise import sanitise


def count_parts(summary: RunSummary, labels: Labels) -> list[str]:
    """Lines and files, findings by severity, unreadable and waived: each count that says something."""
    parts = [labels.lines_in_files(summary.lines, summary.files)]
    parts += [labels.severity_count(severity, summary.severities[severity]) for severity in Severity]
    if summary.unreadable:
        parts.append(labels.say("unreadable_count", count=summary.unreadable))
    if summary.waived:
        parts.append(labels.say("waived_count", count=summary.waived))
    return parts


def dataset_line(info: RunInfo, labels: Labels, digits: int = 12) -> str:
    """Which data answered: version, date in force, and the first digits of the digest."""
    data = info.dataset
    return sanitise(
        f"{labels('dataset')} {data.version}, {labels('in_force')} {data.in_force}, sha256 {data.sha256[:digits]}"
    )


def run_line(info: RunInfo, labels: Labels) -> str:
    """The tool, and the defaults of the run: importing country and date, where they were given."""
    parts = [f"cites-check {info.tool_version}"]
    if info.importer:
        parts.append(f"{labels('importer')} {info.importer}")
    if info.on_date:
        parts.append(f"{labels('on_date')} {info.on_date}")
    return sanitise(" · ".join(parts))


def summary_line(summary: RunSummary, info: RunInfo) -> str:
    """The run on one line, for standard error: counts by verdict, worst first, then findings, then data and tool."""
    labels = Labels(info.lang)
    lines, *findings = count_parts(summary, labels)
    verdicts = ", ".join(
        [f"{summary.verdicts[verdict]:,} {verdict.value}" for verdict in Verdict if summary.verdicts[verdict]]
    )
    head = f"{lines}: {verdicts}" if verdicts else lines
    return f"{head} | {', '.join(findings)} | {dataset_line(info, labels)} | cites-check {info.tool_version}"


def statistics_lines(summary: RunSummary) -> list[str]:
    """How often each rule found something, most often first: `count rule`, aligned."""
    ranked = sorted(summary.rules.items(), key=lambda item: (-item[1], item[0]))
    width = len(str(ranked[0][1])) if ranked else 0
    return [f"{count:>{width}} {rule}" for rule, count in ranked]


def run_facts(info: RunInfo, summary: RunSummary, labels: Labels) -> list[tuple[str, str]]:
    """What every report carries of its run, as labels and values: tool, data with its digest, files, counts."""
    data = info.dataset
    facts = [
        (labels("tool"), f"cites-check {info.tool_version}"),
        (labels("dataset"), f"{data.version} ({labels('in_force')} {data.in_force})"),
        (labels("digest"), data.sha256),
        (labels("importer"), info.importer),
        (labels("on_date"), info.on_date),
        (labels("files"), f"{summary.files:,}"),
        (labels("file"), ", ".join(info.files)),
        (labels("lines"), f"{summary.lines:,}"),
        (labels("unreadable"), f"{summary.unreadable:,}"),
        (labels("waived_title"), f"{summary.waived:,}"),
        (labels("notices"), " ".join(f"{notice.message} ({notice.rule})" for notice in info.notices)),
        (labels("attribution"), "; ".join(data.attribution)),
    ]
    return [(label, sanitise(value)) for label, value in facts if value]
