"""What the tariff headings (HS) of the dataset can hold, as far as taxa go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

_SHORTEST, _LONGEST = 2, 6


class Headings:
    """The rows of `tariff/hs_groups` by code: `only` names the taxa of which all goods are, `never` those of none."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._rows = {str(row["hs"]): row for row in rows if row.keys() & {"only", "never"}}

    def may_hold(self, code: str, lineage: Collection[str]) -> bool | None:
        """Whether a heading (its digits) can hold a taxon with these names from itself upwards.

        The narrowest heading that says anything decides; None where none does.
        """
        for size in range(min(len(code), _LONGEST), _SHORTEST - 1, -1):
            row = self._rows.get(code[:size])
            if row is not None:
                only, never = row.get("only"), row.get("never") or ()
                if any(name in lineage for name in never):
                    return False
                return any(name in lineage for name in only) if only else None
        return None
