"""Words that mean two things where one is wanted: of codes, of countries, of goods."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from species_data.build.cross_checks import Contents, Finding, entries
from species_data.build.marked_yaml import Step

_WITH_CODES = ("purposes", "sources", "units", "documents")
"""Tables whose codes people write like words; a term code of three letters may be a word of its own."""
_CLOSED_SCRIPTS = frozenset({"ko", "zh", "ja"})
"""Languages in which spaces do not count."""

_Word = tuple[tuple[Step, ...], str, str]
"""The way to an entry, what it means, and a word of it."""


def word_checks(contents: Contents) -> Iterator[Finding]:
    """Every word that stands for two codes or two countries, or for goods and for what only sounds like them."""
    for table in ("terms", *_WITH_CODES):
        name = f"codes/{table}.yaml"
        yield from _one_meaning(name, _code_words(contents, name, table in _WITH_CODES))
    yield from _one_meaning("countries.yaml", _country_words(contents.get("countries.yaml")))
    yield from _false_friends(contents)


def folded(lang: str, word: str) -> str:
    """The word as it is compared."""
    word = unicodedata.normalize("NFC", word).casefold()
    return word.replace(" ", "") if lang in _CLOSED_SCRIPTS else word


def _one_meaning(name: str, words: Iterable[_Word]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for path, meaning, word in words:
        known = first.setdefault(word.casefold(), meaning)
        if known != meaning:
            yield Finding(name, path, f"the word {word!r} stands for {known} already")


def _code_words(contents: Contents, name: str, with_code: bool) -> Iterator[_Word]:
    for path, entry in entries(contents, name):
        groups = [[entry.get("en"), entry.get("ko")], entry.get("aliases"), *_values(entry.get("words"))]
        groups += [[entry.get("code")]] if with_code else []
        yield from ((path, str(entry.get("code")), word) for word in _texts(groups))


def _country_words(content: Any) -> Iterator[_Word]:
    tables = content if isinstance(content, dict) else {}
    for code, entry in _items(tables.get("countries")):
        groups = [[code], [entry.get(lang) for lang in ("en", "ko", "fr", "es")], entry.get("names")]
        yield from ((("countries", code), code, word) for word in _texts(groups))
    for word, _ in _items(tables.get("ambiguous_names")):
        yield ("ambiguous_names", word), "several countries", word


def _false_friends(contents: Contents) -> Iterator[Finding]:
    goods: dict[tuple[str, str], str] = {}
    friends: list[tuple[str, tuple[Step, ...], str, str]] = []
    for name in contents:
        for path, entry in entries(contents, name) if name.startswith("vocabulary/") else ():
            for lang, words in _items(entry.get("words")):
                for word in _texts([words]):
                    if entry.get("kind") in ("goods", "taxon_group"):
                        goods[lang, folded(lang, word)] = str(entry.get("id"))
                    elif entry.get("kind") == "false_friend":
                        friends.append((name, (*path, "words", lang), word, folded(lang, word)))
    for name, path, word, key in friends:
        known = goods.get((str(path[-1]), key))
        if known:
            yield Finding(name, path, f"{word!r} is a word of {known} as well")


def _items(value: Any) -> Iterable[tuple[str, Any]]:
    return value.items() if isinstance(value, Mapping) else ()


def _values(value: Any) -> list[Any]:
    return [member for _, member in _items(value)]


def _texts(groups: Iterable[Any]) -> Iterator[str]:
    return (word for group in groups if isinstance(group, list) for word in group if isinstance(word, str))
