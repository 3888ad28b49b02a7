"""How the commands of `cites-check data` show what they found."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from cites_check.cli.data_run import opened
from cites_check.dataset.diff import KINDS, Change, Difference
from cites_check.dataset.locate import bundled
from cites_check.dataset.opened import Dataset
from cites_check.dataset.refresh import RefreshResult
from cites_check.dataset.store import Store
from cites_check.errors import DatasetError
from cites_check.rules.data_age import doubtful_from

_WORDS = {
    "added": "added to the Appendices",
    "removed": "removed from the Appendices",
    "moved": "moved between Appendices",
    "changed": "population, annotation or form of listing changed",
    "renamed": "renamed",
}
_SHOWN_CHANGES = 12


def status(data_dir: Path | None, store: Path | None, *, as_json: bool) -> str:
    """What answers, how old it is, and what it holds."""
    dataset = opened(data_dir, store)
    info = dataset.info
    today = date.today()
    age = (today - date.fromisoformat(info.in_force)).days
    record: dict[str, Any] = {
        "version": info.version,
        "schema": info.schema,
        "in_force": info.in_force,
        "sha256": info.sha256,
        "origin": info.origin,
        "age_days": age,
        "counts": info.counts,
    }
    groups, appendices = _counts(dataset)
    doubtful = doubtful_from(info.in_force)
    extra: dict[str, Any] = {
        "path": info.path,
        "next_change": dataset.next_change or None,
        "doubtful_from": doubtful,
        "doubtful": doubtful <= today.isoformat(),
        "appendices": appendices,
        "groups": groups,
        "kept": [version.name for version in Store(store).kept()] if info.origin == "refreshed" else [],
    }
    if as_json:
        return json.dumps({**record, **extra}, ensure_ascii=False)
    lines = [
        f"version     {info.version} ({info.origin})",
        f"in force    {info.in_force}, {age} days old",
        f"doubtful    {_doubt(doubtful, now=extra['doubtful'])}",
        f"next change {dataset.next_change or 'none announced'}"
        + (" (in this dataset)" if dataset.next_change else ""),
        f"file        {info.path}",
        f"sha256      {info.sha256}",
        "holds       " + ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in info.counts.items()),
        "listed taxa " + ", ".join(f"Appendix {name}: {number:,}" for name, number in appendices.items()),
    ]
    lines += [f"  {name:<28}{_by_appendix(counts)}" for name, counts in groups.items()]
    if len(extra["kept"]) > 1:
        lines.append("kept        " + ", ".join(extra["kept"][1:]) + " (data rollback)")
    if os.environ.get("CITES_CHECK_DATA") and data_dir is None:
        lines.append("CITES_CHECK_DATA names this dataset; the store is not used")
    if info.origin == "refreshed" and (newer := _newer_bundled(info.version)):
        lines.append(f"the program came with a newer dataset, {newer}: cites-check data rollback uses it again")
    return "\n".join(lines)


def _doubt(since: str, *, now: bool) -> str:
    if now:
        return f"since {since}: the Conference has changed the Appendices, or most likely so; refresh it"
    return f"from {since} on, when the amendments of the next Conference are to be expected"


def result(found: RefreshResult, *, as_json: bool) -> str:
    """What a check, refresh or import did."""
    if as_json:
        changes = None if found.changes is None else {"counts": found.changes.counts}
        if found.changes is not None and changes is not None:
            changes["changes"] = [asdict(change) for change in found.changes.changes]  # type: ignore[assignment]
        record = {key: value for key, value in asdict(found).items() if key != "changes"}
        return json.dumps({**record, "changes": changes}, ensure_ascii=False)
    version = f"version {found.version} (in force {found.in_force})"
    words = {
        "current": f"up to date: {version}",
        "available": f"available: {version} at {found.url}; not installed",
        "updated": f"updated: {version} from {found.url} answers now",
    }
    lines = [words[found.outcome], *(f"note: {note}" for note in found.notes)]
    if found.changes is not None and found.outcome != "current":
        lines.append(_summary(found.changes))
        lines += [f"  {_line(change)}" for change in _most_telling(found.changes)]
        if len(found.changes.changes) > _SHOWN_CHANGES:
            lines.append("  … all of them: cites-check data diff previous current")
    return "\n".join(lines)


def difference(found: Difference, form: str) -> str:
    """The changes as a table, as JSON or as Markdown."""
    if form == "json":
        record = {"before": found.before, "after": found.after, "counts": found.counts}
        return json.dumps({**record, "changes": [asdict(change) for change in found.changes]}, ensure_ascii=False)
    blocks = [f"# {found.before} → {found.after}" if form == "markdown" else f"{found.before} → {found.after}", ""]
    blocks += [_summary(found), ""]
    for kind in KINDS:
        changes = [change for change in found.changes if change.kind == kind]
        if not changes:
            continue
        title = f"{_WORDS[kind]} ({len(changes):,})"
        if form == "markdown":
            blocks += [
                f"## {title[0].upper()}{title[1:]}",
                "",
                "| Taxon | Before | After | Remark |",
                "|---|---|---|---|",
            ]
            blocks += [
                f"| *{change.taxon}* | {_cell(change.before)} | {_cell(change.after)} | {_cell(change.detail)} |"
                for change in changes
            ]
        else:
            blocks += [title, *(f"  {_line(change)}" for change in changes)]
        blocks.append("")
    return "\n".join(blocks).rstrip()


def rolled_back(name: str, store: Path | None, *, as_json: bool) -> str:
    """What answers after a rollback."""
    info = opened(None, store).info if store is None else _in_store(store).info
    if as_json:
        return json.dumps({"version": info.version, "in_force": info.in_force, "origin": info.origin, "name": name})
    return f"rolled back: version {info.version} ({info.origin}, in force {info.in_force}) answers now"


def _in_store(store: Path) -> Dataset:
    return opened(None, store)


def _counts(dataset: Dataset) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    """Entries in force or to come by group (class, or kingdom for plants) and Appendix, and by Appendix alone."""
    rows = dataset.connection.execute(
        "SELECT taxon_id, appendix FROM listing WHERE history = 0 GROUP BY taxon_id, appendix"
    ).fetchall()
    groups: dict[str, dict[str, int]] = {}
    appendices = dict.fromkeys(("I", "II", "III"), 0)
    for taxon_id, appendix in rows:
        lineage = dataset.lineage(taxon_id)
        named = [taxon.name for taxon in lineage if taxon.rank == "class"]
        group = named[0] if named else lineage[-1].name
        counts = groups.setdefault(group, dict.fromkeys(("I", "II", "III"), 0))
        counts[appendix] += 1
        appendices[appendix] += 1
    return dict(sorted(groups.items())), appendices


def _by_appendix(counts: dict[str, int]) -> str:
    return "  ".join(f"{name} {number:>5,}" for name, number in counts.items())


def _newer_bundled(version: str) -> str:
    from cites_check.dataset.bundle import version_key

    try:
        location = bundled()
        offered = Dataset.open_index(location.index, location.origin).info.version
    except DatasetError:
        return ""
    return offered if version_key(offered) > version_key(version) else ""


def _summary(found: Difference) -> str:
    counts = ", ".join(f"{number:,} {kind}" for kind, number in found.counts.items() if number)
    return f"changes: {counts}" if counts else "no listing changed"


def _most_telling(found: Difference) -> list[Change]:
    """A few of each kind, worst first, so that a long list of one kind hides no other."""
    by_kind = [[change for change in found.changes if change.kind == kind] for kind in KINDS]
    share = _SHOWN_CHANGES // max(1, sum(bool(changes) for changes in by_kind))
    return [change for changes in by_kind for change in changes[:share]]


def _line(change: Change) -> str:
    arrow = " → ".join(part for part in (change.before, change.after) if part)
    detail = f"  ({change.detail})" if change.detail else ""
    sign = {"added": "+", "removed": "-", "moved": "~", "changed": "*", "renamed": "="}[change.kind]
    return f"{sign} {change.taxon:<36} {arrow}{detail}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
