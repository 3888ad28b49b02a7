"""Korean particles that depend on the sound before them: templates write 은(는), and the sentence gets the one that fits."""

from __future__ import annotations

import re

_PARTICLES = re.compile(r"(은\(는\)|이\(가\)|을\(를\)|과\(와\)|\(으\)로)")
_ASIDE = re.compile(r"(?<=\S)\([^()]*\)$| \([A-Z]{2}\)$")
"""What stands in brackets behind a word, a country's code too, does not count for the particle behind it."""
_SIGNS = " \"'”’»"
_WITH_FINAL, _WITHOUT_FINAL = 0, 1
_FORMS = {
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "을(를)": ("을", "를"),
    "과(와)": ("과", "와"),
    "(으)로": ("으로", "로"),
}
_DIGITS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))
_ROMAN = {"I": "일", "II": "이", "III": "삼"}
_LETTERS = {"L": "엘", "M": "엠", "N": "엔", "R": "알"}
"""Letters whose Korean name ends in a consonant."""
_CLOSED_LATIN = frozenset("lmn")
"""Latin words that end so are read with a final consonant; others get a vowel at their end."""
_RIEUL = 8


def settle(text: str) -> str:
    """The sentence with its particles chosen. What cannot be read aloud keeps both forms."""
    parts = _PARTICLES.split(text)
    for place in range(1, len(parts), 2):
        before = "".join(parts[:place])
        parts[place] = _chosen(parts[place], before)
    return "".join(parts)


def _chosen(particle: str, before: str) -> str:
    final = _final_of(before)
    if final is None:
        return particle
    closed = final != 0 and not (particle == "(으)로" and final == _RIEUL)
    return _FORMS[particle][_WITH_FINAL if closed else _WITHOUT_FINAL]


def _final_of(text: str) -> int | None:
    """The final consonant of the last syllable as it is read aloud (0: none), or None where that cannot be told."""
    while (shorter := _ASIDE.sub("", text := text.rstrip(_SIGNS))) != text:
        text = shorter
    text = text.rstrip(")" + _SIGNS)
    last = text[-1:]
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28
    if last in _DIGITS:
        return (ord(_DIGITS[last]) - ord("가")) % 28
    word = re.split(r"[^A-Za-z]", text)[-1]
    if word in _ROMAN:
        return (ord(_ROMAN[word]) - ord("가")) % 28
    if len(word) == 1 or word.isupper():
        name = _LETTERS.get(last, "이" if last.isalpha() else "")
        return (ord(name[-1]) - ord("가")) % 28 if name else None
    if last.isascii() and last.islower():
        return {"l": _RIEUL}.get(last, 16 if last in _CLOSED_LATIN else 0)
    return None
