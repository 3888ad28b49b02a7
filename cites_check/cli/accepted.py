"""What a run takes as accepted: the waivers and the baseline that the command line names, read from their files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cites_check.baseline import Baseline
from cites_check.cli.placed import read_placed
from cites_check.errors import UsageError
from cites_check.model.findings import Finding
from cites_check.model.lines import LineItem
from cites_check.rules.table import RULES
from cites_check.waivers import Waivers, waivers_from


class Accepted:
    """Waivers first, then the baseline. Raises UsageError for a file that is not right."""

    def __init__(self, waivers: Path | None, baseline: Path | None, today: date) -> None:
        rules = {rule.id for rule in RULES} | {"row-unreadable"}
        entries = waivers_from(read_placed(waivers, "--waivers"), str(waivers), rules) if waivers else ()
        self._waivers = Waivers(entries, today)
        self._baseline = _read_baseline(baseline) if baseline else None

    def __call__(self, item: LineItem, taxon: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings of a line, the accepted ones marked."""
        findings = self._waivers(item, taxon, findings)
        return self._baseline(item, taxon, findings) if self._baseline else findings

    def expired(self) -> Iterator[str]:
        """One message for each waiver that no longer holds."""
        for one in self._waivers.expired:
            yield (
                f"{one.place}: the waiver of {one.rule} expired on {one.expires.isoformat()}; "
                f"its findings count again ({one.reason}; {one.who})"
            )

    def unused(self) -> Iterator[str]:
        """One message for each waiver that no finding needed."""
        for one in self._waivers.unused:
            yield f"{one.place}: no finding needed the waiver of {one.rule} ({one.reason}; {one.who})"


def _read_baseline(path: Path) -> Baseline:
    fix = "give a report of an earlier run, written with --format jsonl or json"
    try:
        return Baseline(_records(path))
    except OSError as error:
        raise UsageError(f"--baseline: {path} cannot be read: {error.strerror or error}", fix) from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"--baseline: {path}: not a report of this program ({error})", fix) from None


def _records(path: Path) -> Iterator[object]:
    """The line records of a `jsonl` report, read line by line, or those of a `json` report."""
    with path.open(encoding="utf-8-sig") as stream:
        first = stream.readline()
        try:
            record = json.loads(first) if first.strip() else None
        except ValueError:
            # The json report is laid out over many lines; the first of them is no document of its own.
            record = {"lines": None}
        if isinstance(record, dict) and "lines" in record:
            stream.seek(0)
            yield from _of_document(json.load(stream))
            return
        if record is not None:
            yield record
        for line in stream:
            if line.strip():
                yield json.loads(line)


def _of_document(document: object) -> list[object]:
    lines = document.get("lines") if isinstance(document, dict) else None
    if not isinstance(lines, list):
        raise ValueError("it has no lines")
    return lines
