"""Files that mean harm, or are broken: one clear error or a clean reading, in bounded time and memory."""

from __future__ import annotations

import io
import json
import random
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from cites_check.declarations import CodeBook, Declaration, DeclarationError, ReadOptions, read
from cites_check.declarations.permits import read_permits
from cites_check.model.lines import LineItem, RowError

from .conftest import Reader
from .forms import FORMS, as_zip, example_rows

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><x><line><taxon>&l9;</taxon></line></x>'
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x><line><taxon>&f;</taxon></line></x>'
)


def workbook(sheet: str, extra: dict[str, bytes] | None = None) -> bytes:
    """A workbook with one sheet, written by hand."""
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"

    def relation(kind: str, target: str) -> bytes:
        inner = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/>'
        return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'.encode()

    sheets = '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets>'
    default = '<Default Extension="xml" ContentType="application/xml"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{kinds}">{default}</Types>',
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}">{sheets}</workbook>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    return as_zip(
        {
            **{name: text.encode() for name, text in parts.items()},
            "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels": relation("worksheet", "worksheets/sheet1.xml"),
            **(extra or {}),
        }
    )


def cell(place: str, text: str) -> str:
    row = "".join(char for char in place if char.isdigit())
    return f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def sheet(*cells: str) -> str:
    return f'<worksheet xmlns="{SHEET}"><sheetData>{"".join(cells)}</sheetData></worksheet>'


def spread_ods() -> bytes:
    data = FORMS["ods"](example_rows()[:1])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["content.xml"] = (
        parts["content.xml"]
        .replace(b'office:value-type="string"', b'office:value-type="string" table:number-columns-repeated="16384"')
        .replace(b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1000000">')
    )
    return as_zip(parts)


def zip_that_lies() -> bytes:
    """A member that says it is small and is not."""
    data = bytearray(as_zip({"lines.csv": b"taxon\n" + b"A" * 200_000_000}))
    size = (200_000_006).to_bytes(4, "little")
    while (place := data.find(size)) >= 0:
        data[place : place + 4] = (100).to_bytes(4, "little")
    return bytes(data)


HOSTILE: dict[str, bytes] = {
    "xml bomb": BOMB.encode(),
    "xml from elsewhere": OUTSIDE.encode(),
    "xml too deep": b"<a>" * 100_000,
    "xml cut off": b"<CITESEPermit><HeaderExchangedDocument>",
    "workbook with entities": workbook(
        BOMB.replace("<x>", f'<worksheet xmlns="{SHEET}">').replace("</x>", "</worksheet>")
    ),
    "workbook with far corners": workbook(sheet(cell("A1", "taxon"), cell("XFD1048576", "x"))),
    "workbook that unfolds": workbook(sheet(cell("A1", "taxon")), {"xl/sharedStrings.xml": b" " * 100_000_000}),
    "workbook without its parts": as_zip({"xl/workbook.xml": b"<workbook/>"}),
    "ods that repeats": spread_ods(),
    "archive that unfolds": as_zip({"lines.csv": b"taxon\n" + b"A" * 200_000_000}),
    "archive that lies": zip_that_lies(),
    "archive cut off": FORMS["zip"](example_rows())[:300],
    "archive in an archive": as_zip({"a.zip": as_zip({"a.csv": b"taxon\nAra macao\n"})}),
    "empty archive": as_zip({}),
    "json too deep": b'[{"taxon": ' + b"[" * 10_000,
    "json objects too deep": b'{"a":' * 10_000,
    "json with a huge number": b'[{"taxon": "Ara macao", "quantity": ' + b"9" * 10_000 + b"}]",
    "yaml too deep": b"lines:\n- taxon: " + b"[" * 10_000,
    "yaml of anchors": b"lines:\n"
    + b"".join(b"- &a%d [%s]\n" % (n, b", ".join([b"*a%d" % (n - 1)] * 9) if n else b"x") for n in range(30)),
    "binary": bytes(range(256)) * 100,
    "only NUL": b"\0" * 100_000,
    "one line without end": b"taxon,origin\n" + b"A" * (1 << 25),
    "open quotation": b'taxon,origin\n"Ara macao,BR\n' + b"Ara ararauna,BR\n" * 20_000,
    "too many columns": b",".join([b"taxon"] + [b"c%d" % n for n in range(20_000)]) + b"\nAra macao\n",
    "parquet cut off": b"PAR1" + b"\0" * 50 + b"PAR1",
    "arrow cut off": b"ARROW1\0\0" + b"\0" * 50,
    "xls that is none": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_one_clear_error(name: str, read_bytes: Reader) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(DeclarationError) as caught:
            consume(read_bytes(HOSTILE[name]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 1000
    assert "root:" not in str(caught.value)
    assert peak < 150_000_000


def consume(declaration: Declaration) -> list[LineItem | RowError]:
    with declaration:
        lines = list(declaration)
    if lines and all(isinstance(line, RowError) for line in lines):
        first = lines[0]
        assert isinstance(first, RowError)
        raise DeclarationError(first.file, first.reason, first.fix, first.row)
    return lines


def test_a_cell_of_a_megabyte_spoils_its_row(read_bytes: Reader) -> None:
    text = f"taxon,description\nAra macao,a\nAra macao,{'x' * 1_000_000}\nAra macao,{'y' * 100_000}\nAra ararauna,b\n"
    lines = list(read_bytes(text))
    assert [isinstance(line, RowError) for line in lines] == [False, True, True, False]
    assert [line.row for line in lines] == [2, 3, 4, 5]


WIDE = "taxon,origin,exporter,quantity,unit,term\n"
STRAY_QUOTATION_MARKS = {
    "never closed": ('Ara macao,BR,BR,1,no,LIV\n"Ara macao,BR,BR,1,no,LIV\nPanthera tigris,IN,IN,1,no,LIV\n', [2], [3]),
    "closed by the next one": (
        '"Ara macao,BR,BR,1,no,LIV\n"Panthera tigris",IN,IN,1,no,LIV\nAra ararauna,BR\n',
        [4],
        [2],
    ),
    "closed rows later": (
        'Ara macao,"BR,BR,1,no,LIV\nPanthera tigris,IN,IN,1,no,LIV\nAra macao,BR","BR",1,no,LIV\nAra ararauna,BR\n',
        [5],
        [2],
    ),
}


@pytest.mark.parametrize("name", STRAY_QUOTATION_MARKS)
def test_a_stray_quotation_mark_hides_no_row(name: str, read_bytes: Reader) -> None:
    body, read, lost = STRAY_QUOTATION_MARKS[name]
    lines = list(read_bytes(WIDE + body))
    assert [line.row for line in lines if isinstance(line, LineItem)] == read
    errors = [line for line in lines if isinstance(line, RowError)]
    assert [error.row for error in errors] == lost
    assert all("quotation mark" in error.reason and "not read" in error.reason for error in errors)


def test_a_cell_may_hold_several_lines(read_bytes: Reader) -> None:
    lines = list(read_bytes('taxon,origin,description\nAra macao,BR,"live, green\nbox 1, 2, 3"\nAra ararauna,BR,x\n'))
    assert [line.row for line in lines] == [2, 4]
    assert all(isinstance(line, LineItem) for line in lines)


def test_why_nothing_could_be_read_is_told(read_bytes: Reader) -> None:
    with pytest.raises(DeclarationError, match="131,072 characters"):
        read_bytes("A" * 3_000_000)


def test_ten_thousand_columns_are_read(read_bytes: Reader) -> None:
    heading = ["taxon", *(f"c{number}" for number in range(9_999))]
    rows = [heading, *(["Ara macao", *["1"] * 9_999] for _ in range(40))]
    declaration = read_bytes("\n".join(",".join(row) for row in rows))
    assert len(list(declaration)) == 40
    assert len(declaration.unknown_headings) == 100


def test_noughts_in_the_middle_spoil_their_row(read_bytes: Reader) -> None:
    lines = list(read_bytes(b"taxon,origin\n" + b"Ara macao,BR\n" * 10_000 + b"Ara \0macao,BR\nAra ararauna,BR\n"))
    errors = [line for line in lines if isinstance(line, RowError)]
    assert [(error.row, "NUL" in error.reason) for error in errors] == [(10_002, True)]


def test_names_of_members_lead_nowhere(read_bytes: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["../../evil.csv", "/etc/evil.csv", "C:\\evil\\x.csv", "a\x1b[31m.csv"]
    lines = list(read_bytes(as_zip(dict.fromkeys(names, b"taxon\nAra macao\n"))))
    assert [line.file for line in lines] == [
        "<stdin>/evil.csv",
        "<stdin>/etc/evil.csv",
        "<stdin>/C:/evil/x.csv",
        "<stdin>/a\ufffd[31m.csv",
    ]
    assert list(tmp_path.iterdir()) == []


def test_an_encrypted_member_is_named(read_bytes: Reader) -> None:
    data = bytearray(as_zip({"a.csv": b"taxon\nAra macao\n"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    with pytest.raises(DeclarationError, match="password"):
        read_bytes(bytes(data))


def test_escape_codes_lose_their_power(read_bytes: Reader) -> None:
    (line,) = list(read_bytes("taxon,description\n\x1b]0;x\x07Ara macao,[red]\x1b[2J\n"))
    assert isinstance(line, LineItem)
    assert "\x1b" not in line.scientific_name + line.description


def test_formulas_are_text(read_bytes: Reader) -> None:
    (line,) = list(read_bytes('taxon,description\n"=HYPERLINK(""http://x"")",@SUM(A1)\n'))
    assert isinstance(line, LineItem)
    assert line.scientific_name == '=HYPERLINK("http://x")'


def test_a_sparse_file_of_two_gigabytes(tmp_path: Path, codes: CodeBook) -> None:
    for name, head in (
        ("hole.csv", b""),
        ("table.csv", b"taxon,origin\nAra macao,BR\n"),
        ("book.xlsx", b"PK\x03\x04"),
        ("a.json", b"["),
    ):
        path = tmp_path / name
        with path.open("wb") as file:
            file.write(head)
            file.truncate(1 << 31)
        tracemalloc.start()
        try:
            with pytest.raises(DeclarationError):
                consume(read(path, options=ReadOptions(), codes=codes))
            assert tracemalloc.get_traced_memory()[1] < 200_000_000
        finally:
            tracemalloc.stop()


def test_memory_does_not_grow_with_the_file(tmp_path: Path, codes: CodeBook) -> None:
    peaks = []
    for count in (5_000, 50_000):
        path = tmp_path / f"{count}.csv"
        path.write_text(
            "line_id,taxon,quantity,origin\n" + "".join(f"{n},Taxon number{n},{n},BR\n" for n in range(count))
        )
        tracemalloc.start()
        assert sum(1 for _ in read(path, options=ReadOptions(), codes=codes)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 2 + 12_000_000


def mutated(data: bytes, rng: random.Random) -> bytes:
    """The data with a few things wrong in it."""
    raw = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        place = rng.randrange(len(raw) + 1)
        match rng.randrange(7):
            case 0 if raw:
                raw[place % len(raw)] = rng.randrange(256)
            case 1:
                del raw[place : place + rng.randint(1, 400)]
            case 2:
                raw[place:place] = rng.randbytes(rng.randint(1, 40))
            case 3:
                raw[place:place] = raw[place // 2 : place // 2 + rng.randint(1, 2000)]
            case 4:
                del raw[place:]
            case 5:
                raw[place:place] = rng.choice(
                    [b'"', b"\0", b"\xff\xfe", b"\n", b",", b"]", b"{", b"&a;", b"<", b"\x1b[", "한".encode("cp949")]
                )
            case _:
                raw[place:place] = rng.choice(
                    [
                        b"1e999",
                        b"NaN",
                        b"-",
                        b"0" * 50,
                        b"9" * 40,
                        b"\r",
                        b";;;;",
                        b"- - -",
                        b"!!python/object:os.system",
                    ]
                )
    return bytes(raw)


@pytest.mark.parametrize("part", range(4))
def test_two_thousand_mutated_files(part: int, codes: CodeBook) -> None:
    rng = random.Random(20261122 + part)
    rows = example_rows()[:6]
    forms = [FORMS[name](rows) for name in FORMS if not name.startswith(("parquet", "arrow"))]
    options = ReadOptions(default_importer="KR")
    outcomes = {"read": 0, "refused": 0}
    for number in range(500):
        data = mutated(forms[number % len(forms)], rng)
        try:
            for line in read(None, io.BytesIO(data), options=options, codes=codes):
                assert isinstance(line, LineItem | RowError)
                if isinstance(line, LineItem):
                    json.dumps(line.scientific_name + line.description).encode()
            outcomes["read"] += 1
        except DeclarationError as error:
            assert error.reason
            outcomes["refused"] += 1
        if number % 5 == 0:
            with suppress(DeclarationError):
                read_permits(None, io.BytesIO(data), codes=codes)
    assert outcomes["read"] > 100
    assert outcomes["refused"] > 50
