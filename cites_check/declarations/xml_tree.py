"""XML as a small tree. A document type declaration is refused, and with it every entity: bombs and files from
elsewhere.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from cites_check.declarations.errors import DeclarationError

LARGEST = 1 << 26
"""Bytes; an electronic permit has some tens of thousands."""

_DEEPEST = 100
_MOST_ELEMENTS = 2_000_000


@dataclass(slots=True)
class Node:
    """An element: its name without the namespace, its attributes, its own text, its children, and its line in the
    file.
    """

    name: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def all(self, *path: str) -> Iterator[Node]:
        """The elements at a path of names below this one."""
        if not path:
            yield self
            return
        for child in self.children:
            if child.name == path[0]:
                yield from child.all(*path[1:])

    def first(self, *path: str) -> Node | None:
        """The first element at a path."""
        return next(self.all(*path), None)

    def value(self, *path: str) -> str:
        """The first text at a path that says anything; forms are delivered with `?` in boxes that nobody filled."""
        texts = (node.text.strip() for node in self.all(*path))
        return next((text for text in texts if text and text != "?"), "")

    def everywhere(self, *names: str) -> Iterator[Node]:
        """Elements with one of these names, at any depth, in the order of the file; not those inside another one
        found.
        """
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if node.name in names:
                yield node
            else:
                waiting.extend(reversed(node.children))


def parse(stream: BinaryIO, file: str, encoding: str = "") -> Node:
    """The root of the XML in `stream`, in `encoding` where that is known. Raises DeclarationError for what is not
    well-formed, and for what would
    explode.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    top = Node("", {}, 0)
    open_nodes = [top]
    texts: list[list[str]] = [[]]
    elements = 0

    def fail(reason: str) -> None:
        raise DeclarationError(file, reason, "Give the permit as its system wrote it.", parser.CurrentLineNumber)

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal elements
        elements += 1
        if len(open_nodes) > _DEEPEST:
            fail("elements nested too deeply")
        if elements > _MOST_ELEMENTS:
            fail(f"more than {_MOST_ELEMENTS:,} elements")
        plain = {key.rsplit("}", 1)[-1]: value for key, value in attributes.items()}
        node = Node(name.rsplit("}", 1)[-1], plain, parser.CurrentLineNumber)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)
        texts.append([])

    def end(_name: str) -> None:
        open_nodes.pop().text = "".join(texts.pop())

    def doctype(*_: object) -> None:
        fail("XML with a document type declaration, which is not read")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda text: texts[-1].append(text)
    parser.StartDoctypeDeclHandler = doctype
    # The parser itself knows no Korean encoding; text that comes decoded is taken as it is.
    decoder = codecs.getincrementaldecoder(encoding)() if encoding not in ("", "utf-8") else None
    read = 0
    try:
        while part := stream.read(1 << 18):
            read += len(part)
            if read > LARGEST:
                fail(f"XML of more than {LARGEST:,} bytes")
            parser.Parse(decoder.decode(part) if decoder else part)
        parser.Parse(decoder.decode(b"", True) if decoder else b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        line = error.lineno if isinstance(error, expat.ExpatError) else parser.CurrentLineNumber
        raise DeclarationError(
            file, f"not well-formed XML ({error})", "Give the permit as its system wrote it.", line
        ) from None
    return top.children[0]
