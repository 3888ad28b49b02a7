"""Words beside a name that show that the thing itself is not meant.

Its colour, its picture, a toy of it, food for it.
"""

from __future__ import annotations


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_COLOUR = _words("color colour colored coloured tinted tone toned hue shade")
_LIKENESS_AFTER = _words(
    "costume costumes design doll dolls emblem feed flavor flavored flavour flavoured food foods logo motif pattern",
    "patterned pellets plush plushie poster print printed prints puppet shaped sticker stickers toy toys treats",
)
_LIKENESS_BEFORE = _words("cartoon inflatable plastic plush rubber toy")
_SIGNS_AFTER = tuple(
    word
    for line in (
        "사료 먹이 간식 장난감 인형 모형 무늬 문양 모양 색상 컬러 캐릭터 피규어 스티커 로고",
        "饲料 飼料 玩具 玩偶 图案 圖案 色",
    )
    for word in line.split()
)
_FOR = "용"


def after_letters(word: str, *, goods: bool) -> bool:
    """Whether this word after a name takes the thing out of it; for words of goods only a colour does."""
    return word in _COLOUR or (not goods and word in _LIKENESS_AFTER)


def before_letters(word: str, *, goods: bool) -> bool:
    """Whether this word before a name takes the thing out of it."""
    return not goods and word in _LIKENESS_BEFORE


def after_signs(rest: str) -> bool:
    """Whether what follows a name in Korean or Chinese takes the thing out of it; spaces are left out of `rest`."""
    return rest.removeprefix(_FOR).startswith(_SIGNS_AFTER)
