"""What a description says the goods are: names and goods words in it, and how far they can be trusted.

A scientific name in a description names the goods as well as in its own field. A goods word is trusted where whatever it
names is listed. A word that may stand for something else, and the name of a living animal or plant (which stands as well
in the names of what is made for it), need a second sign: a heading under which listed species travel, a document, a code
of the Convention, or no heading at all that would say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cites_check.model.taxa import MatchKind, NameCandidate, NameMatch, NameStatus, Taxon
from cites_check.rules.context import Line
from cites_check.rules.wording import Mention, Wording

_IMITATION = frozenset({"imitation", "synthetic"})
_NAMED = (NameStatus.RESOLVED, NameStatus.AMBIGUOUS)


@dataclass(frozen=True, slots=True)
class Spoken:
    """The names in a description. `named` are scientific ones, `sure` goods words that are trusted, `weak` the others."""

    named: tuple[Mention, ...] = ()
    sure: tuple[Mention, ...] = ()
    weak: tuple[Mention, ...] = ()

    @property
    def strong(self) -> tuple[Mention, ...]:
        """What the line is read as where it declares no name: scientific names, or else the trusted goods words."""
        return self.named or self.sure


_SILENT = Spoken()


def spoken(line: Line) -> Spoken:
    """The names in the line's description, and how far each can be trusted."""
    named: list[Mention] = []
    sure: list[Mention] = []
    weak: list[Mention] = []
    mentions = line.mentions
    if not mentions:
        return _SILENT
    hinted = is_hinted(line)
    for mention in mentions:
        match = mention.match
        if match.best is None or not (match.status in _NAMED or is_common(match)):
            continue  # A goods word that may stand for something else is unresolved, but names taxa.
        if not is_common(match) and " " in mention.text.strip():
            (weak if match.best.kind is MatchKind.FUZZY else named).append(mention)
        else:
            # A genus alone (Alligator, Python) is an everyday word, too.
            (sure if hinted or _is_trusted(line, match) else weak).append(mention)
    return Spoken(tuple(named), tuple(sure), tuple(weak))


def matches_in_texts(line: Line) -> tuple[NameMatch, ...]:
    """What a line without a usable name may be read as: the common name beside an unknown one, and the description."""
    item = line.item
    found = []
    if item.scientific_name and item.common_name:
        by_name = line.wording.match(item.common_name)
        if by_name.best is not None and by_name.status in _NAMED:
            found.append(by_name)
    said = spoken(line)
    # A word for goods of a line that does not speak of the Convention raises one question, not one for each document.
    found += [mention.match for mention in (said.strong if is_hinted(line) else said.named)]
    return tuple(found)


def is_certain(match: NameMatch) -> bool:
    """Whether a match is by a scientific name, letter by letter or as a known synonym or spelling."""
    return (
        match.status is NameStatus.RESOLVED
        and match.best is not None
        and match.best.kind in (MatchKind.EXACT, MatchKind.SYNONYM, MatchKind.ORTHOGRAPHIC)
    )


def is_common(match: NameMatch) -> bool:
    """Whether the match is by a common name or a goods word."""
    return match.best is not None and match.best.kind is MatchKind.COMMON


def is_sure_word(line: Line, match: NameMatch) -> bool:
    """Whether the match is by a word for goods of which everything it names is listed."""
    word = line.reference.goods.words.goods(match.best.matched) if match.best else None
    return word is not None and word.sure


def may_be_unlisted(line: Line, match: NameMatch) -> bool:
    """Whether the match is by a word that may also name something that is not listed (zebra skin, ivory)."""
    word = line.reference.goods.words.goods(match.best.matched) if match.best and is_common(match) else None
    return word is not None and not word.covers_all


def imitation_word(line: Line) -> str:
    """The word by which the text claims that the goods are an imitation or synthetic; empty where none does."""
    claims = line.reference.goods.words.claims(line.text)
    return next((word for word, claim in claims if claim.facts & _IMITATION), "")


def fits(names: Wording, match: NameMatch, taxa: Iterable[NameCandidate], *, broadly: bool = False) -> bool:
    """Whether what a text names may be one of `taxa`.

    Scientific names fit where one stands above the other; common names and goods words within a family, `broadly`
    within a class.
    """
    ranks = {"family", "class"} if broadly else {"family"}
    for mine in taxa:
        above = names.lineage(mine.taxon_id)
        for candidate in match.candidates:
            lineage = names.lineage(candidate.taxon_id)
            if _holds(above, candidate.taxon_id) or _holds(lineage, mine.taxon_id):
                return True
            if is_common(match) and _at(above, ranks) & _at(lineage, ranks):
                return True
    return False


def _holds(lineage: Iterable[Taxon], taxon_id: int) -> bool:
    return any(taxon.id == taxon_id for taxon in lineage)


def _at(lineage: Iterable[Taxon], ranks: set[str]) -> set[int]:
    # Plants stand below no class: their orders do as well.
    return {taxon.id for taxon in lineage if taxon.rank in ranks or ("class" in ranks and taxon.rank == "order")}


def _is_trusted(line: Line, match: NameMatch) -> bool:
    """Whether a word may be trusted that nothing but the heading can speak for."""
    if imitation_word(line):
        return False
    if is_sure_word(line, match):
        return True
    return fits_heading(line, match) and not line.reference.goods.words.plain_materials.find(line.text)


def is_hinted(line: Line) -> bool:
    """Whether the line speaks of the Convention or of wildlife beside its description."""
    item = line.item
    return bool(item.documents or item.source or item.taxon_class or item.family or item.appendix in ("I", "II", "III"))


def fits_heading(line: Line, match: NameMatch) -> bool:
    """Whether the tariff heading may hold what the word names; so it may where no heading is declared.

    A word that may name something unlisted needs a heading of at least medium risk.
    """
    code = line.item.hs_code
    if not code:
        return True
    word = line.reference.goods.words.goods(match.best.matched) if match.best else None
    unsure = not word.covers_all if word is not None else match.status is NameStatus.AMBIGUOUS
    watched = line.reference.goods.tariff.watched_under(code)
    expected = {name for entry in watched if not unsure or entry.risk != "low" for name in entry.taxa}
    if not expected:
        return False
    for candidate in match.candidates:
        if expected.intersection(taxon.name for taxon in line.wording.lineage(candidate.taxon_id)):
            return True
    return word is not None and bool(expected.intersection(word.taxa))


def is_worth_a_note(line: Line, match: NameMatch) -> bool:
    """Whether a word that is not trusted should be noted at all.

    A word for goods always; the name of an animal or plant (turtle neck, orchid pattern) only under a watched heading.
    """
    word = line.reference.goods.words.goods(match.best.matched) if match.best else None
    return (word is not None and word.for_goods) or bool(line.reference.goods.tariff.watched_under(line.item.hs_code))
