"""Writes entries in the house style: short things on one line, codes quoted, dates bare, keys in a fixed order."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

WIDTH = 120
_PLAIN = re.compile(r"[A-Za-z][A-Za-z_' .;()-]*[A-Za-z.)]|[A-Za-z]{3,}")
_NOT_PLAIN = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}
_PLAIN_KEYS = {
    "taxon",
    "rank",
    "excludes",
    "covers",
    "domesticated",
    "exempt",
    "facts",
    "note",
    "reason",
    "unit",
    "kingdom",
}


def scalar(value: Any, key: str) -> str:
    """One value as YAML. Strings are quoted unless they are names or plain words under a key that holds such."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    if key in _PLAIN_KEYS and _PLAIN.fullmatch(text) and text.lower() not in _NOT_PLAIN:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def flow(value: Any, key: str) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {flow(part, name)}" for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(part, key) for part in value) + "]"
    text = scalar(value, key)
    # A plain word may not hold what ends a flow value.
    if not text.startswith('"') and re.search(r"[,\[\]{}]|: ", text):
        return '"' + text + '"'
    return text


def _block(value: Any, key: str, indent: int, first: str) -> list[str]:
    """Lines for `first` followed by a value, broken up where it does not fit on one line."""
    pad = " " * indent
    line = f"{pad}{first}{flow(value, key)}"
    listed_mappings = key in {"listings", "history"} and isinstance(value, list)
    if len(line) <= WIDTH and not listed_mappings:
        return [line]
    if isinstance(value, list):
        if not any(isinstance(part, dict) for part in value):
            return _wrapped(value, key, pad, first)
        lines = [f"{pad}{first}".rstrip()]
        for part in value:
            lines += _item(part, key, indent + 2)
        return lines
    if isinstance(value, dict):
        lines = [f"{pad}{first}".rstrip()]
        for name, part in value.items():
            lines += _block(part, name, indent + 2, f"{name}: ")
        return lines
    return [line]


def _wrapped(values: list[Any], key: str, pad: str, first: str) -> list[str]:
    """A long list of short values in flow style over several lines."""
    lines, line = [], f"{pad}{first}["
    for number, part in enumerate(values):
        piece = flow(part, key) + ("," if number + 1 < len(values) else "]")
        if len(line) + 1 + len(piece) > WIDTH:
            lines.append(line.rstrip())
            line = f"{pad}    {piece} "
        else:
            line += piece + " "
    return [*lines, line.rstrip()]


def _item(value: Any, key: str, indent: int) -> list[str]:
    pad = " " * indent
    line = f"{pad}- {flow(value, key)}"
    if len(line) <= WIDTH or not isinstance(value, dict):
        return [line]
    lines: list[str] = []
    for number, (name, part) in enumerate(value.items()):
        made = _block(part, name, indent + 2, f"{name}: ")
        if number == 0:
            made[0] = f"{pad}- {made[0].lstrip()}"
        lines += made
    return lines


_ENTRY_KEYS = (
    "taxon", "rank", "first_listed", "listings", "history", "excludes", "covers", "domesticated", "note",
)  # fmt: skip
_LISTING_KEYS = (
    "appendix", "in_force_from", "in_force_until", "population", "party", "annotation", "exempt", "quota", "specimens",
    "note",
)  # fmt: skip
_HISTORY_KEYS = ("appendix", "from", "until", "population", "party", "annotation", "note")


def ordered(mapping: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """The mapping with its keys in the given order; a key outside the agreement is an error."""
    unknown = set(mapping) - set(keys)
    if unknown:
        raise ValueError(f"keys outside the schema: {sorted(unknown)} in {mapping}")
    return {key: mapping[key] for key in keys if key in mapping and mapping[key] not in (None, [], {}, "")}


def entry_lines(entry: dict[str, Any]) -> list[str]:
    """One entry of a listings file."""
    entry = dict(entry)
    # An empty list of specimens says something: no specimen is within the clause.
    entry["listings"] = [ordered(listing, _LISTING_KEYS) for listing in entry.get("listings", [])]
    entry["history"] = [ordered(listing, _HISTORY_KEYS) for listing in entry.get("history", [])]
    lines: list[str] = []
    for key, value in ordered(entry, _ENTRY_KEYS).items():
        lines += _block(value, key, 4, f"{key}: ")
    lines[0] = "  - " + lines[0].lstrip()
    return lines


def listings_file(kingdom: str, group: str, entries: list[dict[str, Any]]) -> str:
    """A whole listings file, entries in the order of their names."""
    lines = [f"kingdom: {kingdom}", f"group: {group}", "entries:"]
    for entry in sorted(entries, key=lambda item: str(item["taxon"])):
        lines += entry_lines(entry)
    return "\n".join(lines) + "\n"
