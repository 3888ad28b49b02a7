"""What the # annotations and the exempt forms say, typed: made once from the dataset's document `annotations`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Need = tuple[str, float | None]
"""A fact that must be true, with its limit where it has one (`net_wood_kg_max`, 10)."""


@dataclass(frozen=True, slots=True)
class Choices:
    """A list of codes or names: `only` these, or all but `exclude`. Both empty: everything."""

    only: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.only or self.exclude)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of specimen: terms, sources, taxa, origins and facts, all of which must hold.

    `needs` are groups of facts: each group must have at least one that is true.
    """

    text: str
    terms: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    taxa: Choices = Choices()
    origins: Choices = Choices()
    needs: tuple[tuple[Need, ...], ...] = ()

    @property
    def conditional(self) -> bool:
        """Whether the form hangs on more than term and taxon."""
        return bool(self.sources or self.needs or self.origins)


@dataclass(frozen=True, slots=True)
class Annotation:
    """One wording of a # annotation, in force until a day (not included), ISO 8601; empty where it still holds.

    `only_forms`: the forms are covered and nothing else; otherwise everything is covered but the forms.
    """

    forms: tuple[Form, ...]
    only_forms: bool
    valid_until: str = ""


@dataclass(frozen=True, slots=True)
class ExemptForm:
    """Specimens that an entry leaves out: any of `forms` suffices. `names` are the only cultivars or hybrids meant."""

    key: str
    forms: tuple[Form, ...]
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CoverageLaw:
    """All annotations by number, wordings newest first; exempt forms by key; words that claim, doubt or
    tell a fact (the text of a prescribed mark)."""

    annotations: Mapping[str, tuple[Annotation, ...]] = field(default_factory=dict)
    exempt_forms: Mapping[str, ExemptForm] = field(default_factory=dict)
    whole_terms: frozenset[str] = frozenset()
    claimed_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    doubted_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    told_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Fact, exempt form or annotation → language → what it means."""

    def annotation(self, number: str, on: str) -> Annotation | None:
        """The wording of annotation `number` on the ISO date `on`; the oldest known where it lies before all."""
        wordings = self.annotations.get(number, ())
        ended = (wording for wording in reversed(wordings) if wording.valid_until and on < wording.valid_until)
        return next(ended, wordings[0] if wordings else None)


def coverage_law_from(document: Mapping[str, Any]) -> CoverageLaw:
    """Build the law of coverage from the document `annotations`."""
    facts: Mapping[str, Mapping[str, Any]] = document["facts"]
    return CoverageLaw(
        annotations={
            number: tuple(_annotation(text) for text in (body, *body.get("earlier", ())))
            for number, body in document["annotations"].items()
        },
        exempt_forms={key: _exempt_form(key, body) for key, body in document["exempt_forms"].items()},
        whole_terms=frozenset(document["whole_terms"]),
        claimed_by=_words(facts, "claimed_by"),
        doubted_by=_words(facts, "doubted_by"),
        told_by=_words(facts, "told_by"),
        words={
            **{fact: {"en": str(body["en"]), "ko": str(body["ko"])} for fact, body in facts.items()},
            **{
                key: {"en": str(body["title_en"]), "ko": str(body["title_ko"])}
                for table in ("annotations", "exempt_forms")
                for key, body in document[table].items()
            },
        },
    )


def _words(facts: Mapping[str, Mapping[str, Any]], key: str) -> dict[str, tuple[str, ...]]:
    return {fact: tuple(word.casefold() for word in body[key]) for fact, body in facts.items() if key in body}


def _annotation(body: Mapping[str, Any]) -> Annotation:
    return Annotation(
        forms=tuple(_form(form) for form in body["forms"]),
        only_forms=body["mode"] == "only",
        valid_until=str(body.get("until") or ""),
    )


def _form(body: Mapping[str, Any]) -> Form:
    return Form(
        text=str(body["form"]),
        terms=frozenset(body.get("terms", ())),
        sources=frozenset(body.get("sources", ())),
        taxa=_choices(body.get("taxa")),
        origins=_choices(body.get("origins")),
        needs=_needs(body.get("needs", ())),
    )


def _exempt_form(key: str, body: Mapping[str, Any]) -> ExemptForm:
    # Where an entry words several ways to qualify, `condition` only sums them up.
    ways = body.get("alternatives") or [{"needs": body["condition"]}]
    return ExemptForm(
        key=key,
        forms=tuple(
            Form(
                text=key,
                terms=frozenset(body.get("terms", ())),
                sources=frozenset(body.get("sources", ())),
                taxa=_choices(way.get("taxa") or body["applies_to"]),
                needs=_needs(way["needs"]),
            )
            for way in ways
        ),
        names=frozenset(str(name).casefold() for name in body.get("names", ())),
    )


def _choices(body: Any) -> Choices:
    if not body:
        return Choices()
    return Choices(exclude=frozenset(body["except"])) if isinstance(body, Mapping) else Choices(frozenset(body))


def _needs(body: Any) -> tuple[tuple[Need, ...], ...]:
    return tuple(_group(need) for need in body)


def _group(need: Any) -> tuple[Need, ...]:
    if isinstance(need, str):
        return ((need, None),)
    ((name, value),) = need.items()
    if name == "any":
        return tuple(one for group in _needs(value) for one in group)
    return ((name, float(value)),)
