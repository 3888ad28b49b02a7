"""The dataset's own tree and names, as far as the plant listings need them to check themselves."""

from __future__ import annotations

from collections.abc import Iterator

from species_data.build.listings_plants.sources import REPOSITORY

_FOLDER = REPOSITORY / "species_data"


def _rows(name: str) -> Iterator[list[str]]:
    path = _FOLDER / name
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            cells = line.split("\t")
            if cells[0] == "Plantae":
                yield cells


def parents() -> dict[str, str]:
    """Next higher taxon of every accepted plant."""
    return {name: parent for _, _, name, parent, *_ in _rows("taxa.tsv")}


def accepted_plants() -> set[str]:
    """Every accepted plant name; empty where taxa.tsv has not been made yet."""
    return set(parents())


def synonyms() -> dict[str, list[str]]:
    """Accepted names for every other scientific name of a plant."""
    found: dict[str, list[str]] = {}
    for _, name, _, accepted, *_ in _rows("synonyms.tsv"):
        found.setdefault(name, []).append(accepted)
    return found
