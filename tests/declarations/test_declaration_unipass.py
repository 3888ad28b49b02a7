# ruff: noqa: E501 - tables stand as they are exported
"""Korea's import declaration as broker software exports it."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl

from cites_check.model.codes import DocumentKind
from cites_check.model.lines import Document, FieldProblem, LineItem

from .conftest import Reader
from .forms import as_zip

FLAT = """수입신고 내역,,,,,,,,,,,,,,,,,
신고번호,란번호,행번호,세번부호,품명1,거래품명1,규격1,규격2,성분1,수량,단위,순중량,원산지,적출국,신고일자,법령코드,수입요건번호,발급일자
12345-26-100001M,001,01,4202211090,HANDBAG,LEATHER HANDBAG,PYTHON RETICULATUS,BROWN,PYTHON LEATHER,10,EA,8.5,ID,IT,20261103,71,26KR000123,20260901
12345-26-100001M,001,02,4202211090,HANDBAG,LEATHER HANDBAG,ALLIGATOR MISSISSIPPIENSIS,,,5,EA,,ID,IT,20261103,71,26KR000123,20260901
,,,,,,,,,,,,,,,13,Q-77,20260902
12345-26-100001M,002,,0106209000,LIVE SNAKE,볼파이톤,,,,,,3,GH,GH,20261103,071 야생생물,미발급,
12345-26-100002M,001,01,1211909000,침향,AGARWOOD CHIPS,,,,25,KG,25,ID,ID,20261104,,ABC-1,
"""
TABLES = {
    "IMPO1": """IMPO_KEY,IMPO_SINGO_NO,IMPO_SINGO_DATE,IMPO_JUKCHL_CODE,IMPO_NAPSE_SANGHO,IMPO_GONGGUB_SANGHO
K1,12345-26-100001M,20261103,IT,수입상사,FLORENCE LEATHER
K2,12345-26-100002M,20261104,GH,수입상사,ACCRA REPTILES
""",
    "IMPO2": """IMLAN_KEY,IMLAN_JECHL_LAN,IMLAN_HS,IMLAN_POPUM,IMLAN_GURAE_PUM,IMLAN_JUNG,IMLAN_JUNG_DANWI,IMLAN_SU,IMLAN_SU_DANWI,IMLAN_WONSANJI_CODE,IMLAN_WONSANJI_NO,IMLAN_COST
K1,001,4202211090,HANDBAG,LEATHER HANDBAG,8.5,KG,15,EA,ID,CO-1,9000
K2,001,0106209000,LIVE SNAKE,볼파이톤,3,KG,12,MR,GH,,500
""",
    "IMPO3": """IMPUM_KEY,IMPUM_LAN,IMPUM_HEANG,IMPUM_GUKYK1,IMPUM_SUNGBUN1,IMPUM_SU,IMPUM_SU_DANWI
K1,001,01,PYTHON RETICULATUS,LEATHER,10,EA
K1,001,02,ALLIGATOR MISSISSIPPIENSIS,LEATHER,5,EA
""",
    "IMPO4": """SUIPYOGUN_KEY,SUIPYOGUN_LAN,SUIPYOGUN_GUKYKNO,SUIPYOGUN_HEANG,SUIPYOGUN_NO,SUIPYOGUN_DATE,SUIPYOGUN_BUB_CODE
K1,001,01,1,26KR000123,20260901,71
K2,001,00,1,26KR000124,20260902,71
K2,001,00,2,Q-9,20260902,13
""",
}


def lines_of(declaration: object) -> list[LineItem]:
    return [line for line in declaration if isinstance(line, LineItem)]  # type: ignore[attr-defined]


def permit(no: str, issued: date) -> tuple[Document, ...]:
    return (Document(DocumentKind.IMPORT_PERMIT, no, "KR", issued),)


def test_a_flat_sheet_in_cp949(read_bytes: Reader) -> None:
    declaration = read_bytes(FLAT.encode("cp949"))
    lines = lines_of(declaration)
    assert (declaration.layout, declaration.encoding, declaration.unknown_headings) == ("unipass", "cp949", ())
    assert [(line.row, line.line_id, line.consignment_id[-3:]) for line in lines] == [
        (3, "001-01", "01M"),
        (4, "001-02", "01M"),
        (6, "002", "01M"),
        (7, "001", "02M"),
    ]
    assert {line.importer for line in lines} == {"KR"}
    assert lines[0].description == "HANDBAG; LEATHER HANDBAG; PYTHON RETICULATUS; BROWN; PYTHON LEATHER"
    assert lines[1].description == "HANDBAG; LEATHER HANDBAG; ALLIGATOR MISSISSIPPIENSIS"
    assert [(line.quantity, line.unit) for line in lines] == [(10.0, "no"), (5.0, "no"), (3.0, "kg"), (25.0, "kg")]
    assert lines[0].documents == lines[1].documents == permit("26KR000123", date(2026, 9, 1))
    assert lines[2].documents == lines[3].documents == ()
    assert lines[2].problems == (FieldProblem("import_permit_no", "미발급", "placeholder"),)
    assert lines[3].problems == (FieldProblem("import_permit_no", "ABC-1", "a requirement number of an unstated law"),)


def test_cells_that_are_merged_downwards(read_bytes: Reader) -> None:
    rows = [row.split(",") for row in FLAT.splitlines()]
    rows[3][:9] = ["", "", "02", "", "", "", "ALLIGATOR MISSISSIPPIENSIS", "", ""]
    rows[3][12:] = ["", "", "", "", "", ""]
    lines = lines_of(read_bytes("\n".join(",".join(row) for row in rows)))
    assert (lines[1].description, lines[1].hs_code, lines[1].origin) == (
        "HANDBAG; LEATHER HANDBAG; ALLIGATOR MISSISSIPPIENSIS",
        "4202211090",
        "ID",
    )
    assert lines[1].documents == permit("26KR000123", date(2026, 9, 1))


def check_joined(lines: list[LineItem]) -> None:
    assert [(line.line_id, line.consignment_id, line.quantity) for line in lines] == [
        ("001-01", "12345-26-100001M", 10.0),
        ("001-02", "12345-26-100001M", 5.0),
        ("001", "12345-26-100002M", 12.0),
    ]
    assert lines[0].description == "HANDBAG; LEATHER HANDBAG; PYTHON RETICULATUS; LEATHER"
    assert lines[0].documents == permit("26KR000123", date(2026, 9, 1))
    # The requirement names specification line 01 only; and a customs certificate of origin is none of the Convention.
    assert lines[1].documents == ()
    assert lines[2].documents == permit("26KR000124", date(2026, 9, 2))
    assert (lines[2].unit, lines[2].exporter, lines[2].consignor, lines[2].import_date) == (
        "no",
        "GH",
        "ACCRA REPTILES",
        date(2026, 11, 4),
    )


def test_tables_in_an_archive(read_bytes: Reader) -> None:
    declaration = read_bytes(as_zip({f"{name}.csv": text.encode("cp949") for name, text in TABLES.items()}))
    assert (declaration.layout, declaration.unknown_headings) == ("unipass", ())
    check_joined(lines_of(declaration))


def test_tables_in_the_sheets_of_a_workbook(read_bytes: Reader) -> None:
    book = openpyxl.Workbook()
    for name, text in TABLES.items():
        sheet = book.create_sheet(name)
        for row in csv.reader(io.StringIO(text)):
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    check_joined(lines_of(read_bytes(data.getvalue())))


def test_a_sheet_with_scientific_names_is_a_plain_table(read_bytes: Reader) -> None:
    declaration = read_bytes("란번호,학명,거래품명,세번부호\n1,Ara macao,앵무새,0106\n1,Ara ararauna,앵무새,0106\n")
    assert declaration.layout == "table"
    assert len(lines_of(declaration)) == 2
