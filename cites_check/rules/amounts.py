"""Quantities as messages say them: what is counted has no unit in speech."""

from __future__ import annotations

_COUNTED = frozenset({"", "no"})


def amount(name: str, quantity: float | None, unit: str) -> dict[str, str]:
    """The parameter `name` of a message for a quantity in a unit of the dataset, with its Korean words."""
    figure = "?" if quantity is None else f"{quantity:.12g}"
    if unit in _COUNTED:
        return {name: f"{figure} specimen{'' if quantity == 1 else 's'}", f"{name}_ko": f"{figure}개"}
    return {name: f"{figure} {unit}", f"{name}_ko": f"{figure} {unit}"}
