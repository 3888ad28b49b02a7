"""Reading a declared scientific name: which of its words name the taxon, and what the rest says.

Every pass is linear in the length of the text; texts beyond 400 characters are read up to there.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cites_check.names.folding import fold, has_look_alike

MAX_CHARACTERS = 400
MAX_WORDS = 12

NO_FLAGS: frozenset[str] = frozenset()
NO_PLACES: frozenset[int] = frozenset()
LOWER, TITLE, CAPITALS = 0, 1, 2
"""How a word is written."""

# A word may carry digits that optical reading put in the place of letters, and inner hyphens and apostrophes.
_TOKEN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9]|['\-]+(?=[A-Za-z]))*\.?|[()\[\]{}\"'×&+?/,;:=*]")
# Signs between letters that stand for a letter; a letter that was lost in copying stands for any.
_LETTERS_MEANT = {
    "@": "a",
    "|": "l",
    "!": "i",
    "$": "s",
    "\ufffd": "x",
    "?": "x",
    "*": "x",
    "~": "x",
    "^": "x",
    "#": "x",
}
_LETTER_LIKE = re.compile(r"(?<=[A-Za-z])[@|!$\ufffd?*~^#](?=[a-z])")
_DIGITS = str.maketrans(
    {"0": "o", "1": "l", "3": "e", "5": "s", "6": "b", "8": "b", "9": "g", "4": "a", "7": "t", "2": "z"}
)


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_RANK_WORDS = _words(
    "subsp ssp subspecies var varietas variety subvar f fo forma form subf morph ab aberr",
    "nothosubsp nothovar nothof notho nssp nvar convar prol proles lusus stirps ecotype",
    "subg subgen subgenus sect section ser series",
)
_INDETERMINATE = _words(
    "sp spp species spec specie sps spe spc indet indeterminate unidentified undet unknown especie especies spinc"
)
_QUALIFIERS = _words("cf aff nr affin prox cfr")
_HYBRID_WORDS = _words("hybrid hybrids hyb hybr hybride hibrido crossbreed")
_CULTIVAR_WORDS = _words("cv cvs cultivar cultivars hort")
_CONNECTORS = _words(
    "ex et and in non nec not von van vander de der den del della da di do dos du des la le zu zur ten ter",
    "fil filius bis al auct auctt sensu sl ss str emend nom nov comb nud illeg inval ined stat orth pro parte",
    "syn synonym of by und y e pp p fide apud",
)
_CUT_WORDS = _words("form aberr affin stirps prol natio")
_BETWEEN_AUTHORS = _words("ex et and in und")
_OPEN, _CLOSED = "([{", ")]}"
_LAST_YEAR = 2100


class ParsedName(NamedTuple):
    """A scientific name taken apart.

    `words` are the plain lower-case words, genus first; `shapes` how each is written (LOWER, TITLE or CAPITALS);
    `bracketed` the words in the first pair of brackets when they stand directly after the genus (a subgenus, or a name
    in other words). `short_genus` is true for `P. tigris`. `rank_at` holds the places in `words` directly after a rank
    word. `parents` are the two sides of a hybrid formula.
    """

    words: tuple[str, ...]
    shapes: tuple[int, ...] = ()
    flags: frozenset[str] = NO_FLAGS
    bracketed: tuple[str, ...] = ()
    short_genus: bool = False
    rank_at: frozenset[int] = NO_PLACES
    parents: tuple[str, ...] = ()
    year: bool = False


def parse(text: str) -> ParsedName:
    """Take a declared name apart. Never raises; a text without Latin words gives no words."""
    flags: set[str] = set()
    text = text[:MAX_CHARACTERS]
    if has_look_alike(text):
        flags.add("look_alike")
    plain = _LETTER_LIKE.sub(lambda found: _LETTERS_MEANT[found[0]], fold(text).replace("_", " ").replace("\\", " "))
    tokens = _TOKEN.findall(_without_cultivars(plain, flags))
    parents = _formula(tokens)
    if parents:
        flags.update(("hybrid", "formula"))
    return _Reader(tokens, flags).read(parents)


def simple_words(text: str) -> tuple[str, ...]:
    """The words of a plain `Genus epithet` in ASCII letters, lower-case; empty for anything that needs `parse`.

    The common case, some twenty times as fast. The genus may be in any case, since its first letter may be the wrong
    one; an x before it may be the sign of a hybrid.
    """
    first, space, second = text.partition(" ")
    if not space or not text.isascii() or not first.isalpha() or len(first) < 3 or first[0] == "x":
        return ()
    if not second.isalpha() or not second.islower() or len(second) < 3 or second in _NOT_EPITHETS:
        return ()
    genus = first.lower()
    return () if genus in _NOT_EPITHETS else (genus, second)


def is_marker(word: str) -> bool:
    """Whether a word is a rank word, a qualifier, a connector or the like, and never part of a name."""
    return word in _NOT_EPITHETS


_NOT_EPITHETS = _RANK_WORDS | _INDETERMINATE | _QUALIFIERS | _HYBRID_WORDS | _CULTIVAR_WORDS | _CONNECTORS


def _without_cultivars(text: str, flags: set[str]) -> str:
    """Cut quoted cultivar and trade designations, and what follows a trade mark sign."""
    for quote in ("'", '"'):
        start = 0
        while (start := text.find(quote, start)) >= 0:
            # An apostrophe inside a word is none: d'orbignyi.
            opens = start > 0 and text[start - 1] in " (" and text[:start].strip(" (") != ""
            if not opens:
                start += 1
                continue
            end = text.find(quote, start + 1)
            flags.add("cultivar")
            text = f"{text[:start]} {text[end + 1 :] if end > start else ''}"
    for mark in ("®", "™", "©"):
        if mark in text:
            flags.add("cultivar")
            text = text.replace(mark, " ")
    return text


def _formula(tokens: list[str]) -> tuple[str, ...]:
    """The two sides of a hybrid formula (`Ara macao x ararauna`), the second completed with the genus of the first."""
    for place, token in enumerate(tokens):
        if token in ("×", "x", "X", "*") and place >= 2 and place < len(tokens) - 1:
            left, right = tokens[:place], tokens[place + 1 :]
            left_words = [word for word in left if word[0].isalpha() and word.rstrip(".").lower() not in _QUALIFIERS]
            right_words = [word for word in right if word[0].isalpha()]
            if len(left_words) < 2 or not right_words or left_words[1].lower().rstrip(".") in _NOT_EPITHETS:
                return ()
            genus = left_words[0]
            first = right_words[0].rstrip(".")
            if len(first) == 1 and first.lower() == genus[0].lower() and len(right_words) > 1:
                right_words = [genus, *right_words[1:]]
            elif len(right_words) == 1 or (first[0].islower() and left_words[0][0].isupper()):
                right_words = [genus, *right_words]
            return (" ".join(left_words), " ".join(right_words))
    return ()


class _Reader:
    """One pass over the tokens of one name."""

    def __init__(self, tokens: list[str], flags: set[str]) -> None:
        self.tokens = tokens
        self.flags = flags
        self.words: list[str] = []
        self.shapes: list[int] = []
        self.bracketed: list[str] = []
        self.rank_at: set[int] = set()
        self.short_genus = False
        self.year = False
        self.after_rank = False
        self.stopped = False

    def read(self, parents: tuple[str, ...]) -> ParsedName:
        depth = 0
        bracket: list[str] = []
        for token in self.tokens:
            if token in _OPEN:
                # Brackets around everything say nothing; those after an epithet hold its author, and another may
                # follow.
                depth += 1 if self.words or depth else 0
                self.stopped = self.stopped or len(self.words) >= 2
            elif token in _CLOSED:
                depth = max(0, depth - 1)
            elif depth:
                if token[0].isalpha() and len(self.words) <= 1:
                    bracket.append(token)
            elif token[0].isalnum():
                self._word(token)
            elif token == "×":
                self.flags.add("hybrid")
            elif token == "?":
                self.flags.add("qualified")
            elif token in ";=" and len(self.words) >= 2:
                break
            if len(self.words) >= MAX_WORDS:
                break
        self.bracketed = [word.rstrip(".").lower() for word in bracket if word.rstrip(".").isalpha() and len(word) > 2][
            :2
        ]
        return ParsedName(
            tuple(self.words),
            tuple(self.shapes),
            frozenset(self.flags),
            tuple(self.bracketed),
            self.short_genus,
            frozenset(self.rank_at),
            parents,
            self.year,
        )

    def _word(self, token: str) -> None:
        dotted = token.endswith(".")
        bare = token.rstrip(".").replace("'", "").replace("-", "")
        if not bare:
            return
        if bare.isdigit():
            # Only a year tells the words before it from a name.
            if len(bare) == 4 and 1700 <= int(bare) <= _LAST_YEAR:
                self.year = True
            return
        if len(bare) > 4 and bare[0] in "xX" and bare[1].isupper() and bare[2:].islower():
            # xBrassocattleya, with the sign of a hybrid genus written as a letter.
            self.flags.add("hybrid")
            bare = bare[1:]
        low = bare.lower()
        if not bare.isalpha():
            letters = sum(sign.isalpha() for sign in bare)
            if letters * 2 < len(bare) or len(bare) < 3:
                return
            if low.translate({ord(digit): None for digit in "0123456789"}) in _INDETERMINATE and len(self.words) == 1:
                self.flags.add("genus_only")
                return
            self.flags.add("digits")
            low = low.translate(_DIGITS)
            bare = low if bare[0].islower() or bare[0].isdigit() else low.capitalize()
        if not self._marker(low, dotted):
            self._keep(bare, low, dotted)

    def _marker(self, low: str, dotted: bool) -> bool:
        """Take note of a word that is no part of the name; false if it is one."""
        count = len(self.words)
        if count == 1 and len(low) > 3 and not dotted and self.tokens[-1] == low and low in _CUT_WORDS:
            # `Stelis form`: the epithet, cut off.
            return False
        if low in ("x", "notho") and not dotted:
            self.flags.add("hybrid")
        elif low in _HYBRID_WORDS:
            self.flags.add("hybrid")
            if count == 1:
                self.flags.add("genus_only")
        elif low in _QUALIFIERS or (low in ("c", "f") and dotted and count == 1):
            self.flags.add("qualified")
        elif low in _INDETERMINATE or (
            low in ("ssp", "subsp") and count == 1 and self.tokens[-1].rstrip(".").lower() == low
        ):
            if count == 1:
                self.flags.add("genus_only")
        elif low in _CULTIVAR_WORDS and count:
            self.flags.add("cultivar")
            self.stopped = count >= 2
        elif low in _RANK_WORDS and count:
            self.after_rank = True
            self.stopped = False
        elif low in _CONNECTORS and count >= 1 and not (count == 1 and len(low) > 3):
            self.after_rank = False
            if low in _BETWEEN_AUTHORS and count > 2 and not self.stopped and count - 1 not in self.rank_at:
                self.words.pop()
                self.shapes.pop()
        else:
            return False
        return True

    def _keep(self, bare: str, low: str, dotted: bool) -> None:
        count = len(self.words)
        if count == 0:
            self.short_genus = len(low) <= 3 and (dotted or len(low) == 1)
        elif dotted and len(low) <= 3 and not self.after_rank:
            # L., DC., Mey.: an author.
            return
        elif len(low) == 1:
            return
        if self.stopped or ("genus_only" in self.flags and count >= 1):
            return
        if self.after_rank:
            self.rank_at.add(count)
            self.after_rank = False
        self.words.append(low)
        shape = LOWER if bare[0].islower() else CAPITALS if len(bare) > 1 and bare.isupper() else TITLE
        self.shapes.append(shape)
