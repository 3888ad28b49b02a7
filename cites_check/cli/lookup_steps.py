"""The steps from a name to its listing, for `lookup --verbose`."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from cites_check.listings.annotations import coverage_law_from
from cites_check.locale.steps import Path, Steps
from cites_check.lookup import Lookup, Lookups


class LookupSteps:
    """Puts the steps of answers into words of `lang`; `on` is an ISO date, `origin` and `region` are as asked."""

    def __init__(self, lookups: Lookups, *, on: str, origin: str, region: str, lang: str) -> None:
        self._words: Any = import_module(f"cites_check.locale.{lang}")
        self._say: dict[str, str] = self._words.WORDS
        self._countries = lookups.dataset.document("countries")["countries"]
        self._law = coverage_law_from(lookups.dataset.document("annotations"))
        self._steps = Steps(self._say, self._country, self._fact)
        self._on, self._origin, self._region, self._lang = on, origin, region, lang

    def name(self, answer: Lookup) -> str:
        """The first step: how the declared name was read."""
        return "".join(self._settled(self._steps.of(Path(query=answer.query, candidate=answer.match.best)))[:1])

    def of(self, answer: Lookup) -> list[str]:
        """Every step of every population that the question leaves open, each once."""
        effective = answer.effective
        if effective is None:
            return []
        found: dict[str, None] = {}
        for branch in effective.branches:
            for listing in branch.listings or (None,):
                path = Path(
                    query=answer.query,
                    candidate=answer.match.best,
                    effective=effective,
                    branch=branch,
                    listing=listing,
                    origin=self._origin,
                    region=self._region,
                    on=self._on,
                )
                found.update(dict.fromkeys(self._steps.of(path)))
        # The date and what is to come stand last, once, however many populations there are.
        last = self._say["step_date"].format(on=self._on)
        return self._settled([*(step for step in found if step != last), last])

    def _settled(self, steps: Iterable[str]) -> list[str]:
        return [self._words.settle(step) for step in steps]

    def _country(self, code: str) -> str:
        entry = self._countries.get(code)
        return f"{entry.get(self._lang) or entry['en']} ({code})" if entry else code

    def _fact(self, name: str) -> str:
        known = self._law.words.get(name, {})
        return known.get(self._lang) or known.get("en") or self._say.get(f"fact_{name}", name)
