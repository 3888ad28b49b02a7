"""Inputs whose lines have much to do with each other."""

from __future__ import annotations

import csv
import lzma
from itertools import islice
from pathlib import Path

import pytest

HEAD = (
    "line_id,consignment_id,scientific_name,description,source,purpose,term,quantity,unit,origin,exporter,importer,"
    "consignee,import_date,net_wood_kg,export_permit_no,export_permit_country,export_permit_issued,"
    "export_permit_expires,export_permit_quantity,export_permit_unit"
)
_NAMES = ("Python bivittatus", "Dalbergia latifolia", "Panthera tigris", "Pythno bivitatus", "", "Bos taurus")


@pytest.fixture(scope="session")
def entangled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """700 lines on 23 permits and 5 parties: over quantity, reused, split; and rows that cannot be read."""
    path = tmp_path_factory.mktemp("entangled") / "entangled.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(HEAD.split(","))
        for number in range(700):
            if number % 97 == 96:
                table.writerow(["too"] * 40)
                continue
            name = _NAMES[number % len(_NAMES)]
            wood = name.startswith("Dalbergia")
            permit = f"26IN{number % 23:06}"
            table.writerow([
                number, f"C{number // 9}", name, "guitars" if wood else "skins", "W", "T", "FRN" if wood else "SKI",
                1 + number % 7, "kg" if wood else "no", "IN", "IN", "KR", f"Party {number % 5}",
                f"2026-11-{1 + number % 28:02}", "6" if wood else "", permit, "IN", "2026-09-01", "2027-02-28",
                20, "kg" if wood else "no",
            ])  # fmt: skip
    return path


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """No configuration of whoever runs the tests."""
    monkeypatch.setenv("CITES_CHECK_CONFIG", "none")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture(scope="session")
def trade_lines(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    """The first 5,000 lines of the CITES Trade Database for 2014."""
    source = shared / "data" / "declarations" / "cites_trade_2014.csv.xz"
    path = tmp_path_factory.mktemp("trade") / "trade.csv"
    with lzma.open(source, "rt", encoding="utf-8") as lines:
        path.write_text("".join(islice(lines, 5001)), encoding="utf-8")
    return path
