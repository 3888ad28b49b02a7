"""What a cell can hold beside one plain value: more than one, or something that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass


class Special:
    """What a converter answers when a cell holds more, or less, than one plain value."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Unread(Special):
    """A value that could not be read."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Broken(Special):
    """A cell that makes its whole row unreadable."""

    reason: str


@dataclass(frozen=True, slots=True)
class Amount(Special):
    """A number with its unit in the same cell; `unit` as it stood there."""

    number: float
    unit: str


@dataclass(frozen=True, slots=True)
class TwoSources(Special):
    """A source code with a second one (`O W`)."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class CountryAndRegion(Special):
    """A country with a region in it (`AR/Jujuy`)."""

    country: str
    region: str


@dataclass(frozen=True, slots=True)
class Numbers(Special):
    """Permit numbers in one cell, in order; and those that only fill the place."""

    numbers: tuple[str, ...]
    placeholders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Several(Special):
    """Values of several documents in one cell, parted by semicolons, in order."""

    values: tuple[object, ...]
