"""What a code (source, purpose, term) and a # annotation mean, in words that an officer reads aloud."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from cites_check.dataset.opened import Dataset
from cites_check.errors import UsageError

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "all_except": "Covers every part and derivative, but not:",
        "only": "Covers these parts and derivatives only:",
        "whole": "Live and whole dead specimens are always covered.",
        "terms": "specimens",
        "sources": "source",
        "origins": "origin",
        "taxa": "taxa",
        "needs": "if",
        "or": " or ",
        "except": "all but {names}",
        "until": "Until {day} another wording held.",
        "note": "note",
        "category": "kind",
        "live": "live",
        "whole_dead": "whole, dead",
        "part": "part",
        "derivative": "derivative or product",
        "sample": "sample",
        "units": "usual unit",
        "kingdoms": "used for",
        "Animalia": "animals",
        "Plantae": "plants",
        "appendices": "Appendices",
        "needs_second": "needs a second source code",
        "superseded": "no longer in the list of codes; old papers use it",
    },
    "ko": {
        "all_except": "다음을 뺀 모든 부분과 파생물에 적용:",
        "only": "다음 부분과 파생물에만 적용:",
        "whole": "살아 있거나 죽은 개체 전체에는 언제나 적용된다.",
        "terms": "표본",
        "sources": "출처",
        "origins": "원산지",
        "taxa": "분류군",
        "needs": "조건",
        "or": " 또는 ",
        "except": "{names} 제외",
        "until": "{day} 전에는 다른 문구가 적용되었다.",
        "note": "참고",
        "category": "구분",
        "live": "살아 있는 것",
        "whole_dead": "죽은 개체 전체",
        "part": "부분품",
        "derivative": "파생물·제품",
        "sample": "시료",
        "units": "통상 단위",
        "kingdoms": "대상",
        "Animalia": "동물",
        "Plantae": "식물",
        "appendices": "부속서",
        "needs_second": "두 번째 출처 코드가 필요함",
        "superseded": "현행 코드 목록에 없으며 옛 서류에만 쓰임",
    },
}
_SPELT_OUT = 8
"""A list of up to this many codes is given with their names."""


def annotation_text(number: str, dataset: Dataset, lang: str) -> str:
    """The forms of an annotation as it stands now. Raises UsageError for a number that does not exist."""
    document = dataset.document("annotations")
    annotations: Mapping[str, Mapping[str, Any]] = document["annotations"]
    if number not in annotations:
        raise UsageError(f"there is no annotation {number}", f"annotations are {', '.join(annotations)}")
    body = annotations[number]
    words = _WORDS[lang]
    lines = [f"{number}: {body.get(f'title_{lang}') or body['title_en']}", words[body["mode"]]]
    for form in body["forms"]:
        lines += _form(form, document["facts"], dataset, lang)
    lines.append(words["whole"])
    if days := sorted(str(wording["until"]) for wording in body.get("earlier") or () if wording.get("until")):
        lines.append(words["until"].format(day=days[-1]))
    if body.get("note") and lang == "en":
        lines.append(f"{words['note']}: {body['note']}")
    return "\n".join(lines)


def _form(
    form: Mapping[str, Any], facts: Mapping[str, Mapping[str, str]], dataset: Dataset, lang: str
) -> Iterator[str]:
    words = _WORDS[lang]
    yield f"  - {form['form']}"
    for key, table in (("terms", "terms"), ("sources", "sources")):
        if form.get(key):
            yield f"      {words[key]}: {_named(form[key], dataset.document(f'codes/{table}'), lang)}"
    for key in ("taxa", "origins"):
        if chosen := form.get(key):
            names = ", ".join(chosen["except"] if isinstance(chosen, Mapping) else chosen)
            yield f"      {words[key]}: {words['except'].format(names=names) if isinstance(chosen, Mapping) else names}"
    for need in form.get("needs") or ():
        yield f"      {words['needs']}: {_need(need, facts, lang)}"
    if form.get("note") and lang == "en":
        yield f"      {words['note']}: {form['note']}"


def _need(need: Any, facts: Mapping[str, Mapping[str, str]], lang: str) -> str:
    """A fact that has to hold, with its limit; of `any` one is enough."""
    if isinstance(need, str):
        fact: Mapping[str, str] = facts.get(need, {})
        return fact.get(lang) or fact.get("en") or need.replace("_", " ")
    ((name, value),) = need.items()
    if name == "any":
        return _WORDS[lang]["or"].join(_need(one, facts, lang) for one in value)
    return f"{_need(name, facts, lang)} ({value})"


def _named(codes: Sequence[str], table: Sequence[Mapping[str, Any]], lang: str) -> str:
    if len(codes) > _SPELT_OUT:
        return " ".join(codes)
    names = {entry["code"]: entry.get(lang) or entry["en"] for entry in table}
    return ", ".join(f"{names[code]} ({code})" if code in names else code for code in codes)


def code_text(table: str, given: str, dataset: Dataset, lang: str) -> str:
    """What a code of a table (`sources`, `purposes`, `terms`) means; its words are understood, too. Raises UsageError
    for one that does not exist.
    """
    entries: Sequence[Mapping[str, Any]] = dataset.document(f"codes/{table}")
    found = [entry for entry in entries if entry["code"] == given.upper()] or [
        entry for entry in entries if given.casefold() in _spellings(entry)
    ]
    if not found:
        raise UsageError(f"there is no {table[:-1]} {given!r}", _nearest(table, given, entries))
    return "\n".join(line for entry in found for line in _code(entry, dataset, lang))


def _spellings(entry: Mapping[str, Any]) -> set[str]:
    listed: Mapping[str, Sequence[str]] = entry.get("words") or {}
    shared: Mapping[str, Sequence[str]] = entry.get("shared_words") or {}
    return {word.casefold() for words in (*listed.values(), *shared.values()) for word in words}


def _nearest(table: str, given: str, entries: Sequence[Mapping[str, Any]]) -> str:
    if table != "terms":
        return f"use one of {', '.join(entry['code'] for entry in entries)}"
    by_word = {word: entry["code"] for entry in entries for word in (*_spellings(entry), entry["code"].casefold())}
    near = dict.fromkeys(by_word[word] for word in get_close_matches(given.casefold(), by_word, 3))
    return (
        f"did you mean {' or '.join(f'term:{code}' for code in near)}?" if near else "for example term:SKI or term:skin"
    )


def _code(entry: Mapping[str, Any], dataset: Dataset, lang: str) -> Iterator[str]:
    words = _WORDS[lang]
    yield f"{entry['code']}: {entry.get(lang) or entry['en']}"
    if category := entry.get("category"):
        yield f"  {words['category']}: {words[category]}"
    if units := entry.get("units"):
        yield f"  {words['units']}: {_named(units, dataset.document('codes/units'), lang)}"
    if kingdoms := entry.get("kingdoms"):
        yield f"  {words['kingdoms']}: {', '.join(words[kingdom] for kingdom in kingdoms)}"
    if appendices := entry.get("appendices"):
        yield f"  {words['appendices']}: {', '.join(appendices)}"
    if entry.get("needs_second"):
        yield f"  {words['needs_second']}"
    if entry.get("current") is False:
        successor = f" (-> {', '.join(entry['see'])})" if entry.get("see") else ""
        yield f"  {words['superseded']}{successor}"
    if note := entry.get("note" if lang == "en" else f"note_{lang}"):
        yield f"  {words['note']}: {note}"
