"""Write `species_data/manifest.yaml`: version, dates, attribution, and size and digest of every file.

Run it after any edit of the data. While anything in the data is not valid it lists the faults, ends with 1 and writes
nothing, so that no index is ever compiled from such data.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from species_data.build.validate import NO_DATA, SPECIES_DATA, faults

MANIFEST = "manifest.yaml"

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


def data_files(data: Path = SPECIES_DATA) -> list[Path]:
    """Every file of the dataset, in order; scripts, schemas and documentation are no part of it."""
    found = (path for path in data.rglob("*") if path.suffix in {".tsv", ".yaml"} and path.name != MANIFEST)
    return sorted(path for path in found if path.relative_to(data).parts[0] not in NO_DATA)


def manifest(data: Path = SPECIES_DATA) -> str:
    """The text of the manifest."""
    lines = ["# Made by build/manifest.py; run it after every edit of the data."]
    lines += [f"{key}: {value!r}" if isinstance(value, str) else f"{key}: {value}" for key, value in HEADER.items()]
    lines.append("attribution:")
    lines += [f"  - {text!r}" for text in ATTRIBUTION]
    lines.append("files:")
    for path in data_files(data):
        content = path.read_bytes()
        name = path.relative_to(data).as_posix()
        digest, rows = hashlib.sha256(content).hexdigest(), content.count(b"\n")
        lines.append(f"  {name}: {{sha256: {digest!r}, rows: {rows}}}")
    return "\n".join(lines) + "\n"


def main(data: Path = SPECIES_DATA) -> int:
    """Write the manifest of valid data; 1, with the faults on standard error, where it is not valid."""
    # The manifest itself is about to be made anew.
    found = [fault for fault in faults(data) if fault.file != MANIFEST]
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        print(f"faults: {len(found)}; {MANIFEST} is left as it was", file=sys.stderr)
        return 1
    (data / MANIFEST).write_text(manifest(data), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
