"""The tables of names, common names and ranges: no doubles in disguise, no stopgaps, no contradictions."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations

import pytest

from cites_check.dataset.rows import CommonNameRow, TaxonRow
from cites_check.dataset.vocabulary_words import vocabulary_names, without_narrow
from cites_check.lookup import Lookups, LookupStatus
from cites_check.names.keys import orthographic
from species_data.build.names.raw import OUT, tsv

ALIKE_BUT_TWO = {
    ("Aloe ballii", "Aloe ballyi"),
    ("Bulbophyllum caecum", "Bulbophyllum keekee"),
    ("Crepidium ramosii", "Crepidium ramosum"),
    ("Dendrobium boumaniae", "Dendrobium bowmanii"),
    ("Euphorbia davyi", "Euphorbia dawei"),
    ("Euphorbia peplis", "Euphorbia peplus"),
    ("Maxillaria johannis", "Maxillaria johannyae"),
}
"""Different species whose names sound alike and whose authors do not tell them apart."""

MOST_ORDERS = 2
"""A common name of taxa of more orders is no name of theirs."""


def test_no_two_accepted_names_are_one_name_spelt_in_two_ways() -> None:
    groups: defaultdict[tuple[str, str, str], list[tuple[str, set[str]]]] = defaultdict(list)
    for kingdom, rank, name, _, author, _ in tsv(OUT / "taxa.tsv"):
        genus, _, epithet = name.partition(" ")
        if rank == "species" and " " not in epithet:
            groups[kingdom, genus, orthographic(_plain(epithet))].append((name, _authors(author)))
    alike = {
        (first, second)
        for group in groups.values()
        for (first, by), (second, also_by) in combinations(sorted(group, key=lambda pair: pair[0]), 2)
        if by & also_by or not by or not also_by
    }
    assert alike == ALIKE_BUT_TWO


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


def _authors(author: str) -> set[str]:
    """The surnames of an authorship, by their first four letters."""
    return {word[:4] for word in re.findall(r"[a-z]{3,}", _plain(author)) if word not in {"and", "publ"}}


@cache
def _orders() -> dict[tuple[str, str], str]:
    """The order of each taxon."""
    rows = {(kingdom, name): (rank, parent) for kingdom, rank, name, parent, *_ in tsv(OUT / "taxa.tsv")}

    def order(kingdom: str, name: str) -> str:
        while name:
            rank, parent = rows[kingdom, name]
            if rank == "order":
                return name
            name = parent
        return ""

    return {key: order(*key) for key in rows}


def test_no_common_name_stands_on_taxa_of_many_orders() -> None:
    """A text such as "has no Hungarian name" is given for everything."""
    orders: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for lang, name, kingdom, taxon, *_ in tsv(OUT / "common_names.tsv"):
        orders[lang, name.casefold()].add(_orders()[kingdom, taxon])
    assert {name: sorted(of) for name, of in orders.items() if len(of) > MOST_ORDERS} == {}


def test_a_species_that_was_brought_back_is_not_extinct() -> None:
    for _, taxon, native, extinct, _, reintroduced, _ in tsv(OUT / "ranges.tsv"):
        back = set(reintroduced.split(",")) - {""}
        assert back <= set(native.split(",")), taxon
        assert not back & set(extinct.split(",")), taxon


@pytest.mark.parametrize(
    ("taxon", "native", "not_native"),
    [
        ("Aniba rosaeodora", {"BR"}, set()),
        ("Ceratotherium simum", {"NA", "ZA"}, {"KE"}),
        ("Dalbergia latifolia", {"IN", "ID"}, {"FR", "SG", "KE"}),
        ("Dalbergia ecastaphyllum", {"BR"}, {"FR", "GB", "NL"}),
        ("Swietenia macrophylla", {"BR", "NI", "PE"}, {"ID", "FJ"}),
        ("Panax quinquefolius", {"CA", "US"}, {"CN", "KR"}),
        ("Loxodonta africana", {"BW", "SZ", "ZA"}, {"IN"}),
        ("Elephas maximus", {"IN", "TH"}, {"KE"}),
        ("Python bivittatus", {"TH", "VN"}, {"US"}),
        ("Iguana iguana", {"BR", "MX"}, {"US"}),
        ("Psittacus erithacus", {"CM", "GH"}, {"ZA"}),
        ("Acipenser baerii", {"RU"}, {"KR"}),
    ],
)
def test_ranges_of_well_known_species(taxon: str, native: set[str], not_native: set[str]) -> None:
    row = next(row for row in tsv(OUT / "ranges.tsv") if row[1] == taxon)
    assert native <= set(row[2].split(","))
    assert not not_native & set(row[2].split(","))


def _taxa() -> list[TaxonRow]:
    return [
        TaxonRow(1, "Animalia", "family", "Pythonidae", None, "", None),
        TaxonRow(2, "Animalia", "genus", "Python", 1, "", None),
        TaxonRow(3, "Animalia", "species", "Python molurus", 2, "", None),
        TaxonRow(4, "Animalia", "family", "Boidae", None, "", None),
    ]


def _kept(covers: str, taxa: list[str], *names: CommonNameRow) -> Iterator[CommonNameRow]:
    entry = {"kind": "taxon_group", "covers": covers, "taxa": taxa, "words": {"ko": ["비단뱀"], "en": ["python"]}}
    return without_narrow(names, list(vocabulary_names([entry], _taxa())), _taxa())


def test_a_trade_name_gives_way_to_the_group_that_it_names() -> None:
    trade = CommonNameRow("ko", "비단뱀", 3, "trade", "curated")
    known = CommonNameRow("ko", "인도비단뱀", 3, "known", "curated")
    assert list(_kept("all", ["Pythonidae"], trade, known)) == [known]
    assert list(_kept("some", ["Pythonidae"], trade)) == [trade]
    assert list(_kept("all", ["Boidae"], trade)) == [trade]
    assert list(_kept("all", ["Pythonidae"], trade._replace(sure="source"))) == [trade._replace(sure="source")]


@pytest.mark.parametrize(
    ("word", "taxon"),
    [("비단뱀", "Pythonidae"), ("esturgeon", "Acipenseriformes"), ("singe", "Primates"), ("앨리게이터", "Crocodylia")],
)
def test_words_of_groups_mean_the_group(lookups: Lookups, word: str, taxon: str) -> None:
    best = lookups.matcher.match(word).best
    assert best is not None
    assert best.name == taxon


@pytest.mark.parametrize(
    "text",
    [
        "수질 검사 키트",
        "박제 표본",
        "앵무새 사료",
        "거북이 인형",
        "호랑이 연고",
        "상아색 페인트",
        "거북목 베개",
        "코브라 골프채",
        "산호 소금",
        "frozen tiger prawn",
        "elephant garlic powder",
        "python programming book",
        "cobra golf clubs",
        "jaguar car parts",
        "puma shoes",
        "crocodile clip 5 mm",
        "coral pink lipstick",
        "rose wood scented candle",
        "western red cedar lumber",
        "caviar leather handbag",
        "leopard gecko",
    ],
)
def test_everyday_goods_hold_no_listed_name(lookups: Lookups, text: str) -> None:
    assert [hit.text for hit in lookups.matcher.scan(text)] == []


@pytest.mark.parametrize(
    ("name", "taxon"),
    [
        ("Schlimmia alpina", "Schlimia alpina"),
        ("Phaius tancarvilliae", "Phaius tankervilleae"),
        ("Acanthis cabaret", "Carduelis flammea"),
        ("Gekko reevesii", "Gekko gecko"),
        ("Royena zombensis", "Diospyros zombensis"),
        ("Mecistops leptorhynchus", "Crocodylus cataphractus"),
        ("Macrochelys suwanniensis", "Macrochelys temminckii"),
        ("Heloderma charlesbogerti", "Heloderma horridum charlesbogerti"),
        ("Aloestrela suzannae", "Aloe suzannae"),
        ("Diomedea albatrus", "Phoebastria albatrus"),
        ("Ovis aries bochariensis", "Ovis bochariensis"),
    ],
)
def test_names_of_today_and_of_old_lead_to_the_name_of_the_convention(lookups: Lookups, name: str, taxon: str) -> None:
    answer = lookups.look_up(name, "2026-11-22")
    assert answer.taxon is not None
    assert answer.taxon.name == taxon


@pytest.mark.parametrize("name", ["Cassytha filiformis", "Eublepharis macularius", "Bos javanicus"])
def test_neighbours_of_listed_taxa_are_not_listed(lookups: Lookups, name: str) -> None:
    assert lookups.look_up(name, "2026-11-22").status is LookupStatus.NOT_LISTED


def test_the_counts_of_the_sources_are_those_of_the_tables() -> None:
    stated = (OUT / "SOURCES.md").read_text(encoding="utf-8").split("## Counts", 1)[1]
    taxa, common_names = tsv(OUT / "taxa.tsv"), tsv(OUT / "common_names.tsv")
    species = [row[0] for row in taxa if row[1] == "species"]
    assert (
        f"{len(taxa):,} taxa ({species.count('Animalia'):,} animal and {species.count('Plantae'):,} plant species),"
        f" {len(tsv(OUT / 'synonyms.tsv')):,} synonyms, {len(common_names):,} common names in"
        f" {len({row[0] for row in common_names})} languages, {len(tsv(OUT / 'ranges.tsv')):,} ranges."
    ) in " ".join(stated.split())
