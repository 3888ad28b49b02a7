"""Make `tariff/hs_watch.yaml` and `tariff/kr_confirmation.yaml`.

`headings.tsv` beside this file is written by hand. The lists of the two countries come from the raw sources:
`<repository>/../shared`, or the folder that CITES_CHECK_SHARED names. Same bytes on every run.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "tariff"
SHARED = Path(os.environ.get("CITES_CHECK_SHARED", HERE.parents[2].parent / "shared")) / "data"
WILDLIFE_ACT = "71"
"""Code of the Wildlife Protection and Management Act in the Korean table of laws that customs confirm."""
TARIFF_YEAR = 2016
SUBHEADING = 6

RENUMBERED: dict[str, tuple[str, ...]] = {
    "030290": ("030291",),
    "030390": ("030391",),
    "030624": ("030633", "030693"),
    "030626": ("030635", "030695"),
    "030627": ("030636", "030695"),
    "030629": ("030639", "030699"),
    "030799": ("030792", "030799"),
    "041000": ("041010", "041090"),
    "121190": ("121160", "121190"),
    "440110": ("440111", "440112"),
    "440139": ("440132", "440139", "440141", "440149"),
    "440320": ("440321", "440322", "440323", "440324", "440325", "440326"),
    "440399": ("440395", "440396", "440397", "440398", "440399"),
    "440729": ("440723", "440729"),
    "440799": ("440796", "440797", "440799"),
    "440929": ("440922", "440929"),
    "950890": ("950821", "950822", "950823", "950824", "950825", "950826", "950829", "950830", "950840"),
    "970500": ("970510", "970521", "970522", "970529", "970531", "970539"),
}
"""Subheadings of HS 2012 on the Korean list that later editions divided or renumbered. All others keep their number."""


def quoted(values: Iterable[str]) -> str:
    """A YAML list of quoted strings."""
    return "[" + ", ".join(f'"{value}"' for value in values) + "]"


def korean_codes() -> tuple[set[str], set[str]]:
    """The 10-digit codes for which the wildlife law asks confirmation on import, and all codes of the table."""
    with (SHARED / "korea/hs_law_2016.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    wanted = {row["hs"] for row in table if row["law_code"] == WILDLIFE_ACT and row["imp_exp"] == "I"}
    return wanted, {row["hs"] for row in table}


def shortest(code: str, wanted: set[str], known: set[str]) -> tuple[str, bool]:
    """The shortest prefix of 6 digits or more that stands for `code`, and whether siblings were put together for it.

    Siblings are put together where every code known under the prefix is wanted, the residual one (9) among them. A
    sibling that no law of the table names would go unseen.
    """
    exact = code.rstrip("0").ljust(SUBHEADING, "0")
    for length in range(SUBHEADING, len(exact)):
        prefix = code[:length]
        if f"{prefix}9" in {other[: length + 1] for other in wanted} and all(
            other in wanted for other in known if other.startswith(prefix)
        ):
            return prefix, True
    return exact, False


def watch() -> str:
    """The watch list, with the countries whose own lists hold codes under each heading."""
    korean, _ = korean_codes()
    moved = {new for old, news in RENUMBERED.items() if any(code.startswith(old) for code in korean) for new in news}
    korean_headings = {code[:SUBHEADING] for code in korean} - RENUMBERED.keys() | moved
    british = {
        line.strip()[:SUBHEADING]
        for line in (SHARED / "tariff/uk_cites_import_control_ICP.txt").read_text(encoding="ascii").splitlines()
    }
    with (HERE / "headings.tsv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE), key=lambda row: row["hs"])
    lines = [
        "# Tariff headings (HS 2022) under which listed species travel: what to expect there, and how closely to look.",
        "# Made by species_data/build/tariff/build.py from headings.tsv; do not edit by hand.",
        "# `lists`: countries whose own list of CITES or wildlife headings holds codes under this one.",
    ]
    for row in rows:
        lists = [
            country for country, codes in (("GB", british), ("KR", korean_headings)) if row["hs"][:SUBHEADING] in codes
        ]
        lines += [
            f'- hs: "{row["hs"]}"',
            f'  en: "{row["en"]}"',
            f'  ko: "{row["ko"]}"',
            f"  taxa: [{row['taxa'].replace('; ', ', ')}]",
            f"  category: [{row['category'].replace('; ', ', ')}]",
            f"  risk: {row['risk']}",
        ]
        if lists:
            lines.append(f"  lists: {quoted(lists)}")
        if row["note"]:
            lines.append(f'  note: "{row["note"]}"')
    return "\n".join(lines) + "\n"


def confirmation() -> str:
    """The Korean headings of the wildlife law, compressed to prefixes."""
    wanted, known = korean_codes()
    prefixes = {shortest(code, wanted, known) for code in wanted}
    lines = [
        "# Korea: headings for which customs confirm the import permit of the wildlife law.",
        "# Made by species_data/build/tariff/build.py; do not edit by hand.",
        'jurisdiction: "KR"',
        'law: {en: "Wildlife Protection and Management Act", ko: "야생생물 보호 및 관리에 관한 법률"}',
        'direction: "import"',
        f"tariff_year: {TARIFF_YEAR}",
        'nomenclature: "HSK of 2016, on HS 2012"',
        f"codes: {len(wanted)}",
        "note: >-",
        "  A prefix stands for every 10-digit code under it. Where children were put together (`together`), all codes",
        "  known under the prefix ask for confirmation. `hs2022` gives the subheadings of HS 2022 where the subheading",
        "  was divided or renumbered. The list is old: a code that is missing here proves nothing, and the law asks",
        "  for the permit whatever the code.",
        "prefixes:",
    ]
    for prefix, together in sorted(prefixes):
        parts = [f'prefix: "{prefix}"']
        if together:
            parts.append("together: true")
        if prefix[:SUBHEADING] in RENUMBERED:
            parts.append(f"hs2022: {quoted(RENUMBERED[prefix[:SUBHEADING]])}")
        lines.append(f"- {{{', '.join(parts)}}}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write both files."""
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "hs_watch.yaml").write_text(watch(), encoding="utf-8")
    (TARGET / "kr_confirmation.yaml").write_text(confirmation(), encoding="utf-8")


if __name__ == "__main__":
    main()
