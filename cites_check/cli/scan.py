"""`cites-check scan`: listed names inside free text."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import Annotated

import typer

from cites_check.cli.common import DataDir, OnDate, Origin


class ScanFormat(StrEnum):
    """How the hits are written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


def scan(
    texts: Annotated[
        list[str],
        typer.Argument(metavar="TEXT...", help="Texts to search; - reads one text a line from standard input."),
    ],
    origin: Origin = None,
    on_date: OnDate = None,
    format: Annotated[ScanFormat, typer.Option("--format", "-f", help="How the hits are written.")] = ScanFormat.TEXT,
    data_dir: DataDir = None,
) -> int:
    """Find names of listed taxa inside free text: scientific names, common names and goods words."""
    from cites_check.cli.settings import country, day, open_lookups, read_lines
    from cites_check.reports.sanitise import sanitise

    lookups = open_lookups(data_dir, batch="-" in texts)
    on = day(on_date).isoformat()
    from_country = country(origin, "--origin", lookups.dataset)
    records = []
    for text in read_lines(texts):
        hits = []
        for hit in lookups.matcher.scan(text):
            best = hit.match.best
            effective = lookups.of_candidate(best, on, from_country) if best else None
            hits.append(
                {
                    "start": hit.position,
                    "end": hit.position + len(hit.text),
                    "text": hit.text,
                    "status": lookups.status(hit.match, effective, on).value,
                    "name": best.name if best else None,
                    "kind": best.kind.value if best else None,
                    "appendix": effective.appendix or None if effective else None,
                    "candidates": [candidate.name for candidate in hit.match.candidates[:5]],
                }
            )
        record = {"text": text, "hits": hits}
        if format is ScanFormat.JSON:
            records.append(record)
        elif format is ScanFormat.JSONL:
            typer.echo(json.dumps(record, ensure_ascii=False))
        else:
            typer.echo(sanitise(text))
            for found in hits:
                listed = f"Appendix {found['appendix']}" if found["appendix"] else str(found["status"])
                place = f"{found['start']}-{found['end']}"
                typer.echo(f"  {place}  {sanitise(str(found['text']))} -> {found['name'] or '?'}  {listed}")
    if format is ScanFormat.JSON:
        json.dump(records, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    return 0
