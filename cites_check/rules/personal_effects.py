"""Personal and household effects (Art. VII.3, Res. Conf. 13.7): what travels with its owner, within limits.

The missing documents themselves are reported by the rules on documents; here stands why the claim does not help. A claim is seen where the goods come as
baggage or household effects and a document that the Convention asks for is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cites_check.model.codes import Appendix, Verdict
from cites_check.rules.amounts import amount
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, rule
from cites_check.rules.conditions import holds
from cites_check.rules.context import Commercial, Line
from cites_check.rules.personal_tables import PersonalLimit
from cites_check.rules.requirements import convention_requirements
from cites_check.rules.traders import sale_words

CARRIED = frozenset({"baggage", "household"})
"""Channels that claim personal or household effects."""

_SENT = frozenset({"post", "courier"})
_KOREAN = {
    "baggage": "휴대품",
    "household": "이사화물",
    "post": "우편",
    "courier": "특송",
    "cargo": "일반화물",
    "transit": "통과",
}
_CLAIM = re.compile(
    r"\bpersonal (?:effects?|belongings)\b|\bhousehold (?:effects?|goods)\b|\bsouvenirs?\b|휴대품|개인\s?용품|이사\s?(?:화물|물품|짐)|가재\s?도구|기념품",
    re.IGNORECASE,
)
_EU_TROPHIES = (
    "Ceratotherium simum simum",
    "Hippopotamus amphibius",
    "Loxodonta",
    "Ovis ammon",
    "Panthera leo",
    "Ursus maritimus",
)
_TROPHY_TERMS = frozenset({"TRO", "SKI", "SKU", "HOR", "TUS", "BOD", "SKE", "FOO", "TEE", "RUG"})


def in_korean(channel: str, param: str = "value") -> dict[str, str]:
    """The channel's Korean word for a message that names it as `param`."""
    return {f"{param}_ko": _KOREAN.get(channel, channel)}


def lacks_documents(line: Line) -> bool:
    """Whether a document that the Convention asks for is neither shown nor released by a certificate."""
    return any(need.state in {"missing", "question"} for need in convention_requirements(line))


def _claims(line: Line) -> bool:
    return line.item.channel in CARRIED and lacks_documents(line)


def _narrower(line: Line) -> str:
    """How the importing country's own exemption leaves these goods out: `trophy`, `narrower`, or empty."""
    if line.jurisdiction.bare:
        return ""
    if line.jurisdiction.code == "EU" and line.item.term in _TROPHY_TERMS and line.is_a(*_EU_TROPHIES):
        return "trophy"
    convention = _personal_exemption_holds(line, national=False)
    return "narrower" if convention and not _personal_exemption_holds(line, national=True) else ""


def _personal_exemption_holds(line: Line, *, national: bool) -> bool:
    jurisdiction = line.jurisdiction if national else line.convention
    return any(
        "channels" in exemption.when and holds(exemption.when, line) is not False
        for exemption in jurisdiction.exemptions
    )


@rule(
    "personal-vii3",
    REVIEW,
    confidence="V",
    title="Personal-effects exemption does not fit",
    message="{taxon} comes as {value} without documents, but is for a commercial purpose (or for sale): that is no personal effect.",
    fix="Hold the goods until the documents of Appendix {appendix} are shown; the exemption needs dead items, the owner's own, not for sale, lawfully acquired.",
    basis=("CITES Art. VII.3", "Res. Conf. 13.7"),
    variants={
        "live": "A live {taxon} comes as {value} without documents; living animals and plants are not released as personal effects.",
        "abroad": "{taxon} (Appendix I) comes as {value} without documents; Appendix I specimens acquired outside the owner's country are not released as personal effects.",
        "wild": "{taxon} (Appendix II, source {source}) comes as {value} without documents; if it was taken from the wild in {origin} and that State asks for an export permit, the exemption does not hold.",
    },
)
def personal_vii3(line: Line) -> Iterator[Hit]:
    """Personal and household effects are exempt only when dead, owned by the person who brings them, lawfully acquired and not for sale; not for Appendix I acquired abroad, nor for Appendix II taken from the wild in a State that requires an export permit. Asked where documents are missing; whether the owner's country is the importing one cannot be seen."""
    if not _claims(line) or _narrower(line):
        return
    channel = line.item.channel
    if line.category == "live":
        yield Hit("channel", channel, in_korean(channel), variant="live")
    elif line.commercial is Commercial.YES or sale_words(line.item.description):
        yield Hit("channel", channel, in_korean(channel))
    elif line.appendix is Appendix.I and line.item.origin != line.item.importer:
        yield Hit("channel", channel, in_korean(channel), variant="abroad")
    elif line.appendix is Appendix.II and line.source in {"W", "X"} and not _limits(line):
        yield Hit("channel", channel, in_korean(channel), variant="wild")


@rule(
    "personal-over-limit",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    confidence="M",
    title="More than the limit for personal effects",
    message="{value} of {taxon} is more than one person may bring without documents ({limit}: {amount}); the whole quantity needs them.",
    fix="Hold the whole quantity until the documents of Appendix {appendix} are shown; the part within the limit is not released either.",
    basis=("CITES Art. VII.3", "Res. Conf. 13.7"),
)
def personal_over_limit(line: Line) -> Iterator[Hit]:
    """For some goods (caviar, rainsticks, worked crocodile leather, shells of queen conch and giant clams, seahorses, agarwood) a number or weight for each person is set. Beyond it the exemption falls away for all of it. The importing country's own limit comes first."""
    if not _claims(line) or line.category == "live" or line.commercial is Commercial.YES:
        return
    for limit in _limits(line):
        for most, unit in ((limit.amount, limit.unit), (limit.max_total, limit.max_total_unit)):
            if most and _exceeds(line, most, unit):
                item = line.item
                params = {"limit": limit.words["en"], "limit_ko": limit.words["ko"], **amount("amount", most, unit)}
                params |= amount("value", item.quantity, item.unit)
                yield Hit("quantity", f"{item.quantity:g} {item.unit}".strip(), params)
                return


@rule(
    "personal-by-post",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    confidence="M",
    title="Personal-effects exemption claimed for goods that are sent",
    message="The goods are described as personal effects (“{value}”) but come by {channel}; the exemption is only for what a person wears, carries or moves with a household.",
    fix="Get the documents of Appendix {appendix} before the goods are released; without them the parcel is refused or seized.",
    basis=("CITES Art. VII.3", "Res. Conf. 13.7"),
    variants={
        "purpose": "{taxon} comes by {channel} for a personal purpose without documents; goods bought at a distance and sent are not exempt as personal effects."
    },
)
def personal_by_post(line: Line) -> Iterator[Hit]:
    """What is ordered over the internet or sent by post or courier is not a personal effect, however private its use. A violation where the description claims the exemption; where only the purpose is personal, a note explains why the documents are needed."""
    channel = line.item.channel
    if channel not in _SENT or not lacks_documents(line):
        return
    words = {"channel": channel, **in_korean(channel, "channel")}
    if claim := _CLAIM.search(line.text):
        yield Hit("channel", claim[0], words)
    elif line.item.purpose == "P":
        yield Hit("channel", channel, words, severity=NOTE, variant="purpose")


@rule(
    "personal-importer-override",
    REVIEW,
    confidence="M",
    title="The importing country's exemption is narrower",
    message="The personal-effects exemption of {importer} leaves out {taxon} of Appendix {appendix} that comes as {value}; it is narrower than the Convention's.",
    fix="Get the documents that {importer} asks for, as for goods in trade.",
    basis=("CITES Art. XIV.1", "CITES Art. VII.3", "Res. Conf. 13.7"),
    variants={
        "trophy": "Hunting trophies of {taxon} are not released as personal effects in the European Union; an import permit is needed although it comes as {value}."
    },
)
def personal_importer_override(line: Line) -> Iterator[Hit]:
    """Where the importing country's own exemption is narrower than that of the Convention, the narrower one decides. Korea releases no Appendix I specimen acquired abroad; the European Union asks for an import permit for trophies of six species. In general a note, since the missing import document is reported by its own rule; for those trophies a review."""
    if _claims(line) and line.category != "live" and (how := _narrower(line)):
        if how == "trophy":
            yield Hit("channel", line.item.channel, in_korean(line.item.channel), variant="trophy")
        else:
            # The import document that is missing is reported already; this says why the exemption does not help.
            yield Hit("channel", line.item.channel, in_korean(line.item.channel), severity=NOTE)


def _limits(line: Line) -> tuple[PersonalLimit, ...]:
    """The limits for the goods, the importing country's own where it has one."""
    found = [
        limit
        for taxon in line.lineage
        for limit in line.reference.personal.get(taxon.name, ())
        if line.item.term in limit.terms
    ]
    own = [limit for limit in found if limit.jurisdiction and limit.jurisdiction in line.jurisdiction.countries]
    return tuple(own or (limit for limit in found if not limit.jurisdiction))


def _exceeds(line: Line, amount: float, unit: str) -> bool:
    """Whether the declared quantity is more than `amount`; False where the units cannot be compared."""
    units = line.reference.goods.units
    declared = units.get(line.item.unit or ("no" if unit == "no" else ""))
    limit = units.get(unit)
    quantity = line.item.quantity
    if quantity is None or declared is None or limit is None or declared.kind != limit.kind:
        return False
    return quantity * declared.factor > amount * limit.factor * (1 + 1e-9)


RULES = (
    personal_vii3,
    personal_over_limit,
    personal_by_post,
    personal_importer_override,
)
