"""What a tariff heading means: which listed species to expect, how closely to look, who asks for confirmation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cites_check.dataset.opened import Dataset
from cites_check.errors import UsageError
from cites_check.locale.tariff_words import TARIFF_WORDS
from cites_check.rules.goods_tables import Tariff, Watched, tariff_from

_DOCUMENTS = ("tariff/hs_watch", "tariff/hs_groups", "tariff/kr_confirmation")


def tariff_text(code: str, dataset: Dataset, lang: str) -> str:
    """The watched headings of a code: the one that holds for it, or those under it.

    Raises UsageError for a code that no list holds.
    """
    words = TARIFF_WORDS[lang]
    digits = "".join(sign for sign in code if sign.isdigit())[:10]
    documents = {name: dataset.document(name) for name in _DOCUMENTS}
    tariff = tariff_from(documents)
    korea: Mapping[str, Any] = documents["tariff/kr_confirmation"] or {}
    found = tariff.watched_under(digits) if len(digits) > 1 else ()
    if not found and (len(digits) < 2 or tariff.asks_confirmation(digits) is False):
        raise UsageError(words["unknown"].format(code=code), words["unknown_fix"])
    lines: list[str] = []
    for entry in found:
        lines += _entry(entry, entry.hs, tariff, korea, lang)
    if not found:
        lines = [f"{digits}: {words['not_watched']}", _confirmation(digits, tariff, korea, lang)]
    return "\n".join(lines)


def _entry(entry: Watched, code: str, tariff: Tariff, korea: Mapping[str, Any], lang: str) -> Iterator[str]:
    words = TARIFF_WORDS[lang]
    heading = tariff.heading(code)
    yield f"{entry.hs}: {entry.titles.get(lang) or entry.titles['en']}"
    yield f"  {words['taxa']}: {', '.join(entry.taxa)}"
    yield f"  {words['category']}: {', '.join(words[category] for category in sorted(entry.categories))}"
    yield f"  {words['risk']}: {words[entry.risk]}"
    if heading.only:
        yield f"  {words['only']}: {', '.join(sorted(heading.only))}"
    if heading.never:
        yield f"  {words['never']}: {', '.join(sorted(heading.never))}"
    if heading.name and entry.risk == "high":
        yield f"  {words['name']}: {words[heading.name]}"
    yield _confirmation(code, tariff, korea, lang)
    if entry.lists:
        yield f"  {words['lists']}: {', '.join(sorted(entry.lists))}"
    if entry.note and lang == "en":
        yield f"  {words['note']}: {entry.note}"


def _confirmation(code: str, tariff: Tariff, korea: Mapping[str, Any], lang: str) -> str:
    words = TARIFF_WORDS[lang]
    answer = {True: "yes", None: "partly", False: "no"}[tariff.asks_confirmation(code)]
    law: Mapping[str, str] = korea.get("law") or {}
    text = words[answer].format(law=law.get(lang) or law.get("en") or "", year=korea.get("tariff_year", ""))
    return f"  {words['confirmation']}: {text}"
