"""Rows of the dataset's tables, read and checked, with taxa as the ids of the index."""

from __future__ import annotations

from typing import NamedTuple


class TaxonRow(NamedTuple):
    """A row of `taxa.tsv`. `id` counts from 1 in the order of the file; `parent_id` is None at a kingdom."""

    id: int
    kingdom: str
    rank: str
    name: str
    parent_id: int | None
    author: str
    species_plus_id: int | None


class SynonymRow(NamedTuple):
    """A row of `synonyms.tsv`; `taxon_id` is the accepted taxon."""

    kingdom: str
    name: str
    author: str
    taxon_id: int
    kind: str
    source: str


class CommonNameRow(NamedTuple):
    """A row of `common_names.tsv`."""

    lang: str
    name: str
    taxon_id: int
    sure: str
    source: str


class UnlistedRow(NamedTuple):
    """A row of `unlisted_names.tsv`: a valid name of no listed taxon; `rank` is species or genus."""

    name: str
    rank: str
    group: str
    family: str
