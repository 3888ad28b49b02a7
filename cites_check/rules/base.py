"""What a rule is: its documentation, its messages, its legal basis and its test, in one place.

A rule looks at one line in one reading (see `context.Line`) and yields a `Hit` for each thing that is wrong. It reads no file, no clock and no
environment. Its docstring is its documentation page; the texts are templates over the line's values. Other languages translate the texts by rule id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as default
from enum import Enum

from cites_check.model.codes import Severity, Verdict
from cites_check.rules.context import Line


class Scope(Enum):
    """Which lines a rule is asked about, so that it need not ask again."""

    ALWAYS = "always"
    """Every line, whatever its name."""
    RESOLVED = "resolved"
    """Lines whose name leads to a taxon."""
    COVERED = "covered"
    """Lines whose specimen is covered by an Appendix."""
    APPENDIX_I = "appendix I"
    APPENDIX_II = "appendix II"
    APPENDIX_III = "appendix III"
    NOT_COVERED = "not covered"
    """Lines whose taxon is known and in no Appendix."""
    PART_NOT_COVERED = "part not covered"
    """Lines whose taxon is listed, but not for this specimen."""
    AFTER = "after"
    """Every line, once the other rules have answered; `line.found` tells what they found."""
    RUN = "run"
    """The run as a whole, once, on its date: about the data, not about a line."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a rule found: the field and value concerned, further values for the message, and a severity where it differs from the rule's.

    `variant` chooses another wording of the rule, where it has several. `basis` adds legal basis that only the line decides, by language (a national
    article). A parameter `name_ko` stands in for `name` in Korean messages, and so for every language.
    """

    field: str = ""
    value: str = ""
    params: Mapping[str, str] = default(default_factory=dict)
    severity: Severity | None = None
    verdict: Verdict | None = None
    variant: str = ""
    basis: Mapping[str, tuple[str, ...]] = default(default_factory=dict)


Check = Callable[[Line], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of law or of form, with everything that is said about it in English."""

    id: str
    severity: Severity
    verdict: Verdict | None
    scope: Scope
    title: str
    message: str
    fix: str
    basis: tuple[str, ...]
    confidence: str
    documentation: str
    check: Check
    variants: Mapping[str, str] = default(default_factory=dict)
    of_reading: bool = True


def rule(
    id: str,
    severity: Severity,
    *,
    title: str,
    message: str,
    fix: str,
    basis: tuple[str, ...],
    scope: Scope = Scope.COVERED,
    verdict: Verdict | None = None,
    confidence: str = "M",
    variants: Mapping[str, str] | None = None,
    of_reading: bool = True,
) -> Callable[[Check], Rule]:
    """Make a rule of a function.

    `confidence` is V (read in the treaty or the statute), M (read in a text that repeats it) or G (general knowledge: never more than a review).
    `of_reading` is False where the message is about the reading itself (a name that may mean several taxa, a fact left open), so that it need not say
    under which one it holds. A violation needs a `verdict`. Raises ValueError for a rule that contradicts these.
    """
    if severity is Severity.VIOLATION and verdict is None:
        raise ValueError(f"{id}: a violation needs a verdict")
    if severity is Severity.VIOLATION and confidence == "G":
        raise ValueError(f"{id}: general knowledge may not be a violation")

    def make(check: Check) -> Rule:
        documentation = " ".join((check.__doc__ or "").split())
        return Rule(
            id,
            severity,
            verdict,
            scope,
            title,
            message,
            fix,
            basis,
            confidence,
            documentation,
            check,
            variants or {},
            of_reading,
        )

    return make


VIOLATION = Severity.VIOLATION
REVIEW = Severity.REVIEW
NOTE = Severity.NOTE
