"""Declarations in the forms that people have, read into line items."""

from __future__ import annotations

from cites_check.declarations.codebook import CodeBook, codebook_from
from cites_check.declarations.declaration import Declaration
from cites_check.declarations.errors import DeclarationError
from cites_check.declarations.fields import known_fields
from cites_check.declarations.headings import UnknownHeading, headings_from
from cites_check.declarations.options import INPUT_FORMATS, ReadOptions
from cites_check.declarations.reading import read

__all__ = [
    "INPUT_FORMATS",
    "CodeBook",
    "Declaration",
    "DeclarationError",
    "ReadOptions",
    "UnknownHeading",
    "codebook_from",
    "headings_from",
    "known_fields",
    "read",
]
