"""Make `species_data/codes/*.yaml`: the letters and words of the Convention, and what usually goes with what.

The older tables (2013) give English, French and Spanish names and the usual pairs; the guide of 2022 and the EU annex
give today's terms; Korean names, further words, categories and meanings are curated. Where the tables differ the newer
one wins.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from typing import Any

import yaml

from species_data.build.codes_and_law.emit import Plain, write
from species_data.build.codes_and_law.places import CURATED, SPECIES_DATA, raw

MADE = (
    "\nMade by species_data/build/codes_and_law/codes.py from the tables and its curated/ files; do not edit by hand."
)
LANGUAGES = ("en", "ko", "fr", "es")
DASH = str.maketrans({"–": "-", "’": "'", "‘": "'"})


def curated(name: str) -> Any:
    """The content of one hand-written file."""
    return yaml.safe_load((CURATED / name).read_text(encoding="utf-8"))


def table(name: str) -> list[dict[str, str]]:
    """The rows of one raw table of codes, in any of the encodings they come in."""
    data = raw("codes", name).read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return list(csv.DictReader(line for line in lines if line.strip()))


def split(text: str) -> list[str]:
    """The members of a `; ` list."""
    return [part for part in (piece.strip() for piece in text.split("; ")) if part]


def words(*groups: list[str]) -> list[Plain]:
    """The words of several groups in order, once each."""
    seen: set[str] = set()
    found: list[Plain] = []
    for word in (text.translate(DASH).strip() for group in groups for text in group):
        if word and word.casefold() not in seen:
            seen.add(word.casefold())
            found.append(word)
    return found


def term_entries() -> list[Plain]:
    """All term codes, today's and former ones."""
    older = {row["Term_code"]: row for row in table("term_codes_utf8.csv")}
    guide = {row["code"]: row for row in table("cites_terms_guide_v9_2022.csv")}
    annex: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in table("eu_annex_vii_terms.csv"):
        annex[row["Trade term code"]].append(row)
    extra = curated("terms_extra.yaml")
    plants, both = set(extra["plants_only"].split()), set(extra["both_kingdoms"].split())
    entries: list[Plain] = []
    with (CURATED / "terms.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    missing = (set(older) | set(guide) | set(annex)) - {row["code"] for row in rows}
    if missing:
        raise SystemExit(f"terms without a curated row: {sorted(missing)}")
    for row in rows:
        code, old = row["code"], older.get(row["code"], {})
        english = split(row["words_en"])
        not_words = {text.casefold() for text in extra["not_a_word"].get(code, [])}
        tables = [guide.get(code, {}).get("sapi2013_name", ""), *(item["Description"] for item in annex.get(code, []))]
        names = {
            "en": english[0],
            "ko": row["ko"],
            "fr": row["fr"] or old.get("French_Term_name", "").translate(DASH),
            "es": row["es"] or old.get("Spanish_Term_Name", "").translate(DASH),
        }
        tables = [text for text in (*tables, old.get("English_Term_Name", "")) if text.casefold() not in not_words]
        entry: dict[str, Plain] = {"code": code, **{lang: names[lang] for lang in LANGUAGES if names[lang]}}
        entry["category"] = row["category"]
        entry["kingdoms"] = ["Plantae"] if code in plants else ["Animalia", "Plantae"] if code in both else ["Animalia"]
        entry["units"] = [*row["units"].split()]
        entry["current"] = code in annex or guide.get(code, {}).get("in_guide_2022") == "1"
        if row["successors"]:
            entry["see"] = [*row["successors"].split()]
        entry["words"] = {
            "en": words(english, tables),
            "ko": words([row["ko"]], split(row["words_ko"])),
        }
        if row["note"]:
            entry["note"] = row["note"]
        entries.append(entry)
    return entries


def lettered(name: str, raw_name: str, prefix: str) -> list[Plain]:
    """Purpose or source codes: the curated meaning with the names of the older table."""
    older = {row[f"{prefix}_code"]: row for row in table(raw_name)}
    entries: list[Plain] = []
    for item in curated(name):
        old = older.get(item["code"], {})
        english = old.get(f"{prefix}_English_Name") or old.get(f"English_{prefix}_Name", "")
        french = old.get(f"{prefix}_French_Name") or old.get(f"French_{prefix}_Name", "")
        spanish = old.get(f"{prefix}_Spanish_Name") or old.get(f"Spanish_{prefix}_Name", "")
        entry: dict[str, Plain] = {"code": item.pop("code"), "en": item.pop("en"), "ko": item.pop("ko")}
        entry |= {lang: text for lang, text in (("fr", french), ("es", spanish)) if text}
        own = (str(entry["en"]), str(entry["ko"]))
        shared = {lang: item.pop(f"shared_{lang}") for lang in ("en", "ko") if f"shared_{lang}" in item}
        found = {lang: item.pop(f"words_{lang}") for lang in ("en", "ko")}
        entry |= item
        entry["words"] = {
            "en": words([own[0]], split(found["en"]), [english]),
            "ko": words([own[1]], split(found["ko"])),
        }
        if shared:
            entry["shared_words"] = {lang: [*split(text)] for lang, text in sorted(shared.items())}
        entries.append(entry)
    return entries


def decimal(text: str) -> int | float:
    """A number of a curated file, which are written as strings so that no YAML reader changes them."""
    return float(text) if "." in text else int(text)


def unit_entries() -> list[Plain]:
    """Units, and a check that every older code is an alias of one."""
    entries: list[Plain] = []
    known: set[str] = set()
    for item in curated("units.yaml"):
        aliases = split(item["aliases"])
        known |= {item["code"].casefold(), *(alias.casefold() for alias in aliases)}
        entry: dict[str, Plain] = {name: item[name] for name in ("code", "en", "ko", "kind")}
        if "factor" in item:
            entry["factor"] = decimal(item["factor"])
        entry["metric"] = item.get("metric", item["kind"] != "package")
        entry["aliases"] = words(aliases)
        entries.append(entry)
    older = {row["Unit_code"] for row in table("unit_codes_utf8.csv")}
    if lost := {code for code in older if code.casefold() not in known}:
        raise SystemExit(f"older unit codes without a unit: {sorted(lost)}")
    return entries


def document_entries() -> list[Plain]:
    """The kinds of documents, with words per language."""
    entries: list[Plain] = []
    for item in curated("documents.yaml"):
        found = {lang: words([item[lang]], split(item.pop(f"words_{lang}"))) for lang in ("en", "ko")}
        entries.append({**item, "words": {**found}})
    return entries


def personal_entries() -> list[Plain]:
    """Limits for personal effects, amounts as numbers."""
    entries: list[Plain] = []
    for item in curated("personal_effects.yaml"):
        for name in ("amount", "max_total"):
            if name in item:
                item[name] = decimal(item[name])
        entries.append(item)
    return entries


def pair_tables() -> dict[str, Plain]:
    """Which units usually go with a term."""
    unit_of = {alias.casefold(): item["code"] for item in curated("units.yaml") for alias in split(item["aliases"])} | {
        "": "no"
    }
    units: dict[str, set[str]] = defaultdict(set)
    for row in table("term_unit_pairs_utf8.csv"):
        units[row["TERM_CODE"]].add(unit_of[row["UNIT_CODE"].casefold()])
    inherit: dict[str, str] = curated("terms_extra.yaml")["inherit_pairs"]
    for younger, elder in inherit.items():
        units[younger] = set(units[elder])
    for entry in term_entries():
        assert isinstance(entry, dict) and isinstance(entry["units"], list)
        units[str(entry["code"])] |= {str(unit) for unit in entry["units"]}
    return {"term_units": {term: [*sorted(members)] for term, members in sorted(units.items())}}


def main() -> None:
    """Write all files."""
    codes = SPECIES_DATA / "codes"
    write(codes / "terms.yaml", f"Terms: what a specimen is.{MADE}", term_entries())
    purposes = lettered("purposes.yaml", "purpose_codes_utf8.csv", "Purpose")
    write(codes / "purposes.yaml", f"Purposes of a transaction (Res. Conf. 12.3).{MADE}", purposes)
    sources = lettered("sources.yaml", "source_codes_utf8.csv", "Source")
    write(codes / "sources.yaml", f"Sources of a specimen (Res. Conf. 12.3).{MADE}", sources)
    write(codes / "units.yaml", f"Units of quantity.{MADE}", unit_entries())
    write(codes / "documents.yaml", f"Kinds of documents.{MADE}", document_entries())
    write(codes / "personal_effects.yaml", f"Limits for personal effects (Res. Conf. 13.7).{MADE}", personal_entries())
    pairs = f"Usual pairs, for hints only: a pair that is missing is unusual, not wrong.{MADE}"
    write(codes / "pairs.yaml", pairs, pair_tables())
    systems = f"Codes of other systems, for files known to come from them.{MADE}"
    write(codes / "other_systems.yaml", systems, curated("other_systems.yaml"))


if __name__ == "__main__":
    main()
