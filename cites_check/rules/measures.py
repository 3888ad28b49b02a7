"""Does a measure of trade (a quota, a suspension) hold for a line? Its codes against the declared ones; a blank leaves the answer open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cites_check.rules.context import Line
from cites_check.rules.trade_tables import Codes

_KOREAN = {
    "source": "출처",
    "purpose": "거래목적",
    "term": "표본형태",
    "origin": "원산지",
    "quantity": "수량",
    "unit": "단위",
}


@dataclass(frozen=True, slots=True)
class Reach:
    """What came of the comparison: the fields whose code is outside the measure, and those that leave it open."""

    outside: tuple[str, ...] = ()
    open: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the measure certainly holds."""
        return not self.outside and not self.open

    @property
    def may_hold(self) -> bool:
        """Whether the measure holds, or would for some value of a blank."""
        return not self.outside

    def also_open(self, *fields: str) -> Reach:
        """The same with further fields that leave it open."""
        return Reach(self.outside, (*self.open, *fields))


def reach(line: Line, *, sources: Codes, purposes: Codes, terms: Codes) -> Reach:
    """Compare source, purpose and term of a line with those that a measure holds for."""
    answers = {
        "source": _source(line, sources),
        "purpose": None if not purposes.all and not line.item.purpose else purposes.take(line.item.purpose),
        "term": None if not terms.all and not line.item.term else terms.take(line.item.term),
    }
    return Reach(
        tuple(name for name, answer in answers.items() if answer is False),
        tuple(name for name, answer in answers.items() if answer is None),
    )


def _source(line: Line, sources: Codes) -> bool | None:
    if sources.all:
        return True
    if line.source == "I":
        # Confiscated: the second code says where it came from, and whether the measure then holds is not settled.
        return None if not line.item.second_source or sources.take(line.item.second_source) else False
    if line.source in ("", "U"):
        return None
    return sources.take(line.source)


def fields_in_words(fields: tuple[str, ...]) -> Mapping[str, str]:
    """The fields that leave an answer open, as parameters of a message."""
    return {
        "open": ", ".join(fields),
        "open_ko": ", ".join(_KOREAN[name] for name in fields),
    }
