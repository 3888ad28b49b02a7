"""Which documents an import needs, and what becomes of each need: met, released by an exemption, in question, or missing.

Needs and exemptions are data: the Convention's own in `jurisdictions/convention.yaml`, each country's in its file. Rules report what is missing; reports
and look-ups list what is required; all ask here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cites_check.model.codes import Appendix, DocumentKind
from cites_check.model.lines import Document
from cites_check.rules.conditions import holds
from cites_check.rules.context import Line
from cites_check.rules.jurisdiction import Exemption, Jurisdiction, Need

K = DocumentKind

CONVENTION_RULES: Mapping[tuple[Appendix, str], str] = {
    (Appendix.I, "import-permit"): "app1-import-permit-missing",
    (Appendix.I, "export-permit"): "app1-export-doc-missing",
    (Appendix.I, "reexport-certificate"): "app1-reexport-cert-missing",
    (Appendix.I, "sea-certificate"): "app1-ifs-cert-missing",
    (Appendix.II, "export-permit"): "app2-export-doc-missing",
    (Appendix.II, "reexport-certificate"): "app2-reexport-cert-missing",
    (Appendix.II, "sea-certificate"): "app2-ifs",
    (Appendix.III, "listing-party-export-permit"): "app3-export-permit-missing",
    (Appendix.III, "certificate-of-origin"): "app3-certificate-of-origin-missing",
    (Appendix.III, "reexport-certificate"): "app3-reexport-cert-missing",
}
"""Which rule reports that a need of the Convention is not met."""

NATIONAL_KEYS = frozenset({"import-permit", "import-notification", "prior-confirmation", "import-approval"})
"""Needs that only the importing country can have; the others repeat the Convention's."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One need of one line: `state` is `met`, `released` (an exemption stands in), `question` (a person must decide) or `missing`.

    `claims` are the keys of the exemptions that made a question of it.
    """

    need: Need
    state: str
    national: bool
    claims: tuple[str, ...] = ()


def convention_requirements(line: Line) -> tuple[Requirement, ...]:
    """What the Convention itself requires of the line in this reading."""
    found: tuple[Requirement, ...] | None = line.memo.get("convention")
    if found is None:
        found = line.memo["convention"] = tuple(_requirements(line, line.convention, national=False))
    return found


def national_requirements(line: Line) -> tuple[Requirement, ...]:
    """What the importing country requires beyond the foreign documents; empty under the Convention alone."""
    if line.jurisdiction.bare:
        return ()
    found: tuple[Requirement, ...] | None = line.memo.get("national")
    if found is None:
        found = line.memo["national"] = tuple(
            requirement
            for requirement in _requirements(line, line.jurisdiction, national=True)
            if requirement.need.key in NATIONAL_KEYS
        )
    return found


def required_documents(line: Line) -> tuple[DocumentKind, ...]:
    """The kinds of documents that are needed, shown or not, one for each need that no exemption releases."""
    found = [*convention_requirements(line), *national_requirements(line)]
    return tuple(dict.fromkeys(requirement.need.kinds[0] for requirement in found if requirement.state != "released"))


def _requirements(line: Line, jurisdiction: Jurisdiction, *, national: bool) -> Iterator[Requirement]:
    if line.appendix is None:
        return
    exemptions = [exemption for exemption in jurisdiction.exemptions if _claimed(exemption, line)]
    for need in jurisdiction.needs.get(line.appendix.value, ()):
        asked = holds(need.when, line)
        if asked is not False:
            state, claims = _state(need, exemptions, line, national=national)
            # A need that only some readings of a blank would bring is a question.
            yield Requirement(need, state if asked or state != "missing" else "question", national, claims)


def _state(need: Need, exemptions: list[Exemption], line: Line, *, national: bool) -> tuple[str, tuple[str, ...]]:
    shown = line.item.document(*need.kinds)
    if shown is not None and not (national and _of_another_state(shown, line)):
        return "met", ()
    state = "missing" if need.violation else "question"
    claims = []
    for exemption in exemptions:
        replaced = "all" in exemption.replaces or bool(exemption.replaces.intersection(need.kinds))
        # A condition that the declaration leaves open (a blank source, say) can raise a question, never release.
        if replaced and exemption.releases and holds(exemption.when, line):
            return "released", ()
        if replaced or exemption.softens.intersection(need.kinds):
            state = "question"
            claims.append(exemption.key)
    return state, tuple(claims)


def _of_another_state(document: Document, line: Line) -> bool:
    """Whether an import document was issued by a State that is not the one of import: the import document of a member stands for its union."""
    issuer = document.country
    return (
        document.kind is DocumentKind.IMPORT_PERMIT
        and bool(issuer)
        and issuer != line.item.importer
        and issuer != line.jurisdiction.code
        and issuer not in line.jurisdiction.countries
    )


def _claimed(exemption: Exemption, line: Line) -> bool:
    """Whether the line claims the exemption: its certificate is shown, or, where it needs none, its circumstances are declared."""
    if exemption.documents:
        # Most lines show no certificate at all; the circumstances need not be looked into then.
        shown = any(
            document.kind in exemption.documents and _issuer_fits(exemption, document.country, line)
            for document in line.item.documents
        )
        return shown and holds(exemption.when, line) is not False
    answer = holds(exemption.when, line)
    # A circumstance that no field declares is not claimed; one that is declared in part (baggage, say) is.
    partly = answer is None and "channels" in exemption.when and line.item.channel in exemption.when["channels"]
    return answer is True or partly


def _issuer_fits(exemption: Exemption, issuer: str, line: Line) -> bool:
    match exemption.issued_by:
        case "importer":
            return bool(issuer) and issuer == line.item.importer
        case "exporter":
            return not issuer or issuer != line.item.importer
        case _:
            return True
