"""How a declaration is to be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cites_check.declarations.fields import known_fields, no_such_field

INPUT_FORMATS = (
    "auto",
    "csv",
    "tsv",
    "xlsx",
    "xls",
    "ods",
    "json",
    "jsonl",
    "yaml",
    "parquet",
    "arrow",
    "xml",
    "html",
    "zip",
)
"""Values of `--input-format`. The Trade Database, LEMIS and UNI-PASS layouts are known by their headings."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Choices of the user that change how a file is read.

    `mapping` is `--map COLUMN=FIELD`: a heading (or a column number) to a field of the contract, or to `ignore`.
    `headings` adds spellings: field to headings. `default_importer` (ISO 3166-1 alpha-2) and `default_import_date`
    stand in where a line does not say. `encoding` and `delimiter` overrule what would be found out from the text.
    Raises UsageError where `mapping` names a field that does not exist.
    """

    input_format: str = "auto"
    mapping: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sheet: str | None = None
    default_importer: str = ""
    default_import_date: date | None = None
    encoding: str = ""
    delimiter: str = ""

    def __post_init__(self) -> None:
        for name in self.mapping.values():
            if name not in known_fields():
                raise no_such_field("--map", name)
