"""Species whose populations are listed differently, and origins that do not say which one it is."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.codes import UNKNOWN_ORIGINS
from cites_check.rules.base import REVIEW, Hit, Scope, rule
from cites_check.rules.context import Line


@rule(
    "split-origin-unknown",
    REVIEW,
    scope=Scope.RESOLVED,
    confidence="V",
    title="Listing depends on the population, origin not declared",
    message="{taxon} is listed differently by population (Appendix {appendices}), and no country of origin is declared.",
    fix="Copy the country of origin from the export document; until then the strictest listing counts.",
    basis=("CITES Art. I(a)", "CITES Appendices"),
    variants={
        "partly": "{taxon} is listed for some populations only (Appendix {appendices}), and no country of origin is declared."
    },
)
def split_origin_unknown(line: Line) -> Iterator[Hit]:
    """Populations of one species can stand in different Appendices; without an origin the strictest is used."""
    effective = line.effective
    unknown = not line.item.origin or line.item.origin in UNKNOWN_ORIGINS
    if effective and effective.undecided and unknown:
        yield _hit("origin", line)


@rule(
    "split-subnational-needed",
    REVIEW,
    scope=Scope.RESOLVED,
    confidence="V",
    title="Listing depends on the region within the country",
    message="Within {origin} the region decides how {taxon} is listed (Appendix {appendices}), and no region is declared.",
    fix="Ask the exporter for the region in which the specimen was taken and declare it (origin_region).",
    basis=("CITES Appendices",),
    variants={
        "partly": "{taxon} is listed for some regions of {origin} only (Appendix {appendices}), and no region is declared."
    },
)
def split_subnational_needed(line: Line) -> Iterator[Hit]:
    """Some populations are defined by a region within a country."""
    effective = line.effective
    if (
        effective
        and effective.undecided
        and line.item.origin
        and line.item.origin not in UNKNOWN_ORIGINS
        and not line.item.origin_region
    ):
        yield _hit("origin_region", line)


def _hit(field: str, line: Line) -> Hit:
    found = {branch.strictness: branch for branch in (line.effective.branches if line.effective else ())}
    listed = [found[key].listings[0].appendix.value for key in sorted(found, reverse=True) if found[key].listings]
    return Hit(field, line.item.origin, {"appendices": "/".join(listed)}, variant="partly" if 0 in found else "")


RULES = (split_origin_unknown, split_subnational_needed)
