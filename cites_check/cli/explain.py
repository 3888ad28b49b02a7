"""`cites-check explain` and `cites-check rules`: what a rule or a code means."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from cites_check.cli.common import DataDir, Lang


class RulesFormat(StrEnum):
    """How the rules are listed."""

    TEXT = "text"
    JSON = "json"


def explain(
    thing: Annotated[
        str,
        typer.Argument(
            metavar="THING",
            help="A rule id, #15, source:F, purpose:T, term:SKI, appendix:I, hs:410320, jurisdiction:KR, handling.",
        ),
    ],
    lang: Lang = None,
    data_dir: DataDir = None,
) -> int:
    """Explain a rule, an annotation, a code, an Appendix, an HS heading or a jurisdiction.

    `handling` says what an officer does with suspicious goods.
    """
    from cites_check.cli.explain_view import explanation
    from cites_check.cli.settings import language
    from cites_check.dataset.opened import Dataset

    typer.echo(explanation(thing, Dataset.open(data_dir), language(lang)))
    return 0


def rules(
    format: Annotated[RulesFormat, typer.Option("--format", "-f", help="text or json.")] = RulesFormat.TEXT,
    lang: Lang = None,
    data_dir: DataDir = None,
) -> int:
    """List every rule: id, severity, one line, legal basis."""
    from cites_check.cli.explain_view import texts_for
    from cites_check.cli.settings import language
    from cites_check.cli.streams import machine_output
    from cites_check.dataset.opened import Dataset
    from cites_check.rules.table import RULES

    texts = texts_for(Dataset.open(data_dir), language(lang))
    if format is RulesFormat.JSON:
        machine_output()
        records = [
            {
                "id": rule.id,
                "severity": rule.severity.value,
                "verdict": rule.verdict.value if rule.verdict else None,
                "title": texts.rule(rule).title,
                "basis": list(texts.basis(*rule.basis)),
                "confidence": rule.confidence,
            }
            for rule in RULES
        ]
        typer.echo(json.dumps(records, ensure_ascii=False, indent=2))
        return 0
    width = max(len(rule.id) for rule in RULES)
    for rule in RULES:
        basis = "; ".join(texts.basis(*rule.basis))
        typer.echo(f"{rule.id:<{width}}  {rule.severity.value:<9}  {texts.rule(rule).title}  [{basis}]")
    return 0
