"""Where the configuration is. Imports nothing heavy: a plain look-up asks this, too."""

from __future__ import annotations

import os

NAME = "cites-check.yaml"
PROJECT = "pyproject.toml"
NAMED = "CITES_CHECK_CONFIG"
"""Names the configuration instead of it being searched for; `none` for no configuration at all."""

_TABLE = b"tool.cites-check"
_PREFIXES = ("CITES_CHECK_CHECK_", "CITES_CHECK_LOOKUP_", "CITES_CHECK_IMPORTER", "CITES_CHECK_ON_DATE")


def find(start: str = "") -> str:
    """The configuration that holds in the folder `start` (the working directory): the nearest one upwards; else empty.

    `cites-check.yaml` goes before a `pyproject.toml` with a table `tool.cites-check` in the same folder.
    """
    if named := os.environ.get(NAMED):
        return "" if named == "none" else named
    try:
        folder = start or os.getcwd()  # noqa: PTH109 - quicker to start than pathlib
    except OSError:
        return ""
    while True:
        own = f"{folder.rstrip('/')}/{NAME}"
        if os.path.isfile(own):  # noqa: PTH113
            return own
        project = f"{folder.rstrip('/')}/{PROJECT}"
        if os.path.isfile(project) and _has_table(project):  # noqa: PTH113
            return project
        parent = os.path.dirname(folder)  # noqa: PTH120
        if parent == folder:
            return ""
        folder = parent


def is_configured() -> bool:
    """Whether a file or the environment sets any option."""
    return any(name.startswith(_PREFIXES) for name in os.environ) or bool(find())


def _has_table(path: str) -> bool:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123
            return _TABLE in stream.read(1 << 20)
    except OSError:
        return False
