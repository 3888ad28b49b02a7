"""What many tests share: the bundled dataset, a checker on it, and the raw sources where they are at hand."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from cites_check.batch.setup import REFERENCE_DOCUMENTS, ledger_of
from cites_check.cli.settings import open_lookups
from cites_check.declarations import CodeBook, ReadOptions, codebook_from, read
from cites_check.declarations.permits import read_permits
from cites_check.engine import Checker
from cites_check.locale.texts import Texts
from cites_check.lookup import Lookups
from cites_check.model.lines import LineItem
from cites_check.model.results import LineResult
from cites_check.rules.jurisdiction import jurisdictions_from
from cites_check.rules.reference import Reference, reference_from

TODAY = date(2026, 11, 22)
"""The day on which checks happen in tests, unless a case says another."""


@pytest.fixture(scope="session")
def lookups() -> Lookups:
    """Names and listings of the bundled dataset, all names in memory."""
    return open_lookups(None, batch=True)


@pytest.fixture(scope="session")
def codes(lookups: Lookups) -> CodeBook:
    """The words for codes."""
    return codebook_from({name: lookups.dataset.document(name) for name in REFERENCE_DOCUMENTS})


@pytest.fixture(scope="session")
def reference(lookups: Lookups) -> Reference:
    """The code tables that rules use."""
    return reference_from({name: lookups.dataset.document(name) for name in REFERENCE_DOCUMENTS})


@pytest.fixture(scope="session")
def checker(lookups: Lookups, reference: Reference) -> Checker:
    """A checker without a default importer, in English, dated `TODAY`."""
    return Checker(lookups, reference, jurisdictions_from(lookups.dataset), Texts("en", reference), default_date=TODAY)


@pytest.fixture(scope="session")
def read_line(codes: CodeBook) -> Callable[[Mapping[str, Any]], LineItem]:
    """Reads one record with the field names of the contract, through the JSONL reader, into a line item."""

    def read_one(record: Mapping[str, Any]) -> LineItem:
        text = json.dumps(record, ensure_ascii=False, default=str)
        options = ReadOptions(input_format="jsonl")
        (line,) = read(None, BytesIO(text.encode()), options=options, codes=codes)
        assert isinstance(line, LineItem), line
        return line

    return read_one


@pytest.fixture(scope="session")
def check_line(
    checker: Checker, read_line: Callable[[Mapping[str, Any]], LineItem]
) -> Callable[[Mapping[str, Any]], LineResult]:
    """Checks one record with the field names of the contract."""
    return lambda record: checker.check(read_line(record))


@pytest.fixture(scope="session")
def check_lines(
    lookups: Lookups, reference: Reference, codes: CodeBook, read_line: Callable[[Mapping[str, Any]], LineItem]
) -> Callable[..., list[LineResult]]:
    """Checks records as the lines of one run, with a register of permits (records, too) where one is given."""

    def check_all(
        records: Iterable[Mapping[str, Any]], permits: Iterable[Mapping[str, Any]] = (), lang: str = "en"
    ) -> list[LineResult]:
        text = "\n".join(json.dumps(record, ensure_ascii=False, default=str) for record in permits)
        options = ReadOptions(input_format="jsonl")
        register = read_permits(None, BytesIO(text.encode()), codes=codes, options=options) if text else []
        ledger = ledger_of(lookups, reference, register)
        laws = jurisdictions_from(lookups.dataset)
        checker = Checker(lookups, reference, laws, Texts(lang, reference), default_date=TODAY, ledger=ledger)
        return [
            checker.check(replace(read_line(record), row=row, file="declaration"))
            for row, record in enumerate(records, start=2)
        ]

    return check_all


@pytest.fixture(scope="session")
def shared() -> Path:
    """The raw sources; tests that need them are skipped where they are not at hand."""
    folder = Path(os.environ.get("CITES_CHECK_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    if not (folder / "data").is_dir():
        pytest.skip("the raw sources are not at hand")
    return folder
