"""Join `species_data/sources/*.md` into `species_data/SOURCES.md`. Run it after an edit of a part."""

from __future__ import annotations

from pathlib import Path

SPECIES_DATA = Path(__file__).resolve().parents[1]

PARTS = ("listings_animals", "listings_plants", "names", "korean_vocabulary_tariff", "unlisted", "codes_and_law")

HEADER = """\
# Sources

Where each fact of the dataset comes from, what it was taken from and when, and what is known to be missing.
Made by `build/sources.py` from `sources/*.md`; edit those.

The dataset holds facts in a schema and words of our own. It must name:

- **UNEP-WCMC and the CITES Secretariat**: Species+ and the Checklist of CITES Species. Acknowledgement is asked for;
  commercial redistribution of that database needs their permission.
- **Government of Canada**: Wild Animal and Plant Trade Regulations, Schedule I (Open Government Licence - Canada).
- **NCBI Taxonomy** (public domain), **AviList** 2025 and the wood collection of **CIRAD** (terms as their publishers
  state them): valid names that are not listed, and names of genera.
- **Unicode CLDR** (Unicode License v3; copyright © 1991-2025 Unicode, Inc.): names of countries in English, Korean,
  French and Spanish. The data are provided "as is", without warranty of any kind.
- **ISO 3166-1**: country codes.

Every source of a fact is named below with what was taken from it; those that state no terms are marked so.

The official text of the Appendices is published by the CITES Secretariat. Where this dataset and that text differ,
that text is right: please report it.
"""


def main() -> None:
    """Write SOURCES.md."""
    parts = [HEADER]
    for name in PARTS:
        path = SPECIES_DATA / "sources" / f"{name}.md"
        if path.exists():
            parts.append(path.read_text(encoding="utf-8").strip() + "\n")
    (SPECIES_DATA / "SOURCES.md").write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
