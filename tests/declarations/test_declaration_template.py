"""The template reads back as what it says."""

from __future__ import annotations

import dataclasses
import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from cites_check.declarations import CodeBook, template
from cites_check.declarations.template import FORMATS
from cites_check.model.codes import DocumentKind
from cites_check.model.lines import LineItem

from .conftest import Reader


def written(format: str, lang: str) -> bytes:
    stream = io.BytesIO()
    template.write(format, stream, lang)
    return stream.getvalue()


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("format", FORMATS)
def test_the_example_row_is_read_back_in_every_form(read_bytes: Reader, format: str, lang: str) -> None:
    declaration = read_bytes(written(format, lang))
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
    (reference,) = list(read_bytes(written("csv", "en")))
    assert dataclasses.replace(line, row=0) == dataclasses.replace(reference, row=0)


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_workbook_helps_to_fill_it(lang: str, codes: CodeBook) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", lang)))
    sheet, lists = book.worksheets
    assert all(cell.comment for cell in sheet[1])
    lists_of_codes = {validation.formula1 for validation in sheet.data_validations.dataValidation}
    assert '"I,II,III,N"' in lists_of_codes
    assert any("$A$2" in formula for formula in lists_of_codes)
    terms = [cell.value for cell in lists["A"][1:] if cell.value]
    assert len(terms) > 80
    assert [term for term in terms if codes.terms.get(str(term).casefold()) != term] == []


def test_a_path_is_written(tmp_path: Path) -> None:
    template.write("csv", tmp_path / "new.csv", "en")
    assert (tmp_path / "new.csv").read_bytes().startswith(b"\xef\xbb\xbfline_id,")
    with pytest.raises(ValueError, match="no template"):
        template.write("doc", tmp_path / "new.doc")
