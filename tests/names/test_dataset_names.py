"""Names as they are declared, against the bundled dataset."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from cites_check.lookup import Lookups
from cites_check.names import Matcher
from cites_check.names.sqlite_store import SqliteNameStore
from tests.benchmarks.name_errors import KINDS

CASES = [
    line.split("\t") for line in (Path(__file__).parent / "cases.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


@pytest.mark.parametrize(
    ("declared", "status", "taxon"), [tuple(case[:3]) for case in CASES], ids=[case[0] for case in CASES]
)
def test_declared(matcher: Matcher, declared: str, status: str, taxon: str) -> None:
    match = matcher.match(declared)
    best = match.best.name if match.best else ""
    assert (match.status.value, best) == (status, taxon), match.note


def test_both_stores_agree(lookups: Lookups, matcher: Matcher) -> None:
    connection: sqlite3.Connection = lookups.dataset.connection
    single = Matcher(SqliteNameStore(connection))
    rng = random.Random(20)
    names = [name for (name,) in connection.execute("SELECT display FROM name WHERE id % 997 = 0 ORDER BY id")]
    for name in names:
        for kind in (
            "letter replaced",
            "letters swapped",
            "cut off",
            "genus abbreviated",
            "space lost",
            "author added",
        ):
            declared = KINDS[kind](rng, name)
            if declared:
                assert single.match(declared) == matcher.match(declared), declared
