"""Check the words written by hand: Korean names, vocabulary and tariff, against the taxa and term codes of the dataset.

Run from anywhere: `python species_data/build/curated/check_words.py [DATA]`. Prints one line for each fault and ends
with 1 when there is any.
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parents[2]
COLUMNS = ["lang", "name", "kingdom", "taxon", "sure", "source"]
SURE = {"source", "known", "trade", "doubtful"}
KINDS = {"goods", "taxon_group", "false_friend", "homograph", "claim"}
LANGUAGES = {"en", "ko", "zh", "ja", "fr", "es", "de"}
CATEGORIES = {"live", "whole_dead", "part", "derivative", "sample"}
KEYS = {
    "goods": {"id", "kind", "covers", "taxa", "terms", "appendices", "words", "note"},
    "taxon_group": {"id", "kind", "covers", "taxa", "terms", "appendices", "words", "note"},
    "false_friend": {"id", "kind", "mistaken_for", "appendices", "words", "note"},
    "homograph": {"id", "kind", "words", "note"},
    "claim": {"id", "kind", "sources", "kingdom", "facts", "category", "needs_document", "words", "note"},
}
CLOSED_SCRIPTS = {"ko", "zh", "ja"}
"""Languages in which spaces do not count."""


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated file without quoting."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def folded(lang: str, word: str) -> str:
    """The word as it is compared."""
    word = unicodedata.normalize("NFC", word).casefold()
    return word.replace(" ", "") if lang in CLOSED_SCRIPTS else word


def korean_names(data: Path, taxa: set[tuple[str, str]]) -> Iterator[str]:
    """Faults of the Korean names."""
    found = rows(data / "build/curated/korean_names.tsv")
    keys = [(row["lang"], row["name"], row["kingdom"], row["taxon"]) for row in found]
    for before, after in pairwise(keys):
        if before >= after:
            yield f"korean_names: {after} stands twice or out of order"
    for row in found:
        if list(row) != COLUMNS or row["sure"] not in SURE or not row["name"] or row["name"] != row["name"].strip():
            yield f"korean_names: bad row {row}"
        if (row["kingdom"], row["taxon"]) not in taxa:
            yield f"korean_names: no taxon {row['kingdom']} {row['taxon']} ({row['name']})"


def entries(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """File name and entry of each vocabulary file."""
    for path in sorted(folder.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield path.name, entry


def vocabulary(data: Path, names: set[str], terms: set[str]) -> Iterator[str]:
    """Faults of the vocabulary."""
    ids: set[str] = set()
    goods: dict[tuple[str, str], str] = {}
    friends: dict[tuple[str, str], str] = {}
    for file, entry in entries(data / "vocabulary"):
        where = f"{file} {entry.get('id')}"
        kind = entry.get("kind")
        if kind not in KINDS or not entry.get("words"):
            yield f"{where}: kind or words missing"
            continue
        if entry["id"] in ids:
            yield f"{where}: id stands twice"
        ids.add(entry["id"])
        for unknown in sorted(entry.keys() - KEYS[kind]):
            yield f"{where}: unknown key {unknown}"
        if kind in ("goods", "taxon_group") and entry.get("covers") not in ("all", "some"):
            yield f"{where}: covers must be all or some"
        for name in (*entry.get("taxa", ()), *entry.get("mistaken_for", ())):
            if name not in names:
                yield f"{where}: no taxon {name}"
        for term in entry.get("terms", ()):
            if term not in terms:
                yield f"{where}: no term {term}"
        if entry.get("category", "live") not in CATEGORIES:
            yield f"{where}: no category {entry['category']}"
        for lang, words in entry["words"].items():
            if lang not in LANGUAGES:
                yield f"{where}: language {lang}"
            seen: set[str] = set()
            for word in words:
                if not isinstance(word, str) or not word.strip() or "(" in word or "?" in word:
                    yield f"{where}: bad word {word!r}"
                    continue
                if word in seen:
                    yield f"{where}: {lang} {word} stands twice"
                seen.add(word)
                if kind in ("goods", "taxon_group"):
                    goods[lang, folded(lang, word)] = where
                elif kind == "false_friend":
                    friends[lang, folded(lang, word)] = where
    for both in sorted(goods.keys() & friends.keys()):
        yield f"{both[0]} {both[1]}: goods in {goods[both]}, false friend in {friends[both]}"
    for row in rows(data / "build/curated/korean_names.tsv"):
        named = ("ko", folded("ko", row["name"]))
        if row["sure"] == "known" and named in friends:
            yield f"{row['name']}: name of {row['taxon']}, false friend in {friends[named]}"


def tariff(data: Path, names: set[str]) -> Iterator[str]:
    """Faults of the tariff files."""
    watch = yaml.safe_load((data / "tariff/hs_watch.yaml").read_text(encoding="utf-8"))
    codes = [entry["hs"] for entry in watch]
    for entry in watch:
        code = entry["hs"]
        if not isinstance(code, str) or not code.isdigit() or not 2 <= len(code) <= 10:
            yield f"hs_watch: bad code {code!r}"
        for name in entry.get("taxa", ()):
            if name not in names:
                yield f"hs_watch {code}: no taxon {name}"
        for category in entry["category"]:
            if category not in CATEGORIES:
                yield f"hs_watch {code}: no category {category}"
        if entry["risk"] not in ("high", "medium", "low") or not entry.get("en") or not entry.get("ko"):
            yield f"hs_watch {code}: risk or title missing"
    confirmation = yaml.safe_load((data / "tariff/kr_confirmation.yaml").read_text(encoding="utf-8"))
    prefixes = [item["prefix"] for item in confirmation["prefixes"]]
    for title, listed in (("hs_watch", codes), ("kr_confirmation", prefixes)):
        for before, after in pairwise(listed):
            if before >= after:
                yield f"{title}: {after} stands twice or out of order"


def main(data: Path = DATA) -> int:
    """Print the faults; 1 when there is any."""
    taxa = {(row["kingdom"], row["name"]) for row in rows(data / "taxa.tsv")}
    names = {name for _, name in taxa}
    terms = {term["code"] for term in yaml.safe_load((data / "codes/terms.yaml").read_text(encoding="utf-8"))}
    faults = [*korean_names(data, taxa), *vocabulary(data, names, terms), *tariff(data, names)]
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults")
    return int(bool(faults))


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA))
