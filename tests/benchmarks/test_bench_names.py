"""The benchmark of names in small, against the bounds that must hold; the full one is `bench_names.py --full`."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from cites_check.lookup import LookupStatus
from cites_check.model.taxa import NameStatus
from tests.benchmarks.bench_names import GENUS_KIND, errors
from tests.benchmarks.name_bench import NAMES_DEV, TODAY, Bench, bench, judge, pairs, unlisted_names, wrongly_taken
from tests.benchmarks.name_errors import KINDS, look_alikes
from tests.benchmarks.scan_texts import plain_text, text_with

pytestmark = pytest.mark.skipif(not NAMES_DEV.is_dir(), reason="the development sets are not at hand")

COUNT = 400
NO_DOUBT = {"genus abbreviated": 0.95}
"""A kind of which not even a person could always tell the name: more than three taxa fit what is left of it."""


@pytest.fixture(scope="module")
def material() -> Bench:
    return bench()


def test_development_pairs(material: Bench) -> None:
    counts: Counter[str] = Counter()
    for wrong, right in pairs():
        truth = material.matcher.match(right)
        if truth.status is NameStatus.RESOLVED and truth.best is not None:
            counts[judge(material.matcher.match(wrong), truth.best.taxon_id)] += 1
    total = sum(counts.values())
    assert counts["right"] >= 0.985 * total
    assert counts["right"] + counts["flagged"] >= 0.997 * total
    assert counts["wrong"] + counts["unlisted"] <= 0.002 * total


def test_unlisted_names(material: Bench) -> None:
    answers = [material.lookups.look_up(name, TODAY) for name in unlisted_names()]
    assert sum(wrongly_taken(answer.match) for answer in answers) <= 0.001 * len(answers)
    doubt = sum(answer.status in (LookupStatus.AMBIGUOUS, LookupStatus.UNRESOLVED) for answer in answers)
    assert doubt <= 0.01 * len(answers)


@pytest.mark.parametrize("kind", KINDS)
def test_one_error(material: Bench, kind: str) -> None:
    names = material.genera if kind == GENUS_KIND else material.species
    counts: Counter[str] = Counter()
    for wrong, right in errors(random.Random(kind), names, [kind], COUNT):
        counts[judge(material.matcher.match(wrong), material.taxa[right])] += 1
    assert counts["right"] + counts["flagged"] >= NO_DOUBT.get(kind, 0.99) * COUNT


def test_look_alikes_are_always_right(material: Bench) -> None:
    for kind in ("look-alike letter", "full-width"):
        for wrong, right in errors(random.Random(kind), material.species, [kind], COUNT):
            assert judge(material.matcher.match(wrong), material.taxa[right]) == "right", wrong
    for name in random.Random(29).sample(material.species, COUNT // 20):
        for at, letter in enumerate(name):
            for sign in look_alikes(letter):
                wrong = name[:at] + sign + name[at + 1 :]
                assert judge(material.matcher.match(wrong), material.taxa[name]) == "right", wrong


def test_two_errors(material: Bench) -> None:
    kinds = [kind for kind in KINDS if kind != GENUS_KIND]
    counts: Counter[str] = Counter()
    for wrong, right in errors(random.Random(2), material.species, kinds, 2 * COUNT):
        counts[judge(material.matcher.match(wrong), material.taxa[right])] += 1
    assert counts["right"] + counts["flagged"] >= 0.97 * 2 * COUNT


def test_scan(material: Bench) -> None:
    rng = random.Random(9)
    names = [name for name in material.species if name.count(" ") == 1]
    found = 0
    for _ in range(COUNT):
        name = rng.choice(names)
        hits = material.matcher.scan(text_with(rng, rng.choice(("en", "ko", "zh")), name))
        found += any(material.taxa[name] in [candidate.taxon_id for candidate in hit.match.candidates] for hit in hits)
    assert found >= 0.99 * COUNT
    alarms = sum(bool(material.matcher.scan(plain_text(rng, rng.choice(("en", "ko", "zh"))))) for _ in range(COUNT))
    assert alarms <= 0.005 * COUNT
