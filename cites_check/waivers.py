"""Waivers: findings that somebody answers for, until a day. Pure: what stands in the file comes in as text.

A waiver takes a finding out of the verdict and the exit code, never out of sight.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from cites_check.consignments.keys import number_key
from cites_check.errors import UsageError, did_you_mean
from cites_check.model.codes import DocumentKind
from cites_check.model.findings import Finding
from cites_check.model.lines import LineItem

_KEYS = ("rule", "match", "reason", "who", "expires")
# fmt: off
_LINE_FIELDS = (
    "line_id", "consignment_id", "scientific_name", "common_name", "hs_code", "appendix", "source", "purpose", "term",
    "origin", "origin_region", "exporter", "importer", "consignor", "consignee", "breeding_operation", "channel",
    "port_of_entry",
)
# fmt: on
_PERMIT_FIELDS = {f"{kind.value}_no": kind for kind in DocumentKind}
FIELDS = ("taxon", *_LINE_FIELDS, "permit_no", *_PERMIT_FIELDS, "field", "value")
"""What a waiver may match: the taxon reached, values as declared, the number of any or of one kind of document, and
the field and value that the finding names.
"""
_EXAMPLE = "an entry has rule, match, reason, who and expires, for example expires: 2027-03-31"


@dataclass(frozen=True, slots=True)
class Waiver:
    """One entry: findings of `rule` on lines where every field of `match` has one of its values.

    It holds up to and including the day `expires`. `place` is where it stands, `file:line`.
    """

    place: str
    rule: str
    match: tuple[tuple[str, frozenset[str]], ...]
    reason: str
    who: str
    expires: date

    @property
    def words(self) -> str:
        """Why, who, and until when: for reports."""
        return f"{self.reason} ({self.who}, until {self.expires.isoformat()})"


class Waivers:
    """The waivers of one run on the day `today`; remembers which of them were used."""

    def __init__(self, entries: Iterable[Waiver], today: date) -> None:
        entries = tuple(entries)
        self.expired = tuple(entry for entry in entries if entry.expires < today)
        self._valid = tuple(entry for entry in entries if entry.expires >= today)
        # By rule, first field and value, so that thousands of waivers cost no more than a few.
        self._index: dict[str, dict[str, dict[str, list[Waiver]]]] = {}
        for entry in self._valid:
            field, values = entry.match[0]
            by_value = self._index.setdefault(entry.rule, {}).setdefault(field, {})
            for value in values:
                by_value.setdefault(value, []).append(entry)
        self._used: set[Waiver] = set()

    @property
    def unused(self) -> tuple[Waiver, ...]:
        """The waivers in force that no finding needed so far."""
        return tuple(entry for entry in self._valid if entry not in self._used)

    def __call__(self, item: LineItem, taxon: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings of a line, those waived marked as such, with the words of the waiver."""
        if not self._valid:
            return findings
        return tuple(self._of(item, taxon, finding) for finding in findings)

    def _of(self, item: LineItem, taxon: str, finding: Finding) -> Finding:
        if finding.waived:
            return finding
        hits = [
            one
            for field, by_value in self._index.get(finding.rule, {}).items()
            for value in _values(field, item, taxon, finding)
            for one in by_value.get(_key(field, value), ())
            if _matches(one, item, taxon, finding)
        ]
        self._used.update(hits)
        return replace(finding, waived=True, waiver=hits[0].words) if hits else finding


def waivers_from(content: object, file: str, known_rules: Collection[str]) -> tuple[Waiver, ...]:
    """The waivers of a file: a list of entries, or a mapping with the list under `waivers`; all values are text.

    A mapping may carry its line number as `line`. Raises UsageError with the place for anything that is not right.
    """
    if isinstance(content, Mapping):
        for key in content:
            if key != "waivers":
                raise _wrong(file, f"unknown key {key!r}", key, ("waivers",))
        content = content.get("waivers")
    if content is None:
        return ()
    if not isinstance(content, list):
        raise UsageError(f"{file}: not a list of waivers", f"write a list under `waivers:`; {_EXAMPLE}")
    return tuple(_waiver(entry, file, number, known_rules) for number, entry in enumerate(content, start=1))


def _waiver(entry: object, file: str, number: int, known_rules: Collection[str]) -> Waiver:
    line = getattr(entry, "line", 0)
    place = f"{file}:{line}" if line else f"{file}, waiver {number}"
    if not isinstance(entry, Mapping):
        raise UsageError(f"{place}: not a waiver", _EXAMPLE)
    for key in entry:
        if key not in _KEYS:
            raise _wrong(place, f"unknown key {key!r}", str(key), _KEYS)
    for key in _KEYS:
        value = entry.get(key)
        if not value or (isinstance(value, str) and not value.strip()):
            raise UsageError(f"{place}: the waiver has no {key}", _EXAMPLE)
        if key != "match" and not isinstance(value, str):
            raise UsageError(f"{place}: {key} is not text", _EXAMPLE)
    rule = entry["rule"].strip()
    if rule not in known_rules:
        raise _wrong(place, f"there is no rule {rule!r}", rule, known_rules)
    if rule == "row-unreadable":
        raise UsageError(f"{place}: a row that cannot be read cannot be waived", "mend the row")
    return Waiver(
        place=place,
        rule=rule,
        match=_match(entry["match"], place),
        reason=" ".join(entry["reason"].split()),
        who=" ".join(entry["who"].split()),
        expires=_day(entry["expires"], place),
    )


def _match(given: object, place: str) -> tuple[tuple[str, frozenset[str]], ...]:
    if not isinstance(given, Mapping):
        raise UsageError(f"{place}: match is not a mapping of field to value", "for example match: {line_id: 7}")
    wanted = []
    for field, values in given.items():
        if field not in FIELDS:
            raise _wrong(place, f"match: unknown field {field!r}", str(field), FIELDS)
        texts = values if isinstance(values, list) else [values]
        if not texts or not all(isinstance(text, str) and text.strip() for text in texts):
            # An empty value would match every line that leaves the field empty.
            raise UsageError(f"{place}: match: {field} has no value", "give a value or a list of values")
        wanted.append((field, frozenset(_key(field, text) for text in texts)))
    return tuple(wanted)


def _day(text: str, place: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{place}: expires: {text!r} is not a date", "write YYYY-MM-DD") from None


def _matches(waiver: Waiver, item: LineItem, taxon: str, finding: Finding) -> bool:
    return all(
        any(_key(field, value) in wanted for value in _values(field, item, taxon, finding))
        for field, wanted in waiver.match
    )


def _values(field: str, item: LineItem, taxon: str, finding: Finding) -> tuple[str, ...]:
    if field == "taxon":
        return (taxon,) if taxon else ()
    if field in ("field", "value"):
        return (str(getattr(finding, field)),)
    if field == "permit_no":
        return tuple(document.no for document in item.documents if document.no)
    if field in _PERMIT_FIELDS:
        kind = _PERMIT_FIELDS[field]
        return tuple(document.no for document in item.documents if document.kind is kind and document.no)
    return (str(getattr(item, field)),)


def _key(field: str, value: str) -> str:
    if field == "permit_no" or field in _PERMIT_FIELDS:
        return number_key(value) or value.strip().casefold()
    return " ".join(value.split()).casefold()


def _wrong(place: str, what: str, given: str, known: Iterable[str]) -> UsageError:
    known = sorted(known)
    otherwise = f"known: {', '.join(known)}" if len(known) < 60 else ""
    return UsageError(f"{place}: {what}", did_you_mean(given, known, otherwise))
