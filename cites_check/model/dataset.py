"""Which dataset answers."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DatasetInfo:
    """Which data answered: version and date in force, digest, where it came from (`bundled`, `refreshed`, `directory`),
    and its counts.
    """

    version: str
    schema: int
    in_force: str
    sha256: str
    origin: str
    path: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    attribution: tuple[str, ...] = ()
