"""The letters and words of the Convention that code has to know by name.

Only codes that rules reason about stand here; the full tables, with words in several languages, are data
(`species_data/codes`).
"""

from __future__ import annotations

from enum import StrEnum

_STRICTNESS = {"I": 3, "II": 2, "III": 1}
_WEIGHTS = {"violation": 3, "review": 2, "note": 1}


class Appendix(StrEnum):
    """An Appendix of the Convention (Art. II)."""

    I = "I"
    II = "II"
    III = "III"

    @property
    def strictness(self) -> int:
        """3 for Appendix I, the strictest, down to 1 for Appendix III."""
        return _STRICTNESS[self._value_]


class Severity(StrEnum):
    """How hard a finding bites."""

    VIOLATION = "violation"
    REVIEW = "review"
    NOTE = "note"

    @property
    def weight(self) -> int:
        """3 for a violation, 2 for a review, 1 for a note."""
        return _WEIGHTS[self._value_]


class Verdict(StrEnum):
    """The one word that is said of a line item, worst first."""

    PROHIBITED = "PROHIBITED"
    PERMIT_MISSING = "PERMIT_MISSING"
    PERMIT_INVALID = "PERMIT_INVALID"
    REVIEW = "REVIEW"
    UNRESOLVED = "UNRESOLVED"
    INPUT_ERROR = "INPUT_ERROR"
    NOT_LISTED = "NOT_LISTED"
    OK = "OK"

    @property
    def rank(self) -> int:
        """0 for the worst verdict."""
        return _RANKS[self._value_]


_RANKS = {verdict.value: rank for rank, verdict in enumerate(Verdict)}


class DocumentKind(StrEnum):
    """The documents that a declaration may present (Res. Conf. 12.3 and Art. VII)."""

    EXPORT_PERMIT = "export_permit"
    REEXPORT_CERTIFICATE = "reexport_certificate"
    IMPORT_PERMIT = "import_permit"
    CERTIFICATE_OF_ORIGIN = "certificate_of_origin"
    PRECONVENTION_CERTIFICATE = "preconvention_certificate"
    CAPTIVE_BRED_CERTIFICATE = "captive_bred_certificate"
    SEA_INTRODUCTION_CERTIFICATE = "sea_introduction_certificate"
    PHYTOSANITARY_CERTIFICATE = "phytosanitary_certificate"
    EXHIBITION_CERTIFICATE = "exhibition_certificate"
    OWNERSHIP_CERTIFICATE = "ownership_certificate"
    INSTRUMENT_CERTIFICATE = "instrument_certificate"
    ORIGIN_EXPORT_PERMIT = "origin_export_permit"


SOURCES_TREATED_AS_WILD = frozenset("WXRF")
"""Wild, taken on the high seas, ranched, and born in captivity without meeting Res. Conf. 10.16: the same documents."""

UNKNOWN_ORIGINS = frozenset({"XX", "XV", "ZZ", "XZ"})
"""Codes of the CITES Trade Database for an unknown or mixed origin, and for the high seas."""
