"""Zip containers (archives, and spreadsheets, which are zip inside): what is in them, and that they do not blow up."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from cites_check.declarations.errors import DeclarationError

MOST_EXPANDED = 1 << 29
"""Bytes that the parts of one workbook may unfold to."""

_MOST_MEMBERS = 10_000
_SUSPECT_RATIO = 300
_SUSPECT_SIZE = 1 << 26
_CHUNK = 1 << 18


def open_zip(stream: BinaryIO, file: str) -> ZipFile:
    """The container in `stream`. Raises DeclarationError for a damaged one and for one with a senseless number of
    members.
    """
    try:
        archive = ZipFile(stream)
        members = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise DeclarationError(file, f"a damaged archive ({error})", "Make it again.") from None
    if len(members) > _MOST_MEMBERS:
        raise DeclarationError(
            file, f"an archive of {len(members):,} files", f"Give at most {_MOST_MEMBERS:,} files at once."
        )
    return archive


def is_encrypted(member: ZipInfo) -> bool:
    """Whether a password is needed to read this member."""
    return bool(member.flag_bits & 1)


def expanded(archive: ZipFile, member: ZipInfo, file: str, limit: int) -> Iterator[bytes]:
    """The content of a member, in parts, counted as it unfolds: what the container says of its size is not believed.

    Raises DeclarationError beyond `limit` bytes, beyond a ratio that only a bomb has, and for damage.
    """
    total = 0
    for part in _raw(archive, member, file):
        total += len(part)
        if total > limit or (total > _SUSPECT_SIZE and total > _SUSPECT_RATIO * max(member.compress_size, 1)):
            name = member.filename[-80:]
            raise DeclarationError(
                file,
                f"{name!r} unfolds to more than {total - 1:,} bytes",
                "Such an archive is taken for a bomb; save the declaration as CSV.",
            )
        yield part


def _raw(archive: ZipFile, member: ZipInfo, file: str) -> Iterator[bytes]:
    stream = archive.fp
    if stream is None or is_encrypted(member):
        raise DeclarationError(
            file, f"{member.filename[-80:]!r} is protected by a password", "Save it without a password."
        )
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise DeclarationError(
            file, f"{member.filename[-80:]!r} is packed in an unusual way", "Pack it again as a plain zip."
        )
    try:
        stream.seek(member.header_offset)
        header = stream.read(30)
        if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
            raise BadZipFile("no local header")
        stream.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
        left = member.compress_size
        inflate = zlib.decompressobj(-15) if member.compress_type == ZIP_DEFLATED else None
        while left > 0 and (packed := stream.read(min(_CHUNK, left))):
            left -= len(packed)
            if inflate is None:
                yield packed
                continue
            while packed and not inflate.eof:
                yield inflate.decompress(packed, _CHUNK)
                packed = inflate.unconsumed_tail
    except (BadZipFile, zlib.error, OSError, ValueError) as error:
        raise DeclarationError(
            file, f"{member.filename[-80:]!r} is damaged ({error})", "Make the file again."
        ) from None


def member_name(member: ZipInfo) -> str:
    """The name of a member, for showing: Korean names of older programs decoded, no path outside, no control
    characters.
    """
    name = member.filename
    if not member.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("cp949")
        except UnicodeError:
            name = member.filename
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "".join(char if char.isprintable() else "\ufffd" for char in "/".join(parts))[-200:]
