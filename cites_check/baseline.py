"""Baselines: the findings of an earlier report are known, so that only new ones count. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import PurePath
from typing import Any

from cites_check.model.findings import Finding
from cites_check.model.lines import LineItem

WORD = "baseline"
"""What a report gives as the waiver of a finding that the baseline holds."""


class Baseline:
    """The findings of earlier line records (the objects of the `jsonl` report).

    A finding is known by the file's name, the line's id and declared name, and its rule, field and value; never by its
    row, since rows move. Findings that are alike are counted: one in the baseline makes one known, not all.
    Raises ValueError for a record that is not of such a report.
    """

    def __init__(self, records: Iterable[object]) -> None:
        self._left: Counter[bytes] = Counter()
        for record in records:
            self._left.update(_of_record(record))

    def __call__(self, item: LineItem, taxon: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings of a line, those that the baseline holds marked as waived."""
        return tuple(self._of(item, finding) for finding in findings)

    def _of(self, item: LineItem, finding: Finding) -> Finding:
        if finding.waived:
            return finding
        key = _key(item.file, item.line_id, item.scientific_name, finding.rule, finding.field, finding.value)
        if self._left[key] <= 0:
            return finding
        self._left[key] -= 1
        return replace(finding, waived=True, waiver=WORD)


def _of_record(record: object) -> Iterable[bytes]:
    if not isinstance(record, Mapping) or not isinstance(record.get("findings"), list) or "file" not in record:
        raise ValueError("not a line of a json or jsonl report")
    for finding in record["findings"]:
        if not isinstance(finding, Mapping) or "rule" not in finding:
            raise ValueError("not a finding of a json or jsonl report")
        # What a waiver answered for then has to be answered for again once that waiver has expired.
        if not finding.get("waived") or finding.get("waiver") == WORD:
            yield _key(*(record.get(name) for name in _LINE), *(finding.get(name) for name in _FINDING))


_LINE = ("file", "line_id", "scientific_name")
_FINDING = ("rule", "field", "value")


def _key(file: Any, *parts: Any) -> bytes:
    name = PurePath(str(file or "").replace("\\", "/")).name
    text = "\0".join((name, *(" ".join(str(part or "").split()) for part in parts)))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
