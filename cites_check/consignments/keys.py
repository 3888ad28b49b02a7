"""How numbers of permits and names of parties are compared."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LONGEST = 120
_REMEMBERED = 4096
"""Lines of a declaration repeat their numbers and parties."""
_SHORTEST_NUMBER = 3
# fmt: off
_COMPANY_FORMS = frozenset(
    (
        "ab", "ag", "and", "as", "bhd", "bv", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated",
        "kg", "limited", "llc", "llp", "lp", "ltd", "ltda", "nv", "oy", "plc", "pt", "pte", "pty", "sa", "sarl",
        "sas", "sdn", "sl", "spa", "srl", "tbk", "the", "有限会社",
    )
)
# fmt: on
_MARKS = ("(주)", "㈜", "(유)", "주식회사", "유한회사", "株式会社", "有限公司")


@lru_cache(maxsize=_REMEMBERED)
def number_key(number: str) -> str:
    """A permit number without its spaces and signs; empty for what identifies nothing (too short, no digit, one sign
    repeated).
    """
    key = "".join(sign for sign in unicodedata.normalize("NFKC", number).upper() if sign.isalnum())[:_LONGEST]
    digits = {sign for sign in key if sign.isdigit()}
    useful = len(key) >= _SHORTEST_NUMBER and digits and len(set(key)) > 1 and digits != {"0"}
    return key if useful else ""


@lru_cache(maxsize=_REMEMBERED)
def party_key(name: str) -> str:
    """A party's name in comparable words, without legal forms; bounded in length."""
    text = name[:_LONGEST]
    for mark in _MARKS:
        text = text.replace(mark, " ")
    text = unicodedata.normalize("NFKD", text).casefold().replace(".", "")
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    words = "".join(sign if sign.isalnum() else " " for sign in unicodedata.normalize("NFC", text)).split()
    return " ".join([word for word in words if word not in _COMPANY_FORMS] or words)


@lru_cache(maxsize=_REMEMBERED)
def same_party(one: str, other: str) -> bool:
    """Whether two names may be of one party: the same words, some of the same words, or names that cannot be compared
    (another script, or none).
    """
    first, second = party_key(one), party_key(other)
    if not first or not second or first.isascii() is not second.isascii():
        return True
    words, others = set(first.split()), set(second.split())
    joined, others_joined = first.replace(" ", ""), second.replace(" ", "")
    return words <= others or others <= words or joined in others_joined or others_joined in joined
