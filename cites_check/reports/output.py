"""Where a report goes: a stream that is already open, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, Protocol, TypeAlias

Target: TypeAlias = IO[str] | IO[bytes] | Path
"""An open stream (standard output), or the path of a file."""

_BUFFER = 1 << 18


class ReportError(Exception):
    """A report cannot be written to this target, for a reason that the user can change."""


class Output(Protocol):
    """Takes the text or bytes of a report. UTF-8, unless a terminal says otherwise."""

    encoding: str

    def write(self, text: str, /) -> int:
        """Write text."""
        ...

    def write_bytes(self, data: bytes, /) -> None:
        """Write bytes."""
        ...

    def flush(self) -> None:
        """Hand on what is buffered."""
        ...

    def isatty(self) -> bool:
        """True for a terminal."""
        ...

    def close(self, commit: bool) -> None:
        """Finish. Without `commit` a file is left as it was before."""
        ...


class StreamOutput:
    """A stream that somebody else opened and will close.

    Machine formats are UTF-8 whatever the locale; text for people (`human`) follows the encoding of the stream, and
    what it cannot say is written as an escape.
    """

    def __init__(self, stream: IO[str] | IO[bytes], human: bool) -> None:
        self._stream: Any = stream
        raw = getattr(stream, "buffer", None)
        own_encoding = getattr(stream, "encoding", None) or "utf-8"
        self.encoding = own_encoding if human else "utf-8"
        self._tty = bool(stream.isatty())
        if raw is not None:
            stream.flush()
            self._raw: Any = raw
        else:
            self._raw = None if hasattr(stream, "encoding") else stream

    def write(self, text: str, /) -> int:
        """Write text, at once where a person is watching."""
        if self._raw is None:
            self._stream.write(text)
        else:
            self._raw.write(text.encode(self.encoding, "backslashreplace"))
            if self._tty:
                self._raw.flush()
        return len(text)

    def write_bytes(self, data: bytes, /) -> None:
        """Write bytes."""
        self._raw.write(data)

    def require_bytes(self) -> None:
        """Refuse what is not text on a terminal, and on a stream that takes text only."""
        if self._raw is None or self._tty:
            raise ReportError("this format is not text; name a file with --output")

    def flush(self) -> None:
        """Hand on what is buffered."""
        (self._raw or self._stream).flush()

    def isatty(self) -> bool:
        """True for a terminal."""
        return self._tty

    def close(self, commit: bool) -> None:
        """Flush a finished report; the stream stays open."""
        if commit:
            self.flush()


_BEING_WRITTEN: set[Path] = set()
"""Files that a report of this run will replace: a second report would take the place of the first."""


class FileOutput:
    """A file written beside its final name and moved there when complete.

    A link is followed. What is not a regular file (a pipe, a device) is written directly, since it cannot be replaced.
    """

    encoding = "utf-8"

    def __init__(self, path: Path) -> None:
        import tempfile

        self._path = path.resolve()
        self.name = path.name
        self._temporary: Path | None = None
        if path.name == "-":
            raise ReportError("- is no file; a report without a file goes to standard output")
        if self._path.is_dir():
            raise ReportError(f"{path} is a directory, not a file; name a file in it")
        if self._path.exists() and not self._path.is_file():
            self._file: IO[bytes] = self._path.open("wb")
            return
        if self._path in _BEING_WRITTEN:
            raise ReportError(f"{path} takes one report already; give each report a file of its own")
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=f".{self._path.name[:64]}.", suffix=".part")
        self._temporary = Path(name)
        _BEING_WRITTEN.add(self._path)
        self._file = os.fdopen(handle, "wb", buffering=_BUFFER)

    def write(self, text: str, /) -> int:
        """Write text."""
        self._file.write(text.encode("utf-8", "backslashreplace"))
        return len(text)

    def write_bytes(self, data: bytes, /) -> None:
        """Write bytes."""
        self._file.write(data)

    def flush(self) -> None:
        """Hand on what is buffered."""
        self._file.flush()

    def isatty(self) -> bool:
        """Never a terminal."""
        return False

    def close(self, commit: bool) -> None:
        """Put the file in place, or take away what was begun."""
        if self._temporary is None:
            self._file.close()
            return
        temporary, self._temporary = self._temporary, None
        _BEING_WRITTEN.discard(self._path)
        try:
            if commit:
                self._file.flush()
                os.fsync(self._file.fileno())
            self._file.close()
            if commit:
                temporary.chmod(self._mode())
                temporary.replace(self._path)
        finally:
            temporary.unlink(missing_ok=True)

    def _mode(self) -> int:
        """The permissions of the file that is replaced, or those that any new file gets."""
        if self._path.exists():
            return stat.S_IMODE(self._path.stat().st_mode)
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def open_output(target: Target, human: bool, binary: bool, inputs: Iterable[str] = ()) -> Output:
    """The output for a target, which may be none of `inputs`: a report never replaces what it reports on.

    Raises `ReportError` or `OSError` when it cannot be written.
    """
    if isinstance(target, Path):
        if any(_same_file(target, Path(name)) for name in inputs):
            raise ReportError(f"{target} is the declaration itself; name another file for the report")
        return FileOutput(target)
    stream = StreamOutput(target, human)
    if binary:
        stream.require_bytes()
    return stream


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.is_file() and one.samefile(other)
    except OSError:
        return False
