"""Where the inputs and the outputs of this folder are."""

from __future__ import annotations

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
CURATED = HERE / "curated"
SPECIES_DATA = HERE.parent.parent
REPOSITORY = SPECIES_DATA.parent


def raw(*parts: str) -> Path:
    """A raw source file, under `<repository>/../shared` or the folder named by CITES_CHECK_SHARED."""
    shared = Path(os.environ.get("CITES_CHECK_SHARED", REPOSITORY.parent / "shared"))
    return shared.joinpath("data", *parts)
