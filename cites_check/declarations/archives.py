"""A zip of declarations: each file in it is read in its turn, none is written anywhere."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO, cast
from zipfile import ZipFile, ZipInfo

from cites_check.declarations.codebook import CodeBook
from cites_check.declarations.containers import expanded, is_encrypted, member_name, open_zip
from cites_check.declarations.declaration import Declaration
from cites_check.declarations.delimited import delimited_rows
from cites_check.declarations.encodings import SAMPLE_BYTES, UNKNOWN, detect_in_file
from cites_check.declarations.errors import DeclarationError
from cites_check.declarations.options import ReadOptions
from cites_check.declarations.sniffing import binary_format, foreign, text_format
from cites_check.declarations.tables import Rows, read_table
from cites_check.declarations.unipass_tables import Source, join_tables
from cites_check.model.lines import LineItem, RowError

_LARGEST_MEMBER = 1 << 31
_IN_MEMORY = 1 << 24
_MOST_TABLES = 12

Open = Callable[[BinaryIO, str, CodeBook, ReadOptions, Callable[[], None]], Declaration]
"""The door to the other readers."""


def read_archive(
    stream: BinaryIO, file: str, codes: CodeBook, options: ReadOptions, close: Callable[[], None], opener: Open
) -> Declaration:
    """The declarations in the archive in `stream`, as one. Lines carry the name of the archive and of the file in it.

    Raises DeclarationError where the archive is damaged, empty, or a bomb; a file in it that cannot be read is one
    error
    among its lines, unless it is the only one.
    """
    archive = open_zip(stream, file)
    members = [member for member in archive.infolist() if _counts(member)]
    if not members:
        raise DeclarationError(file, "an archive without a file in it", "Put the declarations into it.")
    options = replace(options, input_format="auto")
    if len(members) == 1:
        declaration = _open_member(archive, members[0], file, codes, options, opener)
        declaration.also_close(close)
        return declaration
    sources: list[Source] = [
        (member.filename, partial(_rows, archive, member, file, codes, options)) for member in members[:_MOST_TABLES]
    ]
    if joined := join_tables(sources, codes, options):
        return read_table(joined, file, "zip", codes, options, close=close)
    declaration = Declaration(file, "zip", close=close)
    declaration.feed(_lines(archive, members, file, codes, options, opener, declaration))
    return declaration


def _counts(member: ZipInfo) -> bool:
    """Files, without those that operating systems add of themselves."""
    name = member_name(member)
    return (
        bool(name)
        and not member.is_dir()
        and not name.startswith("__MACOSX/")
        and not name.rsplit("/", 1)[-1].startswith(".")
    )


def _lines(
    archive: ZipFile,
    members: list[ZipInfo],
    file: str,
    codes: CodeBook,
    options: ReadOptions,
    opener: Open,
    whole: Declaration,
) -> Iterator[LineItem | RowError]:
    for member in members:
        try:
            with _open_member(archive, member, file, codes, options, opener) as part:
                whole.mapping.update(part.mapping)
                whole.unknown_headings += part.unknown_headings
                yield from part
                whole.skipped += part.skipped
        except DeclarationError as error:
            yield RowError(error.file, error.row or 0, error.reason, error.fix)


def _rows(archive: ZipFile, member: ZipInfo, file: str, codes: CodeBook, options: ReadOptions) -> Rows:
    """The rows of a member that is a table of text; none for any other, and none where it cannot be read."""
    try:
        spool = _unpacked(archive, member, file)
    except DeclarationError:
        return
    with spool:
        sample = spool.read(SAMPLE_BYTES)
        spool.seek(0)
        encoding = None if foreign(sample) or binary_format(sample) else detect_in_file(spool, sample)
        if encoding is None or encoding == UNKNOWN:
            return
        text = sample.decode(encoding, "replace")
        if text_format(text, member.filename) == "csv":
            yield from delimited_rows(spool, text, encoding, file, codes, options)


def _open_member(
    archive: ZipFile, member: ZipInfo, file: str, codes: CodeBook, options: ReadOptions, opener: Open
) -> Declaration:
    name = f"{file}/{member_name(member)}"
    if is_encrypted(member):
        raise DeclarationError(name, "is protected by a password", "Pack it without a password.")
    if member.filename.casefold().endswith(".zip"):
        raise DeclarationError(name, "an archive inside an archive", "Unpack it first.")
    spool = _unpacked(archive, member, name)
    return opener(spool, name, codes, options, spool.close)


def _unpacked(archive: ZipFile, member: ZipInfo, name: str) -> BinaryIO:
    """The content of a member, where it can be sought; on disk only where it is large, and without a name there."""
    spool = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the caller closes it
    try:
        for part in expanded(archive, member, name, _LARGEST_MEMBER):
            spool.write(part)
    except BaseException:
        spool.close()
        raise
    spool.seek(0)
    return cast("BinaryIO", spool)
