"""Write `species_data/manifest.yaml`: version, dates, attribution, and size and digest of every file.

Run it after any edit of the data.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

SPECIES_DATA = Path(__file__).resolve().parents[1]

HEADER = {
    "version": "2026.03.05",
    "schema": 1,
    "in_force": "2026-03-05",
    "conference": "CoP20",
    # The first later day on which the Appendices are known to change: the listings that CoP20 delayed by 18 months.
    "next_change": "2027-06-05",
}

ATTRIBUTION = (
    "UNEP-WCMC and CITES Secretariat: Species+ and the Checklist of CITES Species",
    "Government of Canada: Wild Animal and Plant Trade Regulations, Schedule I (Open Government Licence - Canada)",
    "NCBI Taxonomy (National Center for Biotechnology Information)",
)


def data_files() -> list[Path]:
    """Every file of the dataset, in order; scripts and documentation are no part of it."""
    found = (
        path for path in SPECIES_DATA.rglob("*") if path.suffix in {".tsv", ".yaml"} and path.name != "manifest.yaml"
    )
    return sorted(path for path in found if path.relative_to(SPECIES_DATA).parts[0] not in {"build", "sources"})


def main() -> None:
    """Write the manifest."""
    lines = ["# Made by build/manifest.py; run it after every edit of the data."]
    lines += [f"{key}: {value!r}" if isinstance(value, str) else f"{key}: {value}" for key, value in HEADER.items()]
    lines.append("attribution:")
    lines += [f"  - {text!r}" for text in ATTRIBUTION]
    lines.append("files:")
    for path in data_files():
        content = path.read_bytes()
        name = path.relative_to(SPECIES_DATA).as_posix()
        digest, rows = hashlib.sha256(content).hexdigest(), content.count(b"\n")
        lines.append(f"  {name}: {{sha256: {digest!r}, rows: {rows}}}")
    (SPECIES_DATA / "manifest.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
