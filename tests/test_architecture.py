"""Imports point one way: cli → declarations, reports, dataset, batch → engine → rules → listings → names → model."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import cites_check

PACKAGE = Path(cites_check.__file__).parent

ALLOWED = {
    "model": set(),
    "names": {"model"},
    "listings": {"model"},
    "rules": {"model", "listings", "consignments"},
    "locale": {"model", "listings", "rules"},
    "declarations": {"model", "errors"},
    "reports": {"model", "errors"},
    "dataset": {"model", "names", "errors"},
    "lookup": {"model", "names", "listings", "dataset"},
    "wording": {"model", "rules", "lookup"},
    "consignments": {"model"},
    "risk": {"model"},
    "waivers": {"model", "consignments", "errors"},
    "baseline": {"model"},
    "readings": {"model", "listings", "lookup", "rules", "wording"},
    "verdicts": {"model", "risk"},
    "engine": {"consignments", "risk", "model", "rules", "locale", "lookup", "readings", "verdicts"},
    "batch": {
        *("model", "errors", "dataset", "names", "lookup", "rules", "locale"),
        *("consignments", "risk", "verdicts", "engine"),
    },
}
"""Room → rooms that it may import. The command line may import any; a room may always import itself."""


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("cites_check."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found.update(name.name.split(".")[1] for name in node.names if name.name.startswith("cites_check."))
    return found


@pytest.mark.parametrize("room", ALLOWED)
def test_imports_point_one_way(room: str) -> None:
    wrong = {}
    for path in PACKAGE.rglob("*.py"):
        if _room(path) == room and (extra := _imported(path) - ALLOWED[room] - {room}):
            wrong[path.relative_to(PACKAGE).as_posix()] = extra
    assert wrong == {}


def test_rules_ask_neither_files_nor_clock_nor_environment() -> None:
    forbidden = {"os", "io", "pathlib", "time", "sqlite3", "httpx", "subprocess", "random"}
    for path in (PACKAGE / "rules").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        modules |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
        assert not {module.split(".")[0] for module in modules} & forbidden, path.name
        calls = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert not calls & {"today", "now"}, path.name


@pytest.mark.parametrize("heavy", ["yaml", "httpx", "rich", "rapidfuzz", "openpyxl", "numpy", "platformdirs"])
def test_starting_the_program_imports_nothing_heavy(heavy: str) -> None:
    program = "import sys, cites_check.cli.app; print(sorted(sys.modules))"
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert f"'{heavy}'" not in printed
