"""The explicit table of all rules, theme by theme."""

from __future__ import annotations

from cites_check.rules import commercial, documents, names, national, sources, validity
from cites_check.rules.base import Rule

RULES: tuple[Rule, ...] = (
    *names.RULES,
    *commercial.RULES,
    *documents.RULES,
    *national.RULES,
    *validity.RULES,
    *sources.RULES,
)
"""Every rule there is, in the order in which themes are shown."""
