"""Scanning Korean, Chinese and Japanese, where words are written together.

Names inside compounds, with particles, across spaces.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from cites_check.names.commons import common_key, common_words, is_korean
from cites_check.names.scan_beside import after_signs
from cites_check.names.scan_text import Find, is_sign
from cites_check.names.store import CommonName, NameStore

_LONGEST = 14
_BESIDE = 8
"""Signs after a name that are looked at: more than any particle or material has."""
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
    if text.isascii():
        return
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
    begins = [0, *(number for number in range(1, len(run)) if run[number] > run[number - 1] + 1), len(run)]
    # Nearly always the signs are as they are compared, and a part of them is its own key.
    plain = "".join(common_words(signs)) == signs
    word = 0
    for start in range(len(run)):
        if start == begins[word + 1]:
            word += 1
        if plain and not store.may_start_common(signs[start : start + 2]):
            continue
        for end in range(min(len(run), start + _LONGEST), start + 1, -1):
            part = signs[start:end]
            found = store.common(part if plain else common_key(part))
            if not found:
                continue
            stop = begins[bisect_left(begins, end)]
            if end > begins[word + 1] and not (start == begins[word] and end == stop):
                # Across a space only whole words are one name.
                continue
            if any(name.sure == "false_friend" for name in found) or _only_likeness(found, signs[end : end + _BESIDE]):
                yield Find(run[start], run[end - 1] + 1, "", _COMMON, True)
            elif _counts(found) and _fits(signs, start, end, start == begins[word], stop):
                yield Find(run[start], run[end - 1] + 1, found[0].display, _COMMON)


def _only_likeness(found: Sequence[CommonName], rest: str) -> bool:
    """Whether what follows an animal or a plant shows that only its look or its keeping is meant: `앵무새 사료`."""
    return after_signs(rest) and not any(name.sure.startswith("goods") for name in found)


def _counts(found: Sequence[CommonName]) -> bool:
    return not any(name.sure == "homograph" for name in found) and any(name.sure != "doubtful" for name in found)


def _fits(signs: str, start: int, end: int, begins: bool, stop: int) -> bool:
    """Whether a name of this length may stand here.

    Short names only as words, or with a particle or a material after them. `stop` is where the word ends.
    """
    size = end - start
    if not is_korean(signs[start]):
        return _fits_chinese(signs, start, end)
    if size > 2:
        return True
    if not begins:
        return False
    rest = signs[end : min(stop, end + _BESIDE)]
    return not rest or rest in _PARTICLES or rest.startswith(_MATERIALS)


def _fits_chinese(signs: str, start: int, end: int) -> bool:
    """A name in katakana is a whole word; one in Chinese signs may stand inside another."""
    if _is_kana(signs[start]):
        before = start > 0 and _is_kana(signs[start - 1])
        after = end < len(signs) and _is_kana(signs[end]) and _is_kana(signs[end - 1])
        return not before and not after
    return True


def _is_kana(sign: str) -> bool:
    return "\u30a1" <= sign <= "\u30fc"
