"""Misspelt names: the stored names within a few changes of a declared one, and what the changes cost.

Words are corrected one at a time through the neighbour index, then checked as pairs, so that no search ever walks over
all names. Imported when the first misspelt name is met: only then does a look-up pay for loading rapidfuzz.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import NamedTuple
from zlib import crc32

from rapidfuzz.distance.OSA import distance as osa

from cites_check.names.keys import look_form, near_hash, ocr_variants, orthographic, stored_sound, twice_deleted, visual
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
SHORTEST_CUT = 3
FEW_LOST = 4
"""So many letters are lost sooner than one is wrong."""
COMPLETE = ("us", "a", "um", "is", "i", "ae", "ensis")
"""Endings of whole epithets: what ends so was hardly cut off."""


class Near(NamedTuple):
    """A stored name near a declared one.

    `edits` counts letters, `cost` weighs them; `genus_cost` is the genus's share.
    """

    row: NameRow
    cost: float
    edits: int
    genus_cost: float
    sound: bool
    cut: bool = False


def word_cost(declared: str, stored: str, place: WordPlace = EPITHET) -> tuple[float, int, bool]:
    """Cost and letter edits from one word to another, and whether only the spelling of a sound changed."""
    if declared == stored:
        return 0.0, 0, True
    edits = osa(declared, stored)
    sound, meant = orthographic(declared), stored_sound(stored)
    if sound == meant or (place and _is_declined(declared, stored)):
        # A genus has no endings to decline, so more letters of difference mean more.
        cost = SOUND + (edits - 1) * (0.1 if place else 0.4)
        return (cost if edits < 2 or len(declared) > 5 else cost + 0.3), edits, True
    first = 0.0 if declared[0] == stored[0] or sound[0] == meant[0] else FIRST_LETTER
    if edits == 1:
        return 1.0 + first, 1, False
    if len(declared) > 4 and (visual(declared) == visual(stored) or (edits < 4 and stored in ocr_variants(declared))):
        return LOOK, edits, False
    if first or edits > 4:
        return edits + first, edits, False
    cost = _two_letters(declared, stored) if edits == 2 else float(edits)
    if cost > 1 + SOUND:
        if osa(sound, meant) <= 1:
            # All but one of the changes are only a matter of sound.
            cost = 1.0 + SOUND + (edits - 2) * 0.2
        elif (
            edits > 2
            and abs(len(declared) - len(stored)) < 3
            and any(orthographic(variant) == meant for variant in ocr_variants(declared))
        ):
            cost = LOOK + SOUND
    return cost, edits, False


def _is_declined(declared: str, stored: str) -> bool:
    """Whether only the gender differs: grandiflorum for grandiflora."""
    longer, shorter = (stored, declared) if len(stored) > len(declared) else (declared, stored)
    return longer[-2:] in ("um", "us") and shorter == longer[:-2] + "a"


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
    return 2.0


def near_once(store: NameStore, place: WordPlace, word: str, *, look: bool = True) -> set[str]:
    """The stored words within one letter of this one, or that sound (or look) like it.

    A few further ones among them.
    """
    hashes = near_hashes(word)
    if look:
        hashes.append(near_hash(look_form(word)))
    return store.near_words(place, hashes)


def near_hashes(word: str) -> list[int]:
    """The hashes under which words within one letter of this one, and those that sound like it, are filed."""
    raw = word.encode()
    # A check sum goes on from that of what stands before: no letters are put together.
    hashes = [crc32(raw[at + 1 :], crc32(raw[:at])) for at in range(len(raw))]
    hashes.append(crc32(raw))
    hashes.append(crc32(f"~{orthographic(word)}".encode()))
    return hashes


def near_genera(store: NameStore, word: str) -> set[str]:
    """The stored genera within two letters of this one."""
    return store.near_words(GENUS, [crc32(form.encode()) for form in twice_deleted(word)])


def near_binomials(store: NameStore, genus: str, epithet: str) -> list[Near]:
    """The stored species near a declared one that is none itself, nearest first."""
    knows_genus = store.knows_word(GENUS, genus)
    knows_epithet = store.knows_word(EPITHET, epithet)
    if knows_genus or knows_epithet:
        # While one word is right, only the other needs correcting: two wrong words cost more than one.
        found = one_word_wrong(store, genus, epithet, knows_genus, knows_epithet)
    else:
        pairs = product(near_once(store, GENUS, genus, look=False), near_once(store, EPITHET, epithet, look=False))
        found = _cost_of(store.names_of_keys([g + e for g, e in pairs]), genus, epithet)
    if found and found[0].cost <= ENOUGH:
        return found
    found = [near for near in found if near.cut]
    found += _further(store, genus, epithet, knows_genus, knows_epithet)
    found.sort(key=_order)
    return found


def one_word_wrong(store: NameStore, genus: str, epithet: str, knows_genus: bool, knows_epithet: bool) -> list[Near]:
    """The stored species that differ from a declared one in one word by a letter or two, nearest first."""
    found = []
    if knows_genus:
        open_end = not epithet.endswith(COMPLETE)
        keys = [genus + other for other in near_once(store, EPITHET, epithet, look=False)]
        for row in store.names_of_keys(keys):
            if row.genus == genus and not row.rest:
                cost, edits, sound = word_cost(epithet, row.epithet)
                if open_end and row.epithet.startswith(epithet):
                    # Without an ending it may as well be cut off: the longer names of the genus are as near.
                    cost, sound = max(cost, 1.0), False
                if cost <= WORST:
                    found.append(Near(row, cost, edits, 0.0, sound))
        found += _cut(store, genus, epithet)
    if knows_epithet:
        near = [other for other in store.genera_of(epithet) if osa(genus, other, score_cutoff=3) <= 3]
        for row in store.names_of_keys([other + epithet for other in near]):
            if row.epithet == epithet and not row.rest:
                cost, edits, sound = word_cost(genus, row.genus, GENUS)
                if cost <= WORST:
                    found.append(Near(row, cost, edits, cost, sound))
    if len(found) > 1:
        found.sort(key=_order)
    return found


def _cut(store: NameStore, genus: str, epithet: str) -> list[Near]:
    """Species of a genus whose epithet goes on where the declared one ends: the end was cut off."""
    if len(epithet) < SHORTEST_CUT:
        return []
    longer = [other for other in store.epithets_starting(genus, epithet) if len(other) > len(epithet) + 1]
    whole = 0.5 if epithet.endswith(COMPLETE) else 0.0
    found = []
    for row in store.names_of_keys([genus + other for other in longer[:50]]):
        missing = len(row.epithet) - len(epithet)
        found.append(Near(row, 1.0 + 0.05 * min(missing, 6) + whole, missing, 0.0, False, True))
    return found


def _further(store: NameStore, genus: str, epithet: str, knows_genus: bool, knows_epithet: bool) -> list[Near]:
    """The second stage: two edits in one word, or letters that optical reading runs together."""
    genera = near_once(store, GENUS, genus) | near_genera(store, genus)
    epithets = near_once(store, EPITHET, epithet)
    if knows_genus:
        genera.add(genus)
    if knows_epithet:
        epithets.add(epithet)
    keys = {g + e for g in genera for e in epithets}
    if knows_epithet:
        most = 3 if len(genus) > 9 else 2
        keys.update(g + epithet for g in store.genera_of(epithet) if osa(genus, g, score_cutoff=most) <= most)
    for near in sorted((g for g in genera if osa(g, genus) <= 1), key=lambda g: (g != genus, g))[:4]:
        most = 3 if near == genus and len(epithet) > 10 else 2
        keys.update(near + e for e in _within(epithet, store.epithets_of(near), most))
    if not knows_genus or not knows_epithet:
        if not knows_genus:
            genera = genera.union(*(near_once(store, GENUS, variant) for variant in ocr_variants(genus)))
        if not knows_epithet:
            epithets = epithets.union(*(near_once(store, EPITHET, variant) for variant in ocr_variants(epithet)))
        if len(genera) * len(epithets) <= 4000:
            keys.update(g + e for g in genera for e in epithets)
    return _cost_of(store.names_of_keys(keys), genus, epithet)


def _within(word: str, others: Iterable[str], most: int) -> list[str]:
    """Of these words, those within so many edits, or within one edit of the same sound."""
    sound = orthographic(word)
    return [
        other
        for other in others
        if osa(word, other, score_cutoff=most) <= most or osa(sound, stored_sound(other), score_cutoff=1) <= 1
    ]


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
    if len(found) > 1:
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
        if row.rest.startswith(part) and len(row.rest) > len(part) + 1:
            cut = 1.0 + 0.05 * min(len(row.rest) - len(part), 6)
            found.append(Near(row, cut, len(row.rest) - len(part), 0.0, False, True))
        elif cost <= (2.0 if len(part) > 6 else 1.0):
            found.append(Near(row, cost, edits, 0.0, sound))
    found.sort(key=_order)
    return found


def weight(near: Near) -> float:
    """The cost by which names are ranked: the name in use today is more likely meant than an old one."""
    return near.cost + OLD_NAME if near.row.kind else near.cost


def _order(near: Near) -> tuple[float, str]:
    return weight(near), near.row.display


def near_trinomials(store: NameStore, genus: str, epithet: str, part: str) -> list[Near]:
    """The stored infraspecific names near a declared one, where each word is right or one letter off."""
    genera = near_once(store, GENUS, genus) | {genus}
    epithets = near_once(store, EPITHET, epithet) | {epithet}
    found = []
    if len(genera) * len(epithets) <= 400:
        for near_genus in genera:
            for near_epithet in epithets:
                rows = store.parts_of(near_genus, near_epithet)
                if not rows:
                    continue
                genus_cost, genus_edits, genus_sound = word_cost(genus, near_genus, GENUS)
                cost, edits, sound = word_cost(epithet, near_epithet)
                for near in near_parts(rows, part):
                    whole = near.cost + genus_cost + cost
                    if whole <= WORST:
                        alike = near.sound and sound and genus_sound
                        found.append(
                            Near(near.row, whole, near.edits + edits + genus_edits, genus_cost, alike, near.cut)
                        )
    found.sort(key=_order)
    return found
