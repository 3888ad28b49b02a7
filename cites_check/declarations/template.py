"""Empty declarations with a filled example row: CSV, XLSX with drop-downs and comments, YAML."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMATS = ("csv", "xlsx", "yaml")
_LISTED_ROWS = 5000
_LONGEST_LIST = 255


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the template: its field, heading, example and comment."""

    field: str
    heading: str
    example: str
    comment: str


def template(format: str, lang: str = "en") -> bytes:
    """The template as the bytes of a file. `format` is one of FORMATS, `lang` `en` or `ko`. Raises ValueError for
    another format.
    """
    makers = {"csv": _csv, "xlsx": _xlsx, "yaml": _yaml}
    if format not in makers:
        raise ValueError(f"no template in the format {format!r}; there are {', '.join(FORMATS)}")
    return makers[format]("ko" if lang == "ko" else "en")


def _words() -> dict[str, Any]:
    words: dict[str, Any] = json.loads(Path(__file__).with_name("template_words.json").read_text(encoding="utf-8"))
    return words


def _columns(words: dict[str, Any], lang: str) -> list[_Column]:
    korean = lang == "ko"
    columns = [
        _Column(field, name if korean else field, example, in_korean if korean else in_english)
        for field, name, example, in_english, in_korean in words["fields"]
    ]
    for kind, examples in words["documents"].items():
        kind_korean, kind_english = words["kinds"][kind]
        for part, example in examples.items():
            part_name, in_english, in_korean = words["parts"][part]
            heading = f"{kind_korean} {part_name}" if korean else f"{kind}_{part}"
            comment = f"{kind_korean}: {in_korean}" if korean else f"{in_english}: {kind_english}"
            columns.append(_Column(f"{kind}_{part}", heading, example, comment))
    return columns


def _csv(lang: str) -> bytes:
    columns = _columns(_words(), lang)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.heading for column in columns])
    writer.writerow([column.example for column in columns])
    # Spreadsheet programs take UTF-8 for what it is only when it is marked.
    return text.getvalue().encode("utf-8-sig")


def _yaml(lang: str) -> bytes:
    words = _words()
    lines = [f"# {note}" for note in words["notes"][lang][:1]]
    columns = _columns(words, lang)
    documents: dict[str, list[_Column]] = {}
    lines.append("lines:")
    for column in columns:
        kind = next((kind for kind in words["kinds"] if column.field.startswith(f"{kind}_")), None)
        if kind:
            documents.setdefault(kind, []).append(column)
            continue
        lead = "  - " if column.field == columns[0].field else "    "
        lines.append(f"{lead}{column.field}: {_quoted(column.example)}".rstrip() + f"  # {column.comment}")
    lines.append("    documents:")
    for kind, parts in documents.items():
        filled = any(column.example for column in parts)
        mark = "      " if filled else "      # "
        lines.append(f"{mark}- kind: {kind}")
        lines += [
            f"{mark}  {column.field.removeprefix(f'{kind}_')}: {_quoted(column.example)}".rstrip() for column in parts
        ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if text else ""


def _xlsx(lang: str) -> bytes:
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    words = _words()
    columns = _columns(words, lang)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "신고" if lang == "ko" else "Declaration"
    lists = book.create_sheet("코드" if lang == "ko" else "Codes")
    for place, column in enumerate(columns, 1):
        letter = get_column_letter(place)
        head = sheet.cell(1, place, column.heading)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DDE8DD")
        head.alignment = Alignment(wrap_text=True, vertical="top")
        head.comment = Comment(column.comment, "cites-check", height=90, width=260)
        example = sheet.cell(2, place, column.example or None)
        # As text: codes keep their noughts, dates their form.
        example.number_format, example.font = "@", Font(italic=True, color="666666")
        sheet.column_dimensions[letter].width = max(12, min(30, len(column.example) + 4, 30))
        choices = words["choices"].get(column.field)
        if choices:
            formula = '"' + ",".join(choices) + '"'
            if len(formula) > _LONGEST_LIST:
                lists_letter = _listed(lists, column.heading, choices)
                formula = f"'{lists.title}'!${lists_letter}$2:${lists_letter}${len(choices) + 1}"
            validation = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
            validation.add(f"{letter}2:{letter}{_LISTED_ROWS}")
            sheet.add_data_validation(validation)
    for row, note in enumerate(words["notes"][lang], 1):
        lists.cell(row, 10, note)
    sheet.freeze_panes = "D2"
    sheet.row_dimensions[1].height = 32
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _listed(sheet: Any, heading: str, choices: list[str]) -> str:
    """Put a long list of choices into the next free column of the sheet of codes; the answer is its letter."""
    from openpyxl.utils import get_column_letter

    place = 1
    while sheet.cell(1, place).value is not None:
        place += 1
    sheet.cell(1, place, heading)
    for row, choice in enumerate(choices, 2):
        sheet.cell(row, place, choice)
    return get_column_letter(place)
