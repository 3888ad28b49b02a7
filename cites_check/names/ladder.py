"""The ladder: the ways to read a declared name, surest first. The first that gives an answer ends the climb."""

from __future__ import annotations

from collections.abc import Callable

from cites_check.model.taxa import NameMatch, NameStatus
from cites_check.names.answers import from_candidates, nothing
from cites_check.names.case import Case, distinct
from cites_check.names.common_match import common_exact, common_near
from cites_check.names.latin import may_be_binomial
from cites_check.names.parse import LOWER, TITLE
from cites_check.names.parts import with_parts
from cites_check.names.store import WordPlace
from cites_check.names.trade_words import TRADE_WORDS

Step = Callable[[Case], NameMatch | None]


def resolve(case: Case) -> NameMatch:
    """The answer for one name: the first step of the ladder that has one."""
    for step in SIMPLE_STEPS if case.simple else STEPS:
        match = step(case)
        if match is not None:
            return match
    return nothing(case.query, NameStatus.UNRESOLVED, case.known_flags(), "no name could be read here")


def formula(case: Case) -> NameMatch | None:
    """A hybrid formula names two taxa: both are shown, and nothing else that the line says chooses one of them."""
    parents = case.parsed.parents or _genera_crossed(case)
    if not parents:
        return None
    from cites_check.names.matcher import resolve_text

    sides = [resolve_text(case.store, parent, case.hints, case.fits) for parent in parents]
    found = [side.best for side in sides if side.best is not None]
    if not found:
        return None
    if len({candidate.taxon_id for candidate in found}) == 1 and len(found) == 2:
        return case.answer(found[:1], NameStatus.RESOLVED, f"a hybrid within {found[0].name}")
    status = NameStatus.AMBIGUOUS if len(found) == 2 else NameStatus.UNRESOLVED
    note = "a hybrid of " + " and ".join(candidate.name for candidate in found)
    shown = distinct([*found, *(other for side in sides for other in side.candidates[1:3])])
    return from_candidates(case.query, shown, status, case.known_flags(), note)


def _genera_crossed(case: Case) -> tuple[str, ...]:
    """The two genera of `Cattleya × Laelia`."""
    words, shapes = case.words, case.parsed.shapes
    if "hybrid" not in case.flags or len(words) != 2 or LOWER in shapes:
        return ()
    if not case.single(words[0]) or not case.single(words[1]):
        return ()
    case.flags.add("formula")
    return words


def exact(case: Case) -> NameMatch | None:
    """The words as declared, spaces lost or added, longest reading first."""
    words = case.words
    for size in range(min(len(words), 6), 1, -1):
        rows = case.store.names("".join(words[:size]))
        if rows and rows[0].epithet:
            return with_parts(case, rows, words[size:], "" if _same_words(rows[0].genus, words) else "spaces differ")
        if rows and size < len(words):
            # Two words were one genus: Pan thera tigris.
            case.words = (rows[0].genus, *words[size:])
            return exact(case)
    if len(words) > 1 and len(words[0]) > 8:
        rows = case.store.names(words[0])
        if rows and rows[0].epithet:
            return with_parts(case, rows, words[1:], "spaces differ")
    if len(words) == 1 and not case.parsed.short_genus:
        rows = case.store.names(words[0])
        if rows:
            return case.exact(rows) if rows[0].epithet or "genus_only" not in case.flags else genus_only(case)
    return None


def _same_words(genus: str, words: tuple[str, ...]) -> bool:
    return words[0] == genus


def genus_only(case: Case) -> NameMatch | None:
    """`Python sp.`, `Orchidaceae spp.`: a genus or a higher taxon, with nothing below it declared."""
    if "genus_only" not in case.flags or len(case.words) != 1:
        return None
    rows = case.single(case.words[0])
    return case.exact(rows, f"{rows[0].display}, species not declared") if rows else None


def unlisted(case: Case) -> NameMatch | None:
    """A valid name of no listed taxon."""
    words = case.words
    if case.parsed.short_genus:
        return None
    if len(words) < 2:
        known = case.store.unlisted(words[0]) if words and "genus_only" in case.flags else None
        if known is None or not words or case.single(words[0]):
            return None
    else:
        known = case.store.unlisted(words[0] + words[1])
        if known is None or known.rank == "genus":
            return None
    family = f" ({known.family})" if known.family else ""
    return nothing(
        case.query,
        NameStatus.UNLISTED,
        case.known_flags(),
        f"{known.name}{family} is a valid name of no listed taxon",
    )


def genus_and_author(case: Case) -> NameMatch | None:
    """`Python Daudin, 1803`: a genus with its author, not a species."""
    words, shapes = case.words, case.parsed.shapes
    if len(words) < 2 or not case.store.is_author(words[1]) or case.store.knows_word(WordPlace.EPITHET, words[1]):
        return None
    if not case.parsed.year and (len(shapes) < 2 or shapes[1] == LOWER):
        return None
    rows = case.single(words[0])
    if not rows or (not case.parsed.year and case.store.epithets_starting(words[0], words[1])):
        return None
    case.flags.add("genus_only")
    return case.exact(rows, f"{rows[0].display}, species not declared")


def abbreviated(case: Case) -> NameMatch | None:
    """`P. tigris`: every species with this epithet whose genus begins so."""
    if not case.parsed.short_genus or len(case.words) < 2:
        return None
    from cites_check.names.abbreviated import abbreviated_genus

    return abbreviated_genus(case)


def misspelt(case: Case) -> NameMatch | None:
    """A name within a few letters of a stored one."""
    if not case.words or case.parsed.short_genus:
        return None
    from cites_check.names.doubt import misspelt_name

    return misspelt_name(case)


def rearranged(case: Case) -> NameMatch | None:
    """Words in another order, run together, torn apart, cut off, or with a subgenus between them."""
    if not case.words:
        return None
    from cites_check.names.arrange import rearranged_name

    return rearranged_name(case)


def goods_of_genus(case: Case) -> NameMatch | None:
    """A genus, and what was made of it."""
    if len(case.words) < 2 or case.words[1] not in TRADE_WORDS:
        return None
    from cites_check.names.higher import genus_of_goods

    return genus_of_goods(case)


def higher(case: Case) -> NameMatch | None:
    """A species that the dataset does not hold, in a genus that it knows of."""
    if len(case.words) < 2 or case.parsed.short_genus:
        return None
    from cites_check.names.higher import unknown_species

    return unknown_species(case)


def well_formed(case: Case) -> NameMatch | None:
    """A name that is built like a scientific one, of a genus that is not in the dataset."""
    words, shapes = case.words, case.parsed.shapes
    if len(words) < 2 or len(words[0]) < 3 or len(words[1]) < 3 or case.parsed.short_genus:
        return None
    if len(shapes) > 1 and shapes[0] == LOWER and shapes[1] == TITLE:
        return None
    known = case.store.unlisted(words[0])
    if known is None and not may_be_binomial(case.store, words[0], words[1]):
        return None
    note = f"{words[0].capitalize()} {words[1]} is near no name in the dataset"
    return nothing(case.query, NameStatus.UNLISTED, case.known_flags(), note)


STEPS: tuple[Step, ...] = (
    formula,
    exact,
    unlisted,
    genus_only,
    genus_and_author,
    abbreviated,
    common_exact,
    goods_of_genus,
    misspelt,
    rearranged,
    higher,
    common_near,
    well_formed,
)
SIMPLE_STEPS: tuple[Step, ...] = (
    exact,
    unlisted,
    common_exact,
    goods_of_genus,
    misspelt,
    rearranged,
    higher,
    common_near,
    well_formed,
)
"""What is left to try for a plain genus and epithet, with nothing else in the text."""
