"""Splitting a joined list of names with authors into names and authors.

The Index of 2017 joins synonyms with commas, and authors hold commas too: `Boa phrygia Shaw, 1802, Boa reticulata
Schneider, 1801`. A new name begins where, after a comma, a capitalised word is followed by an epithet in small
letters that is no particle of an author's name.
"""

from __future__ import annotations

import re

PARTICLES = frozenset(
    re.split(
        " ",
        "a act acut aff al and apud auct auctt cf comb da dal das de degli del della den der des di do dos du "
        "e ed eds el emend en et ex f fide fil hort illeg in ined inval la las le les lo los m misapplied "
        "misspelling nec nom non not nota nud of orth p partim pers pl pro prop publ rej s sens sensu sic sp "
        "spec ssp st stat subg syn t ten ter the und van var vel vide vom von y z zu zum zur",
    )
)
"""Words in small letters that stand in authors' names and notes, never as an epithet."""

RANK_WORDS = {"var.": "var.", "var": "var.", "f.": "f.", "forma": "f.", "subvar.": "subvar.", "subf.": "subf."}
SUBSPECIES_WORDS = frozenset({"subsp.", "ssp.", "subsp", "ssp"})

_GENUS = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-Za-zà-ÿ]+)?$")
_EPITHET = re.compile(r"[a-zà-ÿ][a-zà-ÿ'’-]*[a-zà-ÿ]$")
_SUBGENUS = re.compile(r"\([A-Za-z][a-z]+\)$")


def is_epithet(word: str) -> bool:
    """Whether a word can be an epithet: small letters, at least two, and no particle."""
    return bool(_EPITHET.match(word)) and word not in PARTICLES


def starts_name(words: list[str]) -> bool:
    """Whether these words begin with a binomial: a genus, an optional hybrid sign, and an epithet."""
    if len(words) < 2 or not _GENUS.match(words[0].strip("\"'[(")):
        return False
    second = words[1]
    if len(words) > 2 and (second in {"x", "×"} or _SUBGENUS.match(second)):
        second = words[2]
    return is_epithet(second.rstrip(",;?"))


def split_joined(text: str) -> list[str]:
    """Split a joined list into single names with their authors, in the order of the text."""
    parts = re.split(r",\s*", text)
    groups: list[str] = []
    for part in parts:
        fresh = starts_name(part.split())
        if groups and not fresh:
            groups[-1] += ", " + part
        elif part.strip():
            groups.append(part)
    return [g.strip(" ,") for g in groups if g.strip(" ,")]


def name_and_author(text: str) -> tuple[str, str]:
    """Separate one name from its author. Ranks other than subspecies stay in the name as `var.`, `f.` and the like."""
    words = text.split()
    if not words:
        return "", ""
    name = [words[0]]
    at = 1
    if len(words) > 3 and words[1] == words[0].lower() and is_epithet(words[2]) and words[2] != words[1]:
        at = _after_repeated_genus(words)
    if at + 1 < len(words) and words[at] in {"x", "×"}:
        name.append("×")
        at += 1
    elif at + 1 < len(words) and _SUBGENUS.match(words[at]) and is_epithet(words[at + 1].rstrip(",?")):
        at += 1
    while at < len(words) and len(name) < 8:
        word = words[at]
        following = words[at + 1].rstrip(",") if at + 1 < len(words) else ""
        if word in SUBSPECIES_WORDS and is_epithet(following):
            at += 1
        elif word in RANK_WORDS and len(name) > 1 and _EPITHET.match(following) and following not in {"ex", "in"}:
            name += [RANK_WORDS[word], following]
            at += 2
            continue
        elif not is_epithet(word.rstrip(",?")) or len(name) - name.count("×") >= 4:
            break
        else:
            name.append(word.rstrip(",?"))
            at += 1
            if word.endswith(","):
                break
    return " ".join(name), " ".join(words[at:]).strip(" ,")


def _after_repeated_genus(words: list[str]) -> int:
    """Where the epithet stands, when a name repeats its genus as a subgenus in small letters.

    Only poison frogs show this slip in the source (`Dendrobates dendrobates daleswansoni`); elsewhere the repeated word
    is a real tautonym.
    """
    return 2 if words[0] in {"Dendrobates", "Ranitomeya"} else 1


def hybrid_formula(name: str, author: str) -> tuple[str, str]:
    """Name and author of a hybrid written as a formula: `Nepenthes bongso` with `x pectinata Danser`."""
    words = author.split()[1:]
    if words and words[0][:1].islower() and len(words) > 1 and words[0].capitalize() == name.split()[0]:
        words = [words[0].capitalize(), *words[1:]]
    right: list[str] = []
    while words and (is_epithet(words[0]) or (not right and len(words) > 1 and is_epithet(words[1]))):
        right.append(words.pop(0))
    return " ".join([name, "×", *right]), " ".join(words)
