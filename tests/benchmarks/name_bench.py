"""What the benchmarks of names share: the index of the dataset, the development sets, and how answers are judged."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cites_check.dataset.compile import compile_index
from cites_check.dataset.opened import Dataset
from cites_check.lookup import Lookups
from cites_check.model.taxa import MatchKind, NameMatch, NameStatus
from cites_check.names.matcher import Matcher
from cites_check.names.memory_store import MemoryNameStore

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("CITES_CHECK_SHARED", REPOSITORY.parent / "shared"))
NAMES_DEV = SHARED / "data" / "names_dev"
READ = Path(__file__).with_name("negatives_read.tsv")
"""Names of the set of unlisted ones that are answered by their spelling, each read by a person."""
TODAY = "2026-11-22"
"""The day of look-ups."""
_SPELLING = (MatchKind.FUZZY, MatchKind.ORTHOGRAPHIC)


@dataclass(frozen=True)
class Bench:
    """A matcher over the whole dataset, and the names that errors are made of, with the taxon of each."""

    index: Path
    store: MemoryNameStore
    matcher: Matcher
    lookups: Lookups
    taxa: dict[str, int]

    @property
    def species(self) -> list[str]:
        """Names of species and below, accepted ones and synonyms."""
        return [name for name in self.taxa if " " in name]

    @property
    def genera(self) -> list[str]:
        """Names of one word."""
        return [name for name in self.taxa if " " not in name]


@cache
def index_file() -> Path:
    """The index of the repository's dataset, compiled once a run."""
    folder = Path(tempfile.mkdtemp(prefix="cites-check-bench-"))
    target = folder / "index.sqlite"
    compile_index(REPOSITORY / "species_data", target)
    return target


@cache
def bench() -> Bench:
    """The bench, made once a run."""
    index = index_file()
    connection = sqlite3.connect(index)
    store = MemoryNameStore.load(connection)
    matcher = Matcher(store)
    taxa = {}
    for (name,) in connection.execute("SELECT display FROM name ORDER BY id"):
        match = matcher.match(name)
        if (
            match.status is NameStatus.RESOLVED
            and match.best is not None
            and all(sign.isalpha() or sign in " -." for sign in name)
        ):
            taxa[name] = match.best.taxon_id
    lookups = Lookups(Dataset.open_index(index, "benchmark"), store)
    return Bench(index, store, lookups.matcher, lookups, taxa)


def judge(match: NameMatch, taxon_id: int) -> str:
    """`right`, `flagged` (in doubt, the taxon among the first three), or `lost`, `wrong`, `higher`, `unlisted`."""
    if match.status in (NameStatus.AMBIGUOUS, NameStatus.UNRESOLVED):
        return "flagged" if taxon_id in [candidate.taxon_id for candidate in match.candidates[:3]] else "lost"
    if match.best is None:
        return "unlisted"
    if match.best.taxon_id == taxon_id:
        return "right"
    return "higher" if match.best.kind is MatchKind.HIGHER_TAXON else "wrong"


def by_spelling(match: NameMatch) -> bool:
    """Whether a name is taken for one of the dataset that is spelt otherwise."""
    return match.status is NameStatus.RESOLVED and match.best is not None and match.best.kind in _SPELLING


@cache
def listed_after_all() -> frozenset[tuple[str, str]]:
    """Unlisted names that are listed ones to a reader, with the stored name that each was read as."""
    rows = [line.split("\t") for line in READ.read_text(encoding="utf-8").splitlines()[1:]]
    return frozenset((name, read) for name, read, verdict, _ in rows if verdict != "wrong")


def wrongly_taken(match: NameMatch) -> bool:
    """Whether an unlisted name is taken for a listed one, and no reader has found that it is one."""
    return by_spelling(match) and match.best is not None and (match.query, match.best.matched) not in listed_after_all()


def pairs() -> Iterator[tuple[str, str]]:
    """Misspelt and right names of the development set."""
    lines = (NAMES_DEV / "cites_pairs.tsv").read_text(encoding="utf-8").splitlines()
    columns = lines[0].split("\t")
    wrong, right = columns.index("wrong"), columns.index("right")
    for line in lines[1:]:
        cells = line.split("\t")
        yield cells[wrong], cells[right]


def unlisted_names() -> list[str]:
    """Valid names of unlisted species of the development set; some are misspelt listed names."""
    lines = (NAMES_DEV / "negatives_noncites.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0] for line in lines[1:]]
