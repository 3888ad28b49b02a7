"""Check the names data: whole tree, no doubles, every name of the sources reachable, and the same bytes on a rebuild.

The checks of the files alone need no raw sources; those against the sources are left out when they are not at hand.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from species_data.build.names.model import RANKS
from species_data.build.names.raw import DATA, OUT, tsv

Accepted = dict[tuple[str, str], list[str]]
"""Rows of taxa.tsv by kingdom and name."""

KINDS = frozenset({"synonym", "misspelling", "former", "domesticated", "hybrid"})


def read_taxa() -> Accepted:
    """taxa.tsv by kingdom and name; raises ValueError when a name stands twice."""
    found: Accepted = {}
    for row in tsv(OUT / "taxa.tsv"):
        if (row[0], row[2]) in found:
            raise ValueError(f"taxa.tsv: {row[2]} stands twice")
        found[row[0], row[2]] = row
    return found


def read_synonyms() -> dict[tuple[str, str], set[str]]:
    """Accepted names by kingdom and synonym."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in tsv(OUT / "synonyms.tsv"):
        found[row[0], row[1]].add(row[3])
    return found


def tree_faults(taxa: Accepted) -> list[str]:
    """Missing parents, cycles, and parents that do not stand higher."""
    faults: list[str] = []
    for (kingdom, name), row in taxa.items():
        rank, parent = row[1], row[3]
        if not parent:
            if rank != "kingdom":
                faults.append(f"{name}: no parent")
            continue
        above = taxa.get((kingdom, parent))
        if above is None:
            faults.append(f"{name}: parent {parent} is missing")
        elif RANKS.index(above[1]) >= RANKS.index(rank):
            faults.append(f"{name}: {rank} below {above[1]} {parent}")
        seen = {name}
        while above is not None and above[3]:
            if above[2] in seen:
                faults.append(f"{name}: cycle")
                break
            seen.add(above[2])
            above = taxa.get((kingdom, above[3]))
    return faults


def order_faults() -> list[str]:
    """Files out of order, doubled rows, synonyms of nothing, unknown kinds."""
    taxa = read_taxa()
    faults: list[str] = []
    rows = tsv(OUT / "taxa.tsv")
    if rows != sorted(rows, key=lambda r: (r[0], RANKS.index(r[1]), r[2])):
        faults.append("taxa.tsv is not sorted")
    synonyms = tsv(OUT / "synonyms.tsv")
    if synonyms != sorted(synonyms, key=lambda r: (r[0], r[1], r[3])):
        faults.append("synonyms.tsv is not sorted")
    faults += [f"synonyms.tsv: {k} doubled" for k, n in Counter((r[0], r[1], r[3]) for r in synonyms).items() if n > 1]
    for kingdom, name, _, accepted, kind, _ in synonyms:
        if (kingdom, accepted) not in taxa:
            faults.append(f"synonyms.tsv: {name} -> {accepted}, which is no taxon")
        if name == accepted:
            faults.append(f"synonyms.tsv: {name} is its own synonym")
        if kind not in KINDS:
            faults.append(f"synonyms.tsv: {name}: kind {kind}")
    kinds = {"source", "known", "trade", "doubtful"}
    faults += [f"common_names.tsv: {r[1]}: {r[4]}" for r in tsv(OUT / "common_names.tsv") if r[4] not in kinds]
    for file, columns in (("common_names.tsv", (2, 3)), ("ranges.tsv", (0, 1))):
        for row in tsv(OUT / file):
            if (row[columns[0]], row[columns[1]]) not in taxa:
                faults.append(f"{file}: {row[columns[1]]} is no taxon")
    return faults


def unreachable() -> tuple[dict[str, list[str]], dict[str, int]]:
    """Source names that lead to no taxon, by source, and how many names each source has."""
    from species_data.build.names import canada, index2017, species_plus

    taxa, synonyms = read_taxa(), read_synonyms()
    lost: dict[str, list[str]] = defaultdict(list)
    total: Counter[str] = Counter()

    def ask(source: str, kingdom: str, name: str) -> None:
        total[source] += 1
        if (kingdom, name) not in taxa and not synonyms.get((kingdom, name)):
            lost[source].append(name)

    for row in species_plus.animal_rows():
        ask("Species+ 2026", "Animalia", row["Scientific Name"])
    for kingdom, name, _ in canada.entries():
        ask("Canada 2025", kingdom, name)
    for row in index2017.index_rows():
        ask("Index 2017 accepted", row["Kingdom"], row["FullName"])
        for name, _ in index2017.synonyms_of(row):
            ask("Index 2017 synonyms", row["Kingdom"], name)
    return lost, dict(total)


def kept_together() -> tuple[int, int, list[str]]:
    """How many synonyms of the Index of 2017 still lead to the taxon they stood under, of how many, and the others."""
    from species_data.build.names import index2017

    taxa, synonyms = read_taxa(), read_synonyms()

    def targets(kingdom: str, name: str) -> set[str]:
        own = {name} if (kingdom, name) in taxa else set()
        return own | synonyms.get((kingdom, name), set())

    kept, total, parted = 0, 0, list[str]()
    for row in index2017.index_rows():
        kingdom, expected = row["Kingdom"], targets(row["Kingdom"], row["FullName"])
        for name, _ in index2017.synonyms_of(row):
            total += 1
            if targets(kingdom, name) & expected:
                kept += 1
            else:
                parted.append(f"{name} ({row['FullName']})")
    return kept, total, parted


def report() -> int:
    """Print what was found; 0 when nothing is wrong."""
    taxa = read_taxa()
    faults = tree_faults(taxa) + order_faults()
    for key, count in sorted(Counter((r[0], r[1]) for r in taxa.values()).items()):
        print(f"{key[0]:9} {key[1]:11} {count:6}")
    for file in ("taxa.tsv", "synonyms.tsv", "common_names.tsv", "ranges.tsv"):
        print(f"{file:17} {len(tsv(OUT / file)):6} rows")
    if DATA.is_dir():
        lost, total = unreachable()
        for source, count in total.items():
            print(f"{source}: {count - len(lost[source])} of {count} reachable {lost[source][:10]}")
            faults += [f"{source}: {name} leads nowhere" for name in lost[source]]
        kept, all_names, parted = kept_together()
        print(f"synonyms of 2017 that lead to the same taxon: {kept} of {all_names} ({kept / all_names:.2%}) {parted}")
        faults += rebuild_faults()
    else:
        print("raw sources are not at hand: reachability and rebuild not checked")
    for fault in faults[:50]:
        print("FAULT", fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


def rebuild_faults() -> list[str]:
    """Build again and compare with what stood there."""
    from species_data.build.names import build

    files = [OUT / name for name in ("taxa.tsv", "synonyms.tsv", "common_names.tsv", "ranges.tsv")]
    before = {file: file.read_bytes() for file in files if file.exists()}
    build.main()
    return [f"{file.name} differs after a rebuild" for file, data in before.items() if file.read_bytes() != data]


if __name__ == "__main__":
    raise SystemExit(report())
