"""Every name that a source has for a listed taxon is found: coverage source by source.

Skipped where the raw sources are not at hand. Run with `-s` to see the figures and what is not found.
"""

from __future__ import annotations

import csv
import json
import lzma
from collections.abc import Iterable, Iterator
from pathlib import Path

from cites_check.lookup import Lookup, Lookups, LookupStatus
from species_data.build.names import common, legacy

DURING = "2026-11-22"
NO_LONGER_LISTED = {
    "Bison bison athabascae",
    "Damaliscus pygargus",
    "Damaliscus pygargus pygargus",
    "Galictis vittata",
    "Ovis aries",
}
"""Names of the trade of 2014 whose taxon has left the Appendices, or was declared by the name of its domestic form."""


def _names(answer: Lookup) -> set[str]:
    """The taxa of an answer."""
    found = {candidate.candidate.name for candidate in answer.candidates}
    return found | ({answer.taxon.name} if answer.taxon else set())


def _lost(lookups: Lookups, pairs: Iterable[tuple[str, str]]) -> tuple[int, list[str]]:
    """How many names with their accepted names are of listed taxa, and which of these lead elsewhere."""
    total, lost = 0, []
    for name, accepted in pairs:
        target = lookups.look_up(accepted, DURING)
        if not target.appendix or target.taxon is None:
            continue
        total += 1
        answer = lookups.look_up(name, DURING)
        if target.taxon.name not in _names(answer) and answer.status is LookupStatus.NOT_LISTED:
            lost.append(f"{name} ({accepted}): {answer.match.note}")
    return total, lost


def _synonyms_of_2013() -> Iterator[tuple[str, str]]:
    for _, name, _, accepted, rank in legacy.synonyms():
        if name and accepted and rank != "genus":
            yield name, accepted


def test_synonyms_of_2013_are_not_called_unlisted(lookups: Lookups, shared: Path) -> None:
    total, lost = _lost(lookups, _synonyms_of_2013())
    print(f"\nsynonyms of 2013: {total - len(lost)} of {total} are found", *lost, sep="\n")
    assert total > 21_000
    assert len(lost) <= total * 0.0005


def test_recorded_answers_of_species_plus_are_found(lookups: Lookups, shared: Path) -> None:
    pairs = set()
    for path in sorted((shared / "data/speciesplus_api").glob("spp_taxonconcept*.json")):
        for exchange in json.loads(path.read_text(encoding="utf-8"))["http_interactions"]:
            body = exchange["response"]["body"]["string"]
            for concept in json.loads(body).get("taxon_concepts", []) if body.startswith("{") else []:
                if concept["name_status"] == "A" and set(concept.get("cites_listing") or "NC") & {"I"}:
                    pairs.add((concept["full_name"], concept["full_name"]))
                    if concept["rank"] in {"SPECIES", "SUBSPECIES"}:
                        pairs |= {(name["full_name"], concept["full_name"]) for name in concept["synonyms"]}
    total, lost = _lost(lookups, sorted(pairs))
    print(f"\nrecorded answers: {total - len(lost)} of {total} are found", *lost, sep="\n")
    assert total > 300
    assert len(lost) <= total * 0.01


def test_taxa_of_the_trade_of_2014_are_found(lookups: Lookups, shared: Path) -> None:
    with lzma.open(shared / "data/declarations/cites_trade_2014.csv.xz", "rt", encoding="utf-8") as stream:
        names = {row["Taxon"] for row in csv.DictReader(stream) if row["App."] in {"I", "II", "III"}}
    lost = {name for name in names if lookups.look_up(name, DURING).status is LookupStatus.NOT_LISTED}
    print(f"\ntrade of 2014: {len(names - lost)} of {len(names)} are listed; not:", sorted(lost))
    assert lost == NO_LONGER_LISTED


def test_right_names_of_the_development_pairs_are_found(lookups: Lookups, shared: Path) -> None:
    with (shared / "data/names_dev/cites_pairs.tsv").open(encoding="utf-8") as stream:
        names = {row["right"] for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)}
    lost = {name for name in names if lookups.look_up(name, DURING).status is LookupStatus.NOT_LISTED}
    print(f"\ndevelopment pairs: {len(names - lost)} of {len(names)} right names are found; not:", sorted(lost))
    assert not lost


def test_common_names_of_the_sources_lead_to_their_taxa(lookups: Lookups, shared: Path) -> None:
    """Canada's English and French names and the Chinese look-up names, each for the taxon that the source names."""
    total, lost = 0, []
    for stream in (common.from_canada(), common.from_lookups()):
        for lang, name, _, scientific, _ in stream:
            target = lookups.look_up(scientific, DURING)
            if target.taxon is None or not target.appendix or lang == "ko":
                continue
            total += 1
            names = _names(lookups.look_up(name, DURING))
            if not names & {target.taxon.name, *(taxon.name for taxon in target.lineage)}:
                lost.append(f"{lang} {name} ({scientific}): {sorted(names)}")
    print(f"\ncommon names: {total - len(lost)} of {total} lead to their taxon", *lost, sep="\n")
    assert total > 3_000
    assert len(lost) <= total * 0.05
