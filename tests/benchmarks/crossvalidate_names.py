"""How good the matcher is on misspellings that its settings have not seen: a cross-validated figure.

    python tests/benchmarks/crossvalidate_names.py [SETTINGS] [ROUNDS]

The costs of changes, the width of a tie and the bounds of what is taken were chosen on the development pairs. Here they
are chosen anew, among SETTINGS (100) drawn at random of the values below, on four fifths of the pairs and of the
unlisted names, and judged on the last fifth, five folds a round, ROUNDS (20) rounds of other folds. Misspellings of one
name stay in one fold. What is refitted are the numbers; the rules themselves, which were made by people who had seen
some of these names, stay.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cites_check.model.taxa import NameStatus
from cites_check.names.matcher import Matcher
from tests.benchmarks.name_bench import Bench, bench, judge, pairs, unlisted_names, wrongly_taken

VALUES: dict[str, tuple[float, ...]] = {
    "SOUND": (0.4, 0.5, 0.6, 0.8),
    "LOOK": (0.5, 0.7, 0.9),
    "MOVED": (0.8, 1.0, 1.4, 2.0),
    "SYLLABLE": (1.2, 1.4, 1.8),
    "FIRST_LETTER": (0.3, 0.5, 0.8),
    "OLD_NAME": (0.0, 0.2, 0.35, 0.5),
    "ENOUGH": (1.3, 1.6, 2.1),
    "TIE_COST": (0.1, 0.2, 0.3, 0.45),
    "SURE_COST": (0.75, 1.05, 1.3),
    "SURE_IN_GENUS": (1.05, 1.3, 1.55, 2.05),
}
FOLDS = 5
_EVERY = 9
"""One unlisted name in so many: they are many, and few of them are near any name."""
LOSS = {"right": 0, "flagged": 1, "higher": 5, "lost": 5, "wrong": 10, "unlisted": 10}
"""A wrong answer weighs ten times a doubt, as an officer would have it."""
Outcome = tuple[str, str, bool]  # what decides the fold, how the answer was, whether it is a misspelling


@contextmanager
def set_to(values: Mapping[str, float]) -> Iterator[None]:
    """The matcher with other settings, wherever it holds them."""
    modules = [module for name, module in sys.modules.items() if name.startswith("cites_check.names.")]
    before = [(module, name, getattr(module, name)) for module in modules for name in values if hasattr(module, name)]
    for module, name, _ in before:
        setattr(module, name, values[name])
    try:
        yield
    finally:
        for module, name, value in before:
            setattr(module, name, value)


def outcomes(material: Bench, known: Sequence[tuple[str, str, int]], strange: Sequence[str]) -> list[Outcome]:
    """How each name is answered under the present settings."""
    matcher = Matcher(material.store)
    found = [(right, judge(matcher.match(wrong), taxon_id), True) for wrong, right, taxon_id in known]
    for name in strange:
        match = matcher.match(name)
        doubt = match.status in (NameStatus.AMBIGUOUS, NameStatus.UNRESOLVED)
        found.append((name, "wrong" if wrongly_taken(match) else "flagged" if doubt else "right", False))
    return found


def fold_of(name: str, salt: int) -> int:
    """The fold of a name in a round."""
    return crc32(f"{salt}:{name}".encode()) % FOLDS


def main() -> None:
    """Print the figures with the settings as they stand, and those with settings chosen on other names."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    material = bench()
    known = [
        (wrong, right, truth.best.taxon_id)
        for wrong, right in pairs()
        if (truth := material.matcher.match(right)).status is NameStatus.RESOLVED and truth.best is not None
    ]
    strange = unlisted_names()[::_EVERY]
    outcomes(material, known[:50], strange[:50])  # Everything is loaded now: a module loaded later would be missed.
    rng = random.Random(5)
    tried = [outcomes(material, known, strange)]
    for _ in range(count):
        with set_to({name: rng.choice(values) for name, values in VALUES.items()}):
            tried.append(outcomes(material, known, strange))
    names = [name for name, _, _ in tried[0]]
    losses = [[LOSS[how] for _, how, _ in found] for found in tried]
    held: list[Outcome] = []
    for salt in range(rounds):
        folds = [fold_of(name, salt) for name in names]
        for fold in range(FOLDS):
            learnt = [sum(loss for loss, of in zip(each, folds, strict=True) if of != fold) for each in losses[1:]]
            best = tried[1 + learnt.index(min(learnt))]
            held += [outcome for outcome, of in zip(best, folds, strict=True) if of == fold]
    print("| names_dev, per cent | settings as they stand | chosen on other names |\n|---|---|---|")
    for label, misspelt, kinds in (
        ("pairs: right", True, ("right",)),
        ("pairs: right or flagged", True, ("right", "flagged")),
        ("pairs: another taxon, or unlisted, without a flag", True, ("wrong", "unlisted")),
        ("negatives: wrongly read as a listed name", False, ("wrong",)),
        ("negatives: flagged", False, ("flagged",)),
    ):
        shares = []
        for found in (tried[0], held):
            of = [how for _, how, is_misspelt in found if is_misspelt is misspelt]
            shares.append(100 * sum(how in kinds for how in of) / len(of))
        print(f"| {label} | {shares[0]:.2f} | {shares[1]:.2f} |")


if __name__ == "__main__":
    main()
