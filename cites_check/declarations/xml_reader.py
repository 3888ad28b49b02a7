"""XML as a declaration: electronic permits, and plain elements named like the fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from cites_check.declarations.codebook import CodeBook
from cites_check.declarations.declaration import Declaration
from cites_check.declarations.epermit import epermits
from cites_check.declarations.errors import DeclarationError
from cites_check.declarations.options import ReadOptions
from cites_check.declarations.records import Records, read_records
from cites_check.declarations.xml_tree import Node, parse

_DOCUMENTS = frozenset({"documents", "permits"})


def read_xml(
    stream: BinaryIO, encoding: str, file: str, codes: CodeBook, options: ReadOptions, close: Callable[[], None]
) -> Declaration:
    """The declaration in the XML in `stream`. Raises DeclarationError."""
    root = parse(stream, file, encoding)
    permits = epermits(root)
    if permits:
        records: Records = (item for permit, _ in permits for item in permit.items())
        declaration = read_records(records, file, "xml", codes, options, encoding=encoding, close=close)
        declaration.layout = "epermit"
        return declaration
    lines = _lines(root)
    if not lines:
        raise DeclarationError(
            file,
            f"XML <{root.name[:60]}> without an electronic permit or line items in it",
            "Give a CITESEPermit or CBFShip message, or elements named like the fields of `cites-check template`.",
        )
    return read_records(
        ((node.line, _record(node)) for node in lines), file, "xml", codes, options, encoding=encoding, close=close
    )


def _lines(root: Node) -> list[Node]:
    """The elements that repeat and have elements in them: the nearest to the root."""
    level = [root]
    while level:
        for node in level:
            rows = [child for child in node.children if any(not leaf.children for leaf in child.children)]
            if (
                rows
                and len({row.name for row in rows}) == 1
                and rows[0].name.casefold() not in _DOCUMENTS | {"document"}
            ):
                return rows
        level = [child for node in level for child in node.children]
    return []


def _record(node: Node) -> dict[str, Any]:
    record: dict[str, Any] = dict(node.attributes)
    for child in node.children:
        if child.name.casefold() in _DOCUMENTS:
            record["documents"] = list(_documents(child))
        elif child.children:
            record.setdefault(child.name, [[]])
        elif child.name not in record:
            record[child.name] = child.text
        else:
            record[child.name] = f"{record[child.name]}; {child.text}"
    return record


def _documents(node: Node) -> Iterator[dict[str, Any]]:
    for child in node.children:
        yield {**child.attributes, **{part.name: part.text for part in child.children}}
