"""What importing countries ask beyond the Convention (Art. XIV.1), from their jurisdiction files; ports, and consequences (Art. VIII)."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.codes import Appendix, Severity, Verdict
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Check, Hit, Rule, Scope, rule
from cites_check.rules.conditions import holds
from cites_check.rules.context import Line
from cites_check.rules.jurisdiction import Extra
from cites_check.rules.requirements import Requirement, national_requirements

OWN_EXTRAS = frozenset(
    {"appendix-i-bred-commercial", "ca-6-1", "captive-live-birds", "cn-species-certificate", "eu-docs-6m"}
    | {
        "eu-notification-missing",
        "eu-srg-negative",
        "jp-prior-confirm",
        "kr-declaration-false",
        "kr-import-without-permit",
    }
    | {"kr-marine-cites", "kr-marine-protected", "kr-purpose-change", "kr-quarantine", "kr-split-parts", "kr-whitelist"}
    | {"kr-customs-confirm", "kr-medicine-permit", "nonparty-commercial", "us-3177", "us-app2-none"}
)
"""Keys of extras that a rule of their own reports; every other one is reported by `stricter-domestic`."""

OWN_CLAIMS = frozenset(
    {
        "kr-instrument",
        "kr-medicine-permit",
        "kr-no-exhibition-exemption",
        "kr-personal",
        "kr-preconvention",
        "kr-transit",
    }
)
"""Keys of exemptions whose claim a rule of its own asks about."""

_OWN_RULE = {
    ("KR", "import-permit"): "kr-import-permit-missing",
    ("EU", "import-permit"): "eu-import-permit-missing",
    ("US", "import-permit"): "us-app1-permit",
    ("CN", "import-permit"): "cn-permit",
    ("CH", "import-permit"): "ch-permit",
    ("AU", "import-permit"): "au-permit",
    ("JP", "prior-confirmation"): "jp-prior-confirm",
}
"""Needs that have a rule of their own; every other country's are reported by the general rules for its Appendix."""

_GENERAL_IN_III = frozenset({"CN"})
"""Countries whose own rule speaks of Appendices I and II only."""

_FIX = "Obtain the import document from the authority of {importer} ({authority}) before filing."


def _check(rule_id: str) -> Check:
    def check(line: Line) -> Iterator[Hit]:
        for requirement in national_requirements(line):
            if not _reported(requirement) or _rule_of(line, requirement.need.key) != rule_id:
                continue
            severity = None if requirement.state == "missing" else REVIEW
            yield Hit(
                f"{requirement.need.kinds[0]}_no",
                params={
                    "authority": line.jurisdiction.authority["en"],
                    "authority_ko": line.jurisdiction.authority["ko"],
                },
                severity=severity,
                basis=requirement.need.basis,
            )

    return check


def _reported(requirement: Requirement) -> bool:
    """Whether a missing document is reported here: a question that only claimed exemptions raised is asked by the rules on these."""
    if requirement.state == "question":
        return not requirement.claims or not all(claim in OWN_CLAIMS for claim in requirement.claims)
    return requirement.state == "missing"


def _rule_of(line: Line, key: str) -> str:
    own = _OWN_RULE.get((line.jurisdiction.code, key))
    if own and not (line.appendix is Appendix.III and line.jurisdiction.code in _GENERAL_IN_III):
        return own
    match line.appendix:
        case Appendix.I:
            return "app1-import-permit-national"
        case Appendix.II:
            return "app2-import-permit-national"
        case _:
            return "app3-import-permit-national"


def _national(
    rule_id: str,
    title: str,
    message: str,
    documentation: str,
    *,
    basis: tuple[str, ...] = ("CITES Art. XIV.1",),
    confidence: str = "M",
) -> Rule:
    check = _check(rule_id)
    check.__doc__ = documentation
    return rule(
        rule_id,
        VIOLATION,
        verdict=Verdict.PERMIT_MISSING,
        scope=Scope.COVERED,
        confidence=confidence,
        title=title,
        message=message,
        fix=_FIX,
        basis=basis,
    )(check)


def extra_hit(line: Line, extra: Extra, field: str = "", value: str = "") -> Hit | None:
    """The hit for an extra whose conditions hold. Where they cannot be told, a violation becomes a review and the rest is not said."""
    answer = holds(extra.when, line)
    if extra.severity == "info" or answer is False or (answer is None and extra.severity != "violation"):
        return None
    severity = Severity(extra.severity) if answer else Severity.REVIEW
    return Hit(
        field,
        value,
        {"demand": extra.text["en"], "demand_ko": extra.text["ko"]},
        severity=severity,
        verdict=Verdict.PERMIT_MISSING if severity is Severity.VIOLATION else None,
        basis=extra.basis,
    )


def extras_of(line: Line, key: str, field: str = "", value: str = "") -> Iterator[Hit]:
    """The first hit for the extras of the importing country with this key."""
    for extra in line.jurisdiction.extras:
        if extra.key == key and (hit := extra_hit(line, extra, field, value)):
            yield hit
            return


@rule(
    "stricter-domestic",
    NOTE,
    scope=Scope.RESOLVED,
    confidence="V",
    title="National law adds to the Convention",
    message="National law of {importer}: {demand}",
    fix="Ask the authority of {importer} ({authority}) before filing.",
    basis=("CITES Art. XIV.1",),
)
def stricter_domestic(line: Line) -> Iterator[Hit]:
    """Further demands of the importing country that have no rule of their own, as its jurisdiction file states them, with the severity given there."""
    for extra in line.jurisdiction.extras:
        if extra.key in OWN_EXTRAS or (line.listing is None and extra.when.get("listed") is not False):
            continue
        if hit := extra_hit(line, extra, "importer", extra.key):
            authority = line.jurisdiction.authority
            params = {**hit.params, "authority": authority["en"], "authority_ko": authority["ko"]}
            yield Hit(hit.field, hit.value, params, severity=hit.severity, verdict=hit.verdict, basis=hit.basis)


@rule(
    "national-law-unknown",
    NOTE,
    scope=Scope.RUN,
    confidence="V",
    title="No national law of the importing country at hand",
    message="There is no file on the law of {importer}; only the Convention was applied, and {importer} may ask for more.",
    fix="Ask the Management Authority of {importer} what an import needs.",
    basis=("CITES Art. XIV.1",),
)
def national_law_unknown(line: Line) -> Iterator[Hit]:
    """Said once for a run whose importing country has no jurisdiction file: then nothing national was checked."""
    if line.item.importer and line.jurisdiction.bare:
        yield Hit("importer", line.item.importer)


@rule(
    "port-not-designated",
    REVIEW,
    scope=Scope.RESOLVED,
    title="Port of entry not designated for these goods",
    message="{value} is not a place where {taxon} may enter {importer}: {demand}",
    fix="Route the goods through a designated place, or show the permission for this one.",
    basis=("CITES Art. VIII.3", "CITES Art. XIV.1"),
)
def port_not_designated(line: Line) -> Iterator[Hit]:
    """Some countries let wildlife in at named places only. Asked where the declaration names the port of entry and the country's file holds such a list."""
    port = line.item.port_of_entry
    folded = port.casefold()
    for ports in line.jurisdiction.ports if port else ():
        if holds(ports.when, line) and not any(name in folded for name in ports.names):
            yield Hit(
                "port_of_entry", port, {"demand": ports.text["en"], "demand_ko": ports.text["ko"]}, basis=ports.basis
            )


@rule(
    "consequence-note",
    NOTE,
    scope=Scope.AFTER,
    confidence="V",
    title="What a violation leads to",
    message="The goods may be refused, seized, confiscated or returned, and the importer may be penalised.",
    fix="Do not release the goods; put the violations above to the Management Authority of {importer}.",
    basis=("CITES Art. VIII.1", "Res. Conf. 17.8"),
)
def consequence_note(line: Line) -> Iterator[Hit]:
    """Said once for a line with a violation, unless a national rule already names the penalty."""
    if Severity.VIOLATION in line.found.values() and not _NAMES_PENALTY.intersection(line.found):
        yield Hit()


_NAMES_PENALTY = frozenset({"kr-import-without-permit"})


RULES = (
    _national(
        "kr-import-permit-missing",
        "Korean import permit missing",
        "{taxon} is in Appendix {appendix}; Korea requires an import permit and none is declared.",
        "Korea asks for an import permit of a basin or regional environment office for every specimen of Appendices I, II and III, whatever its source. Foreign "
        "certificates of captive breeding or propagation do not take its place; a foreign pre-Convention, exhibition, ownership or instrument certificate makes it a review.",
        confidence="V",
    ),
    _national(
        "eu-import-permit-missing",
        "EU import permit missing",
        "{taxon} (Appendix {appendix}) needs an import permit of the Member State of destination and none is declared.",
        "The European Union asks for an import permit for Annex A and Annex B, which hold Appendix I and II.",
    ),
    _national(
        "us-app1-permit",
        "United States import permit missing",
        "{taxon} (Appendix {appendix}) needs a United States import permit and none is declared.",
        "The United States ask for a CITES import permit for Appendix I.",
    ),
    _national(
        "cn-permit",
        "Chinese import permit missing",
        "{taxon} (Appendix {appendix}) needs a Chinese import permit and none is declared.",
        "China asks for an import permit for Appendices I and II; what it asks for Appendix III the general rule reports. The law text was not at hand, so beyond Appendix I it is a review.",
    ),
    _national(
        "ch-permit",
        "Swiss import permit missing",
        "{taxon} (Appendix {appendix}) needs a Swiss import permit and none is declared.",
        "Switzerland asks for an import permit for specimens of the Appendices.",
    ),
    _national(
        "au-permit",
        "Australian import permit missing",
        "{taxon} (Appendix {appendix}) needs an Australian import permit and none is declared.",
        "Australia asks for an import permit for Appendix I and II; for Appendix III the law text was not at hand, so it is a review.",
    ),
    _national(
        "jp-prior-confirm",
        "Japanese prior confirmation missing",
        "{taxon} (Appendix {appendix}) needs a prior confirmation of the Japanese ministry and none is declared.",
        "Japan asks for a prior confirmation for live animals of Appendix II and for live specimens of Appendix III from the listing Party.",
    ),
    _national(
        "app1-import-permit-national",
        "National import document missing (Appendix I)",
        "{importer} requires an import document for {taxon} (Appendix I) and none is declared.",
        "The importing country asks for an import document of its own for Appendix I.",
    ),
    _national(
        "app2-import-permit-national",
        "National import document missing (Appendix II)",
        "{importer} requires an import document for {taxon} (Appendix II) and none is declared.",
        "The importing country asks for an import document for Appendix II, which the Convention does not.",
    ),
    _national(
        "app3-import-permit-national",
        "National import document missing (Appendix III)",
        "{importer} requires an import document for {taxon} (Appendix III) and none is declared.",
        "The importing country asks for an import document for Appendix III, which the Convention does not.",
    ),
    stricter_domestic,
    national_law_unknown,
    port_not_designated,
    consequence_note,
)
