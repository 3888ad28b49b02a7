"""Why a value could not be read: a fixed set of phrases, so that a report can say them in another language.

A `FieldProblem.reason` is one of them, or one of them followed by `: ` and details that need no translation.
"""

from __future__ import annotations

PLACEHOLDER = "placeholder"
NOT_A_DATE = "not a date"
NO_SUCH_DAY = "no such day"
YEAR_OUT_OF_RANGE = "year out of range"
NOT_A_NUMBER = "not a number"
TOO_LARGE = "too large to be a quantity"
SEVERAL_READINGS = "several readings"
UNKNOWN_CODE = "not a known code"
NOT_AN_APPENDIX = "not an Appendix"
EU_ANNEX = "an EU Annex, not an Appendix"
NOT_A_TARIFF_CODE = "not a tariff code"
NOT_YES_OR_NO = "neither yes nor no"
NOT_A_SINGLE_VALUE = "not a single value"
SAYS_OTHERWISE = "another column says otherwise"
UNKNOWN_DOCUMENT_KIND = "not a known kind of document"
UNKNOWN_KEY = "not a known field"
UNSTATED_LAW = "a requirement number of an unstated law"

REASONS = (
    PLACEHOLDER,
    NOT_A_DATE,
    NO_SUCH_DAY,
    YEAR_OUT_OF_RANGE,
    NOT_A_NUMBER,
    TOO_LARGE,
    SEVERAL_READINGS,
    UNKNOWN_CODE,
    NOT_AN_APPENDIX,
    EU_ANNEX,
    NOT_A_TARIFF_CODE,
    NOT_YES_OR_NO,
    NOT_A_SINGLE_VALUE,
    SAYS_OTHERWISE,
    UNKNOWN_DOCUMENT_KIND,
    UNKNOWN_KEY,
    UNSTATED_LAW,
)
"""Every phrase, for translation."""
