"""Write plain data as YAML that reads the same under YAML 1.1 and 1.2: every string is quoted."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain] | None"

WIDTH = 118
_BARE_KEY = re.compile(r"[a-z_][a-z0-9_]*\Z")
_BOOLEAN_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def scalar(value: Plain) -> str:
    """One value without children; strings in double quotes, and no exponents, which YAML 1.1 reads as text."""
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return json.dumps(value, ensure_ascii=False)


def key(name: str) -> str:
    """A mapping key; bare only where no YAML reader could take it for something else."""
    return name if _BARE_KEY.match(name) and name not in _BOOLEAN_WORDS else scalar(name)


def flow(value: Plain) -> str:
    """A value on one line."""
    if isinstance(value, list):
        return "[" + ", ".join(flow(member) for member in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key(name)}: {flow(member)}" for name, member in value.items()) + "}"
    return scalar(value)


def _wrapped_list(values: list[Plain], indent: int) -> list[str]:
    """A list of scalars in flow style, broken at the line width."""
    pad = " " * indent
    lines: list[str] = []
    line = pad + "["
    for index, member in enumerate(values):
        text = flow(member) + ("," if index + 1 < len(values) else "]")
        if len(line) + len(text) + 1 > WIDTH and line.strip() not in ("", "["):
            lines.append(line.rstrip())
            line = pad + " "
        line += text + " "
    lines.append(line.rstrip())
    return lines


def block(value: Plain, indent: int = 0) -> list[str]:
    """The lines of a mapping or list in block style; short members stay on one line."""
    pad = " " * indent
    lines: list[str] = []
    if isinstance(value, dict):
        for name, member in value.items():
            lines += _member(f"{pad}{key(name)}:", member, indent)
    elif isinstance(value, list):
        for member in value:
            text = flow(member)
            if not isinstance(member, dict) or len(pad) + len(text) + 2 <= WIDTH:
                lines.append(f"{pad}- {text}")
                continue
            inner = block(member, indent + 2)
            lines.append(f"{pad}- {inner[0].lstrip()}")
            lines += inner[1:]
    return lines


def _member(head: str, member: Plain, indent: int) -> list[str]:
    if not isinstance(member, dict | list) or not member:
        return [f"{head} {flow(member)}"]
    text = flow(member)
    if indent > 0 and len(head) + len(text) + 1 <= WIDTH:
        return [f"{head} {text}"]
    if isinstance(member, list) and not any(isinstance(part, dict | list) for part in member):
        return [head, *_wrapped_list(member, indent + 2)]
    return [head, *block(member, indent + 2)]


def write(path: Path, comment: str, value: Plain) -> None:
    """Write `value` under a comment of whole lines; the same value always gives the same bytes."""
    head = [f"# {line}".rstrip() for line in comment.strip().splitlines()]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*head, *block(value)]) + "\n", encoding="utf-8", newline="\n")
