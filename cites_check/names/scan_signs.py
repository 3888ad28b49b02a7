"""Scanning Korean, Chinese and Japanese, where words are written together.

Names inside compounds, with particles, across spaces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cites_check.names.commons import common_key, is_korean
from cites_check.names.scan_beside import after_signs
from cites_check.names.scan_text import Find, is_sign
from cites_check.names.store import CommonName, NameStore

_LONGEST = 14
_COMMON = 1
_PARTICLES = frozenset(
    word
    for line in ("은 는 이 가 을 를 의 로 으로 와 과 도 에 에서 만 등 및 나 이나 라 인", "용 제 산 류 속 과의 종")
    for word in line.split()
)
# What goods are made from and into: after a short animal or plant name these make a compound (상아조각, 악어지갑).
_MATERIALS = tuple(
    word
    for line in (
        "가죽 피혁 원피 모피 털 뼈 뿔 이빨 엄니 상아 발톱 고기 육 알 기름 오일 유 분말 가루 추출 캡슐 환 즙 주",
        "지갑 가방 핸드백 벨트 구두 신발 부츠 시계 장갑 코트 자켓 목도리 제품 공예 조각 장식 목걸이 팔찌 반지 도장",
        "박제 표본 두개골 껍질 껍데기 원목 목재 나무 묘목 화분 뿌리 씨앗 잎 꽃 쓸개 웅담 지느러미 깃털 새끼 성체",
        "생체 애완 칩 판 무늬목 합판 기타 악기 활",
    )
    for word in line.split()
)


def sign_finds(store: NameStore, text: str) -> Iterator[Find]:
    """Everything that the runs of signs in a text may name."""
    run: list[int] = []
    for place, sign in enumerate(text):
        if is_sign(sign):
            if run and _apart(text, run[-1], place):
                yield from _in_run(store, text, run)
                run = []
            run.append(place)
    if run:
        yield from _in_run(store, text, run)


def _apart(text: str, last: int, place: int) -> bool:
    """Whether more than a space stands between two signs: then no name goes on from one to the other."""
    return text[last + 1 : place].strip(" ·-") != "" or place - last > 3


def _in_run(store: NameStore, text: str, run: Sequence[int]) -> Iterator[Find]:
    signs = "".join(text[place] for place in run)
    # A word begins at the first sign of the run and after every space.
    begins = {0, *(number for number in range(1, len(run)) if run[number] > run[number - 1] + 1)}
    ends = {len(run), *begins}
    for start in range(len(run)):
        for end in range(min(len(run), start + _LONGEST), start, -1):
            found = store.common(common_key(signs[start:end]))
            if not found:
                continue
            crosses = any(start < begin < end for begin in begins)
            if crosses and not (start in begins and end in ends):
                continue
            if any(name.sure == "false_friend" for name in found) or _only_likeness(found, signs[end:]):
                yield Find(run[start], run[end - 1] + 1, "", _COMMON, True)
            elif _counts(found) and _fits(signs, start, end, begins, ends):
                yield Find(run[start], run[end - 1] + 1, found[0].display, _COMMON)


def _only_likeness(found: Sequence[CommonName], rest: str) -> bool:
    """Whether what follows an animal or a plant shows that only its look or its keeping is meant: `앵무새 사료`."""
    return after_signs(rest) and not any(name.sure.startswith("goods") for name in found)


def _counts(found: Sequence[CommonName]) -> bool:
    return not any(name.sure == "homograph" for name in found) and any(name.sure != "doubtful" for name in found)


def _fits(signs: str, start: int, end: int, begins: set[int], ends: set[int]) -> bool:
    """Whether a name of this length may stand here.

    Short names only as words, or with a particle or a material after them.
    """
    size = end - start
    if not is_korean(signs[start]):
        return _fits_chinese(signs, start, end)
    if size > 2:
        return True
    if start not in begins:
        return False
    if end in ends:
        return size > 1
    stop = min(place for place in ends if place > end)
    rest = signs[end:stop]
    return size > 1 and (rest in _PARTICLES or rest.startswith(_MATERIALS))


def _fits_chinese(signs: str, start: int, end: int) -> bool:
    """A name in katakana is a whole word; one in Chinese signs has two at least."""
    if _is_kana(signs[start]):
        before = start > 0 and _is_kana(signs[start - 1])
        after = end < len(signs) and _is_kana(signs[end]) and _is_kana(signs[end - 1])
        return not before and not after and end - start > 1
    return end - start > 1


def _is_kana(sign: str) -> bool:
    return "\u30a1" <= sign <= "\u30fc"
