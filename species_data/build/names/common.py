"""Common names in all languages, newest source first."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator

from species_data.build.names import canada, legacy
from species_data.build.names.common_text import language, split_commas, variants
from species_data.build.names.index2017 import SOURCE as INDEX
from species_data.build.names.index2017 import index_rows
from species_data.build.names.listed import covered, listed_taxa
from species_data.build.names.model import Key, Names
from species_data.build.names.raw import DATA, ROOT, clean, rows, text_of, tsv
from species_data.build.names.updates import FOLDER, Ids

Row = tuple[str, str, str, str, str, str]
"""Language, name, kingdom, taxon, how sure, source."""

UPDATE_FILES = {
    "new_common_names_17022023.csv": "spnames2023",
    "new_common_names_20220824.csv": "spnames2022",
    "chinese_common_names_august.csv": "spzh2021",
    "chinese_common_names.csv": "spzh2021",
    "new_common_names.csv": "spnames2021",
}
"""Files with Species+ ids, newest first."""

CURATED = ROOT / "species_data" / "build" / "curated" / "korean_names.tsv"
COLUMNS = ("lang", "name", "kingdom", "taxon", "sure", "source")

_GENERIC_FROM = 4
"""In so many other taxa's names a word has to be the head before it counts as generic."""

_HEAD_FIRST = frozenset({"ca", "es", "fr", "ga", "id", "it", "mg", "ms", "mt", "pt", "ro", "sq", "sw", "th", "vi"})
"""Languages in which the head of a name comes first."""

_TOO_WIDE = frozenset({"kingdom", "phylum", "class"})
_HANGUL = re.compile(r"[가-힣]")


def from_canada() -> Iterator[tuple[str, str, str, str, str]]:
    """Language, name, kingdom, scientific name and source of Canada's English and French names."""
    for kingdom, name, row in canada.entries():
        for column, lang in (("english", "en"), ("french", "fr")):
            for part in split_commas(row[column]):
                yield lang, part, kingdom, name, canada.SOURCE


def _from_index() -> Iterator[tuple[str, str, str, str, str]]:
    for row in index_rows():
        for column, lang in (("EnglishNames", "en"), ("SpanishNames", "es"), ("FrenchNames", "fr")):
            for part in split_commas(row[column]):
                yield lang, part, row["Kingdom"], row["FullName"], INDEX


def _from_updates(ids: Ids, lost: list[str]) -> Iterator[tuple[str, str, str, str, str]]:
    for file, source in UPDATE_FILES.items():
        for row in rows(FOLDER / file):
            key = ids.get(row["RecId"])
            if key is None:
                lost.append(f"{file}: {row['ComName']} of unknown {row['Rank']} {row['RecId']}")
                continue
            for part in split_commas(row["ComName"]):
                yield language(row["LangShort"]), part, *key, source


def _from_legacy() -> Iterator[tuple[str, str, str, str, str]]:
    for code, name, kingdom, taxon in legacy.common_names():
        inverted = code == "ENG" and kingdom == "Plantae" and " " in taxon
        parts = [name] if inverted else split_commas(name)
        for part in parts:
            yield language(code), part, kingdom, taxon, legacy.SOURCE


def from_lookups() -> Iterator[tuple[str, str, str, str, str]]:
    """The same of the Korean bird labels and the Chinese look-up names."""
    for line in text_of(DATA / "common_names" / "birdnet_ko.txt").split("\n"):
        taxon, _, name = line.partition("_")
        if _HANGUL.search(name):
            yield "ko", name, "Animalia", clean(taxon), "birdnet"
    table = json.loads(text_of(DATA / "common_names" / "konrumi_cites_zh_2017.json"))
    for key, entry in table.items():
        kingdom = "Plantae" if "FLORA" in entry["group"] else "Animalia"
        name = re.sub(r"\s+", "", entry["cnName"]).removesuffix("所有种")
        if name and not re.search(r"[A-Za-z，。]", name) and not name.startswith("("):
            yield "zh", name, kingdom, canada.taxon_name(clean(key)), "konrumi2017"


def gather(names: Names, ids: Ids) -> list[Row]:
    """All rows of common_names.tsv. A name of a taxon that is given twice keeps its newest source and spelling."""
    listed = listed_taxa(names)
    left_out = {(lang, name, taxon) for lang, name, taxon, _ in tsv(canada.HERE / "common_left_out.tsv")}
    found: dict[tuple[str, str, str, str], Row] = {}
    lost: list[str] = []
    for streams in (from_canada(), _from_updates(ids, lost), _from_index(), _from_legacy(), from_lookups()):
        for lang, text, kingdom, scientific, source in streams:
            for taxon in names.accepted(kingdom, scientific):
                for name in variants(text):
                    if name.casefold() == taxon.casefold() or (lang, name, taxon) in left_out:
                        continue
                    sure = _sure(names, listed, (kingdom, taxon))
                    if sure:
                        row = (lang, name, kingdom, taxon, sure, source)
                        found.setdefault((lang, name.casefold(), kingdom, taxon), row)
    _mark_generic(names, found)
    for lang, name, kingdom, taxon, sure in tsv(canada.HERE / "common_extra.tsv"):
        found[lang, name.casefold(), kingdom, taxon] = (lang, name, kingdom, taxon, sure, "curated")
    for lang, name, kingdom, scientific, sure, source in tsv(CURATED):
        targets = names.accepted(kingdom, scientific)
        if not targets:
            names.notes.append(f"curated common name {name}: no taxon {scientific}")
        for taxon in targets:
            found[lang, name.casefold(), kingdom, taxon] = (lang, name, kingdom, taxon, sure, source)
    names.notes += lost
    return sorted(found.values())


def _mark_generic(names: Names, found: dict[tuple[str, str, str, str], Row]) -> None:
    """One word that is the head of several other taxa's names (`Orchid`, `Sturgeon`) says little of its one species.

    Such a name of a species or less becomes `trade`: it may cover more than this taxon.
    """
    heads: dict[tuple[str, str], set[str]] = defaultdict(set)
    for lang, folded, _, taxon in found:
        words = folded.split()
        if len(words) > 1:
            heads[lang, words[0 if lang in _HEAD_FIRST else -1]].add(taxon)
    for key, row in found.items():
        lang, folded, kingdom, taxon = key
        low = names.taxa[kingdom, taxon].rank in {"species", "subspecies", "variety"}
        if low and row[4] == "source" and len(heads[lang, folded] - {taxon}) >= _GENERIC_FROM:
            found[key] = (*row[:4], "trade", row[5])


def _sure(names: Names, listed: set[Key], key: Key) -> str:
    """`source`; `doubtful` for a higher taxon of which only parts are listed; empty for a class or more."""
    rank = names.taxa[key].rank
    if rank in _TOO_WIDE:
        return ""
    if rank in {"order", "family", "subfamily", "genus"} and not covered(names, listed, key):
        return "doubtful"
    return "source"
