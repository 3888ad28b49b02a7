"""Scores: the chance that a match is the taxon meant, by how it came about.

The figures for misspelt names were measured: `tests/benchmarks/calibrate_names.py` counts how often matches of each
class are right, on misspellings of several origins and on valid names of unlisted species, and docs/matching.md shows
the table.
"""

from __future__ import annotations

from bisect import bisect_right

EXACT = 1.0
SYNONYM = 0.995
COMMON = 0.9
"""A common name of one taxon: sources name regional uses, the trade is freer."""
HIGHER = 0.9
"""A species unknown here in a genus that is known."""

# Upper bounds of cost, and the score up to there.
_COSTS = (0.55, 0.75, 1.05, 1.55, 2.05, 2.55, 3.05)
_SAME_GENUS = (0.99, 0.99, 0.99, 0.98, 0.96, 0.9, 0.85, 0.6)
_OTHER_GENUS = (0.99, 0.99, 0.99, 0.98, 0.97, 0.95, 0.9, 0.6)


def near_score(cost: float, genus_cost: float) -> float:
    """The score of a misspelt name at this cost; `genus_cost` is the part of it spent on the genus."""
    return (_OTHER_GENUS if genus_cost else _SAME_GENUS)[bisect_right(_COSTS, cost)]


TIE = 0.1
"""Candidates whose scores differ by no more than this fit about equally well."""
BY_HINT = 0.9
"""The least score of a candidate that the rest of the line speaks for."""
OLD_GENUS = 0.5
"""A species unknown here in a genus that stands in synonyms only."""
MOVED = 0.6
"""A species of the family that has the declared epithet in another genus."""
HIGHER_SPECIES = 0.97
"""A subspecies unknown here of a species that is known."""
TIE_COST = 0.3
"""Names whose costs differ by no more than this are reported together."""
SURE_COST = 1.05
"""Up to this cost (one letter) a name that stands alone may be taken for the one meant."""
SURE_IN_GENUS = 1.55
"""The same where the genus is right: one letter, even the first, or a syllable."""
COMMON_NEAR = 0.8
"""A common name with one letter wrong, as a share of the score of the right one."""
ABBREVIATED = 0.9
"""An abbreviated genus that only one taxon fits."""
CUT_OFF = 0.95
"""A name cut off, which only one taxon continues."""
NEW_SPECIES = 0.04
"""That a name two letters from a known species is another species of the genus."""
