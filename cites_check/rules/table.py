"""The explicit table of all rules, theme by theme."""

from __future__ import annotations

from cites_check.rules import (
    commercial,
    coverage,
    crossline,
    document_condition,
    documents,
    evasion,
    exemptions,
    form,
    goods,
    jurisdictions_other,
    korea,
    korea_wildlife,
    names,
    national,
    permit_contents,
    products,
    quotas,
    reservations,
    sources,
    species,
    splitting,
    suspensions,
    tariff,
    validity,
)
from cites_check.rules.base import Rule

RULES: tuple[Rule, ...] = (
    *names.RULES,
    *coverage.RULES,
    *commercial.RULES,
    *documents.RULES,
    *national.RULES,
    *korea.RULES,
    *korea_wildlife.RULES,
    *jurisdictions_other.RULES,
    *reservations.RULES,
    *quotas.RULES,
    *suspensions.RULES,
    *validity.RULES,
    *document_condition.RULES,
    *sources.RULES,
    *exemptions.RULES,
    *species.RULES,
    *products.RULES,
    *goods.RULES,
    *tariff.RULES,
    *evasion.RULES,
    *crossline.RULES,
    *splitting.RULES,
    *permit_contents.RULES,
    *form.RULES,
)
"""Every rule there is, in the order in which themes are shown."""

ADVICE = frozenset(
    {
        "app1-live-housing",
        "consequence-note",
        "eu-srg-negative",
        "kr-declaration-false",
        "kr-import-without-permit",
        "kr-marine-cites",
        "kr-purpose-change",
        "live-transport-statement-missing",
        "original-cancelled",
        "permit-no-format",
        "pop-reexport",
        "stricter-domestic",
        "us-3177",
        "us-app2-none",
        "whole-specimen-always-covered",
    }
)
"""Notes that are true of every import of their kind. A reader who sees them on each line stops reading, so `check` shows
them with `--verbose` only. What the same rules find as a review or violation is always shown."""
