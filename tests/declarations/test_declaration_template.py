"""The template reads back as what it says."""

from __future__ import annotations

import dataclasses
import io
import resource
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from cites_check.declarations import CodeBook
from cites_check.declarations.template import FORMATS, template
from cites_check.main import main
from cites_check.model.codes import DocumentKind
from cites_check.model.lines import LineItem

from .conftest import Reader


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("format", FORMATS)
def test_the_example_row_is_read_back_in_every_form(read_bytes: Reader, format: str, lang: str) -> None:
    declaration = read_bytes(template(format, lang))
    (line,) = list(declaration)
    assert isinstance(line, LineItem)
    assert declaration.format == format
    assert declaration.unknown_headings == ()
    assert line.problems == ()
    assert (line.scientific_name, line.hs_code, line.quantity, line.unit) == ("Python regius", "0106200000", 20.0, "no")
    assert (line.import_date, line.channel) == (date(2026, 11, 22), "cargo")
    assert [(document.kind, document.no) for document in line.documents] == [
        (DocumentKind.EXPORT_PERMIT, "26GH000437"),
        (DocumentKind.IMPORT_PERMIT, "26KR004189"),
    ]
    (reference,) = list(read_bytes(template("csv", "en")))
    assert dataclasses.replace(line, row=0) == dataclasses.replace(reference, row=0)


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_workbook_helps_to_fill_it(lang: str, codes: CodeBook) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template("xlsx", lang)))
    sheet, lists = book.worksheets
    assert all(cell.comment for cell in sheet[1])
    lists_of_codes = {validation.formula1 for validation in sheet.data_validations.dataValidation}
    assert '"I,II,III,N"' in lists_of_codes
    assert any("$A$2" in formula for formula in lists_of_codes)
    terms = [cell.value for cell in lists["A"][1:] if cell.value]
    assert len(terms) > 80
    assert [term for term in terms if codes.terms.get(str(term).casefold()) != term] == []


def test_another_form_does_not_exist() -> None:
    with pytest.raises(ValueError, match="no template"):
        template("doc")


def test_a_file_is_written_whole_and_never_over_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "new.csv"
    assert main(["template", "--output", str(target)]) == 0
    assert target.read_bytes() == template("csv", "en")
    target.write_text("mine")
    assert main(["template", "--output", str(target)]) == 2
    assert target.read_text() == "mine"
    assert main(["template", "--output", str(tmp_path / "no" / "folder.csv")]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["new.csv"]


def test_a_full_disk_leaves_no_half_template(tmp_path: Path) -> None:
    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    command = [sys.executable, "-m", "cites_check", "template", "--output", str(tmp_path / "new.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=limited)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert list(tmp_path.iterdir()) == []
