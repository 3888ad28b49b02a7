"""Check the files of codes and law: unique codes, known references, and nothing that a YAML 1.1 reader could misread.

With the raw sources at hand it also counts which values of real declarations the codes cover. Exits 1 on any fault.
"""

from __future__ import annotations

import csv
import lzma
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import yaml

from species_data.build.codes_and_law.places import SPECIES_DATA, raw

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
DATE_KEYS = ("from", "until", "party_since", "confirmed", "as_of")
LISTS = (
    *("appendices", "sources", "purposes", "terms", "kingdoms", "classes", "orders", "families", "categories"),
    *("channels", "habitats", "facts", "missing", "taxa", "names", "headings"),
)
CONDITIONS = {"reexport", "from_sea", "exporter_is_listing_party", "listed", "limits", "from", "until"}
CONDITIONS |= {*LISTS, *(f"{name}_not" for name in LISTS)}
CODE_FILES = ("terms", "purposes", "sources", "units", "documents")


def load(name: str) -> Any:
    """One file of the dataset, read as a YAML 1.1 reader reads it."""
    return yaml.safe_load((SPECIES_DATA / name).read_text(encoding="utf-8"))


def scalars(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every key and every value without children, with the way to it."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield f"{path} (key)", name
            yield from scalars(member, f"{path}.{name}")
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from scalars(member, f"{path}[{index}]")
    else:
        yield path, value


def files() -> list[str]:
    """The files this folder answers for, as far as they exist."""
    single = ["countries.yaml", "quotas.yaml", "suspensions.yaml", "reservations.yaml"]
    paths = [SPECIES_DATA / name for name in single]
    paths += [*(SPECIES_DATA / "codes").glob("*.yaml"), *(SPECIES_DATA / "jurisdictions").glob("*.yaml")]
    return sorted(str(path.relative_to(SPECIES_DATA)) for path in paths if path.exists())


def misread(faults: list[str]) -> None:
    """Keys that are not text, dates that became objects, booleans where a code must stand."""
    for name in files():
        for path, value in scalars(load(name), name):
            if path.endswith("(key)") and not isinstance(value, str):
                faults.append(f"{path}: {value!r} is not text")
            if not isinstance(value, str | int | float | bool):
                faults.append(f"{path}: {value!r} is a {type(value).__name__}; quote it")
            last = path.rsplit(".", 1)[-1]
            if last in DATE_KEYS and not (isinstance(value, str) and (value == "" or ISO_DATE.match(value))):
                faults.append(f"{path}: {value!r} is no ISO date")


def duplicates(faults: list[str]) -> None:
    """Codes and words that stand twice in one table."""
    for name in CODE_FILES:
        seen: dict[str, set[str]] = defaultdict(set)
        rows = load(f"codes/{name}.yaml")
        for code, count in Counter(row["code"] for row in rows).items():
            if count > 1:
                faults.append(f"codes/{name}.yaml: {code} stands {count} times")
        for row in rows:
            own = [row["en"], row["ko"], row.get("fr", ""), row.get("es", ""), *row.get("aliases", [])]
            for word in [*own[:2], *own[4:], *(word for group in row.get("words", {}).values() for word in group)]:
                seen[word.casefold()].add(row["code"])
            if name in ("units", "purposes", "sources", "documents"):
                seen[row["code"].casefold()].add(row["code"])
        faults += [
            f"codes/{name}.yaml: '{word}' means {sorted(codes)}" for word, codes in seen.items() if len(codes) > 1
        ]
    data = load("countries.yaml")
    names: dict[str, set[str]] = defaultdict(set)
    for code, row in data["countries"].items():
        for word in {row["en"], row["ko"], row["fr"], row["es"], *row["names"], code}:
            names[word.casefold()].add(code)
    for word in data["ambiguous_names"]:
        names[word.casefold()].add("ambiguous")
    faults += [f"countries.yaml: '{word}' means {sorted(codes)}" for word, codes in names.items() if len(codes) > 1]


def references(faults: list[str]) -> None:
    """Codes that a pair, an area or a rule of law names but no table holds."""
    known = {name: {row["code"] for row in load(f"codes/{name}.yaml")} for name in CODE_FILES}
    data = load("countries.yaml")
    places = {*data["countries"], *data["special"]}
    pairs = load("codes/pairs.yaml")
    for key, table in (("term_units", "units"), ("term_purposes", "purposes")):
        for term, members in pairs[key].items():
            faults += [f"pairs.yaml {key}: {code}" for code in {*members} - known[table]]
            if term not in known["terms"]:
                faults.append(f"pairs.yaml {key}: {term}")
    for row in pairs["taxon_terms"]:
        faults += [f"pairs.yaml {row['taxon']}: {code}" for code in {*row["terms"]} - known["terms"]]
    for row in load("codes/terms.yaml"):
        faults += [f"terms.yaml {row['code']}: {code}" for code in {*row.get("see", [])} - known["terms"]]
        faults += [f"terms.yaml {row['code']}: {code}" for code in {*row["units"]} - known["units"]]
    for area, row in data["areas"].items():
        faults += [f"area {area}: {code}" for code in {*row["members"]} - {*data["countries"]}]
    for code, row in data["former"].items():
        faults += [f"former {code}: {new}" for new in {*row["to"]} - places]
    for name in ("quotas.yaml", "suspensions.yaml", "reservations.yaml"):
        if not (SPECIES_DATA / name).exists():
            continue
        for row in load(name)["items"]:
            where = f"{name} {row.get('taxon', 'all')}"
            countries = {row.get("party", ""), row.get("country", ""), row.get("on_behalf_of", "")}
            faults += [f"{where}: {code}" for code in countries - places - {""}]
            for key, table in (("terms", "terms"), ("sources", "sources"), ("purposes", "purposes")):
                codes = {*row.get(key, []), *row.get(f"{key}_not", [])}
                faults += [f"{where}: {code}" for code in codes - known[table]]
            if row.get("until") and row["until"] <= row["from"]:
                faults.append(f"{where}: {row['from']} to {row['until']}")


def jurisdictions(faults: list[str]) -> None:
    """Kinds of documents, Articles and countries that a jurisdiction names."""
    kinds = {row["code"] for row in load("codes/documents.yaml")}
    places = {*load("countries.yaml")["countries"]}
    claimed: Counter[str] = Counter()
    for path in sorted((SPECIES_DATA / "jurisdictions").glob("*.yaml")):
        data = load(f"jurisdictions/{path.name}")
        claimed.update(data["applies_to"])
        articles = {*data["articles"]}
        rules = [rule for appendix in ("I", "II", "III") for rule in data["import_documents"][appendix]]
        for rule in rules:
            faults += [f"{path.name}: document {kind}" for kind in {*rule["any_of"]} - kinds]
        for rule in [*rules, *data["exemptions"], *data["extras"], *data.get("ports", [])]:
            faults += [f"{path.name}: Article {key}" for key in {*rule["basis"]} - articles]
            faults += [f"{path.name} {rule['key']}: condition {name}" for name in {*rule["when"]} - CONDITIONS]
            if rule.get("confidence") == "low" and rule.get("severity") == "violation":
                faults.append(f"{path.name} {rule['key']}: a violation of low confidence")
        for step in data.get("handling", {}).get("steps", []):
            faults += [f"{path.name} {step['key']}: Article {key}" for key in {*step["basis"]} - articles]
        for rule in data["exemptions"]:
            named = {*rule["documents"], *rule["replaces"], *rule.get("softens", [])}
            faults += [f"{path.name} {rule['key']}: document {kind}" for kind in named - kinds - {"all"}]
        faults += [f"{path.name}: country {code}" for code in {*data["applies_to"]} - places - {"convention"}]
    faults += [f"jurisdictions: {code} is claimed twice" for code, count in claimed.items() if count > 1]


def coverage() -> None:
    """Print which values of real declarations the codes do not know."""
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


def main() -> int:
    """Run every check; 1 when one found a fault."""
    faults: list[str] = []
    for step in (misread, duplicates, references, jurisdictions):
        step(faults)
    coverage()
    for fault in faults:
        print("FAULT", fault)
    print(f"{len(files())} files, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
