"""The example declaration, written in every form that is read."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import yaml

from cites_check.declarations.fields import DOCUMENT_FIELDS

EXAMPLE = Path(__file__).resolve().parents[2] / "cites_check/example/declaration.csv"
Row = dict[str, str]


def example_rows() -> list[Row]:
    return list(csv.DictReader(io.StringIO(EXAMPLE.read_text(encoding="utf-8"))))


def nested(row: Row) -> dict[str, Any]:
    """A row as an object with its documents in a list."""
    record: dict[str, Any] = {}
    documents: dict[str, dict[str, str]] = {}
    for field, value in row.items():
        if value and field in DOCUMENT_FIELDS:
            kind, part = DOCUMENT_FIELDS[field]
            documents.setdefault(kind.value, {"kind": kind.value})[part] = value
        elif value:
            record[field] = float(value) if field == "quantity" else value
    return record | ({"documents": list(documents.values())} if documents else {})


def as_csv(rows: list[Row], delimiter: str = ",") -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0], delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def as_json(rows: list[Row]) -> str:
    return json.dumps([nested(row) for row in rows], indent=1, ensure_ascii=False)


def as_json_lines(rows: list[Row]) -> str:
    return "".join(json.dumps(nested(row), ensure_ascii=False) + "\n" for row in rows)


def as_yaml(rows: list[Row]) -> str:
    return yaml.safe_dump(
        {"importer": "KR", "lines": [nested(row) for row in rows]}, allow_unicode=True, sort_keys=False
    )


def as_xml(rows: list[Row]) -> str:
    def element(name: str, value: Any) -> str:
        if name == "documents":
            inner = "".join(
                f"<document>{''.join(element(*part) for part in document.items())}</document>" for document in value
            )
            return f"<documents>{inner}</documents>"
        return f"<{name}>{escape(str(value))}</{name}>"

    lines = "".join(f"<line>{''.join(element(*pair) for pair in nested(row).items())}</line>\n" for row in rows)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<declaration>\n{lines}</declaration>\n'


def as_xlsx(rows: list[Row]) -> bytes:
    """With merged title rows above the heading, numbers and days as such."""
    from datetime import date

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["수입신고 품목 내역"])
    sheet.merge_cells("A1:F1")
    sheet.append([])
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(
            [
                float(value)
                if field == "quantity"
                else date.fromisoformat(value)
                if value and field.endswith(("_date", "_issued", "_expires"))
                else value or None
                for field, value in row.items()
            ]
        )
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def as_ods(rows: list[Row]) -> bytes:
    def cell(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'

    table = [list(rows[0]), *(list(row.values()) for row in rows)]
    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in table)
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="S">{lines}<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return as_zip(
        {"mimetype": kind.encode(), "META-INF/manifest.xml": manifest.encode(), "content.xml": content.encode()}
    )


def as_zip(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def as_columnar(rows: list[Row], format: str) -> bytes:
    import pyarrow as pa
    from pyarrow import ipc, parquet

    table = pa.table({field: [row[field] or None for row in rows] for field in rows[0]})
    data = io.BytesIO()
    if format == "parquet":
        parquet.write_table(table, data)
    else:
        with (ipc.new_file if format == "arrow-file" else ipc.new_stream)(data, table.schema) as writer:
            writer.write_table(table)
    return data.getvalue()


def as_nested_parquet(rows: list[Row]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    records = [nested(row) for row in rows]
    data = io.BytesIO()
    parquet.write_table(
        pa.Table.from_pylist([{key: record.get(key) for key in (*rows[0], "documents")} for record in records]), data
    )
    return data.getvalue()


FORMS: dict[str, Callable[[list[Row]], bytes]] = {
    "csv": lambda rows: as_csv(rows).encode(),
    "csv, semicolons, cp949": lambda rows: as_csv(rows, ";").encode("cp949"),
    "tsv, utf-16": lambda rows: as_csv(rows, "\t").encode("utf-16"),
    "json": lambda rows: as_json(rows).encode(),
    "json, cp949": lambda rows: as_json(rows).encode("cp949"),
    "jsonl": lambda rows: as_json_lines(rows).encode(),
    "yaml": lambda rows: as_yaml(rows).encode(),
    "xml": lambda rows: as_xml(rows).encode(),
    "xml, euc-kr": lambda rows: as_xml(rows).replace("UTF-8", "EUC-KR").encode("cp949"),
    "xlsx": as_xlsx,
    "ods": as_ods,
    "parquet": lambda rows: as_columnar(rows, "parquet"),
    "parquet, nested": as_nested_parquet,
    "arrow file": lambda rows: as_columnar(rows, "arrow-file"),
    "arrow stream": lambda rows: as_columnar(rows, "arrow-stream"),
    "zip": lambda rows: as_zip({"lines.csv": as_csv(rows).encode("cp949")}),
    "zip of several": lambda rows: as_zip({"a.csv": as_csv(rows[:3]).encode(), "b.xlsx": as_xlsx(rows[3:])}),
}
