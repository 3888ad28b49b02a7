"""Reading the text of the dataset: tab-separated tables and YAML, with errors that name file and row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cites_check.errors import DatasetError


def read_table(path: Path, columns: Sequence[str]) -> Iterator[list[str]]:
    """Yield the rows of a tab-separated table whose heading must be exactly `columns`.

    Raises DatasetError when the file is missing, the heading differs, or a row has another number of cells.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DatasetError(f"{path.name}: the file is missing", "restore species_data from the repository") from None
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path.name}: cannot be read: {error}") from error
    lines = text.split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    if not lines or lines[0].split("\t") != list(columns):
        raise DatasetError(f"{path.name}:1: the heading must be: {', '.join(columns)}")
    width = len(columns)
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != width:
            raise DatasetError(f"{path.name}:{number}: {len(cells)} cells where {width} are expected")
        yield cells


def read_yaml(path: Path) -> Any:
    """Parse one YAML file of the dataset. Raises DatasetError with the place of a mistake."""
    # Only the compiler needs YAML, so a plain look-up never pays for importing it.
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        with path.open(encoding="utf-8") as stream:
            return yaml.load(stream, Loader=loader)
    except FileNotFoundError:
        raise DatasetError(f"{path.name}: the file is missing", "restore species_data from the repository") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DatasetError(f"{path.name}: cannot be read: {error}") from error
