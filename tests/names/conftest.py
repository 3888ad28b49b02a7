from __future__ import annotations

import sqlite3

import pytest

from cites_check.dataset import name_tables, schema
from cites_check.dataset.rows import CommonNameRow, SynonymRow, TaxonRow, UnlistedRow
from cites_check.lookup import Lookups
from cites_check.names import Matcher
from cites_check.names.memory_store import MemoryNameStore
from cites_check.names.sqlite_store import SqliteNameStore

TREE = """
Animalia kingdom Animalia -
Animalia class Reptilia Animalia
Animalia family Pythonidae Reptilia
Animalia genus Python Pythonidae
Animalia species Python_bivittatus Python
Animalia species Python_regius Python
Animalia genus Malayopython Pythonidae
Animalia species Malayopython_reticulatus Malayopython
Animalia class Mammalia Animalia
Animalia family Felidae Mammalia
Animalia genus Panthera Felidae
Animalia species Panthera_tigris Panthera
Animalia species Panthera_leo Panthera
Animalia subspecies Panthera_leo_persica Panthera_leo
Animalia family Bovidae Mammalia
Animalia genus Bos Bovidae
Animalia species Bos_gaurus Bos
Plantae kingdom Plantae -
Plantae family Orchidaceae Plantae
Plantae genus Eria Orchidaceae
Plantae species Eria_javanica Eria
Plantae genus Prunus Plantae
Plantae species Prunus_africana Prunus
"""
SYNONYMS = (
    ("Animalia", "Python reticulatus", "Malayopython reticulatus", "former"),
    ("Animalia", "Felis tigris", "Panthera tigris", "synonym"),
    ("Animalia", "Boa shared", "Python regius", "synonym"),
    ("Animalia", "Boa shared", "Python bivittatus", "synonym"),
    ("Animalia", "Bos frontalis", "Bos gaurus", "domesticated"),
)
COMMON = (
    ("en", "Royal Python", "Python regius", "source"),
    ("en", "Ball Python", "Python regius", "source"),
    ("en", "Tiger", "Panthera tigris", "source"),
    ("ko", "호랑이", "Panthera tigris", "known"),
    ("ko", "비단뱀", "Pythonidae", "known"),
)
UNLISTED = (
    ("Bos taurus", "species", "Mammalia", "Bovidae"),
    ("Erica", "genus", "Magnoliopsida", "Ericaceae"),
    ("Prunus avium", "species", "Magnoliopsida", "Rosaceae"),
    ("Prunus serotina", "species", "Magnoliopsida", "Rosaceae"),
)
VOCABULARY: tuple[dict[str, object], ...] = (
    {
        "id": "skin",
        "kind": "goods",
        "covers": "some",
        "taxa": ["Pythonidae"],
        "words": {"en": ["snake skin"], "ko": ["뱀가죽"]},
    },
    {"id": "print", "kind": "false_friend", "words": {"en": ["tiger print"], "ko": ["호피무늬"]}},
)


@pytest.fixture(scope="session")
def small_index() -> sqlite3.Connection:
    """A small index made by the code that makes the large one."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(schema.TABLES)
    rows: list[TaxonRow] = []
    ids: dict[str, int] = {}
    for line in TREE.split("\n"):
        if line:
            kingdom, rank, name, parent = line.split(" ")
            name, parent = name.replace("_", " "), parent.replace("_", " ")
            ids[name] = len(rows) + 1
            rows.append(
                TaxonRow(
                    ids[name], kingdom, rank, name, ids.get(parent), "Linnaeus, 1758" if rank == "species" else "", None
                )
            )
    connection.executemany(
        "INSERT INTO taxon (id, name, rank, kingdom, parent, author) VALUES (?, ?, ?, ?, ?, ?)",
        ((row.id, row.name, row.rank, row.kingdom, row.parent_id, row.author) for row in rows),
    )
    name_tables.create(
        connection,
        rows,
        [
            SynonymRow(kingdom, name, "Gray, 1842", ids[accepted], kind, "test")
            for kingdom, name, accepted, kind in SYNONYMS
        ],
        [CommonNameRow(lang, name, ids[taxon], sure, "test") for lang, name, taxon, sure in COMMON],
        [UnlistedRow(*row) for row in UNLISTED],
        VOCABULARY,
    )
    connection.commit()
    return connection


@pytest.fixture(scope="session", params=["sqlite", "memory"])
def small(request: pytest.FixtureRequest, small_index: sqlite3.Connection) -> Matcher:
    """A matcher over the small index, from each of the two stores."""
    return Matcher(SqliteNameStore(small_index) if request.param == "sqlite" else MemoryNameStore.load(small_index))


@pytest.fixture(scope="session")
def matcher(lookups: Lookups) -> Matcher:
    """The matcher over the bundled dataset."""
    return lookups.matcher
