"""Count which values of real declarations the codes of the dataset do not know. Needs the raw sources.

That the files are right in themselves is for `species_data/build/validate.py`.
"""

from __future__ import annotations

import csv
import lzma
from collections import Counter
from typing import Any

import yaml

from species_data.build.codes_and_law.places import SPECIES_DATA, raw

CODE_FILES = ("terms", "purposes", "sources", "units", "documents")


def load(name: str) -> Any:
    """One file of the dataset."""
    return yaml.safe_load((SPECIES_DATA / name).read_text(encoding="utf-8"))


def main() -> None:
    """Print the unknown values, column by column."""
    trade, lemis = (
        raw("declarations", "cites_trade_2014.csv.xz"),
        raw("declarations", "lemis_amphibians_1999_2015.csv.xz"),
    )
    if not trade.exists():
        print("raw declarations not at hand: coverage not counted")
        return
    words: dict[str, set[str]] = {}
    for name in CODE_FILES:
        words[name] = set()
        for row in load(f"codes/{name}.yaml"):
            groups = [[row["code"], row["en"], row["ko"]], row.get("aliases", []), *row.get("words", {}).values()]
            words[name] |= {word.casefold() for group in groups for word in group}
    data, systems = load("countries.yaml"), load("codes/other_systems.yaml")["lemis"]
    places = {*data["countries"], *data["special"], *data["former"]}
    columns = {"Term": "terms", "Unit": "units", "Purpose": "purposes", "Source": "sources"}
    columns |= {"description": "terms", "unit": "units", "purpose": "purposes", "source": "sources"}
    for path in (trade, lemis):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        for column, table in columns.items():
            if column not in rows[0]:
                continue
            own = systems.get(table, {}) if path == lemis else {}
            values = Counter(row[column] for row in rows)
            lost = {
                text: n
                for text, n in values.items()
                if text and text not in own and text.casefold() not in words[table]
            }
            print(f"{path.name} {column}: {len(values)} values, not known: {lost or 'none'}")
        for column in ("Importer", "Exporter", "Origin", "country_origin", "country_imp_exp"):
            if column in rows[0]:
                lost = dict(Counter(row[column] for row in rows if row[column] and row[column] not in places))
                print(f"{path.name} {column}: not known: {lost or 'none'}")


if __name__ == "__main__":
    main()
