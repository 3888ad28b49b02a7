"""Misspelt names: the stored names within a few changes of a declared one, and what the changes cost.

Words are corrected one at a time through the neighbour index, then checked as pairs, so that no search ever walks over
all names. Imported when the first misspelt name is met: only then does a look-up pay for loading rapidfuzz.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from zlib import crc32

from rapidfuzz.distance.OSA import distance as osa

from cites_check.names.keys import ocr_variants, once_deleted, orthographic, twice_deleted, visual
from cites_check.names.store import NameRow, NameStore, WordPlace

GENUS, EPITHET = WordPlace.GENUS, WordPlace.EPITHET

SOUND, LOOK, MOVED, SYLLABLE, FIRST_LETTER = 0.5, 0.7, 1.0, 1.4, 0.5
"""What changes cost, where one letter costs 1.

A spelling that sounds the same, one that bad print explains, letters in another order, two letters lost together; and
what is added when the first letter differs.
"""
OLD_NAME = 0.35
"""What is added where a name is a synonym, when names are ranked."""
ENOUGH = 1.6
"""A name found at this cost or less ends the search: nothing two edits away could rival it."""
WORST = 3.2


class Near(NamedTuple):
    """A stored name near a declared one.

    `edits` counts letters, `cost` weighs them; `genus_cost` is the genus's share.
    """

    row: NameRow
    cost: float
    edits: int
    genus_cost: float
    sound: bool


def word_cost(declared: str, stored: str, place: WordPlace = EPITHET) -> tuple[float, int, bool]:
    """Cost and letter edits from one word to another, and whether only the spelling of a sound changed."""
    if declared == stored:
        return 0.0, 0, True
    edits = osa(declared, stored)
    if orthographic(declared) == orthographic(stored):
        # A genus has no endings to decline, so more letters of difference mean more.
        return SOUND + (edits - 1) * (0.1 if place else 0.4), edits, True
    first = 0.0 if declared[0] == stored[0] else FIRST_LETTER
    if edits == 1:
        return 1.0 + first, 1, False
    if visual(declared) == visual(stored) or (edits < 4 and stored in ocr_variants(declared)):
        return LOOK, edits, False
    if edits == 2 and not first:
        return _two_letters(declared, stored), 2, False
    return edits + first, edits, False


def _two_letters(declared: str, stored: str) -> float:
    """What two edits cost that may be one slip of the pen."""
    if len(declared) > 4 and sorted(declared) == sorted(stored):
        # A letter, or two, in the wrong place: Phyton.
        return MOVED
    longer, shorter = (stored, declared) if len(stored) > len(declared) else (declared, stored)
    if len(longer) - len(shorter) == 2 and len(shorter) > 8:
        # Two neighbouring letters lost or written twice: philippensis for philippinensis.
        same = next((place for place, letter in enumerate(shorter) if longer[place] != letter), len(shorter))
        if longer[same + 2 :] == shorter[same:]:
            return SYLLABLE
    if osa(orthographic(declared), orthographic(stored)) <= 1:
        # One of the two changes is only a matter of sound.
        return 1.0 + SOUND
    return 2.0


def near_once(store: NameStore, place: WordPlace, word: str) -> set[str]:
    """The stored words within one letter of this one, or that sound or look like it (a few further ones among them)."""
    hashes = [crc32(form.encode()) for form in once_deleted(word)]
    hashes.append(crc32(f"~{orthographic(word)}".encode()))
    hashes.append(crc32(f"={visual(word)}".encode()))
    return store.near_words(place, hashes)


def near_genera(store: NameStore, word: str) -> set[str]:
    """The stored genera within two letters of this one."""
    return store.near_words(GENUS, [crc32(form.encode()) for form in twice_deleted(word)])


def near_binomials(store: NameStore, genus: str, epithet: str) -> list[Near]:
    """The stored species near a declared one that is none itself, nearest first."""
    knows_genus = store.knows_word(GENUS, genus)
    knows_epithet = store.knows_word(EPITHET, epithet)
    genera = near_once(store, GENUS, genus)
    epithets = near_once(store, EPITHET, epithet)
    if knows_genus:
        genera.add(genus)
    if knows_epithet:
        epithets.add(epithet)
    found = _pairs(store, genus, epithet, genera, epithets)
    if found and found[0].cost <= ENOUGH:
        return found
    return _further(store, genus, epithet, genera, epithets, knows_genus=knows_genus, knows_epithet=knows_epithet)


def _further(
    store: NameStore,
    genus: str,
    epithet: str,
    genera: set[str],
    epithets: set[str],
    *,
    knows_genus: bool,
    knows_epithet: bool,
) -> list[Near]:
    """The second stage: two edits in one word, or letters that optical reading runs together."""
    genera |= near_genera(store, genus)
    keys = {g + e for g in genera for e in epithets}
    if knows_epithet:
        most = 3 if len(genus) > 7 else 2
        keys.update(g + epithet for g in _within(genus, store.genera_of(epithet), most))
    for near in sorted((g for g in genera if g == genus or osa(g, genus) <= 1), key=lambda g: g != genus)[:4]:
        most = 3 if near == genus and len(epithet) > 9 else 2
        keys.update(near + e for e in _within(epithet, store.epithets_of(near), most))
    if not knows_genus or not knows_epithet:
        read_genera = (
            genera
            if knows_genus
            else genera.union(*(near_once(store, GENUS, variant) for variant in ocr_variants(genus)))
        )
        read_epithets = (
            epithets
            if knows_epithet
            else epithets.union(*(near_once(store, EPITHET, variant) for variant in ocr_variants(epithet)))
        )
        if len(read_genera) * len(read_epithets) <= 4000:
            keys.update(g + e for g in read_genera for e in read_epithets)
    return _cost_of(store.names_of_keys(keys), genus, epithet)


def _within(word: str, others: Iterable[str], most: int) -> list[str]:
    return [other for other in others if osa(word, other, score_cutoff=most) <= most]


def _pairs(store: NameStore, genus: str, epithet: str, genera: Iterable[str], epithets: Iterable[str]) -> list[Near]:
    return _cost_of(store.names_of_keys([g + e for g in genera for e in epithets]), genus, epithet)


def _cost_of(rows: Iterable[NameRow], genus: str, epithet: str) -> list[Near]:
    found = []
    for row in rows:
        if row.rest or not row.epithet:
            continue
        genus_cost, genus_edits, genus_sound = word_cost(genus, row.genus, GENUS)
        epithet_cost, epithet_edits, epithet_sound = word_cost(epithet, row.epithet)
        cost = genus_cost + epithet_cost
        if cost <= WORST:
            found.append(Near(row, cost, genus_edits + epithet_edits, genus_cost, genus_sound and epithet_sound))
    found.sort(key=_order)
    return found


def near_single(store: NameStore, word: str) -> list[Near]:
    """The stored single names (genera, families, orders) near a declared one, nearest first."""
    words = near_once(store, GENUS, word) | near_genera(store, word)
    found = []
    for row in store.names_of_keys(words):
        if row.epithet:
            continue
        cost, edits, sound = word_cost(word, row.genus, GENUS)
        if cost <= 2.5:
            found.append(Near(row, cost, edits, cost, sound))
    found.sort(key=_order)
    return found


def near_parts(rows: Iterable[NameRow], part: str) -> list[Near]:
    """Of the infraspecific names of one species, those near a declared one."""
    found = []
    for row in rows:
        cost, edits, sound = word_cost(part, row.rest)
        if cost <= (2.0 if len(part) > 6 else 1.0):
            found.append(Near(row, cost, edits, 0.0, sound))
    found.sort(key=_order)
    return found


def weight(near: Near) -> float:
    """The cost by which names are ranked: the name in use today is more likely meant than an old one."""
    return near.cost + OLD_NAME if near.row.kind else near.cost


def _order(near: Near) -> tuple[float, str]:
    return weight(near), near.row.display
