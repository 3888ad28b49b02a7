"""Imports into Korea, beside the CITES permit: split goods, the white list, quarantine, and protected marine life."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.taxa import NameStatus
from cites_check.rules.base import NOTE, REVIEW, Hit, Scope, rule
from cites_check.rules.context import Line
from cites_check.rules.korea import is_korean, permit_needs
from cites_check.rules.national import extras_of


@rule(
    "kr-split-parts",
    REVIEW,
    confidence="V",
    title="Goods sent in parts",
    message="The description says that the goods come in parts ({value}); splitting goods to get round an import limit is an offence.",
    fix="Look at the other consignments of {importer} for the same goods, and judge them together.",
    basis=("Customs Act Art. 270(1)3",),
)
def kr_split_parts(line: Line) -> Iterator[Hit]:
    """Importing a restricted article as parts, so that the restriction does not seem to apply, is punishable."""
    if is_korean(line):
        yield from extras_of(line, "kr-split-parts", "description", line.item.description)


@rule(
    "kr-whitelist",
    REVIEW,
    scope=Scope.NOT_COVERED,
    title="Live animal outside CITES: white list",
    message="{name} is no CITES species, but live mammals, birds, reptiles and amphibians enter Korea only when on the white list (with a report) or with a permit.",
    fix="Look the species up in the published white list; report to, or obtain the permit of, the city, county or district.",
    basis=("Wildlife Act Art. 22-2", "Wildlife Rule Art. 29-3", "Wildlife Act Art. 70(8-2)"),
    variants={
        "grace": "{name} is no CITES species, but live mammals, birds, reptiles and amphibians enter Korea only when on the white list (with a report) or with a permit. The transition ends on 2026-12-13.",
    },
)
def kr_whitelist(line: Line) -> Iterator[Hit]:
    """Designated-management wildlife: live (or egg) mammals, birds, reptiles and amphibians that are neither CITES species nor on another list. In force since 14 December 2025, with a transition to 13 December 2026. The white list itself is not in the dataset, so this stays a review. Livestock, companion animals and animals of the sea are left out."""
    if not is_korean(line):
        return
    for hit in extras_of(line, "kr-whitelist", "scientific_name", line.match.query):
        variant = "grace" if line.on.isoformat() <= "2026-12-13" else ""
        yield Hit(hit.field, hit.value, hit.params, severity=hit.severity, variant=variant, basis=hit.basis)


@rule(
    "kr-quarantine",
    NOTE,
    scope=Scope.ALWAYS,
    confidence="V",
    title="Wildlife quarantine",
    message="{name} is under wildlife quarantine: a quarantine certificate of the exporting State, inspection on import, and entry through Incheon Airport.",
    fix="Notify the National Institute of Wildlife Disease Control and Prevention before arrival.",
    basis=("Wildlife Act Art. 34-17", "Wildlife Act Art. 34-18", "Wildlife Rule Art. 44-15"),
)
def kr_quarantine(line: Line) -> Iterator[Hit]:
    """Live and dead wild mammals, birds and reptiles go through wildlife quarantine, CITES species or not."""
    known = line.taxon is not None or line.match.status is NameStatus.UNLISTED
    if is_korean(line) and known:
        yield from extras_of(line, "kr-quarantine", "scientific_name", line.match.query)


@rule(
    "kr-marine-protected",
    REVIEW,
    confidence="M",
    title="Marine life that Korea protects",
    message="{taxon} is, or may be, marine life that Korea protects; a permit of the Ministry of Oceans and Fisheries may be needed besides the CITES permit.",
    fix="Ask the Ministry of Oceans and Fisheries whether the species is on its list.",
    basis=("Marine Ecosystem Act Art. 42",),
)
def kr_marine_protected(line: Line) -> Iterator[Hit]:
    """Whales, seals, sea turtles and some fishes and corals are protected marine life of Korea: their import may need a second permit. The list itself is not in the dataset; groups that are on it only in part get a note."""
    if is_korean(line):
        yield from extras_of(line, "kr-marine-protected", "scientific_name", line.match.query)


@rule(
    "kr-marine-cites",
    NOTE,
    confidence="V",
    title="Marine species: the environment office is competent",
    message="{taxon} lives in the sea; its CITES permit is that of the environment office all the same.",
    fix="Apply to the basin or regional environment office.",
    basis=("Wildlife Decree Art. 39(2)7",),
)
def kr_marine_cites(line: Line) -> Iterator[Hit]:
    """The power to permit imports of CITES species lies with the environment offices, marine species included. Said where the permit is missing."""
    if any(need.state in {"missing", "question"} for need in permit_needs(line)):
        yield from extras_of(line, "kr-marine-cites", "scientific_name", line.match.query)


RULES = (
    kr_split_parts,
    kr_whitelist,
    kr_quarantine,
    kr_marine_protected,
    kr_marine_cites,
)
