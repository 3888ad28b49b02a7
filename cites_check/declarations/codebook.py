"""Words to codes: countries, purposes, sources, terms, units, kinds of document."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

SEVERAL = "|"
"""Joins the codes that one word may stand for; such a word is never decided."""

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´", "'"))


def word_key(text: str) -> str:
    """`text` as a key: compatibility forms folded, letter case, outer dots and repeated spaces gone."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES))
    return " ".join(text.casefold().split()).strip(" .")


@dataclass(frozen=True, slots=True)
class CodeBook:
    """What people write, as `word_key`, to the code that is meant. A word with several meanings holds all, joined by
    `|`.

    `countries` gives ISO 3166-1 alpha-2 (and the CITES codes XX, XV, ZZ), the others the codes of the dataset.
    `systems` holds the
    codes of other systems: system (`lemis`) to table (`terms`) to their code to ours.
    """

    countries: Mapping[str, str] = field(default_factory=dict)
    purposes: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    document_kinds: Mapping[str, str] = field(default_factory=dict)
    systems: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)


def codebook_from(documents: Mapping[str, object]) -> CodeBook:
    """The code book of a dataset, from its parsed YAML: file name (with or without folder and `.yaml`) to content.

    Needs `countries`, `purposes`, `sources`, `terms`, `units`, `documents`, `other_systems`; a missing one gives an
    empty table.
    """
    by_name = {name.rsplit("/", 1)[-1].removesuffix(".yaml"): content for name, content in documents.items()}
    return CodeBook(
        countries=_countries(by_name.get("countries")),
        purposes=_table(by_name.get("purposes"), "purposes"),
        sources=_table(by_name.get("sources"), "sources"),
        terms=_table(by_name.get("terms"), "terms"),
        units=_table(by_name.get("units"), "units"),
        document_kinds=_table(by_name.get("documents"), "documents"),
        systems={name: _codes(system) for name, system in _mapping(by_name.get("other_systems")).items()},
    )


_LANGUAGES = ("en", "ko", "fr", "es")


def _table(content: object, name: str) -> dict[str, str]:
    """Codes first, then the names in each language, then other words: an earlier meaning is never lost to a later
    one.
    """
    if isinstance(content, Mapping):
        content = content.get(name, [])
    entries = [entry for entry in content if isinstance(entry, Mapping)] if isinstance(content, list) else []
    return _merge(
        [(str(entry["code"]), [str(entry["code"])]) for entry in entries],
        [(str(entry["code"]), _words(entry.get(lang) for lang in _LANGUAGES)) for entry in entries],
        [
            (str(entry["code"]), _words(entry.get(key) for key in ("words", "aliases", "shared_words")))
            for entry in entries
        ],
    )


def _countries(content: object) -> dict[str, str]:
    if not isinstance(content, Mapping):
        return {}
    countries = _mapping(content.get("countries")) | _mapping(content.get("special"))
    names = [(code, _words(_get(entry, lang) for lang in _LANGUAGES)) for code, entry in countries.items()]
    others = [(code, _words([_get(entry, "names")])) for code, entry in countries.items()]
    several = [
        (code, [word])
        for word, meant in _mapping(content.get("ambiguous_names")).items()
        for code in _words([_get(meant, "codes") or meant])
    ]
    former = [
        (code, [old, *_words(_get(entry, key) for key in ("en", "ko", "names"))])
        for old, entry in _mapping(content.get("former")).items()
        for code in _words([_get(entry, "to")])
    ]
    return _merge([(code, [code]) for code in countries], names, others, several, former)


def _codes(system: object) -> dict[str, dict[str, str]]:
    """The tables of one other system; its words for "nothing" as a table `missing`."""
    content = _mapping(system)
    tables = {
        name: {key: str(code) for key, code in _mapping(table).items()}
        for name, table in content.items()
        if isinstance(table, Mapping)
    }
    return tables | {"missing": dict.fromkeys(_words([content.get("missing")]), "")}


def _merge(*ranks: list[tuple[str, list[str]]]) -> dict[str, str]:
    table: dict[str, str] = {}
    for rank in ranks:
        found: dict[str, str] = {}
        for code, words in rank:
            for key in {word_key(word) for word in words} - {""}:
                known = found.get(key)
                if known is None:
                    found[key] = code
                elif code not in known.split(SEVERAL):
                    found[key] = SEVERAL.join(sorted({*known.split(SEVERAL), code}))
        table = found | table
    return table


def _words(values: Iterable[object]) -> list[str]:
    """Every string inside strings, lists and mappings of lists."""
    words: list[str] = []
    for value in values:
        if isinstance(value, str):
            words.append(value)
        elif isinstance(value, Mapping):
            words.extend(_words(value.values()))
        elif isinstance(value, list):
            words.extend(_words(value))
    return words


def _mapping(value: object) -> dict[str, object]:
    return {str(key): item for key, item in value.items()} if isinstance(value, Mapping) else {}


def _get(entry: object, key: str) -> object:
    return entry.get(key) if isinstance(entry, Mapping) else None
