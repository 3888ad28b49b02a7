"""How often matches of each class are right: the figures behind `cites_check/names/scores.py`.

    python tests/benchmarks/calibrate_names.py

Classes are (the declared genus: the same, a real one elsewhere, unknown; cost of the changes, 9 for names cut off).
Material: curated misspellings, generated errors, and valid names of unlisted species, for which every answer is wrong.
Misspellings and unlisted names weigh the same. A class's figure is the share of right answers in four fifths of the
material; the last fifth, five times over, says how far the figures hold.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from pathlib import Path
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cites_check.model.taxa import MatchKind
from cites_check.names.doubt import plausible
from cites_check.names.near import near_binomials, weight
from cites_check.names.parse import simple_words
from cites_check.names.scores import TIE_COST
from cites_check.names.store import WordPlace
from tests.benchmarks.name_bench import Bench, bench, pairs, unlisted_names
from tests.benchmarks.name_errors import KINDS

LETTER_KINDS = (
    "letter replaced",
    "letter too many",
    "letter missing",
    "letters swapped",
    "misread in print",
    "spelt by ear",
    "other ending",
)
FOLDS = 5
Case = tuple[str, tuple[str, float], bool, float]  # what decides the fold, class, right, weight


def classify(material: Bench, query: str) -> tuple[tuple[str, float], int] | None:
    """Class of the nearest name, and its taxon; None where nothing is near or several taxa tie."""
    words = simple_words(query)
    store = material.store
    if not words or store.names("".join(words)) or store.unlisted("".join(words)) is not None:
        return None
    genus, epithet = words
    real = store.unlisted(genus) is not None or store.knows_word(WordPlace.GENUS, genus)
    near = [found for found in near_binomials(store, genus, epithet) if plausible(found, genus, epithet, real)]
    if not near:
        return None
    best = near[0]
    if len({found.row.taxon_id for found in near if weight(found) <= weight(best) + TIE_COST}) > 1:
        return None
    genus_is = "same" if not best.genus_cost else "real" if real else "unknown"
    return (genus_is, 9.0 if best.cut else round(best.cost, 1)), best.row.taxon_id


def cases(material: Bench) -> list[Case]:
    """All cases, misspellings and unlisted names of the same total weight."""
    wrong: list[Case] = []
    rng = random.Random(7)
    misspelt = list(pairs()) * 20
    names = [name for name in material.species if name.count(" ") == 1]
    for _ in range(12_000):
        name = rng.choice(names)
        error = KINDS[rng.choice(LETTER_KINDS)](rng, name)
        if error and rng.random() < 0.3:
            error = KINDS[rng.choice(LETTER_KINDS)](rng, error)
        if error:
            misspelt.append((error, name))
    for declared, meant in misspelt:
        truth = material.matcher.match(meant)
        found = classify(material, declared)
        if truth.best is not None and truth.best.kind in (MatchKind.EXACT, MatchKind.SYNONYM) and found is not None:
            wrong.append((meant, found[0], found[1] == truth.best.taxon_id, 1.0))
    strange = [(name, found[0]) for name in unlisted_names() if (found := classify(material, name)) is not None]
    # One in three of the near ones is a listed name that its source misspells, as reading them shows: they count by two
    # thirds.
    share = 2 / 3 * len(wrong) / max(1, 27_000)
    return wrong + [(name, kind, False, share) for name, kind in strange]


def main() -> None:
    """Print the table and how it holds."""
    material = bench()
    found = cases(material)
    totals: defaultdict[tuple[str, float], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for _, kind, is_right, weight_ in found:
        totals[kind][0] += weight_ * is_right
        totals[kind][1] += weight_
    print("genus   | cost | cases  | right")
    for kind, (right, total) in sorted(totals.items()):
        if total >= 5:
            print(f"{kind[0]:7} | {kind[1]:4} | {total:6.0f} | {right / total:.3f}")
    error = count = 0.0
    for fold in range(FOLDS):
        learnt: defaultdict[tuple[str, float], list[float]] = defaultdict(lambda: [1.0, 2.0])
        for name, kind, is_right, weight_ in found:
            if crc32(name.encode()) % FOLDS != fold:
                learnt[kind][0] += weight_ * is_right
                learnt[kind][1] += weight_
        seen: defaultdict[tuple[str, float], list[float]] = defaultdict(lambda: [0.0, 0.0])
        for name, kind, is_right, weight_ in found:
            if crc32(name.encode()) % FOLDS == fold:
                seen[kind][0] += weight_ * is_right
                seen[kind][1] += weight_
        for kind, (right, total) in seen.items():
            error += abs(right - total * learnt[kind][0] / learnt[kind][1])
            count += total
    print(f"expected calibration error, cross-validated: {error / count:.4f}")


if __name__ == "__main__":
    main()
