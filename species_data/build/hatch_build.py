"""Build hook: the wheel carries the compiled index, and the list of sources that the data has to name."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles `species_data` into the index when a wheel is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and have the wheel include the result.

        An editable install reads the text of the checkout instead.
        """
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            from cites_check.dataset.compile import compile_index
        finally:
            sys.path.pop(0)
        self._folder = tempfile.TemporaryDirectory(prefix="cites-check-index-")
        index = Path(self._folder.name) / "index.sqlite"
        compile_index(root / "species_data", index)
        build_data["force_include"][str(index)] = "cites_check/index.sqlite"
        build_data["force_include"][str(root / "species_data" / "SOURCES.md")] = "cites_check/SOURCES.md"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the compiled index; it is in the wheel now."""
        if version != "editable":
            self._folder.cleanup()
