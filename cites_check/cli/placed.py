"""Settings written in YAML: every value as the text that stands there (`NO` is Norway), every mapping with lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cites_check.errors import UsageError

_LARGEST = 1 << 22
_DEEPEST = 6


class Placed(dict[str, Any]):
    """A mapping that knows on which line it begins, and on which line each of its keys stands."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


def read_text(path: Path, option: str) -> str:
    """The text of a small UTF-8 file. Raises UsageError where it cannot be read."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(_LARGEST + 1)
    except OSError as error:
        raise UsageError(f"{option}: {path} cannot be read: {error.strerror or error}", "name another file") from None
    if len(raw) > _LARGEST:
        raise UsageError(f"{option}: {path} has more than {_LARGEST:,} bytes", "name a file of settings")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{option}: {path} is not UTF-8", "save it as UTF-8") from None


def read_placed(path: Path, option: str) -> Any:
    """The content of a YAML file: text, lists and `Placed`; None for an empty one. Raises UsageError with the place."""
    import yaml

    text = read_text(path, option)
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
        return None if node is None else _plain(node, path)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise UsageError(f"{place}: not YAML: {error.problem or error.context}") from None
    except yaml.YAMLError as error:
        raise UsageError(f"{path}: not YAML: {str(error).splitlines()[0]}") from None
    except RecursionError:
        raise UsageError(f"{path}: nested too deeply") from None


def _plain(node: Any, path: Path, depth: int = 0) -> Any:
    import yaml

    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in ("", "~", "null") else str(node.value)
    if depth >= _DEEPEST:
        raise UsageError(f"{path}:{line}: nested too deeply")
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, path, depth + 1) for child in node.value]
    found = Placed(line)
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        if not name or name in found:
            what = f"the key {name!r} stands twice" if name else "a key that is not text"
            raise UsageError(f"{path}:{key.start_mark.line + 1}: {what}", "give each key once, as text")
        found[name] = _plain(value, path, depth + 1)
        found.lines[name] = key.start_mark.line + 1
    return found
