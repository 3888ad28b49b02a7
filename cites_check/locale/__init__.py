"""The words of findings and answers, in English and Korean.

English stands beside each rule; other languages translate by rule id. A language is a module of this package with
`RULES`, `WORDS`, `LOOKUP` and `APPENDICES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

LANGUAGES = ("en", "ko")
"""Languages of messages, by ISO 639-1 code."""


def _module(lang: str) -> Any:
    return import_module(f"{__name__}.{lang}")


def lookup_words(lang: str) -> Mapping[str, str]:
    """The labels of a look-up."""
    words: Mapping[str, str] = _module(lang).LOOKUP
    return words


def appendix_words(lang: str) -> Mapping[str, str]:
    """What each Appendix means, in one sentence."""
    words: Mapping[str, str] = _module(lang).APPENDICES
    return words
