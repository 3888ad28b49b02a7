"""Names in free text: what a broker's description holds, and what only sounds like it."""

from __future__ import annotations

import time

import pytest

from cites_check.model.taxa import NameStatus
from cites_check.names import Matcher

FOUND = (
    ("LADIES HANDBAG PYTHON BIVITTATUS LEATHER", "Python bivittatus"),
    ("PAPHIOPEDILUM SEEDLINGS IN FLASK", "Paphiopedilum"),
    ("cymbidium plants in pots", "Cymbidium"),
    ("crocodlie leather belt", "Crocodylia"),
    ("aligator skin shoes", "Crocodylia"),
    ("pangolen scales", "Manis"),
    ("rosewod fingerboard", "Dalbergia"),
    ("agarwod chips", "Aquilaria"),
    ("sac à main en cuir de crocodile du Nil", "Crocodylia"),
    ("bolso de piel de pitón", "Pythonidae"),
    ("Haifischflossen, gefroren", "Carcharhinidae"),
    ("Wale, lebend", "Cetacea"),
    ("玳瑁手镯", "Cheloniidae"),
    ("침향환", "Aquilaria"),
    ("살아있는 앵무새; 사료", "Psittaciformes"),
    ("PYTHON; TOY CAR", "Python"),
    ("dalbergia, rosea", "Dalbergia"),
    ("viande de primates, frais", "Primates"),
    ("live parrot with cage", "Psittaciformes"),
    ("웅담 캡슐", "Ursidae"),
    ("caviar face cream 50 ml", "Acipenseriformes"),
    ("red ivory-coloured box of elephant ivory", "Elephantidae"),
)
SILENT = (
    "LADIES HANDBAG COW LEATHER",
    "Crocodile pattern embossed cow leather handbag",
    "coral coloured lipstick 3.5 g",
    "ivory-coloured dress",
    "tiger balm ointment 30g",
    "plush toy tiger 30 cm",
    "Lacoste crocodile logo polo shirt",
    "macaw plush",
    "turtle food pellets 200g",
    "앵무새 사료",
    "이구아나용 사료",
    "해마 모양 펜던트",
    "산양유 분유",
    "수질 정화 필터",
    "aloe vera gel 300 ml",
    "net weight 12 ounces",
    "LCD MONITOR 27 INCH",
    "ARENA SWIM GOGGLES",
    "butterfly valves for pipes",
    "combine harvester-threshers",
    "golf balls",
    "northern leopard frog",
    "loop wale-yarn",
    "rough terrain fork-lift truck",
    "shawls, scarves, mufflers, mantillas, veils",
    "phosphates of mono- or disodium",
    "seals and sea lions",
    "cherries (Prunus cerasus), fresh",
    "fowls of the species Gallus domesticus",
    "aiguilles, pointes de coeur",
)


@pytest.mark.parametrize(("text", "taxon"), FOUND)
def test_a_listed_name_in_a_description_is_found(matcher: Matcher, text: str, taxon: str) -> None:
    candidates = [candidate.name for hit in matcher.scan(text) for candidate in hit.match.candidates]
    assert taxon in candidates


@pytest.mark.parametrize("text", SILENT)
def test_words_that_only_sound_like_a_name_are_silent(matcher: Matcher, text: str) -> None:
    assert [(hit.text, hit.match.candidates[0].name) for hit in matcher.scan(text)] == []


def test_a_general_word_does_not_hide_the_species(matcher: Matcher) -> None:
    snake, ball = matcher.scan("LIVE SNAKE; 볼파이톤")
    assert (snake.text, snake.match.status) == ("LIVE SNAKE", NameStatus.AMBIGUOUS)
    assert ball.match.status is NameStatus.RESOLVED
    assert ball.match.candidates[0].name == "Python regius"


def test_a_species_is_found_at_the_end_of_a_long_text(matcher: Matcher) -> None:
    text = "cotton shirts, 면 셔츠, " * 3_000 + "Panthera tigris"
    (hit,) = matcher.scan(text)
    assert text[hit.position :] == hit.text == "Panthera tigris"


@pytest.mark.parametrize(
    "part",
    [
        "Panthera tigris, ",
        "Phyton reticulatus crocodlie leather ",
        "P. tigris ",
        "악어가죽 ",
        "호랑이뱀악",
        "鳄鱼皮象",
        "a-",
    ],
)
def test_the_time_grows_with_the_length_alone(matcher: Matcher, part: str) -> None:
    def seconds(size: int) -> float:
        text = (part * size)[:size]
        start = time.process_time()
        matcher.scan(text)
        return time.process_time() - start

    seconds(2_000)
    assert seconds(80_000) < 30 * max(seconds(8_000), 0.01)
