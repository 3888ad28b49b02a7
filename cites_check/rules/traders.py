"""Hints of trade in names of parties and descriptions: hints for a person, never proof."""

from __future__ import annotations

import re

_TRADER = re.compile(
    r"\b(trad(?:ing|ers?)|import(?:s|ers?)?|export(?:s|ers?)?|wholesal(?:e|ers?)|retail(?:ers?)?|dealers?|merchants?|(?:pet|antique|aquarium|reptile|bird) (?:shop|store)"
    r"|shops?|boutiques?|commerce|mart)\b|무역|통상|상사|상회|유통|도매|소매|수입상|판매점|쇼핑몰|펫샵|애완동물\s?가게",
    re.IGNORECASE,
)
_FOR_SALE = re.compile(
    r"\b(?:for (?:re)?sale|resale|for retail|commercial invoice|merchandise|wholesale)\b|판매용|판매\s?목적|상업용|재판매",
    re.IGNORECASE,
)


def trader_word(party: str) -> str:
    """The word that makes a party look like a trader; empty where there is none."""
    found = _TRADER.search(party)
    return found[0] if found else ""


def sale_words(description: str) -> str:
    """The words by which a description says that the goods are to be sold; empty where there are none."""
    found = _FOR_SALE.search(description)
    return found[0] if found else ""
