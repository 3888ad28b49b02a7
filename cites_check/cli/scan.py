"""`cites-check scan`: listed names inside free text."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cites_check.cli.common import DataDir, OnDate, Origin

if TYPE_CHECKING:
    from cites_check.lookup import Lookups
    from cites_check.names.scan import ScanHit

_SHOWN = 3
"""Candidates of a doubtful word that the text form names."""


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
    from cites_check.cli.settings import country, day, open_lookups
    from cites_check.cli.streams import machine_output
    from cites_check.reports.sanitise import escape_invisible

    if format is not ScanFormat.TEXT:
        machine_output()
    lookups = open_lookups(data_dir, batch="-" in texts)
    on = day(on_date).isoformat()
    from_country = country(origin, "--origin", lookups.dataset, special=True)
    records = (_record(lookups, text, on, from_country) for text in _each(texts))
    if format is ScanFormat.JSON:
        lines = json.dumps(list(records), ensure_ascii=False, indent=2).split("\n")
        typer.echo("\n".join(map(escape_invisible, lines)))
        return 0
    for record in records:
        if format is ScanFormat.JSONL:
            typer.echo(escape_invisible(json.dumps(record, ensure_ascii=False)))
        else:
            typer.echo("\n".join(_lines(record)))
    return 0


def _each(arguments: list[str]) -> Iterator[str]:
    """The texts one by one: each line of standard input is answered before the next is read."""
    from cites_check.cli.streams import readable

    for argument in arguments:
        if argument == "-":
            yield from (readable(line.rstrip("\r\n")) for line in sys.stdin)
        else:
            yield readable(argument)


def _record(lookups: Lookups, text: str, on: str, origin: str) -> dict[str, Any]:
    """The text with the listed names in it."""
    from cites_check.lookup import LookupStatus

    hits = [_hit(lookups, hit, on, origin) for hit in lookups.matcher.scan(text)]
    return {"text": text, "hits": [hit for hit in hits if hit["status"] != LookupStatus.NOT_LISTED]}


def _hit(lookups: Lookups, hit: ScanHit, on: str, origin: str) -> dict[str, Any]:
    best = hit.match.best
    effective = lookups.of_candidate(best, on, origin) if best else None
    return {
        "start": hit.position,
        "end": hit.position + len(hit.text),
        "text": hit.text,
        "status": lookups.status(hit.match, effective, on).value,
        "name": best.name if best else None,
        "kind": best.kind.value if best else None,
        "appendix": effective.appendix or None if effective else None,
        "candidates": [candidate.name for candidate in hit.match.candidates[:5]],
    }


def _lines(record: dict[str, Any]) -> Iterator[str]:
    """The text, and a line for each name in it; doubt is said in words."""
    from cites_check.reports.sanitise import sanitise

    yield sanitise(record["text"])
    for hit in record["hits"]:
        listed = f"Appendix {hit['appendix']}" if hit["appendix"] else "no Appendix"
        if hit["status"] == "listed":
            meant = hit["name"]
        else:
            meant = ", ".join(hit["candidates"][:_SHOWN]) + (", ..." if len(hit["candidates"]) > _SHOWN else "")
            listed += f" ({hit['status']})"
        yield f"  {hit['start']}-{hit['end']}  {sanitise(hit['text'])} -> {meant}  {listed}"
    if not record["hits"]:
        yield "  no listed name"
