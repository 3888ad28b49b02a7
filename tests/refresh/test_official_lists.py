"""The official CSV downloads: what they change is the law they tell, and nothing else."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cites_check.dataset.locate import bundled
from cites_check.dataset.opened import Dataset
from cites_check.main import main
from cites_check.model.listings import Listing

Facts = tuple[str, tuple[str, ...], tuple[str, ...], str]
"""Appendix, populations in and out, and annotation of a listing."""


@dataclass(frozen=True, slots=True)
class Change:
    """A line of `data diff --format json`."""

    kind: str
    kingdom: str
    taxon: str
    before: str
    after: str
    detail: str


@pytest.fixture(scope="module")
def since_2017(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Change]]:
    """What `data diff` shows between the Index of CITES Species of April 2017 and the bundled dataset, by taxon."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CITES_CHECK_DATA", "CITES_CHECK_STORE"):
            patch.delenv(name, raising=False)
        store = str(tmp_path_factory.mktemp("store"))
        (index,) = (shared / "data" / "checklist_2017").glob("index_*.csv.gz")
        # It is older than the bundled dataset, and shorter by what three Conferences have added since.
        assert main(["data", "import", str(index), "--store", store]) == 5
        assert main(["data", "import", str(index), "--store", store, "--allow-downgrade", "--accept-shrink"]) == 0
        out = tmp_path_factory.mktemp("diff") / "diff.json"
        with pytest.MonkeyPatch.context() as inner, out.open("w") as stream:
            inner.setattr("sys.stdout", stream)
            assert main(["data", "diff", "current", "bundled", "--store", store, "--format", "json"]) == 0
        found = json.loads(out.read_text())
        changes = [Change(**change) for change in found["changes"]]
        assert found["before"] == "2017.04.21"
        assert len({change.taxon for change in changes}) == len(changes) == sum(found["counts"].values())
        yield {change.taxon: change for change in changes}


@pytest.mark.parametrize(
    ("taxon", "kind", "before", "after"),
    [
        # CoP18, in force on 26 November 2019
        ("Giraffa camelopardalis", "added", "", "II"),
        ("Isurus oxyrinchus", "added", "", "II"),
        ("Isurus paucus", "added", "", "II"),
        ("Rhinidae", "added", "", "II"),
        ("Gekko gecko", "added", "", "II"),
        ("Aonyx cinereus", "moved", "II", "I"),
        ("Geochelone elegans", "moved", "II", "I"),
        ("Malacochersus tornieri", "moved", "II", "I"),
        ("Leporillus conditor", "moved", "I", "II"),
        ("Cedrela", "added", "", "II #6"),
        ("Cedrela odorata", "moved", "III #5", "II #6"),
        # CoP19, in force on 23 February 2023, and what it put off to 25 November 2024
        ("Carcharhinidae", "added", "", "II"),
        ("Centrolenidae", "added", "", "II"),
        ("Pycnonotus zeylanicus", "moved", "II", "I"),
        ("Phoebastria albatrus", "moved", "I", "II"),
        ("Khaya", "added", "", "II #17"),
        ("Rhodiola", "added", "", "II #2"),
        ("Pericopsis elata", "changed", "II #5", "II #17"),
        ("Pterocarpus erinaceus", "changed", "II", "II #17"),
        ("Handroanthus", "added", "", "II #17"),
        ("Dipteryx", "added", "", "II #17"),
        # CoP20, in force on 5 March 2026
        ("Rhincodon typus", "moved", "II", "I"),
        ("Okapia johnstoni", "added", "", "I"),
        ("Carcharhinus longimanus", "moved", "II", "I"),
        ("Mobula", "moved", "II", "I"),
        ("Hyaena hyaena", "moved", "III", "II"),
        ("Damaliscus pygargus pygargus", "removed", "II", ""),
    ],
)
def test_what_three_conferences_changed_is_shown(
    since_2017: dict[str, Change], taxon: str, kind: str, before: str, after: str
) -> None:
    change = since_2017[taxon]
    assert (change.kind, change.before, change.after) == (kind, before, after)


@pytest.mark.parametrize(
    ("taxon", "words"),
    [
        # Annotation 15 has freed instruments and finished products of up to 10 kg since CoP18.
        ("Dalbergia", "what annotation #15 covers"),
        ("Guibourtia demeusei", "what annotation #15 covers"),
        ("Ceratotherium simum simum", "except SZ, ZA → except NA, SZ, ZA"),
        ("Crocodylus porosus", "PH/Palawan"),
        ("Vicugna vicugna", "AR/Salta"),
        ("Phrynosoma", "until now only Phrynosoma blainvillii"),
    ],
)
def test_populations_and_annotations_are_compared(since_2017: dict[str, Change], taxon: str, words: str) -> None:
    assert words in since_2017[taxon].detail


def test_what_is_only_named_otherwise_is_no_change_of_law(since_2017: dict[str, Change]) -> None:
    removed = {taxon for taxon, change in since_2017.items() if change.kind == "removed"}
    # Withdrawn from Appendix III by Costa Rica; delisted by CoP20; today the name of the domestic sheep.
    assert removed == {
        "Bassaricyon gabbii",
        "Bassariscus sumichrasti",
        "Cabassous centralis",
        "Galictis vittata",
        "Sciurus deppei",
        "Damaliscus pygargus pygargus",
        "Ovis aries",
    }
    renamed = {change.taxon: change.detail for change in since_2017.values() if change.kind == "renamed"}
    assert renamed["Python molurus molurus"] == "now Python molurus"
    assert renamed["Ovis ammon hodgsonii"] == "now Ovis hodgsoni"
    # Listed then as now, under another name, within another taxon or through a taxon above.
    unchanged = (
        "Ailurus styani",
        "Acinonyx",
        "Acinonyx jubatus",
        "Neofelis diardi",
        "Pongo tapanuliensis",
        "Moschus fuscus",
        "Moschus moschiferus",
        "Loxodonta",
        "Loxodonta africana",
        "Dalbergia nigra",
        "Dalbergia cochinchinensis",
        "Diospyros laevis",
        "Hippopotamus amphibius",
        "Ursus arctos isabellinus",
        "Aonyx capensis microdon",
    )
    assert not set(unchanged) & set(since_2017)


# fmt: off
HEADINGS = (
    "TaxonId", "Kingdom", "Phylum", "Class", "Order", "Family", "Genus", "FullName", "RankName", "AuthorYear",
    "CurrentListing", "FullAnnotationEnglish", "AnnotationEnglish", "#Annotation", "#AnnotationSymbol",
    "SynonymsWithAuthors", "EnglishNames",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Later:
    """A dataset after the import of a later list of a few species, and what was said."""

    dataset: Dataset
    said: str

    def entry(self, name: str) -> set[Facts]:
        """What is in force for exactly this taxon."""
        rows = self.dataset.connection.execute("SELECT id FROM taxon WHERE name = ?", (name,)).fetchall()
        return _facts(one for (number,) in rows for one in self.dataset.listings(number))


@pytest.fixture
def later(light: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Later]:
    """Imports a list of December 2026 with these species over the bundled dataset."""

    def build(*rows: dict[str, str]) -> Later:
        assert main(["data", "import", str(light), "--force"]) == 0
        path = tmp_path / "index_2026-12-30.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, HEADINGS, restval="")
            writer.writeheader()
            writer.writerows({"TaxonId": "9", "Kingdom": "Animalia", "RankName": "SPECIES", **row} for row in rows)
        assert main(["data", "import", str(path)]) == 0, capsys.readouterr().err
        return Later(Dataset.open(), capsys.readouterr().out)

    return build


def test_a_later_list_changes_what_it_tells_and_keeps_the_rest(later: Callable[..., Later]) -> None:
    found = later(
        # Another Appendix; another population; words that are not understood; the entry of a genus told for a species.
        {"FullName": "Rhincodon typus", "CurrentListing": "II", "FullAnnotationEnglish": "Appendix II:"},
        {
            "FullName": "Caiman latirostris",
            "CurrentListing": "I/II",
            "FullAnnotationEnglish": "Appendix I:Except the population of Argentina, which is included in Appendix II."
            "\nAppendix II:Population of Argentina.",
        },
        {
            "FullName": "Vicugna vicugna",
            "CurrentListing": "I/II",
            "FullAnnotationEnglish": "Appendix I:Except some herds.\nAppendix II:Some herds.",
        },
        {
            "Kingdom": "Plantae",
            "FullName": "Dalbergia cochinchinensis",
            "CurrentListing": "II",
            "FullAnnotationEnglish": "Appendix II:",
            "AnnotationEnglish": "Appendix II:Included in <i>Dalbergia</i> spp.",
            "#Annotation": "Appendix II:All parts and derivatives",
            "#AnnotationSymbol": "#15",
        },
    )
    assert found.dataset.info.version == "2026.12.30"
    assert found.entry("Rhincodon typus") == {("II", (), (), "")}
    assert found.entry("Caiman latirostris") == {("I", (), ("AR",), ""), ("II", ("AR",), (), "")}
    assert found.entry("Vicugna vicugna") == _facts(_listings("Vicugna vicugna"))
    assert "populations not understood and kept as they were; compare: Vicugna vicugna" in found.said
    assert found.entry("Dalbergia cochinchinensis") == {("II", (), (), "#4")}
    assert found.entry("Panthera tigris") == _facts(_listings("Panthera tigris"))
    assert "synonyms and common names were kept" in found.said
    found.dataset.close()


def test_an_entry_adopted_for_a_later_day_does_not_begin_before_it(later: Callable[..., Later]) -> None:
    to_come = [one for one in _listings("Galeorhinus galeus") if one.in_force_from > "2026-12-30"]
    assert to_come
    found = later(
        {"FullName": "Galeorhinus galeus", "CurrentListing": "II", "FullAnnotationEnglish": "Appendix II:"},
        # Through its genus, which is to come too.
        {
            "FullName": "Mustelus mustelus",
            "CurrentListing": "II",
            "FullAnnotationEnglish": "Appendix II:",
            "AnnotationEnglish": "Appendix II:Included in <i>Mustelus</i> spp.",
        },
    )
    (number,) = found.dataset.connection.execute("SELECT id FROM taxon WHERE name = 'Galeorhinus galeus'").fetchone()
    assert [one.in_force_from for one in found.dataset.listings(number)] == [one.in_force_from for one in to_come]
    assert found.entry("Mustelus mustelus") == set()
    assert "no listing changed" in found.said
    assert "partly listed" not in found.said
    found.dataset.close()


def test_a_newcomer_is_listed_and_a_new_name_keeps_the_entry(later: Callable[..., Later]) -> None:
    found = later(
        {
            "Family": "Felidae",
            "FullName": "Felis nova",
            "CurrentListing": "I",
            "FullAnnotationEnglish": "Appendix I:",
            "EnglishNames": "New cat",
        },
        {
            "FullName": "Panthera tigrina",
            "CurrentListing": "I",
            "FullAnnotationEnglish": "Appendix I:",
            "SynonymsWithAuthors": "Panthera tigris (Linnaeus, 1758)",
        },
        {"Family": "Giraffidae", "FullName": "Giraffa nova", "CurrentListing": "II/NC", "FullAnnotationEnglish": ""},
    )
    assert found.entry("Felis nova") == {("I", (), (), "")}
    assert found.entry("Panthera tigrina") == _facts(_listings("Panthera tigris"))
    assert main(["lookup", "Panthera tigris"]) == 0
    assert "= Panthera tigris" in found.said
    assert "partly listed, and the list does not say which part: Giraffa nova (II)" in found.said
    found.dataset.close()


def _listings(name: str) -> tuple[Listing, ...]:
    """The bundled dataset's listings of exactly this taxon."""
    dataset = Dataset.open_index(bundled().index, "bundled")
    try:
        (number,) = dataset.connection.execute("SELECT id FROM taxon WHERE name = ?", (name,)).fetchone()
        return dataset.listings(number)
    finally:
        dataset.close()


def _facts(listings: Iterable[Listing]) -> set[Facts]:
    return {
        (one.appendix.value, one.population.only, one.population.exclude, one.annotation)
        for one in listings
        if not one.history
    }


@pytest.mark.parametrize(
    ("name", "text", "code", "words"),
    [
        ("index.csv", "TaxonId\n", 2, "does not tell of which date"),
        ("index_2026-13-40.csv", "TaxonId\n", 2, "does not tell of which date"),
        ("index_2026-12-30.csv", "a,b\n1,2\n", 5, "not those of an Index of CITES Species"),
        ("index_2026-12-30.csv", ",".join(HEADINGS) + "\n", 5, "holds no taxon"),
        ("index_2026-12-30.csv", ",".join(HEADINGS) + "\n1,Animalia\n", 5, "cut off"),
        ("index_2026-12-30.csv.gz", "not packed", 5, "cannot be unpacked"),
        ("index_2025-01-01.csv", ",".join(HEADINGS) + "\n", 5, "older than the one in use"),
    ],
)
def test_what_is_no_official_list_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, code: int, words: str
) -> None:
    (tmp_path / name).write_text(text)
    assert main(["data", "import", str(tmp_path / name)]) == code
    error = capsys.readouterr().err
    assert words in error
    assert "Traceback" not in error
    assert code == 2 or "still in use: version" in error


def test_a_packed_list_with_damage_within_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packed = bytearray(gzip.compress(",".join(HEADINGS).encode() * 200))
    packed[20:60] = b"\xff" * 40
    path = tmp_path / "index_2026-12-30.csv.gz"
    path.write_bytes(bytes(packed))
    assert main(["data", "import", str(path)]) == 5
    assert "cannot be unpacked" in capsys.readouterr().err


def test_the_listings_download_of_the_day_changes_nothing(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It tells the law of the day after the bundled dataset, for animals: every change would be a misreading."""
    (listings,) = (shared / "data" / "species_plus").glob("listings_2026-03-06_animals.csv")
    assert main(["data", "import", str(listings), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["version"] == "2026.03.06"
    assert found["changes"]["changes"] == []
    assert any("nothing is said of Plantae" in note for note in found["notes"])
