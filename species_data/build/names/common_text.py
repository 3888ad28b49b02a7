"""Common names as text: languages, entities, brackets, joined names and shouting."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache

from species_data.build.names.raw import DATA, clean, rows

_GAPS = {
    "EUS": "eu",
    "GLE": "ga",
    "HRV": "hr",
    "HYE": "hy",
    "MKD": "mk",
    "MYA": "my",
    "NLD": "nl",
    "SQI": "sq",
    "ZHO": "zh",
}
"""Languages for which the source's table leaves the ISO 639-1 code out."""

_OTHER_TAXON = re.compile(r"ondersoort|ss\. ?sp|underart|subspec|alamliig|populatie|\bvar\.|\bN\.h\.|\bP\.v\.", re.I)
_NO_NAME = re.compile(r"nincs magyar nev|(en )?art af ", re.I)
"""What stands for a name where a language has none: Hungarian "has no Hungarian name", Danish "a kind of"."""
_BROKEN = re.compile(r"&#|&\w+;|[<>_=\[\]{}|*]|[\ue000-\uf8ff]")
_BRACKETS = re.compile(r"\s*[(（]([^()（）]*)[)）]\s*")
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


@cache
def languages() -> dict[str, str]:
    """Three-letter codes of the sources to ISO 639-1, or the three-letter code where there is none."""
    table = {row["ISO-3"].upper(): row["ISO-1"] for row in rows(DATA / "species_plus_2013" / "languages_utf8.csv")}
    return {code: two or _GAPS.get(code, code.lower()) for code, two in table.items()} | _GAPS


def language(code: str) -> str:
    """ISO 639-1 code of a three-letter code, else that code itself in small letters."""
    return languages().get(code.upper(), code.lower())


def variants(text: str) -> list[str]:
    """The names that one entry gives: none when it is broken or a stopgap, several when it joins names or brackets one.

    A bracket at the end of a Chinese name is another name; elsewhere it is an optional part, so the name is given
    without it, and in the middle also with it.
    """
    name = clean(html.unescape(text))
    if _BROKEN.search(name) or _OTHER_TAXON.search(name) or _NO_NAME.match(name):
        return []
    found: list[str] = []
    for part in re.split(r"\s+/\s+|\s*;\s*", name):
        bracket = _BRACKETS.search(part)
        if bracket is None:
            found.append(part)
        elif _CJK.search(part):
            found += [_BRACKETS.sub("", part), bracket.group(1)]
        else:
            found.append(_BRACKETS.sub(" ", part))
            if bracket.end() < len(part):
                found.append(_BRACKETS.sub(r" \1 ", part))
    return [tidy for tidy in (tidied(part) for part in found) if tidy]


def split_commas(text: str) -> list[str]:
    """The names of a field that joins several with commas; commas inside brackets do not count."""
    return [part for part in re.split(r"\s*,\s*(?![^()]*\))", text) if part]


def tidied(name: str) -> str:
    """The name without stray marks at its ends and not all in capitals; empty when what is left can be no name."""
    name = re.sub(r"(?<=[^\W\d_])\d$", "", clean(name).strip(' ,.;:-()（）"“”'))
    letters = [c for c in name if c.isalpha()]
    latin = all("LATIN" in unicodedata.name(c, "") for c in letters)
    if len(letters) < (3 if latin else 1):
        return ""
    if latin and len(letters) > 3 and name == name.upper():
        name = re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda m: m.group().capitalize(), name)
    return name
