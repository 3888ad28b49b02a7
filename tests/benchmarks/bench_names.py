"""The benchmark of names: quality and speed, beside plain rapidfuzz in the same run.

    python tests/benchmarks/bench_names.py [--full]

Prints the tables of docs/matching.md. `--full` takes 20,000 errors of each kind and 5,000 texts, and some minutes.
Needs the development sets under `../shared/data/names_dev` (elsewhere with CITES_CHECK_SHARED).
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rapidfuzz import fuzz, process

from cites_check.lookup import LookupStatus
from cites_check.model.taxa import MatchKind, NameStatus
from cites_check.names.matcher import Matcher
from cites_check.names.memory_store import MemoryNameStore
from tests.benchmarks.name_bench import (
    TODAY,
    Bench,
    bench,
    by_spelling,
    index_file,
    judge,
    pairs,
    unlisted_names,
    wrongly_taken,
)
from tests.benchmarks.name_errors import KINDS, look_alikes
from tests.benchmarks.scan_texts import plain_text, text_with

GENUS_KIND = "sp., species"
LETTER_KINDS = ("letter replaced", "letter too many", "letter missing", "letters swapped")
_DOUBT = (NameStatus.AMBIGUOUS, NameStatus.UNRESOLVED)
_NO_ANSWER = (LookupStatus.AMBIGUOUS, LookupStatus.UNRESOLVED)
_PLAIN_SAMPLE = 150
_CANDIDATES = 3


class Plain:
    """Plain rapidfuzz: the best name of the whole lexicon at a ratio of 90 or more."""

    def __init__(self, material: Bench) -> None:
        self.names = list(material.taxa)
        self.taxa = material.taxa

    def taxon(self, declared: str) -> int | None:
        """The taxon of the best name, or None."""
        found = process.extractOne(declared, self.names, scorer=fuzz.ratio, score_cutoff=90)
        return self.taxa[found[0]] if found else None


def percent(part: float, whole: float) -> str:
    """A share in per cent."""
    return f"{100 * part / whole:.2f}" if whole else "-"


def errors(rng: random.Random, names: Sequence[str], kinds: Sequence[str], count: int) -> Iterator[tuple[str, str]]:
    """`count` wrong names with the right ones: one error of the one kind, or of two drawn from several."""
    made = 0
    while made < count:
        right = rng.choice(names)
        wrong: str | None = right
        for kind in kinds if len(kinds) == 1 else rng.sample(kinds, 2):
            before = wrong
            wrong = KINDS[kind](rng, before) if before else None
            if wrong == before:
                wrong = None
        if wrong:
            made += 1
            yield wrong, right


def development(material: Bench, plain: Plain) -> None:
    """The development sets."""
    counts: Counter[str] = Counter()
    plain_right = total = 0
    for wrong, right in pairs():
        truth = material.matcher.match(right)
        if truth.status is not NameStatus.RESOLVED or truth.best is None:
            continue
        total += 1
        counts[judge(material.matcher.match(wrong), truth.best.taxon_id)] += 1
        plain_right += plain.taxon(wrong) == truth.best.taxon_id
    flagged = counts["right"] + counts["flagged"]
    bad = counts["wrong"] + counts["unlisted"]
    print("\n| names_dev/cites_pairs | this matcher | rapidfuzz |\n|---|---|---|")
    print(f"| right | {percent(counts['right'], total)} % | {percent(plain_right, total)} % |")
    print(f"| right or flagged | {percent(flagged, total)} % | |")
    print(f"| another taxon, or unlisted, without a flag | {percent(bad, total)} % | |")
    negatives(material, plain)


def negatives(material: Bench, plain: Plain) -> None:
    """Valid names of unlisted species: what is read as a listed name by its spelling, and what is left in doubt."""
    names = unlisted_names()
    answers = [material.lookups.look_up(name, TODAY) for name in names]
    taken = [answer.match for answer in answers if by_spelling(answer.match)]
    doubt = sum(answer.match.status in _DOUBT for answer in answers)
    in_doubt = sum(answer.status in _NO_ANSWER for answer in answers)
    sample = random.Random(3).sample(names, 600)
    accepted = sum(
        plain.taxon(name) is not None and material.store.names("".join(name.lower().split())) == () for name in sample
    )
    print("\n| names_dev/negatives | this matcher | rapidfuzz |\n|---|---|---|")
    print(f"| read as a listed name by spelling | {percent(len(taken), len(names))} % | {percent(accepted, 600)} % |")
    print(f"| of these not a listed name to a reader | {percent(sum(map(wrongly_taken, taken)), len(names))} % | |")
    print(f"| flagged by its name | {percent(doubt, len(names))} % | |")
    print(f"| flagged in a look-up | {percent(in_doubt, len(names))} % | |")


def generated(material: Bench, plain: Plain, count: int) -> None:
    """Errors of each kind, and two at a time."""
    print(f"\n| {count:,} errors of each kind | right | right or flagged | rapidfuzz right |\n|---|---|---|---|")
    kinds = [kind for kind in KINDS if kind != GENUS_KIND]
    for label, drawn in [*((kind, [kind]) for kind in KINDS), ("two kinds at a time", kinds)]:
        rng = random.Random(label)
        names = material.genera if label == GENUS_KIND else material.species
        counts: Counter[str] = Counter()
        plain_right = 0
        for number, (wrong, right) in enumerate(errors(rng, names, drawn, count)):
            counts[judge(material.matcher.match(wrong), material.taxa[right])] += 1
            if number < _PLAIN_SAMPLE:
                plain_right += plain.taxon(wrong) == material.taxa[right]
        both = percent(counts["right"] + counts["flagged"], count)
        beside = percent(plain_right, min(count, _PLAIN_SAMPLE))
        print(f"| {label} | {percent(counts['right'], count)} | {both} | {beside} |")


def abbreviated(material: Bench, count: int) -> None:
    """Abbreviated genera again: accepted names alone, and how many of all names three candidates can hold at most."""
    rng = random.Random(31)
    kinds = {name: match.best.kind for name in material.species if (match := material.matcher.match(name)).best}
    accepted = [name for name, kind in kinds.items() if kind is MatchKind.EXACT]
    print("\n| genus abbreviated | right or flagged | at most |\n|---|---|---|")
    for label, names in (("accepted names", accepted), ("all names", list(kinds))):
        groups: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for name in names:
            if error := KINDS["genus abbreviated"](rng, name):
                groups[error.lower()][material.taxa[name]] += 1
        best = sum(sum(held for _, held in group.most_common(_CANDIDATES)) for group in groups.values())
        most = percent(best, sum(group.total() for group in groups.values()))
        good = sum(
            judge(material.matcher.match(wrong), material.taxa[right]) in ("right", "flagged")
            for wrong, right in errors(rng, names, ["genus abbreviated"], count)
        )
        print(f"| {label} | {percent(good, count)} | {most} |")


def every_look_alike(material: Bench, count: int) -> None:
    """Each letter of some names replaced by each sign that passes for it."""
    right = total = 0
    for name in random.Random(23).sample(material.species, count):
        for at, letter in enumerate(name):
            for sign in look_alikes(letter):
                match = material.matcher.match(name[:at] + sign + name[at + 1 :])
                right += judge(match, material.taxa[name]) == "right"
                total += 1
    print(f"\nEvery look-alike in every place of {count:,} names: {right:,} of {total:,} right.")


def scanned(material: Bench, count: int) -> None:
    """Names inside descriptions."""
    rng = random.Random(41)
    names = [name for name in material.species if name.count(" ") == 1]

    def share(make: Callable[[], tuple[str, int]]) -> str:
        found = 0
        for _ in range(count):
            text, taxon = make()
            hits = material.matcher.scan(text)
            found += any(taxon in [candidate.taxon_id for candidate in hit.match.candidates] for hit in hits)
        return percent(found, count)

    def clean() -> tuple[str, int]:
        name = rng.choice(names)
        return text_with(rng, rng.choice(("en", "ko", "zh")), name), material.taxa[name]

    def wrong() -> tuple[str, int]:
        (declared, name), *_ = errors(rng, names, [rng.choice(LETTER_KINDS)], 1)
        return text_with(rng, rng.choice(("en", "ko", "zh")), declared), material.taxa[name]

    def none() -> tuple[str, int]:
        return plain_text(rng, rng.choice(("en", "ko", "zh"))), 0

    alarms = sum(bool(material.matcher.scan(none()[0])) for _ in range(count))
    print(f"\n| scan, {count:,} texts each | per cent |\n|---|---|")
    print(f"| scientific name found | {share(clean)} |\n| with one letter wrong | {share(wrong)} |")
    print(f"| alarms in texts without a name | {percent(alarms, count)} |")


def rate(work: Callable[[str], object], items: Sequence[str]) -> float:
    """Items a second of processor time."""
    start = time.process_time()
    for item in items:
        work(item)
    return len(items) / (time.process_time() - start)


def speed(index: str) -> None:
    """Names a second on one thread, beside rapidfuzz: medians of rounds that take turns, in a process of its own."""
    store = MemoryNameStore.load(sqlite3.connect(index))
    rows = sqlite3.connect(index).execute("SELECT DISTINCT display FROM name ORDER BY display")
    # One stretch of memory: rapidfuzz reads all names for each one, and reads them faster so.
    lexicon = "\n".join(name for (name,) in rows).split("\n")
    names = [name for name in lexicon if " " in name]
    rng = random.Random(17)
    clean = rng.sample(names, len(names))
    drawn = [rng.choice(names) for _ in range(300_000)]
    binomials = [name for name in names if name.count(" ") == 1]
    wrong = (error for kind in LETTER_KINDS for error, _ in errors(rng, binomials, [kind], 6_000))
    misspelt = rng.sample(unique := list(dict.fromkeys(wrong)), len(unique))
    rounds: dict[str, list[float]] = {
        "clean, each once": [],
        "clean, as drawn": [],
        "misspelt, each once": [],
        "rapidfuzz": [],
    }
    for number in range(6):
        some = misspelt[number::6]
        rounds["rapidfuzz"].append(
            rate(lambda name: process.extractOne(name, lexicon, scorer=fuzz.ratio, score_cutoff=90), some[:60])
        )
        rounds["misspelt, each once"].append(rate(Matcher(store).match, some))
        rounds["clean, each once"].append(rate(Matcher(store).match, clean))
        rounds["clean, as drawn"].append(rate(Matcher(store).match, drawn))
    found = {label: statistics.median(values) for label, values in rounds.items()}
    print("\n| speed, one thread | names a second |\n|---|---|")
    for label, value in found.items():
        print(f"| {label} | {value:,.0f} |")
    print(f"| misspelt names against rapidfuzz | {found['misspelt, each once'] / found['rapidfuzz']:.0f} times |")


LOAD = """
import sqlite3, sys, time
from cites_check.names.memory_store import MemoryNameStore
from cites_check.names import Matcher
connection = sqlite3.connect(sys.argv[1])
start = time.perf_counter()
store = MemoryNameStore.load(connection)
print(time.perf_counter() - start)
matcher = Matcher(store)
matcher.match("Phyton reticulatus"), matcher.match("royal python")
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak.split()[1]) / 1024)
"""
COLD = """
import sqlite3, sys
from cites_check.names import Matcher
from cites_check.names.sqlite_store import SqliteNameStore
Matcher(SqliteNameStore(sqlite3.connect(sys.argv[1]))).match("Dendrobum nobilee")
"""


def run(code: str) -> tuple[float, str]:
    """Wall time of a fresh Python with this code, and what it printed."""
    root = Path(__file__).resolve().parents[2]
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, str(index_file())], cwd=root, capture_output=True, text=True, check=True
    )
    return time.perf_counter() - start, done.stdout


def cold() -> None:
    """Speed, loading for a batch, memory, and one look-up from cold, each in a fresh process."""
    loads = [run(LOAD)[1].split() for _ in range(5)]
    times = sorted(run(COLD)[0] for _ in range(9))
    typer = sorted(run("import typer")[0] for _ in range(9))
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, __file__, "--speed", str(index_file())], cwd=root, check=True)
    print("\n| from cold | |\n|---|---|")
    print(f"| load for a batch | {statistics.median(float(load[0]) for load in loads):.2f} s |")
    print(f"| memory of the process | {max(float(load[1]) for load in loads):.0f} MB |")
    print(
        f"| one look-up, both words wrong | {times[4] * 1000:.0f} ms, {times[4] / typer[4]:.2f} times `import typer` |"
    )
    print(f"| size of the index | {index_file().stat().st_size / 1e6:.1f} MB |")


def main() -> None:
    """Everything, or the quick form; `--speed INDEX` the speed alone."""
    if "--speed" in sys.argv[1:]:
        speed(sys.argv[sys.argv.index("--speed") + 1])
        return
    full = "--full" in sys.argv[1:]
    material = bench()
    plain = Plain(material)
    print(f"{len(plain.names):,} names", flush=True)
    cold()
    development(material, plain)
    generated(material, plain, 20_000 if full else 1_000)
    abbreviated(material, 20_000 if full else 1_000)
    every_look_alike(material, 1_000 if full else 50)
    scanned(material, 5_000 if full else 1_000)


if __name__ == "__main__":
    main()
