"""Documents by Appendix: what must be shown before goods may enter (Articles III, IV and V)."""

from __future__ import annotations

from cites_check.rules import documents_appendix_i, documents_appendix_ii, documents_appendix_iii, unlisted

RULES = (
    *documents_appendix_i.RULES,
    *documents_appendix_ii.RULES,
    *documents_appendix_iii.RULES,
    *unlisted.RULES,
)
