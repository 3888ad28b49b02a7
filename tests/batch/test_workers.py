"""Workers as a library: errors come back, input is not read ahead without bounds, messages survive the wire."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cites_check.batch import workers
from cites_check.batch.messages import Lines, pack, unpack
from cites_check.batch.setup import Setup
from cites_check.batch.workers import WorkerLostError, Workers
from cites_check.errors import DatasetError
from cites_check.lookup import Lookups
from cites_check.model.codes import DocumentKind
from cites_check.model.lines import Document, FieldProblem, LineItem, RowError

LINE = LineItem(
    file="f", row=2, scientific_name="Python bivittatus", source="W", purpose="T", term="SKI", quantity=3.0, unit="no",
    origin="VN", exporter="VN", importer="KR", import_date=date(2026, 11, 10), retail_packed=False,
    documents=(Document(DocumentKind.EXPORT_PERMIT, "26VN1", "VN", date(2026, 9, 1), None, 5.0, "no"),),
    problems=(FieldProblem("hs_code", "x", "not a code"),),
)  # fmt: skip


@pytest.fixture
def setup(lookups: Lookups) -> Setup:
    location = lookups.dataset.location
    return Setup(index=location.index, origin=location.origin, lang="en", on=date(2026, 11, 22))


def test_messages_survive_the_wire() -> None:
    message = Lines(7, [LINE, RowError("f", 3, "why", "how")])
    assert unpack(pack(message)) == message


def test_the_judged_line_survives_the_wire(setup: Setup, lookups: Lookups) -> None:
    checker = replace(setup, steps=True, risk=True).checker(lookups)
    for line in (LINE, replace(LINE, scientific_name="Pythno"), RowError("f", 3, "why")):
        read = checker.read(line)
        judged = checker.judge(read, checker.enter(line, read.entry))
        assert unpack(pack(judged)) == judged


def test_the_input_is_not_read_far_ahead(setup: Setup, lookups: Lookups, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CHUNK", 10)
    taken = 0

    def lines() -> Iterator[LineItem]:
        nonlocal taken
        for row in range(1000):
            taken += 1
            yield replace(LINE, row=row)

    with Workers(setup, 2) as both:
        furthest = 0
        for done, result in enumerate(both.check_all(setup.checker(lookups), lines())):
            assert result.row == done
            furthest = max(furthest, taken - done)
    assert taken == 1000
    # Three chunks for each worker, and the one whose results are being taken.
    assert furthest <= 10 * (2 * 3 + 1)


def test_a_dataset_that_has_gone_is_told_as_such(setup: Setup, lookups: Lookups, tmp_path: Path) -> None:
    gone = replace(setup, index=tmp_path / "gone.sqlite")
    with pytest.raises(DatasetError, match=r"gone\.sqlite"), Workers(gone, 1) as one:
        list(one.check_all(setup.checker(lookups), [LINE]))
    assert multiprocessing.active_children() == []


def test_an_error_in_a_worker_comes_back_as_it_was(setup: Setup, lookups: Lookups) -> None:
    broken = replace(LINE, import_date="tomorrow")  # type: ignore[arg-type] # A line that no reader makes.
    with pytest.raises(AttributeError) as caught, Workers(setup, 1) as one:
        list(one.check_all(setup.checker(lookups), [broken]))
    assert "in a worker process" in "".join(caught.value.__notes__)


def test_a_lost_worker_is_told(setup: Setup, lookups: Lookups) -> None:
    with pytest.raises(WorkerLostError, match="by signal 15"), Workers(setup, 2) as both:
        multiprocessing.active_children()[0].terminate()
        list(both.check_all(setup.checker(lookups), [LINE] * 1000))
    assert multiprocessing.active_children() == []
