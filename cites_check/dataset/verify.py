"""Is an index whole? SQLite's own check, the counts it claims, and a few look-ups that any true dataset answers."""

from __future__ import annotations

import sqlite3

from cites_check.dataset.opened import Dataset
from cites_check.errors import DatasetError

_ADVICE = "cites-check data refresh or data rollback for a refreshed dataset; else install the package again"
_LEAST_LISTINGS = 1000


def verify_index(dataset: Dataset) -> None:
    """Raise DatasetError where the index is damaged or cannot be a whole dataset."""
    connection = dataset.connection
    try:
        verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        counts = {"taxa": "taxon", "listings": "listing"}
        found = {
            name: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for name, table in counts.items()
        }
        torn = connection.execute(
            "SELECT count(*) FROM listing WHERE json_extract(body, '$.appendix') IS NOT appendix"
        ).fetchone()[0]
        appendices = {
            appendix for (appendix,) in connection.execute("SELECT DISTINCT appendix FROM listing WHERE history = 0")
        }
    except sqlite3.Error as error:
        raise DatasetError(f"the index is damaged: {error}", _ADVICE) from error
    if verdict != "ok":
        raise DatasetError(f"the index is damaged: {verdict}", _ADVICE)
    if torn:
        raise DatasetError(f"the index is damaged: {torn} listings contradict themselves", _ADVICE)
    for name, number in found.items():
        if dataset.info.counts.get(name) not in (None, number):
            raise DatasetError(
                f"the index holds {number} {name}, its own record says {dataset.info.counts[name]}", _ADVICE
            )
    if found["listings"] < _LEAST_LISTINGS or appendices != {"I", "II", "III"}:
        raise DatasetError("the index does not hold the three Appendices", _ADVICE)
