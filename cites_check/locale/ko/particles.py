"""Korean particles that depend on the sound before them: templates write 은(는), and the sentence gets the one that fits."""

from __future__ import annotations

import re

_PARTICLES = re.compile(r"(\(이\)라고|은\(는\)|이\(가\)|을\(를\)|과\(와\)|\(으\)로)")
_ASIDE = re.compile(r"(?<=\S)\([^()]*\)$| \([A-Z]{2}\)$")
"""What stands in brackets behind a word, a country's code too, does not count for the particle behind it."""
_SIGNS = " \"'”’»"
_WITH_FINAL, _WITHOUT_FINAL = 0, 1
_FORMS = {
    "(이)라고": ("이라고", "라고"),
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
_RIEUL, _MIEUM, _IEUNG = 8, 16, 21


def named(country: str) -> str:
    """A country as it stands within a sentence."""
    return country


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
        return _final(last)
    if last in _DIGITS:
        return _final(_DIGITS[last])
    word = re.split(r"[^A-Za-z]", text)[-1]
    return _final_of_latin(word) if word else None


def _final_of_latin(word: str) -> int:
    if word in _ROMAN:
        return _final(_ROMAN[word])
    if word.isupper():
        return _final(_LETTERS.get(word[-1], "이")[-1])
    if word.endswith("ng"):
        return _IEUNG
    return _RIEUL if word[-1] == "l" else _MIEUM if word[-1] in "mn" else 0


def _final(syllable: str) -> int:
    return (ord(syllable) - ord("가")) % 28
