"""Errors that end a run, each with its exit code and with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(given: str, known: Iterable[str], otherwise: str = "", prefix: str = "") -> str:
    """Advice for a word that is not known: the nearest one that is, behind its `prefix`; else `otherwise`."""
    from difflib import get_close_matches

    close = get_close_matches(given, sorted(known), 1)
    return f"did you mean {prefix}{close[0]}?" if close else otherwise


class CitesCheckError(Exception):
    """Something that a user can understand and mend. `fix` says how; `exit_code` is stable (see the README)."""

    exit_code = 70

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


class UsageError(CitesCheckError):
    """The command line or the configuration is wrong."""

    exit_code = 2


class InputError(CitesCheckError):
    """An input cannot be read, or nothing in it was checked."""

    exit_code = 3


class DatasetError(CitesCheckError):
    """The dataset is missing, damaged, of an unknown schema, or too old."""

    exit_code = 4


class RefreshError(CitesCheckError):
    """A refresh failed; the data in use is as it was."""

    exit_code = 5
