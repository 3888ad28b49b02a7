"""What every writer shares: its life from opening to the finished file, and which findings it shows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import ExitStack
from types import TracebackType
from typing import IO, TYPE_CHECKING, ClassVar, Protocol, Self

from cites_check.model.codes import Verdict
from cites_check.model.findings import Finding
from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports.options import ReportOptions
from cites_check.reports.output import Output

if TYPE_CHECKING:
    from cites_check.reports.ranking import Ranking

CLEAN_VERDICTS = frozenset({Verdict.OK, Verdict.NOT_LISTED})
"""Verdicts that ask nothing of anybody."""

_SPOOL = 4 << 20
_CHUNK = 1 << 20


class Reporter(Protocol):
    """Takes results one by one, then the summary. Used with `with`: after an error nothing half-written is left."""

    def line(self, result: LineResult) -> None:
        """Report one line item."""
        ...

    def end(self, summary: RunSummary) -> None:
        """Report the whole run; called once, after the last line."""
        ...

    def __enter__(self) -> Self:
        """Begin."""
        ...

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Put a finished report in place, or leave nothing."""
        ...


class Writer(ABC):
    """A reporter over an output. `human` formats follow the encoding of a terminal; `binary` ones are not text."""

    human: ClassVar[bool] = False
    binary: ClassVar[bool] = False

    def __init__(self, output: Output, info: RunInfo, options: ReportOptions) -> None:
        self.output = output
        self.info = info
        self.options = options
        self._complete = False
        self._resources = ExitStack()

    @abstractmethod
    def line(self, result: LineResult) -> None:
        """Report one line item."""

    @abstractmethod
    def finish(self, summary: RunSummary) -> None:
        """Write what comes after the last line."""

    def end(self, summary: RunSummary) -> None:
        """Report the whole run; called once, after the last line."""
        self.finish(summary)
        self._complete = True

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Put a finished report in place, or leave nothing."""
        with self._resources:
            self.output.close(commit=self._complete and exc_type is None)

    def shown(self, result: LineResult) -> tuple[Finding, ...]:
        """The findings of a line that are severe enough to be shown, waived ones included."""
        floor = self.options.min_severity.weight
        if floor == 1:
            return result.findings
        return tuple(finding for finding in result.findings if finding.severity.weight >= floor)

    def new_ranking(self) -> Ranking | None:
        """A ranking that is removed when the report ends, where lines are asked for by risk; else None."""
        if self.options.sort != "risk":
            return None
        from cites_check.reports.ranking import Ranking

        ranking = Ranking()
        self._resources.callback(ranking.close)
        return ranking

    def risk_words(self, result: LineResult) -> str:
        """Score and indicators of a line in words (`42: prohibited; live`); empty where they are not asked for."""
        if not (self.options.sort == "risk" or (self.options.verbose and result.risk_indicators)):
            return ""
        names = "; ".join(self.options.indicators.get(name, name) for name in result.risk_indicators)
        return f"{result.risk}: {names}" if names else f"{result.risk}"

    def new_spool(self) -> Spool:
        """A spool that is removed when the report ends."""
        spool = Spool()
        self._resources.callback(spool.close)
        return spool


class Spool:
    """Text kept for later, in memory while small and then in a temporary file: a report never grows with its input."""

    def __init__(self) -> None:
        import tempfile

        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_SPOOL)  # noqa: SIM115 - closed by the writer

    def write(self, text: str) -> None:
        """Keep text."""
        self._file.write(text.encode("utf-8", "backslashreplace"))

    def copy_to(self, output: Output) -> None:
        """Write everything kept so far, as text, in pieces that end between two lines."""
        self._file.seek(0)
        carry = b""
        while block := self._file.read(_CHUNK):
            head, newline, tail = (carry + block).rpartition(b"\n")
            output.write((head + newline).decode("utf-8"))
            carry = tail
        output.write(carry.decode("utf-8"))

    def lines(self) -> Spool:
        """This spool, read from its start."""
        self._file.seek(0)
        return self

    def __iter__(self) -> Self:
        """Iterate over the kept lines."""
        return self

    def __next__(self) -> str:
        """The next line, with its end."""
        line = self._file.readline()
        if not line:
            raise StopIteration
        return line.decode("utf-8")

    def close(self) -> None:
        """Forget everything."""
        self._file.close()
