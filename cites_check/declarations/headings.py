"""Headings as people write them, to fields: in English and Korean, by a table that users can extend."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cites_check.declarations.fields import DOCUMENT_FIELDS, HELPERS, IGNORED, LINE_FIELDS, known_fields, no_such_field
from cites_check.errors import UsageError

_BRACKETS = re.compile(r"[(\[（【<].*?[)\]）】>]")
_MEASURED = ("quantity", "net_weight")
_UNITS = ("unit", "net_weight_unit")
_REMEMBERED = 50_000
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class UnknownHeading:
    """A heading that no field is known for, its column (from 1), and the field that may be meant, if one is near."""

    heading: str
    column: int
    suggestion: str = ""

    def __str__(self) -> str:
        """One line for the user."""
        guess = f"; did you mean {self.suggestion}?" if self.suggestion else ""
        return f"the heading {self.heading[:80]!r} (column {self.column}) is not known{guess}"


def heading_key(text: str) -> str:
    """`text` without letter case, spaces, underscores, dots and other signs. `#` alone stays."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _NOT_WORD.sub("", folded) or folded.strip()


class HeadingTable:
    """Answers which field a heading means."""

    def __init__(self, extra: Mapping[str, Sequence[str]] | None = None) -> None:
        """The package's table, with `extra` (field to spellings) laid over it. Raises ValueError for an unknown
        field.
        """
        fields, kinds, parts = _package_table()
        self._fields = dict(fields)
        self._kinds = kinds
        self._parts = parts
        self._seen: dict[str, str | None] = {}
        for field, spellings in (extra or {}).items():
            if field not in LINE_FIELDS and field not in DOCUMENT_FIELDS and field not in HELPERS and field != IGNORED:
                raise ValueError(f"no field is called {field!r}")
            self._fields.update({heading_key(spelling): field for spelling in spellings})

    def field(self, heading: str) -> str | None:
        """The field that `heading` means, or None. What stands in brackets is left out where the whole is not known."""
        if not heading or len(heading) > 200:
            return None
        if heading not in self._seen:
            if len(self._seen) > _REMEMBERED:
                self._seen.clear()
            self._seen[heading] = self._search(heading)
        return self._seen[heading]

    def _search(self, heading: str) -> str | None:
        found = self._find(heading_key(heading))
        shorter = _BRACKETS.sub(" ", heading)
        if shorter != heading:
            # `수량(단위)` is a quantity and no unit.
            before = self._find(heading_key(shorter))
            if found is None or (before in _MEASURED and found in _UNITS):
                found = before
        if found is None and (inside := _BRACKETS.search(heading)):
            found = self._find(heading_key(inside.group()))
        if found is None and len(pieces := re.split(r"[/\n|]", heading)) == 2:
            found = self._find(heading_key(pieces[0])) or self._find(heading_key(pieces[1]))
        return found

    def _find(self, key: str) -> str | None:
        return self._fields.get(key) or self._document_field(key)

    def _document_field(self, key: str) -> str | None:
        """`export permit` + `expiry date`, and `export permit` alone for its number."""
        for kind_key, kind in self._kinds:
            if key.startswith(kind_key):
                rest = key[len(kind_key) :]
                if not rest:
                    return f"{kind}_no"
                if part := self._parts.get(rest):
                    return f"{kind}_{part}"
        return None

    def part(self, key: str) -> str | None:
        """Which part of a document (`no`, `expires` …) `key` means."""
        return self._parts.get(heading_key(key))

    def document_kind(self, name: str) -> str | None:
        """The kind of document that `name` means: its code or a spelling of it."""
        key = heading_key(name)
        return next((kind for kind_key, kind in self._kinds if key in (kind_key, heading_key(kind))), None)

    def nearest(self, heading: str) -> str:
        """The field whose spelling is nearest to `heading`, or an empty string where none is near."""
        from difflib import get_close_matches

        spellings = dict(self._fields)
        for kind_key, kind in self._kinds:
            spellings.update({kind_key + part_key: f"{kind}_{part}" for part_key, part in self._parts.items()})
        near = get_close_matches(heading_key(heading)[:80], spellings, n=1, cutoff=0.75)
        return spellings[near[0]] if near else ""


def headings_from(content: object) -> dict[str, tuple[str, ...]]:
    """A user's own table of headings (parsed YAML: field to a spelling or a list of them), for `ReadOptions.headings`.

    Raises UsageError for what is no such table, and for a field that does not exist.
    """
    if not isinstance(content, Mapping):
        raise UsageError(
            "headings: not a mapping of field to spellings", "write lines such as `origin: [Herkunft, 생산지]`"
        )
    headings: dict[str, tuple[str, ...]] = {}
    for field, spellings in content.items():
        if field not in known_fields():
            raise no_such_field("headings", str(field))
        listed = spellings if isinstance(spellings, list) else [spellings]
        if not all(isinstance(spelling, str) and spelling.strip() for spelling in listed):
            raise UsageError(f"headings: {field}: a spelling is not a text", "put it in quotation marks")
        headings[field] = tuple(listed)
    return headings


@cache
def _package_table() -> tuple[dict[str, str], list[tuple[str, str]], dict[str, str]]:
    table = json.loads(Path(__file__).with_name("headings.json").read_text(encoding="utf-8"))
    fields = {heading_key(spelling): field for field, spellings in table["fields"].items() for spelling in spellings}
    fields.update({heading_key(field): field for field in (*LINE_FIELDS, *DOCUMENT_FIELDS, *HELPERS)})
    kinds = [(heading_key(spelling), kind) for kind, spellings in table["kinds"].items() for spelling in spellings]
    # The longest spelling first, so that "origin export permit" is not read as something about the origin.
    kinds.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    parts = {heading_key(spelling): part for part, spellings in table["parts"].items() for spelling in spellings}
    return fields, kinds, parts
