"""One rule's words in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RuleText:
    """Title, message, advice and documentation of a rule; message and advice are templates over the line's values."""

    title: str
    message: str
    fix: str
    documentation: str = ""
    variants: Mapping[str, str] = field(default_factory=dict)
