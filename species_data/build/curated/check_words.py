"""Check the Korean names written by hand against the taxa and the false friends of the vocabulary.

Run from anywhere: `python species_data/build/curated/check_words.py [DATA]`. Prints one line for each fault and ends
with 1 when there is any.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import yaml

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from species_data.build.word_checks import folded

DATA = Path(__file__).resolve().parents[2]
COLUMNS = ["lang", "name", "kingdom", "taxon", "sure", "source"]
SURE = {"source", "known", "trade", "doubtful"}


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated file without quoting."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def korean_names(data: Path, taxa: set[tuple[str, str]]) -> Iterator[str]:
    """Faults of the Korean names."""
    found = rows(data / "build/curated/korean_names.tsv")
    keys = [(row["lang"], row["name"], row["kingdom"], row["taxon"]) for row in found]
    for before, after in pairwise(keys):
        if before >= after:
            yield f"korean_names: {after} stands twice or out of order"
    friends = false_friends(data)
    for row in found:
        if list(row) != COLUMNS or row["sure"] not in SURE or not row["name"] or row["name"] != row["name"].strip():
            yield f"korean_names: bad row {row}"
        if (row["kingdom"], row["taxon"]) not in taxa:
            yield f"korean_names: no taxon {row['kingdom']} {row['taxon']} ({row['name']})"
        if row["sure"] == "known" and folded("ko", row["name"]) in friends:
            yield f"korean_names: {row['name']}, name of {row['taxon']}, is a false friend as well"


def false_friends(data: Path) -> set[str]:
    """The Korean words that only sound like listed taxa."""
    return {
        folded("ko", word)
        for path in sorted((data / "vocabulary").glob("*.yaml"))
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
        if entry["kind"] == "false_friend"
        for word in entry["words"].get("ko", ())
    }


def main(data: Path = DATA) -> int:
    """Print the faults; 1 when there is any."""
    taxa = {(row["kingdom"], row["name"]) for row in rows(data / "taxa.tsv")}
    faults = list(korean_names(data, taxa))
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults")
    return int(bool(faults))


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA))
