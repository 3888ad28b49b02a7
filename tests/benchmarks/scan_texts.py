"""Texts as they stand in declarations: words of goods with a name among them, and texts without one.

    python tests/benchmarks/scan_texts.py FILE...

scans the texts of files, one a line (a tariff nomenclature, a catalogue), and prints what it takes for names, for a
person to read: how many texts have any, how fast it went, and each word found with its taxon, how often, and one place
where it stands.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cites_check.names.matcher import Matcher


def _items(*lines: str) -> list[str]:
    return [item.strip() for line in lines for item in line.split(",") if item.strip()]


ENGLISH = _items(
    "ladies handbag, mens belt, genuine leather, wallet 12 pcs, watch strap 20mm, interior decoration",
    "set of 4, new arrival, size 42, frozen, dried, powder 500g, lot no. 23, made in italy, gift box",
    "spring collection, dining chair, fretboard, guitar neck, skin, traditional medicine, capsules 60ct",
    "finished goods, for retail sale, live specimens, cut flowers, bare root, seedlings in flask",
    "carved figurine, veneer sheets, sawn wood, flooring, musical instrument, small leather products, shoes",
    "fashion accessories, cosmetic preparation, essential oil, extract, raw material, trimmed with metal",
    "upholstery, jewellery box, garment, sample",
)
KOREAN = _items(
    "핸드백, 지갑 10개, 여성용 벨트, 신품, 규격 20x30cm, 건조품, 분말 500g, 장식용",
    "가구, 의자, 부품, 샘플, 이탈리아산, 선물용, 냉동, 화장품 원료, 천연 가죽, 소매용, 신발",
    "시계줄, 원목 가구, 마루판, 합판, 악기 부품, 건강식품, 캡슐 60정, 생체, 종자, 묘목, 절화",
    "조각품, 공예품, 완제품, 반제품, 의류, 액세서리",
)
CHINESE = _items(
    "手提包, 皮带, 真皮, 钱包, 家具, 椅子, 样品, 干制品, 粉末, 木制品, 地板, 礼品, 工艺品",
    "服装, 鞋, 冷冻, 药材, 提取物, 种子, 盆栽",
)
GOODS = {"en": ENGLISH, "ko": KOREAN, "zh": CHINESE}
_JOINS = (" ", " ", ", ", " / ", " - ")


def plain_text(rng: random.Random, lang: str) -> str:
    """A description without a name."""
    return rng.choice(_JOINS).join(rng.choice(GOODS[lang]) for _ in range(rng.randint(3, 6)))


def text_with(rng: random.Random, lang: str, name: str) -> str:
    """A description with a name among its words, sometimes in capitals."""
    parts = [rng.choice(GOODS[lang]) for _ in range(rng.randint(2, 5))]
    parts.insert(rng.randint(0, len(parts)), name)
    text = rng.choice(_JOINS).join(parts)
    return text.upper() if name.isascii() and rng.random() < 0.4 else text


def read_alarms(matcher: Matcher, texts: list[str]) -> list[str]:
    """Lines that say what was found in the texts, the most frequent first."""
    matcher.scan("a text read before the clock starts; 글")
    start = time.process_time()
    found = [(text, matcher.scan(text)) for text in texts]
    took = time.process_time() - start
    times: Counter[tuple[str, str]] = Counter()
    places: dict[tuple[str, str], str] = {}
    for text, hits in found:
        for hit in hits:
            meant = hit.text.casefold(), hit.match.candidates[0].name
            times[meant] += 1
            places.setdefault(meant, text[max(0, hit.position - 30) : hit.position + len(hit.text) + 30])
    with_any = sum(bool(hits) for _, hits in found)
    lines = [f"{len(texts):,} texts, {with_any:,} with a name, {len(texts) / took:,.0f} texts a second"]
    ranked = sorted(times.items(), key=lambda item: (-item[1], item[0]))
    return lines + [f"{count:6} {said} -> {name}   ({places[said, name]})" for (said, name), count in ranked]


def main() -> None:
    """What is found in each file."""
    from tests.benchmarks.name_bench import bench

    for name in sys.argv[1:]:
        texts = list(dict.fromkeys(Path(name).read_text(encoding="utf-8", errors="replace").splitlines()))
        print(name, *read_alarms(bench().matcher, texts), sep="\n")


if __name__ == "__main__":
    main()
