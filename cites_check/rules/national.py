"""What importing countries ask beyond the Convention (Art. XIV.1), from their jurisdiction files."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.codes import Appendix, Verdict
from cites_check.rules.base import REVIEW, VIOLATION, Check, Hit, Rule, Scope, rule
from cites_check.rules.context import Line
from cites_check.rules.requirements import national_requirements

_OWN_RULE = {
    ("KR", "import-permit"): "kr-import-permit-missing",
    ("EU", "import-permit"): "eu-import-permit-missing",
    ("GB", "import-permit"): "gb-import-permit-missing",
    ("US", "import-permit"): "us-app1-permit",
    ("CN", "import-permit"): "cn-permit",
    ("CH", "import-permit"): "ch-permit",
    ("AU", "import-permit"): "au-permit",
    ("JP", "prior-confirmation"): "jp-prior-confirm",
}
"""Needs that have a rule of their own; every other country's are reported by the general rules for its Appendix."""

_FIX = "Obtain the import document from the authority of {importer} ({authority}) before filing."


def _check(rule_id: str) -> Check:
    def check(line: Line) -> Iterator[Hit]:
        for requirement in national_requirements(line):
            if requirement.state not in {"missing", "question"} or _rule_of(line, requirement.need.key) != rule_id:
                continue
            severity = None if requirement.state == "missing" else REVIEW
            yield Hit(
                f"{requirement.need.kinds[0]}_no",
                params={
                    "authority": line.jurisdiction.authority["en"],
                    "authority_ko": line.jurisdiction.authority["ko"],
                },
                severity=severity,
                basis=requirement.need.basis["en"],
            )

    return check


def _rule_of(line: Line, key: str) -> str:
    own = _OWN_RULE.get((line.jurisdiction.code, key))
    if own:
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
        "gb-import-permit-missing",
        "British import permit missing",
        "{taxon} (Appendix {appendix}) needs a British import permit and none is declared.",
        "Great Britain asks for an import permit for Annex A and Annex B, which hold Appendix I and II.",
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
        "China asks for an import permit for all three Appendices.",
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
)
