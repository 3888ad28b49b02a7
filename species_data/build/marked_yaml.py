"""YAML with the lines on which its parts stand, and what a YAML reader would pass over in silence.

A key that stands twice (the last one wins) and a bare `NO` (read as false) are faults here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Step = str | int
"""A key of a mapping, or the number of a member of a list, from 0."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A fault in the text itself: the way to it, its line (from 1), and what is wrong."""

    path: tuple[Step, ...]
    line: int
    message: str


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads days as the text that they are written as."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the name and form are PyYAML's
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class MarkedDocument:
    """One YAML file: `content` as plain values, and the line of each part. `slips` are faults of the text itself."""

    def __init__(self, path: Path) -> None:
        self.content: Any = None
        self.slips: list[Slip] = []
        self._root: yaml.Node | None = None
        try:
            loader = _Loader(path.read_text(encoding="utf-8"))
            self._root = loader.get_single_node()
            if self._root is None:
                self.slips.append(Slip((), 1, "the file is empty"))
                return
            self.slips += _slips(self._root, ())
            self.content = loader.construct_document(self._root)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self.slips.append(Slip((), mark.line + 1 if mark else 1, f"no YAML: {error.problem}"))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            self.slips.append(Slip((), 1, f"cannot be read: {error}"))

    def line(self, path: Sequence[Step]) -> int:
        """The line (from 1) of the part at `path`: of its key in a mapping, else of its beginning.

        Where the path leads out of the document, the line of its last part that exists.
        """
        node = self._root
        line = node.start_mark.line if node else 0
        for step in path:
            if isinstance(node, yaml.MappingNode):
                pair = next((pair for pair in node.value if pair[0].value == step), None)
                if pair is None:
                    break
                line, node = pair[0].start_mark.line, pair[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line
            else:
                break
        return int(line) + 1


def _slips(node: yaml.Node, path: tuple[Step, ...]) -> Iterator[Slip]:
    if isinstance(node, yaml.SequenceNode):
        for number, member in enumerate(node.value):
            yield from _slips(member, (*path, number))
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, member in node.value:
            line = key.start_mark.line + 1
            if key.tag != "tag:yaml.org,2002:str":
                yield Slip(path, line, f'the key {key.value} is not read as text: write it in quotes, "{key.value}"')
            elif key.value in seen:
                yield Slip(path, line, f"the key {key.value!r} stands twice")
            seen.add(key.value)
            yield from _slips(member, (*path, key.value))
