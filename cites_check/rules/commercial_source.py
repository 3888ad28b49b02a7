"""Which source decides whether an Appendix I specimen may be traded, where the declared code stands for a status and not for an origin."""

from __future__ import annotations

from cites_check.model.codes import DocumentKind
from cites_check.rules.context import Line


def governing_source(line: Line) -> str:
    """The code that says where the specimen came from: for I (confiscated) and O (pre-Convention) the second one, empty where it is not declared."""
    return line.item.second_source if line.source in {"I", "O"} else line.source


def preconvention(line: Line) -> bool:
    """Whether the line is declared as pre-Convention and presents the certificate that Art. VII.2 asks for."""
    return line.source == "O" and line.item.document(DocumentKind.PRECONVENTION_CERTIFICATE) is not None
