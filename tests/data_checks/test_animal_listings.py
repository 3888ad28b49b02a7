"""The animal listings say what the Appendices say: cases read by hand, and the comparison with the raw sources."""

from __future__ import annotations

from functools import cache

import pytest

from species_data.build.listings_animals import check
from species_data.build.listings_animals.sources import shared_data


@cache
def _entries() -> dict[str, check.Entry]:
    return check.load_entries()


@cache
def _parents() -> dict[str, str]:
    return check.load_parents()


def _appendices(name: str, on: str = check.ON) -> str:
    return "/".join(sorted(check.resolve(name, _entries(), _parents(), on)))


@pytest.mark.parametrize(
    ("name", "appendix"),
    [
        ("Panthera tigris", "I"),
        ("Panthera leo", "I/II"),
        ("Caracal caracal", "I/II"),
        ("Felis chaus", "II"),
        ("Felis catus", ""),
        ("Canis lupus", "I/II"),
        ("Canis lupus familiaris", ""),
        ("Loxodonta africana", "I/II"),
        ("Loxodonta cyclotis", "I"),
        ("Ceratotherium simum simum", "I/II"),
        ("Vicugna vicugna", "I/II"),
        ("Pecari tajacu", "II"),
        ("Tursiops truncatus", "II"),
        ("Struthio camelus", "I"),
        ("Psittacula krameri", ""),
        ("Melopsittacus undulatus", ""),
        ("Psittacus erithacus", "I"),
        ("Cathartes aura", ""),
        ("Gymnogyps californianus", "I"),
        ("Sarcoramphus papa", "III"),
        ("Falco newtoni", "I/II"),
        ("Crocodylus niloticus", "I/II"),
        ("Caiman crocodilus", "II"),
        ("Goniurosaurus kuroiwae", "III"),
        ("Goniurosaurus luii", "II"),
        ("Rheobatrachus silus", ""),
        ("Mobula birostris", "I"),
        ("Carcharhinus falciformis", "II"),
        ("Potamotrygon motoro", "III"),
        ("Potamotrygon leopoldi", "II"),
        ("Acropora", "II"),
        ("Damaliscus pygargus pygargus", ""),
    ],
)
def test_appendix_without_an_origin(name: str, appendix: str) -> None:
    assert _appendices(name) == appendix


@pytest.mark.parametrize(
    ("name", "day", "appendix"),
    [
        ("Mustelus canis", "2026-03-06", ""),
        ("Mustelus canis", "2027-06-05", "II"),
        ("Pelophylax lessonae", "2027-06-04", ""),
        ("Rhincodon typus", "2026-03-04", "II"),
        ("Rhincodon typus", "2026-03-05", "I"),
        ("Gyps africanus", "2020-01-01", "II"),
        ("Damaliscus pygargus pygargus", "2026-03-04", "II"),
        ("Manis javanica", "2016-12-31", "II"),
        ("Manis javanica", "2017-01-02", "I"),
        ("Carcharhinus falciformis", "2017-10-03", ""),
        ("Carcharhinus falciformis", "2017-10-04", "II"),
        ("Haliaeetus leucocephalus", "2000-01-01", "I"),
        ("Gazella dorcas", "2026-03-04", "III"),
        ("Loxodonta africana", "1989-12-31", "II"),
    ],
)
def test_appendix_on_a_day(name: str, day: str, appendix: str) -> None:
    assert _appendices(name, day) == appendix


def test_form_of_the_entries() -> None:
    assert check.check_form(_entries()) == 0
    assert all(name in _parents() for name in _entries())


@pytest.mark.skipif(not shared_data().is_dir(), reason="the raw sources are not at hand")
def test_agrees_with_the_sources() -> None:
    assert check.main() == 0
