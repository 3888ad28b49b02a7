"""Populations as the official lists word them: `All populations except those of BW, NA, ZA and ZW`.

Only what is understood to the last word becomes a population; anything else stays a text for a person to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from cites_check.model.listings import Population

_TAGS = re.compile(r"<[^>]+>|\*\*|\[[^\]]*listing[^\]]*\]", re.IGNORECASE)
_HIGHER = re.compile(r"\bincluded in [a-z-]+ spp\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z']+")
_EXCEPT = re.compile(r"\bexcept\b|\bexcluding\b|\bother than\b")
_OTHERS = re.compile(
    r"all other populations are included in appendix (i{1,3})|no other population is included in the appendices"
    r"|,? which (?:is|are) included in appendix (i{1,3})|those included in appendix (i{1,3})"
)
_IDLE = frozenset(
    re.findall(
        r"[a-z']+",
        "a all and are for in included includes is it its of only popns population populations population's the these "
        "those whole appendix i ii iii except excluding other than from",
    )
)


class PlaceNames:
    """Countries by their names and codes, longest name first."""

    def __init__(self, countries: Mapping[str, Any]) -> None:
        names: dict[str, str] = {}
        for code, entry in countries.get("countries", {}).items():
            for name in (entry.get("en", ""), *(entry.get("names") or ())):
                if name:
                    names[_plain(str(name))] = code
        self._codes = frozenset(countries.get("countries", {}))
        self._by_name = names
        words = sorted((re.escape(name) for name in names if len(name) > 3), key=len, reverse=True)
        self._pattern = re.compile(rf"\b(?:the )?({'|'.join(words) or '(?!)'})\b")

    def take(self, text: str) -> tuple[list[str], str]:
        """The countries in a text, and the text without them."""
        found: list[str] = []

        def code(match: re.Match[str]) -> str:
            if match[0] not in self._codes:
                return match[0]
            found.append(match[0])
            return " "

        # Codes first, while capitals still tell NA from "na"; the numerals of the Appendices are no codes.
        text = re.sub(r"\b[A-Z]{2}\b(?<!II)", code, text)

        def name(match: re.Match[str]) -> str:
            found.append(self._by_name[match[1]])
            return " "

        return found, self._pattern.sub(name, _plain(text))

    def code(self, name: str) -> str:
        """The code of a country by its name; empty where it is unknown."""
        bare = re.sub(r"\s*[\[(][^\])]*[\])]\s*$", "", name)
        return self._by_name.get(_plain(name)) or self._by_name.get(_plain(bare), "")


def populations(texts: Mapping[str, str], places: PlaceNames) -> dict[str, Population] | None:
    """The population of each Appendix from the texts of its entries; None where any of them is not understood.

    `texts` has the Appendices as keys. An empty text is an entry for all populations.
    """
    found: dict[str, Population] = {}
    open_ended: list[str] = []
    for appendix, text in texts.items():
        codes, rest = places.take(_HIGHER.sub(" ", _TAGS.sub(" ", text)))
        leaves_out = bool(_EXCEPT.search(rest))
        refers = bool(_OTHERS.search(rest))
        rest = _OTHERS.sub(" ", rest)
        if set(_WORD.findall(rest)) - _IDLE:
            return None
        if codes:
            members = tuple(sorted(set(codes)))
            found[appendix] = Population(exclude=members) if leaves_out else Population(only=members)
        elif leaves_out or refers:
            open_ended.append(appendix)
        else:
            found[appendix] = Population()
    if not open_ended:
        return found
    others = sorted({code for population in found.values() for code in population.only})
    if len(open_ended) > 1 or not others or any(not population.only for population in found.values()):
        return None
    return {**found, open_ended[0]: Population(exclude=tuple(others))}


def readable(text: str) -> str:
    """The text without markup."""
    return " ".join(_TAGS.sub(" ", text).split())


def unique(values: Iterable[str]) -> list[str]:
    """The values once each, in their order, without empty ones."""
    return list(dict.fromkeys(filter(None, values)))


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("\xa0", " ").replace("’", "'").split())
