"""Korean words of the rules in `cites_check.rules.sources`."""

from __future__ import annotations

from cites_check.locale.entry import RuleText

RULES: dict[str, RuleText] = {}
