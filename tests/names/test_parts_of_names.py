"""Folding, keys and parsing, apart from any dataset."""

from __future__ import annotations

import pytest

from cites_check.names.folding import fold, has_look_alike, other_readings
from cites_check.names.keys import orthographic, squash, visual
from cites_check.names.parse import ParsedName, parse, simple_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Раnthera", "Panthera"),
        ("ΑΡΑ", "APA"),
        ("Ｐｙｔｈｏｎ", "Python"),
        ("Aloë", "Aloe"),
        ("æquatorialis", "aequatorialis"),
        ("ﬁliformis", "filiformis"),
        ("ti\u200bgris", "tigris"),
        ("Panthera\u00a0tigris", "Panthera tigris"),
        ("𝒫𝓎𝓉𝒽𝑜𝓃", "Python"),
        ("비단뱀", "비단뱀"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_look_alikes_are_noticed() -> None:
    assert has_look_alike("Раnthera tigris")
    assert not has_look_alike("Aloë vera")
    assert not has_look_alike("тигр")


def test_other_readings() -> None:
    assert "luddemannii" not in other_readings("lueddemannii")
    assert "lueddemannii" in other_readings("lüddemannii")
    assert "Aloe" in other_readings("AIoe")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("reticulatus", "reticulata"),
        ("brookei", "brookii"),
        ("schillerana", "schilleriana"),
        ("coerulea", "cerulea"),
        ("silvestris", "sylvestris"),
        ("philippinensis", "filippinensis"),
        ("bulbillifera", "bulbilifera"),
    ],
)
def test_one_sound(first: str, second: str) -> None:
    assert orthographic(first) == orthographic(second)


@pytest.mark.parametrize(("first", "second"), [("marnieri", "mamieri"), ("clelia", "delia"), ("tigris", "tlgrls")])
def test_one_look(first: str, second: str) -> None:
    assert visual(first) == visual(second)


def test_squash() -> None:
    assert squash("Agave victoriae-reginae") == "agavevictoriaereginae"


def _words(text: str) -> tuple[str, ...]:
    return parse(text).words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Panthera tigris (Linnaeus, 1758)", ("panthera", "tigris")),
        ("Papilio (Achillides) chikae", ("papilio", "chikae")),
        ("Panthera tigris ssp. altaica", ("panthera", "tigris", "altaica")),
        ("Aloe sp. aff. vera", ("aloe",)),
        ("× Brassocattleya sp.", ("brassocattleya",)),
        ("xBrassocattleya sp.", ("brassocattleya",)),
        ("Phalaenopsis amabilis 'Golden Dawn'", ("phalaenopsis", "amabilis")),
        ("Stelis form", ("stelis", "form")),
        ("Panth?ra t!gris", ("panthxra", "tigris")),
        ("d'orbignyi", ("dorbignyi",)),
        ("상아", ()),
    ],
)
def test_words(text: str, words: tuple[str, ...]) -> None:
    assert _words(text) == words


def test_flags() -> None:
    assert parse("Python sp.").flags == {"genus_only"}
    assert parse("Python cf. regius").flags == {"qualified"}
    assert "cultivar" in parse("Rosa alba 'Nana'").flags
    assert parse("P. tigris").short_genus
    assert parse("Ara macao x ararauna").parents == ("Ara macao", "Ara ararauna")
    assert parse("Python Daudin, 1803").year


def test_simple_words() -> None:
    assert simple_words("Panthera tigris") == ("panthera", "tigris")
    assert simple_words("PANTHERA TIGRIS") == ()
    assert simple_words("Python sp") == ()
    assert isinstance(parse(""), ParsedName)
