"""Findings put into words: templates filled with the values of a line, in the language that was asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import Any

from cites_check.locale.entry import RuleText
from cites_check.locale.steps import Path, Steps
from cites_check.model.codes import Severity, Verdict
from cites_check.model.findings import Finding
from cites_check.model.lines import RowError
from cites_check.rules.base import Hit, Rule
from cites_check.rules.context import Line
from cites_check.rules.reference import Reference

_COUNTRY_PARAMS = ("issuer", "state")
_FACT_PARAMS = ("facts", "form")
_APPENDIX_PARAMS = ("then", "now", "by_origin", "by_exporter")


class _Params(dict[str, str]):
    """The values for a message: those of the hit, and those of the line as far as the message names them."""

    def __init__(self, of_line: Callable[[str], str], known: Mapping[str, str]) -> None:
        super().__init__(known)
        self._of_line = of_line

    def __missing__(self, key: str) -> str:
        value = self[key] = self._of_line(key)
        return value


class Texts:
    """The words of one language. Falls back to English for a rule that is not translated yet."""

    def __init__(self, lang: str, reference: Reference) -> None:
        module: Any = import_module(f"cites_check.locale.{lang}")
        self.lang = lang
        self._rules: Mapping[str, RuleText] = module.RULES
        self._words: Mapping[str, str] = module.WORDS
        self._fields: Mapping[str, str] = module.FIELDS
        self._parts: Mapping[str, str] = module.PARTS
        self._reasons: Mapping[str, str] = module.REASONS
        self._rows: tuple[tuple[str, str], ...] = module.ROWS
        self._citation: Callable[[str], str] = module.citation
        self._settle: Callable[[str], str] = module.settle
        self._name: Callable[[str], str] = module.named
        self._named: dict[str, str] = {}
        self._reference = reference
        self._steps = Steps(self._words, self.country, self.fact)

    def rule(self, rule: Rule) -> RuleText:
        """The rule's words."""
        return self._rules.get(rule.id) or RuleText(
            rule.title, rule.message, rule.fix, rule.documentation, rule.variants
        )

    def word(self, key: str) -> str:
        """A fixed word or sentence."""
        return self._words[key]

    def finding(
        self,
        rule: Rule,
        hit: Hit,
        line: Line,
        severity: Severity,
        verdict: Verdict | None,
        *,
        conditional: bool = False,
    ) -> Finding:
        """The finding for one hit. `conditional` says that it holds in some readings of the line only."""
        text = self.rule(rule)
        params = self._params(hit, line)
        template = text.variants.get(hit.variant, text.message) if hit.variant else text.message
        message = template.format_map(params)
        if conditional and line.taxon:
            reading = f"{line.taxon.name}, {self._appendix(line)}"
            message = f"{message} {self.word('conditional').format(reading=reading)}"
        return Finding(
            rule=rule.id,
            severity=severity,
            verdict=verdict,
            message=self._settle(message),
            fix=self._settle(text.fix.format_map(params)),
            basis=self.basis(*rule.basis, *(hit.basis.get(self.lang) or hit.basis.get("en", ()))),
            field=hit.field,
            value=hit.value,
        )

    def basis(self, *citations: str) -> tuple[str, ...]:
        """Legal basis as this language cites it, each once."""
        return tuple(dict.fromkeys(self._citation(text) for text in citations))

    def row_error(self, error: RowError) -> Finding:
        """The finding for a row that cannot be read."""
        return Finding(
            rule="row-unreadable",
            severity=Severity.REVIEW,
            verdict=None,
            message=self._of_row(error.reason),
            fix=self._of_row(error.fix) if error.fix else self.word("row_fix"),
            basis=(),
        )

    def _of_row(self, text: str) -> str:
        """What the readers say of a whole row; in English where it is not translated."""
        for pattern, words in self._rows:
            if found := re.fullmatch(pattern, text, re.DOTALL):
                return words.format(*found.groups())
        return text

    def steps(self, line: Line) -> tuple[str, ...]:
        """The steps from the declared name to the listing, in words that an officer can repeat."""
        item = line.item
        return self._steps.of(
            Path(
                query=line.match.query,
                candidate=line.candidate,
                effective=line.effective,
                branch=line.branch,
                listing=line.listing,
                outcome=line.coverage,
                origin=item.origin,
                region=item.origin_region,
                term=item.term,
                on=line.on.isoformat(),
            )
        )

    def _params(self, hit: Hit, line: Line) -> Mapping[str, str]:
        params = _Params(partial(self._of_line, hit, line), hit.params)
        if not hit.params:
            return params
        for key in _FACT_PARAMS:
            if hit.params.get(key):
                params[key] = ", ".join(self.fact(fact) for fact in hit.params[key].split(","))
        for key in _APPENDIX_PARAMS:
            if key in hit.params:
                params[key] = self._appendices(hit.params[key])
        tongue = f"_{self.lang}"
        params.update({key.removesuffix(tongue): text for key, text in hit.params.items() if key.endswith(tongue)})
        for key in _COUNTRY_PARAMS:
            if key in hit.params:
                params[key] = self.country(hit.params[key])
        if params.get("no") == "":
            params["no"] = self.word("not_declared")
        if reason := hit.params.get("reason"):
            params["reason"] = self.reason(reason)
        if kind := hit.params.get("document"):
            params["document"] = self.document(kind)
        return params

    def _of_line(self, hit: Hit, line: Line, key: str) -> str:
        """A value that every message may name. Raises KeyError for any other."""
        return _OF_LINE[key](self, hit, line)

    def document(self, kind: str) -> str:
        """The name of a document kind."""
        names = self._reference.document_names.get(kind, {})
        return names.get(self.lang) or names.get("en") or kind.replace("_", " ")

    def field(self, name: str) -> str:
        """What a field of the declaration is called."""
        kind, _, part = name.rpartition("_")
        if kind in self._reference.document_names:
            return f"{self.document(kind)}: {self._parts.get(part, part)}"
        return self._fields.get(name, name.replace("_", " "))

    def reason(self, phrase: str) -> str:
        """Why a value could not be read: a phrase of the readers, with details that need no translation."""
        why, colon, details = phrase.partition(": ")
        return f"{self._reasons.get(why, why)}{colon}{details}"

    def fact(self, name: str) -> str:
        """What a fact, a field, an exempt form or an annotation means."""
        known = self._reference.coverage.words.get(name, {})
        return known.get(self.lang) or known.get("en") or self._words.get(f"fact_{name}", name)

    def _appendices(self, codes: str) -> str:
        words = (
            self.word("not_listed") if code == "-" else self.word("appendix").format(appendix=code)
            for code in codes.split("/")
        )
        return " / ".join(words)

    def country(self, code: str) -> str:
        """The country's name with its code, as it stands in a sentence."""
        if code not in self._named:
            self._named[code] = self._name(self._reference.country(code, self.lang))
        return self._named[code]

    def _appendix(self, line: Line) -> str:
        return self.word("appendix").format(appendix=line.appendix) if line.appendix else self.word("not_listed")


def _name(texts: Texts, hit: Hit, line: Line) -> str:
    return line.match.query or line.item.scientific_name or line.item.common_name or texts.word("not_declared")


def _taxon(texts: Texts, hit: Hit, line: Line) -> str:
    return line.taxon.name if line.taxon else line.item.scientific_name or texts.word("not_declared")


def _parties(texts: Texts, hit: Hit, line: Line) -> str:
    return ", ".join(texts.country(code) for code in (line.listing.parties if line.listing else ())) or "-"


def _declared(field: str) -> Callable[[Texts, Hit, Line], str]:
    return lambda texts, hit, line: getattr(line.item, field) or texts.word("not_declared")


def _state(field: str, otherwise: str) -> Callable[[Texts, Hit, Line], str]:
    def state(texts: Texts, hit: Hit, line: Line) -> str:
        code = getattr(line.item, field)
        return texts.country(code) if code else texts.word(otherwise)

    return state


_OF_LINE: Mapping[str, Callable[[Texts, Hit, Line], str]] = {
    "name": _name,
    "taxon": _taxon,
    "appendix": lambda texts, hit, line: line.appendix.value if line.appendix else "-",
    "listed_as": lambda texts, hit, line: line.listing.taxon if line.listing else "-",
    "parties": _parties,
    "source": _declared("source"),
    "purpose": _declared("purpose"),
    "term": _declared("term"),
    "origin": _state("origin", "not_declared"),
    "exporter": _state("exporter", "exporting_state"),
    "importer": _state("importer", "importing_state"),
    "on": lambda texts, hit, line: line.on.isoformat(),
    "field": lambda texts, hit, line: hit.field,
    "field_name": lambda texts, hit, line: texts.field(hit.field),
    "value": lambda texts, hit, line: hit.value or texts.word("not_declared"),
}
"""The values of a line that every message may name."""
