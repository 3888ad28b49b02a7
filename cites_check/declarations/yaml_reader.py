"""YAML: every value is taken as it stands (`NO` is Norway, `1e3` is text), with the line on which its item begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO

import yaml

from cites_check.declarations.codebook import CodeBook
from cites_check.declarations.declaration import Declaration
from cites_check.declarations.errors import DeclarationError
from cites_check.declarations.options import ReadOptions
from cites_check.declarations.records import Records, lines_within, read_records, shared_values
from cites_check.model.lines import RowError

LARGEST = 1 << 24
"""Bytes; YAML is written by hand and read whole."""

_DEEPEST = 20
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FIX = "Give a list of line items, each a mapping of field to value, as `cites-check template --format yaml` writes it."


class _Item(dict[str, Any]):
    """A mapping that knows its line."""

    line = 0


def read_yaml(
    stream: BinaryIO, encoding: str, file: str, codes: CodeBook, options: ReadOptions, close: Callable[[], None]
) -> Declaration:
    """The declaration in `stream`. Raises DeclarationError."""
    raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise DeclarationError(file, f"YAML of more than {LARGEST:,} bytes", "Give CSV or JSON Lines.")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise DeclarationError(
            file, "bytes of another encoding", "Save it as UTF-8.", raw[: error.start].count(b"\n") + 1
        ) from None
    try:
        _check_depth(text, file)
        documents = [_plain(node) for node in yaml.compose_all(text, Loader=_LOADER)]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        row, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        raise DeclarationError(file, f"not YAML: {error.problem or error.context}", _FIX, row, column) from None
    except yaml.YAMLError as error:
        raise DeclarationError(file, f"not YAML: {str(error).splitlines()[0]}", _FIX) from None
    except RecursionError:
        raise DeclarationError(file, "mappings nested too deeply", _FIX) from None
    return read_records(_records(documents, file), file, "yaml", codes, options, encoding=encoding, close=close)


def _check_depth(text: str, file: str) -> None:
    """Refuse deep nesting before anything follows it down."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise DeclarationError(
                    file, "mappings nested too deeply", _FIX, event.start_mark.line + 1 if event.start_mark else None
                )
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _plain(node: Any, depth: int = 0) -> Any:
    """A node as text, list and mapping, as deep as a declaration goes; what lies deeper is left as an empty list, so
    that
    repeated anchors cannot unfold."""
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in _NOTHING else node.value
    if depth > 4:
        return [[]]
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, depth + 1) for child in node.value]
    item = _Item()
    item.line = node.start_mark.line + 1
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
        if key == "<<" and isinstance(value_node, yaml.MappingNode):
            for name, value in _plain(value_node, depth + 1).items():
                item.setdefault(name, value)
            continue
        if key in item and not any(
            isinstance(other, yaml.ScalarNode) and other.value == "<<" for other, _ in node.value
        ):
            mark = key_node.start_mark
            raise yaml.MarkedYAMLError(problem=f"the key {key!r} stands twice in one item", problem_mark=mark)
        item[key] = _plain(value_node, depth + 1)
    return item


def _records(documents: list[Any], file: str) -> Records:
    number = 0
    for content in documents:
        items = lines_within(content)
        shared = shared_values(content) if items is not None else {}
        for item in [content] if items is None else items:
            number += 1
            if isinstance(item, _Item):
                yield item.line, {**shared, **item}
            elif item is not None:
                yield RowError(file, number, "not a mapping", _FIX)
