"""Findings put into words: templates filled with the values of a line, in the language that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
        self._citation: Callable[[str], str] = module.citation
        self._settle: Callable[[str], str] = module.settle
        self._name: Callable[[str], str] = module.named
        self._named: dict[str, str] = {}
        self._reference = reference
        self._steps = Steps(self._words, self._country, self.fact)

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
            message=error.reason,
            fix=error.fix or self.word("row_fix"),
            basis=(),
        )

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
        item = line.item
        nothing = self.word("not_declared")
        params = {
            "name": line.match.query or item.scientific_name or item.common_name or nothing,
            "taxon": line.taxon.name if line.taxon else item.scientific_name or nothing,
            "appendix": line.appendix.value if line.appendix else "-",
            "listed_as": line.listing.taxon if line.listing else "-",
            "parties": ", ".join(self._country(code) for code in (line.listing.parties if line.listing else ())) or "-",
            "source": item.source or nothing,
            "purpose": item.purpose or nothing,
            "term": item.term or nothing,
            "origin": self._country(item.origin) if item.origin else nothing,
            "exporter": self._country(item.exporter) if item.exporter else self.word("exporting_state"),
            "importer": self._country(item.importer) if item.importer else self.word("importing_state"),
            "on": line.on.isoformat(),
            "field": hit.field,
            "field_name": self.field(hit.field),
            "value": hit.value or nothing,
        }
        params.update(hit.params)
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
                params[key] = self._country(hit.params[key])
        if params.get("no") == "":
            params["no"] = nothing
        if reason := hit.params.get("reason"):
            params["reason"] = self.reason(reason)
        if kind := hit.params.get("document"):
            params["document"] = self.document(kind)
        return params

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

    def _country(self, code: str) -> str:
        if code not in self._named:
            self._named[code] = self._name(self._reference.country(code, self.lang))
        return self._named[code]

    def _appendix(self, line: Line) -> str:
        return self.word("appendix").format(appendix=line.appendix) if line.appendix else self.word("not_listed")
