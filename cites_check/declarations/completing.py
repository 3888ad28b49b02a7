"""What completes a line after its cells are read: names in parts, texts in several columns, weights, units in
headings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from cites_check.declarations import reasons
from cites_check.declarations.fields import HELPERS
from cites_check.model.lines import FieldProblem

Values = dict[str, Any]
Step = Callable[[Values, list[FieldProblem]], None]


def completing_steps(names: Sequence[str], heading_units: Mapping[str, str]) -> tuple[Step, ...]:
    """The steps that the columns called `names` need; none for a plain table. `heading_units` is field to unit code."""
    steps: list[Step] = []
    repeated: dict[str, list[str]] = {}
    for name in names:
        base, again, _ = name.partition("#")
        if again:
            repeated.setdefault(base, []).append(name)
    for base, others in repeated.items():
        steps.append(partial(_join if base == "description" else _first, base, others))
    if "genus" in names:
        steps.append(_name_from_parts)
    for name, unit in heading_units.items():
        if unit_name := {"quantity": "unit", "net_weight": "net_weight_unit"}.get(name):
            steps.append(partial(_unit_from_heading, name, unit_name, unit))
    if "declaration_key" in names:
        steps.append(_consignment_from_key)
    if "common_name_prefix" in names:
        steps.append(_common_name_from_parts)
    if "other_quantity" in names:
        steps.append(_quantity_from_other)
    if "net_weight" in names:
        steps.append(_quantity_from_weight)
    if left := [name for name in names if name.partition("#")[0] in HELPERS]:
        steps.append(partial(_forget, left))
    return tuple(steps)


def _join(base: str, others: Sequence[str], line: Values, _problems: list[FieldProblem]) -> None:
    """One text from several columns, each part once."""
    parts = [line[base], *(line.pop(other) for other in others)]
    line[base] = "; ".join(dict.fromkeys(part for part in parts if part))


def _first(base: str, others: Sequence[str], line: Values, problems: list[FieldProblem]) -> None:
    """The first column that says something; a later one that says something else is a problem."""
    for other in others:
        value = line.pop(other)
        if value in (None, ""):
            continue
        if line[base] in (None, ""):
            line[base] = value
        elif line[base] != value:
            problems.append(FieldProblem(base, _shown(value), f"{reasons.SAYS_OTHERWISE}: {_shown(line[base])}"))


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _name_from_parts(line: Values, _problems: list[FieldProblem]) -> None:
    """`genus`, `species`, `subspecies` as one name where no whole name stands."""
    genus, species, subspecies = line["genus"], line.get("species", ""), line.get("subspecies", "")
    if not line.get("scientific_name") and genus:
        # Some files repeat the genus in the species column.
        epithet = species.removeprefix(genus).strip() if species.startswith(f"{genus} ") else species
        line["scientific_name"] = " ".join(part for part in (genus, epithet, subspecies.lower()) if part)


def _consignment_from_key(line: Values, _problems: list[FieldProblem]) -> None:
    line["consignment_id"] = line.get("consignment_id") or line["declaration_key"]


def _common_name_from_parts(line: Values, _problems: list[FieldProblem]) -> None:
    line["common_name"] = " ".join(part for part in (line["common_name_prefix"], line.get("common_name", "")) if part)


def _quantity_from_other(line: Values, _problems: list[FieldProblem]) -> None:
    """A second report of the same trade counts only where the first is silent; that they differ is no fault."""
    if line.get("quantity") is None:
        line["quantity"] = line["other_quantity"]
        line["unit"] = line.get("unit") or line.get("other_unit") or ""


def _unit_from_heading(name: str, unit_name: str, unit: str, line: Values, _problems: list[FieldProblem]) -> None:
    if line.get(name) is not None and not line.get(unit_name):
        line[unit_name] = unit


def _quantity_from_weight(line: Values, _problems: list[FieldProblem]) -> None:
    """A net weight stands in where no quantity is given. Its unit is the kilogram unless another is named."""
    if line.get("quantity") is None and line["net_weight"] is not None:
        line["quantity"] = line["net_weight"]
        line["unit"] = line.get("net_weight_unit") or "kg"


def _forget(names: Sequence[str], line: Values, _problems: list[FieldProblem]) -> None:
    for name in names:
        line.pop(name, None)
    for name in ("net_weight_unit", "other_unit"):
        line.pop(name, None)
