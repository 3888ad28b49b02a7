"""Legal basis as Korean law cites it: rules cite in English, and Articles and paragraphs are renamed here."""

from __future__ import annotations

import re

_ROMAN = {"I": 1, "V": 5, "X": 10}
_LAWS = {
    "CITES": "CITES",
    "Wildlife Act": "야생생물법",
    "Wildlife Decree": "야생생물법 시행령",
    "Wildlife Rule": "야생생물법 시행규칙",
    "Customs Act": "관세법",
    "Customs Decree": "관세법 시행령",
    "Marine Ecosystem Act": "해양생태계법",
}
_WHOLE = {
    "CITES Appendices": "CITES 부속서",
    "CITES Appendices, interpretation": "CITES 부속서 해석",
    "CITES Appendices, annotations": "CITES 부속서 주석",
    "CITES Appendices, annotation #15": "CITES 부속서 주석 #15",
    "Customs tariff": "관세율표",
    "Guide to CITES annual reports": "CITES 연례보고서 작성 지침",
    "Reg. (EC) 338/97": "EU 규정 338/97",
    "Reg. (EC) 338/97 Art. 4": "EU 규정 338/97 제4조",
    "Reg. (EC) 338/97 Art. 4(3)": "EU 규정 338/97 제4조제3항",
    "Reg. (EC) 338/97 Art. 4(6)": "EU 규정 338/97 제4조제6항",
    "Reg. (EC) 338/97 Art. 5": "EU 규정 338/97 제5조",
    "Reg. (EC) 338/97 Art. 7(3)": "EU 규정 338/97 제7조제3항",
    "Reg. (EC) 865/2006": "EU 규정 865/2006",
    "50 CFR part 14": "미국 연방규정 50 CFR 제14부",
    "50 CFR part 23": "미국 연방규정 50 CFR 제23부",
    "WAPPRIITA s. 6(1)": "캐나다 WAPPRIITA 제6조제1항",
    "Notification 1998/14": "CITES 통지 제1998/14호",
}
_WITHOUT_PARAGRAPHS = {("Wildlife Act", "2"), ("Wildlife Act", "70"), ("Wildlife Decree", "13")}
"""Articles that have numbers and no paragraphs: what stands in brackets is a number."""

_CITED = re.compile(rf"({'|'.join(_LAWS)}) Arts?\. (\S.*)")
_ARTICLE = re.compile(r"([IVX]+|\d+)(?:-(\d+))?(?:\.(\d+)|\((\d+(?:-\d+)?)\))?(\d+(?:-\d+)?)?(?:\(([a-z])\))?")


def citation(text: str) -> str:
    """The Korean citation: `CITES Art. III.3(c)` → `CITES 제3조제3항(c)`, `Res. Conf. 5.10` → `결의 Conf. 5.10`. Others stay as they are."""
    if text in _WHOLE:
        return _WHOLE[text]
    if text.startswith("Res. Conf. "):
        return f"결의 Conf. {text.removeprefix('Res. Conf. ')}"
    cited = _CITED.fullmatch(text)
    article = _ARTICLE.fullmatch(cited[2]) if cited else None
    if cited is None or article is None:
        return text
    number, branch, point, paragraph, item, letter = article.groups()
    words = f"{_LAWS[cited[1]]} 제{_arabic(number)}조"
    words += f"의{branch}" if branch else ""
    words += _numbered(point or paragraph, "호" if (cited[1], number) in _WITHOUT_PARAGRAPHS else "항")
    words += _numbered(item, "호")
    return words + (f"({letter})" if letter else "")


def _numbered(number: str | None, unit: str) -> str:
    """`제3항`, and `제8호의2` for one put in between."""
    if not number:
        return ""
    whole, _, between = number.partition("-")
    return f"제{whole}{unit}" + (f"의{between}" if between else "")


def _arabic(number: str) -> int:
    if number.isdigit():
        return int(number)
    values = [_ROMAN[sign] for sign in number]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
