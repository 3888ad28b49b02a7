"""Tables of text: headings, delimiters, encodings, rows."""

from __future__ import annotations

import importlib
import io
from datetime import date
from pathlib import Path

import pytest

from cites_check.declarations import (
    CodeBook,
    Declaration,
    DeclarationError,
    ReadOptions,
    headings_from,
    known_fields,
    read,
)
from cites_check.declarations.headings import HeadingTable
from cites_check.errors import UsageError
from cites_check.model.codes import DocumentKind
from cites_check.model.lines import Document, FieldProblem, LineItem, RowError

from .conftest import Reader

HEADINGS = {
    "학명": "scientific_name",
    "Scientific_Name": "scientific_name",
    "SCIENTIFIC NAME ": "scientific_name",
    "Taxon": "scientific_name",
    "국명": "common_name",
    "거래품명": "description",
    "품명": "description",
    "세번부호": "hs_code",
    "HS부호": "hs_code",
    "H.S. Code": "hs_code",
    "원산지": "origin",
    "원산지국가코드": "origin",
    "Country of Origin": "origin",
    "적출국": "exporter",
    "수출국": "exporter",
    "수입국": "importer",
    "수량": "quantity",
    "Qty.": "quantity",
    "Quantity (kg)": "quantity",
    "단위": "unit",
    "순중량(kg)": "net_weight",
    "부속서": "appendix",
    "App.": "appendix",
    "출처": "source",
    "거래목적": "purpose",
    "신고번호": "consignment_id",
    "란번호": "line_id",
    "수출허가번호": "export_permit_no",
    "수출허가서 번호": "export_permit_no",
    "수출허가국": "export_permit_country",
    "수입허가국": "import_permit_country",
    "용어": "term",
    "수입예정일": "import_date",
    "악기인증서 번호": "instrument_certificate_no",
    "수출허가서 유효기간 만료일": "export_permit_expires",
    "수입허가번호": "import_permit_no",
    "Import Permit No.": "import_permit_no",
    "ExportPermit": "export_permit_no",
    "export permit expiry date": "export_permit_expires",
    "Re-export certificate: valid until": "reexport_certificate_expires",
    "재수출증명서 발급일": "reexport_certificate_issued",
    "원산국 수출허가서번호": "origin_export_permit_no",
    "유효기간": "permit_expires",
    "Scientific name / 학명": "scientific_name",
    "학명\n(Scientific name)": "scientific_name",
}


@pytest.mark.parametrize(("heading", "field"), HEADINGS.items())
def test_headings_as_people_write_them(heading: str, field: str) -> None:
    assert HeadingTable().field(heading) == field


def test_every_field_is_its_own_heading() -> None:
    table = HeadingTable()
    fields = [field for field in known_fields() if field != "ignore"]
    assert [table.field(field) for field in fields] == fields


def test_a_user_adds_spellings(read_bytes: Reader) -> None:
    declaration = read_bytes(
        "Beast,Zoll\nAra macao,DE\n", headings={"scientific_name": ["beast"], "exporter": ["Zoll"]}
    )
    assert [(line.scientific_name, line.exporter) for line in items(declaration)] == [("Ara macao", "DE")]


def items(declaration: Declaration) -> list[LineItem]:
    lines = list(declaration)
    assert not any(isinstance(line, RowError) for line in lines), lines
    return [line for line in lines if isinstance(line, LineItem)]


def test_mapping_by_heading_and_by_number(read_bytes: Reader) -> None:
    text = "A,B,scientific name\nx,KR,Ara macao\n"
    declaration = read_bytes(text, mapping={"B": "importer", "1": "line_id"})
    (line,) = items(declaration)
    assert (line.importer, line.line_id) == ("KR", "x")
    assert declaration.mapping == {"A": "line_id", "B": "importer", "scientific name": "scientific_name"}
    assert declaration.columns == {"line_id": 1, "importer": 2, "scientific_name": 3}


@pytest.mark.parametrize(
    ("mapping", "error", "said"),
    [({"Z": "importer"}, DeclarationError, "not there"), ({"A": "colour"}, UsageError, "no field 'colour'")],
)
def test_a_mapping_that_cannot_be(
    read_bytes: Reader, mapping: dict[str, str], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        read_bytes("A,scientific name\n1,Ara macao\n", mapping=mapping)


def test_unknown_headings_are_named_with_a_guess(read_bytes: Reader) -> None:
    declaration = read_bytes("scientific_name,orgin,colour\nAra macao,KR,red\n")
    assert [(unknown.heading, unknown.column, unknown.suggestion) for unknown in declaration.unknown_headings] == [
        ("orgin", 2, "origin"),
        ("colour", 3, ""),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~"])
def test_any_delimiter(read_bytes: Reader, delimiter: str) -> None:
    rows = [["학명", "수량", "원산지"], ["Ara macao", "5", "BR"], ["Python, regius", "1", "GH"]]
    text = "\n".join(delimiter.join(f'"{cell}"' if "," in cell else cell for cell in row) for row in rows)
    assert [(line.scientific_name, line.quantity, line.origin) for line in items(read_bytes(text))] == [
        ("Ara macao", 5.0, "BR"),
        ("Python, regius", 1.0, "GH"),
    ]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949", "euc-kr", "utf-32"]
)
def test_korean_in_any_usual_encoding(read_bytes: Reader, encoding: str) -> None:
    text = "학명,품명,원산지\r\nPython regius,살아 있는 비단뱀,가나\r\n,펭귄 똠방각하,남아프리카공화국\r\n"
    data = text.replace("똠방각하", "" if encoding == "euc-kr" else "똠방각하").encode(encoding)
    lines = items(read_bytes(data))
    assert [line.origin for line in lines] == ["GH", "ZA"]
    assert lines[0].description == "살아 있는 비단뱀"


def test_western_letters(read_bytes: Reader) -> None:
    declaration = read_bytes(
        "taxon,consignor,origin\nAra macao,Exportación Muñoz – Tänzer,CÔTE D’IVOIRE\n".encode("cp1252")
    )
    (line,) = items(declaration)
    assert (line.consignor, line.origin, declaration.encoding) == ("Exportación Muñoz – Tänzer", "CI", "cp1252")


def test_korean_that_begins_late_in_the_file(read_bytes: Reader) -> None:
    rows = "".join(f"{number},Ara macao,parrot\n" for number in range(9000))
    lines = items(read_bytes(f"line_id,taxon,description\n{rows}9001,Ara macao,앵무새\n".encode("cp949")))
    assert lines[-1].description == "앵무새"


def test_another_script_is_not_guessed(read_bytes: Reader) -> None:
    with pytest.raises(DeclarationError, match="encoding"):
        read_bytes("taxon,品名\nAra macao,鸚鵡オウムの羽毛製品はここにある\n".encode("shift-jis"))
    (line,) = items(read_bytes("taxon,品名\nAra macao,オウム\n".encode("shift-jis"), encoding="shift-jis"))
    assert line.scientific_name == "Ara macao"


def test_a_row_in_another_encoding_spoils_only_itself(read_bytes: Reader) -> None:
    good = "학명,품명\nAra macao,앵무새\n".encode() * 1 + "Ara ararauna,청금강앵무\n".encode() * 60
    lines = list(read_bytes(good + "Ara militaris,군금강앵무\n".encode("cp949") + "Ara macao,홍금강앵무\n".encode()))
    errors = [line for line in lines if isinstance(line, RowError)]
    assert [(error.row, "encoding" in error.reason) for error in errors] == [(63, True)]
    assert len(lines) == 63


def test_a_korean_character_that_was_cut_in_the_middle_spoils_only_its_row(read_bytes: Reader) -> None:
    row = "Python regius,볼파이톤 가죽 핸드백\n".encode("cp949")
    lines = list(read_bytes("학명,품명\n".encode("cp949") + row * 20 + row[:-2] + b"\n" + row))
    assert [line.row for line in lines if isinstance(line, RowError)] == [22]
    assert len(lines) == 22


def test_rows_keep_their_place_in_the_file(read_bytes: Reader) -> None:
    text = 'Import list\n\ntaxon,description\nAra macao,"two\nlines"\n\nAra ararauna,one\n'
    declaration = read_bytes(text)
    assert [(line.row, line.description) for line in items(declaration)] == [(4, "two lines"), (7, "one")]
    assert declaration.skipped == 1


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_system(read_bytes: Reader, ending: str) -> None:
    assert len(items(read_bytes(ending.join(["taxon,origin", "Ara macao,BR", "Ara ararauna,BR", ""])))) == 2


def test_too_many_cells_are_an_error_of_the_row(read_bytes: Reader) -> None:
    lines = list(read_bytes("taxon,origin\nAra macao,BR,extra\nAra macao,BR,,\nAra macao\n"))
    assert isinstance(lines[0], RowError)
    assert "3 cells under 2 headings" in lines[0].reason
    assert [line.row for line in lines] == [2, 3, 4]
    assert all(isinstance(line, LineItem) for line in lines[1:])


def test_documents_from_their_columns(read_bytes: Reader) -> None:
    (line,) = items(
        read_bytes(
            "taxon,export permit no,expiry date,export_permit_country,import_permit_no,유효기간\n"
            "Ara macao,26BR001; 26BR002,2026-12-31,BR,TBC,2027-01-01\n"
        )
    )
    common = {"kind": DocumentKind.EXPORT_PERMIT, "country": "BR", "expires": date(2026, 12, 31)}
    assert line.documents == (Document(no="26BR001", **common), Document(no="26BR002", **common))  # type: ignore[arg-type]
    assert line.problems == (FieldProblem("import_permit_no", "TBC", "placeholder"),)


def test_one_quantity_for_several_permits_is_not_shared_out(read_bytes: Reader) -> None:
    (line,) = items(read_bytes("taxon,export_permit_no,export_permit_quantity\nAra macao,A1;A2,50\n"))
    assert [document.quantity for document in line.documents] == [None, None]
    assert line.problems == (FieldProblem("export_permit_quantity", "50", "not a single value"),)


def test_a_permit_of_no_stated_kind(read_bytes: Reader) -> None:
    (line,) = items(read_bytes("학명,허가번호,발급일,유효기간\nAra macao,26BR001,2026.01.05,2026.07.04\n"))
    assert line.documents == (
        Document(DocumentKind.EXPORT_PERMIT, "26BR001", issued=date(2026, 1, 5), expires=date(2026, 7, 4)),
    )


def test_dates_without_a_number_are_still_a_document(read_bytes: Reader) -> None:
    (line,) = items(
        read_bytes("taxon,import_permit_no,import_permit_expires,import_permit_country\nAra macao,,2026-07-04,KR\n")
    )
    assert line.documents == (Document(DocumentKind.IMPORT_PERMIT, "", "KR", expires=date(2026, 7, 4)),)
    (line,) = items(read_bytes("taxon,import_permit_no,import_permit_country\nAra macao,,KR\n"))
    assert line.documents == ()


def test_defaults_stand_in_only_where_the_line_is_silent(read_bytes: Reader) -> None:
    text = "taxon,importer,import_date\nAra macao,,\nAra macao,JP,2026-01-01\nAra macao,Neverland,03/04/2026\n"
    lines = items(read_bytes(text, default_importer="KR", default_import_date=date(2026, 11, 22)))
    assert [(line.importer, line.import_date) for line in lines] == [
        ("KR", date(2026, 11, 22)),
        ("JP", date(2026, 1, 1)),
        ("", None),
    ]
    assert {problem.field for problem in lines[2].problems} == {"importer", "import_date"}
    (line,) = items(read_bytes("taxon\nAra macao\n", default_importer="KR"))
    assert line.importer == "KR"


def test_units_from_the_cell_and_from_the_heading(read_bytes: Reader) -> None:
    (line,) = items(read_bytes("taxon,quantity\nAra macao,10 kg\n"))
    assert (line.quantity, line.unit) == (10.0, "kg")
    (line,) = items(read_bytes("taxon,수량(kg)\nAra macao,10\n"))
    assert (line.quantity, line.unit) == (10.0, "kg")
    (line,) = items(read_bytes("taxon,quantity,unit\nAra macao,10 kg,EA\n"))
    assert line.problems == (FieldProblem("unit", "kg", "another column says otherwise: no"),)
    (line,) = items(read_bytes("taxon,수량,순중량\nAra macao,,2.5\n"))
    assert (line.quantity, line.unit) == (2.5, "kg")


def test_several_columns_of_one_text_are_joined(read_bytes: Reader) -> None:
    (line,) = items(read_bytes("거래품명,규격1,규격2,성분1\nHANDBAG,PYTHON RETICULATUS,,HANDBAG\n"))
    assert line.description == "HANDBAG; PYTHON RETICULATUS"


def test_columns_that_disagree_are_a_problem(read_bytes: Reader) -> None:
    (line,) = items(read_bytes("taxon,origin,country of origin\nAra macao,BR,PE\n"))
    assert line.origin == "BR"
    assert line.problems == (FieldProblem("origin", "PE", "another column says otherwise: BR"),)
    (line,) = items(read_bytes("taxon,quantity,qty\nAra macao,10,99\n"))
    assert line.problems == (FieldProblem("quantity", "99", "another column says otherwise: 10"),)


def test_a_name_in_parts(read_bytes: Reader) -> None:
    text = "Genus,Species,Subspecies\nCervus,elaphus,hanglu\nHyla,sp.,\n"
    assert [line.scientific_name for line in items(read_bytes(text))] == ["Cervus elaphus hanglu", "Hyla sp."]
    assert items(read_bytes("Species,Quantity\nAra macao,1\n"))[0].scientific_name == "Ara macao"


def test_european_decimals(read_bytes: Reader) -> None:
    lines = items(read_bytes("taxon;quantity\nAra macao;1,5\nAra macao;1.234\n"))
    assert [line.quantity for line in lines] == [1.5, 1234.0]
    (line,) = items(read_bytes("taxon;quantity\nAra macao;1.234\n"))
    assert line.quantity is None
    assert line.problems[0].reason == "several readings: 1.234, 1234"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\n \n,,\n", "nothing stands in it"),
        (bytes(range(256)) * 40, "binary"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"foo,bar\n1,2\n", "no known heading; the first row holds 'foo', 'bar'"),
        (b"quantity,unit\n1,kg\n", "what the goods are"),
        (b"just some words", "no known heading"),
        (b"\0" * 5000, "binary"),
        (b'[{"taxon": "Ara macao", "origin": "B', "the text ends in the middle"),
        (b'[{"taxon": "Ara macao", ', "the text ends in the middle"),
        (b'[{"taxon": "Ara macao", "quantity": ' + b"9" * 5000 + b"}]", "a number with thousands of digits"),
    ],
)
def test_what_makes_a_file_unreadable(read_bytes: Reader, data: bytes, said: str) -> None:
    with pytest.raises(DeclarationError, match=said) as caught:
        read_bytes(data)
    assert caught.value.exit_code == 3
    assert caught.value.fix
    assert "\n" not in str(caught.value)


def test_a_heading_without_lines_is_read_and_empty(read_bytes: Reader) -> None:
    assert items(read_bytes("taxon,origin\n")) == []


def test_files_that_are_not_there(tmp_path: Path, codes: CodeBook) -> None:
    for path, said in ((tmp_path / "none.csv", "no such file"), (tmp_path, "folder")):
        with pytest.raises(DeclarationError, match=said):
            read(path, options=ReadOptions(), codes=codes)


def test_a_pipe_gives_what_a_file_gives(codes: CodeBook) -> None:
    class Pipe(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self._data = io.BytesIO(data)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            part = self._data.read(min(len(buffer), 100))
            buffer[: len(part)] = part
            return len(part)

    data = ("학명,수량\n" + "Ara macao,1\n" * 20_000).encode("cp949")
    stream = io.BufferedReader(Pipe(data))
    assert len(items(read(None, stream, options=ReadOptions(), codes=codes))) == 20_000
    assert not stream.closed


def test_the_file_is_let_go(tmp_path: Path, codes: CodeBook) -> None:
    path = tmp_path / "lines.csv"
    path.write_text("taxon\nAra macao\n")
    with read(path, options=ReadOptions(), codes=codes) as declaration:
        next(iter(declaration))
    assert list(read(path, options=ReadOptions(), codes=codes))


def test_lines_made_quickly_are_lines_like_any_other(read_bytes: Reader) -> None:
    (line,) = items(read_bytes("taxon,quantity,import_permit_no\nAra macao,5,26KR1\n", default_importer="KR"))
    document = Document(DocumentKind.IMPORT_PERMIT, "26KR1")
    expected = LineItem(
        file="<stdin>", row=2, scientific_name="Ara macao", quantity=5.0, importer="KR", documents=(document,)
    )
    assert line == expected
    assert (hash(line), repr(line)) == (hash(expected), repr(expected))


def test_a_heading_in_two_rows(read_bytes: Reader) -> None:
    text = (
        "수입 내역,,,,,,,\n,,,,,,,\n학명,수량,수출허가서,,,수입허가서,,\n,,번호,발급일,유효기간,번호,발급일,유효기간\n"
        "Ara macao,2,26BR1,2026-09-01,2027-02-28,26KR1,2026-10-01,2027-03-31\n"
    )
    (line,) = items(read_bytes(text))
    assert line.row == 5
    assert line.documents == (
        Document(DocumentKind.EXPORT_PERMIT, "26BR1", "", date(2026, 9, 1), date(2027, 2, 28)),
        Document(DocumentKind.IMPORT_PERMIT, "26KR1", "", date(2026, 10, 1), date(2027, 3, 31)),
    )


def test_rows_that_sum_up_are_left_out_and_counted(read_bytes: Reader) -> None:
    declaration = read_bytes("번호,학명,품명,수량\n1,Ara macao,앵무새,2\n합계,,,2\n,,TOTAL:,2\n2,,합판,3\n")
    assert [line.line_id for line in items(declaration)] == ["1", "2"]
    assert declaration.skipped == 2


def test_an_annual_report(read_bytes: Reader) -> None:
    (line,) = items(
        read_bytes(
            "Appendix,SpeciesName,TermCode,Quantity,UnitCode,TradingPartner,CountryOfOrigin,ImportPermit,ExportPermit,"
            "OriginPermit,PurposeCode,SourceCode,Year\nII,Ara ararauna,LIV,2,NAR,GY,GY,26KR1,26GY1,,T,W,2026\n"
        )
    )
    assert (line.scientific_name, line.term, line.exporter, line.origin, line.purpose, line.source) == (
        "Ara ararauna",
        "LIV",
        "GY",
        "GY",
        "T",
        "W",
    )
    assert [document.no for document in line.documents] == ["26GY1", "26KR1"]


def test_a_web_page_that_calls_itself_a_spreadsheet(read_bytes: Reader) -> None:
    page = (
        "<html><meta charset='euc-kr'><body><table><tr><td>조회조건</td></tr></table><table border=1>\n"
        "<tr><th>학명<th>수량</th><th>원산지</th></tr>\n<tr><td>Ara<br>macao</td><td>2</td><td>브라질&nbsp;</td></tr></table>"
    )
    declaration = read_bytes(page.encode("cp949"))
    (line,) = items(declaration)
    assert (declaration.format, line.scientific_name, line.origin, line.row) == ("html", "Ara macao", "BR", 3)


@pytest.mark.parametrize("how", ["gzip", "bz2", "lzma"])
def test_packed_files_are_unpacked_on_the_way(read_bytes: Reader, how: str) -> None:
    module = importlib.import_module(how)
    data = module.compress(("학명,원산지\n" + "Ara macao,브라질\n" * 5000).encode("cp949"))
    assert len(items(read_bytes(data))) == 5000
    with pytest.raises(DeclarationError, match=r"unpacked|empty"):
        items(read_bytes(data[: len(data) // 2]))
    with pytest.raises(DeclarationError, match="twice"):
        read_bytes(module.compress(data))


def test_an_input_format_that_does_not_exist(read_bytes: Reader) -> None:
    with pytest.raises(UsageError, match="not an input format"):
        read_bytes("taxon\nAra macao\n", input_format="docx")


def test_companies_under_exporter_and_importer(read_bytes: Reader) -> None:
    text = "taxon,Exporter,수입국,Importer\nAra macao,Parrots of Guyana Ltd,KR,서울 수입상사\n"
    (line,) = items(read_bytes(text))
    assert (line.exporter, line.consignor, line.importer, line.consignee) == (
        "",
        "Parrots of Guyana Ltd",
        "KR",
        "서울 수입상사",
    )
    assert line.problems == ()
    (line,) = items(read_bytes("taxon,Exporter\nAra macao,Neverland\n", mapping={"Exporter": "exporter"}))
    assert line.problems == (FieldProblem("exporter", "Neverland", "not a known code"),)


def test_a_quantity_with_its_unit_in_brackets_is_no_unit() -> None:
    assert HeadingTable().field("수량(단위)") == "quantity"
    assert HeadingTable().field("수량단위") == "unit"


def test_a_table_of_headings_is_checked() -> None:
    assert headings_from({"origin": "Herkunft", "quantity": ["Menge", "양"]}) == {
        "origin": ("Herkunft",),
        "quantity": ("Menge", "양"),
    }
    for content, said in (([], "mapping"), ({"orgin": "x"}, "no field"), ({"origin": [1]}, "not a text")):
        with pytest.raises(UsageError, match=said):
            headings_from(content)
