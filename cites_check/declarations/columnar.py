"""Parquet and Arrow, batch by batch. Needs the extra `arrow`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from cites_check.declarations.codebook import CodeBook
from cites_check.declarations.declaration import Declaration
from cites_check.declarations.errors import DeclarationError
from cites_check.declarations.options import ReadOptions
from cites_check.declarations.records import NestedValueError, Records, read_records
from cites_check.declarations.spreadsheets import cell_text
from cites_check.declarations.tables import Rows, read_table

_BATCH_ROWS = 4096


def read_columnar(
    stream: BinaryIO, format: str, file: str, codes: CodeBook, options: ReadOptions, close: Callable[[], None]
) -> Declaration:
    """The declaration in the Parquet file, Arrow file or Arrow stream in `stream`. Raises DeclarationError."""
    try:
        import pyarrow as pa
    except ModuleNotFoundError:
        raise DeclarationError(file, f"{format} needs pyarrow", "Install cites-check[arrow], or give CSV.") from None
    try:
        schema, batches = _open(stream, format)
        names = [str(name) for name in schema.names]
        if any(pa.types.is_nested(field.type) for field in schema):
            records = _guarded(_records(batches), file, format)
            return read_records(records, file, format, codes, options, close=close)
        return read_table(_guarded(_rows(names, batches), file, format), file, format, codes, options, close=close)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise DeclarationError(file, f"a damaged {format} file ({_first_line(error)})", "Make it again.") from None


def _open(stream: BinaryIO, format: str) -> tuple[Any, Iterator[Any]]:
    if format == "parquet":
        from pyarrow import parquet

        table = parquet.ParquetFile(stream)
        return table.schema_arrow, _validated(table.iter_batches(batch_size=_BATCH_ROWS))
    from pyarrow import ipc

    if stream.read(6) == b"ARROW1":
        stream.seek(0)
        reader = ipc.open_file(stream)
        return reader.schema, _validated(reader.get_batch(number) for number in range(reader.num_record_batches))
    stream.seek(0)
    source = ipc.open_stream(stream)
    return source.schema, _validated(iter(source))


def _validated(batches: Iterator[Any]) -> Iterator[Any]:
    """Arrow trusts the lengths and places in a file; one that lies would read beyond it."""
    for batch in batches:
        batch.validate(full=True)
        yield batch


def _rows(names: list[str], batches: Iterator[Any]) -> Rows:
    yield 0, names
    number = 0
    for batch in batches:
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            number += 1
            yield number, [_text(cell) for cell in row]


def _text(cell: object) -> str:
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    try:
        return cell_text(cell)
    except NestedValueError:
        return str(cell)


def _records(batches: Iterator[Any]) -> Records:
    number = 0
    for batch in batches:
        for row in batch.to_pylist():
            number += 1
            yield number, {str(key): _plain(value) for key, value in row.items()}


def _plain(value: object) -> object:
    """Lists and structures as they are, everything else as the text of a cell; what is null in a structure is left
    out.
    """
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items() if part is not None}
    return _text(value)


def _guarded(rows: Any, file: str, format: str) -> Iterator[Any]:
    """Damage that shows only on the way."""
    import pyarrow as pa

    try:
        yield from rows
    except (pa.ArrowException, OSError, ValueError) as error:
        raise DeclarationError(file, f"a damaged {format} file ({_first_line(error)})", "Make it again.") from None


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
