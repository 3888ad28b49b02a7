"""What becomes of listed species under names that the dataset does not have.

    python tests/benchmarks/holdout_synonyms.py [FOLDS]

A fifth of the synonyms of listed species is taken out of the dataset, five times over (FOLDS says how often), and
looked up: nothing but the rules for unknown species can read them. A name that is then called not listed is a listed
species let through. The synonyms that a declaration really holds and the dataset really lacks are rarer ones than
these, so that the table compares rules with each other rather than telling how often this happens.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cites_check.dataset.compile import compile_index
from cites_check.dataset.opened import Dataset
from cites_check.lookup import Lookups, LookupStatus
from cites_check.names.memory_store import MemoryNameStore
from tests.benchmarks.name_bench import REPOSITORY, TODAY

FOLDS = 5
_OUTSIDE = frozenset({"domesticated", "hybrid", "misspelling"})
_SAID = {
    LookupStatus.LISTED: "listed",
    LookupStatus.AMBIGUOUS: "in doubt",
    LookupStatus.UNRESOLVED: "in doubt",
    LookupStatus.NOT_LISTED: "not listed",
    LookupStatus.EXCLUDED: "not listed",
}


def without(fold: int, folder: Path) -> tuple[Lookups, list[tuple[str, str]]]:
    """Look-ups on the dataset without a fold of its synonyms, and these with their accepted names."""
    source = folder / "species_data"
    shutil.copytree(REPOSITORY / "species_data", source, ignore=shutil.ignore_patterns("build", "__pycache__"))
    table, manifest = source / "synonyms.tsv", source / "manifest.yaml"
    heading, *rows = table.read_text(encoding="utf-8").splitlines()
    held = [row for row in rows if crc32(row.encode()) % FOLDS == fold]
    kept = "\n".join((heading, *(row for row in rows if crc32(row.encode()) % FOLDS != fold))) + "\n"
    table.write_text(kept, encoding="utf-8")
    digest = hashlib.sha256(kept.encode()).hexdigest()
    said = manifest.read_text(encoding="utf-8")
    manifest.write_text(re.sub(r"(synonyms\.tsv: \{sha256: ')[0-9a-f]+", rf"\g<1>{digest}", said), encoding="utf-8")
    index = folder / "index.sqlite"
    compile_index(source, index)
    dataset = Dataset.open_index(index, "benchmark")
    columns = {name: place for place, name in enumerate(heading.split("\t"))}
    cells = (row.split("\t") for row in held)
    names = [(row[columns["name"]], row[columns["accepted"]]) for row in cells if row[columns["kind"]] not in _OUTSIDE]
    return Lookups(dataset, MemoryNameStore.load(dataset.connection)), names


def genus_of(lookups: Lookups, name: str) -> str:
    """What the dataset knows of the genus of a name."""
    store = lookups.matcher.store
    genus = name.split(" ")[0].lower()
    taxa = [row.taxon_id for row in store.names(genus) if not row.epithet]
    if taxa:
        effective = lookups.effective(taxa[0], TODAY, "", "", False)
        return "listed as a whole" if any(branch.listings for branch in effective.branches) else "listed in part"
    if store.epithets_of(genus):
        return "an old one"
    return "one of unlisted species" if store.unlisted(genus) else "unknown"


def answers(fold: int) -> Iterator[tuple[str, str]]:
    """What is known of the genus, and what is said, for each name taken out."""
    with tempfile.TemporaryDirectory(prefix="cites-check-holdout-") as folder:
        lookups, names = without(fold, Path(folder))
        for name, accepted in names:
            if name.count(" ") != 1 or not name.replace(" ", "").isalpha():
                continue
            if lookups.look_up(accepted, TODAY).status is LookupStatus.LISTED:
                yield genus_of(lookups, name), _SAID[lookups.look_up(name, TODAY).status]


def main() -> None:
    """Print the table."""
    folds = int(sys.argv[1]) if len(sys.argv) > 1 else FOLDS
    counts = Counter(answer for fold in range(folds) for answer in answers(fold))
    print("| genus of the name taken out | names | listed | in doubt | not listed |\n|---|---|---|---|---|")
    kinds = sorted({kind for kind, _ in counts}, key=lambda kind: -sum(counts[kind, said] for said in _SAID.values()))
    for kind in kinds:
        row = {said: counts[kind, said] for said in ("listed", "in doubt", "not listed")}
        total = sum(row.values())
        print(f"| {kind} | {total:,} | " + " | ".join(f"{100 * count / total:.1f} %" for count in row.values()) + " |")


if __name__ == "__main__":
    main()
