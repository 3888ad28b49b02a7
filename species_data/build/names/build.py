"""Make the names data again: `python species_data/build/names/build.py` (or `-m species_data.build.names`).

Reads the raw sources and the hand-made tables beside this file, and writes taxa.tsv, synonyms.tsv, common_names.tsv
and ranges.tsv.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from species_data.build.names import canada, common, genera, higher, index2017, older, ranges, species_plus, updates
from species_data.build.names.model import RANKS, Names
from species_data.build.names.raw import OUT, write_tsv

HERE = Path(__file__).parent

TAXA_COLUMNS = ("kingdom", "rank", "name", "parent", "author", "species_plus_id")
SYNONYM_COLUMNS = ("kingdom", "name", "author", "accepted", "kind", "source")


def gather() -> tuple[Names, updates.Ids]:
    """All names, newest source last, so that it wins; and what Species+ ids stand for."""
    names = Names()
    index2017.add(names)
    higher.add_higher(names)
    species_plus.add(names)
    higher.rename(names, "renamed.tsv")
    higher.correct(names)
    higher.add_other_names(names)
    canada.add(names)
    ids = updates.Ids(names)
    updates.add_accepted(names, ids)
    updates.add_inferred(names)
    updates.add_synonyms(names, ids)
    genera.add(names)
    only_2013 = older.add_taxa(names)
    older.add_authors(names)
    older.add_synonyms(names)
    older.add_hybrids(names, ids)
    higher.rename(names, "one_name.tsv")
    older.add_genera(names)
    write_tsv(HERE / "only_2013.tsv", ("name",), sorted((key[1],) for key in only_2013 if key in names.taxa))
    higher.take_out(names)
    return names, ids


def write_taxa(names: Names) -> None:
    """Write taxa.tsv and synonyms.tsv."""
    taxa = sorted(names.taxa.values(), key=lambda t: (t.kingdom, RANKS.index(t.rank), t.name))
    write_tsv(OUT / "taxa.tsv", TAXA_COLUMNS, [(t.kingdom, t.rank, t.name, t.parent, t.author, t.id) for t in taxa])
    synonyms = sorted(names.synonyms.values(), key=lambda s: (s.kingdom, s.name, s.accepted))
    body = [(s.kingdom, s.name, s.author, s.accepted, s.kind, s.source) for s in synonyms]
    write_tsv(OUT / "synonyms.tsv", SYNONYM_COLUMNS, body)


def main() -> None:
    """Build everything and say what was made."""
    names, ids = gather()
    write_taxa(names)
    common_names = common.gather(names, ids)
    write_tsv(OUT / "common_names.tsv", common.COLUMNS, common_names)
    rows = ranges.gather(names, ids)
    write_tsv(OUT / "ranges.tsv", ranges.COLUMNS, rows)
    print(
        f"{len(names.taxa)} taxa, {len(names.synonyms)} synonyms, {len(common_names)} common names,"
        f" {len(rows)} ranges, {len(names.notes)} notes"
    )
    for note in names.notes if "--notes" in sys.argv else ():
        print("note:", note)


if __name__ == "__main__":
    main()
