"""Goods, headings and fields: ordinary goods stay quiet, nothing unreadable is silent, headings can be looked up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from cites_check.cli.explain_view import explanation
from cites_check.declarations.fields import DOCUMENT_FIELDS, LINE_FIELDS, Kind
from cites_check.declarations.reasons import NOT_A_SINGLE_VALUE, PLACEHOLDER, REASONS, SAYS_OTHERWISE, UNKNOWN_CODE
from cites_check.engine import Checker
from cites_check.errors import UsageError
from cites_check.locale.ko import FIELDS, PARTS
from cites_check.locale.ko import REASONS as KOREAN_REASONS
from cites_check.lookup import Lookups
from cites_check.model.codes import Severity, Verdict
from cites_check.model.lines import FieldProblem, LineItem
from cites_check.model.results import LineResult
from cites_check.rules.reference import Reference
from cites_check.rules.word_finder import WordFinder

CheckLine = Callable[[Mapping[str, Any]], LineResult]

ORDINARY = """
010229 살아 있는 육우
010121 thoroughbred horses for breeding
010619 live cats, two Persian kittens
010619 laboratory mice, SPF
010639 live pigeons
020130 chilled boneless beef
020714 frozen chicken wings
030289 신선한 갈치
030617 frozen shrimps, peeled
030743 냉동 오징어
040690 cheddar cheese
040900 natural honey
050510 goose down, washed
060240 rose plants, grafted
060311 fresh cut roses
070200 방울토마토
080390 bananas
090111 green coffee beans
100199 wheat for milling
120190 soybeans
121190 peppermint leaves, dried
151190 refined palm oil
170199 white sugar
190230 instant noodles
210690 vitamin C tablets
220421 red wine, Chateau 2019
230990 dog food with chicken
230990 parrot food mix
240220 담배
270900 crude petroleum
300490 ibuprofen 200 mg tablets
300490 타이레놀정
330129 lavender essential oil
330300 eau de toilette 50 ml
330499 skin cream with collagen
340111 비누
380891 insecticide
392690 plastic phone cases, leopard print
392690 플라스틱 악어클립
401110 passenger car tyres
410712 cow leather, full grain
411200 sheepskin leather
420212 polyester backpacks
420221 calfskin handbags
420221 소가죽 핸드백
420231 lambskin wallets
420330 full grain cowhide belts
430310 mink coats
440791 sawn white oak
440795 sawn white ash
440799 sawn walnut lumber
440799 월넛 제재목
440729 sawn teak
441112 MDF boards
441820 pine doors
442090 bamboo boxes
480256 copy paper
490199 books on parrots
520100 raw cotton
540752 woven fabric of polyester, zebra pattern
550320 polyester staple fibre
570242 carpets
610910 cotton T-shirts, tiger motif
620520 men's cotton shirts
621430 polyester scarves
640319 puma football boots
640399 cow leather shoes
650500 knitted hats
670290 artificial flowers, orchids of polyester
691110 porcelain tableware, elephant motif
711311 silver rings
711719 brass earrings
721049 galvanised steel coil
730890 steel structures
732690 bird cages of steel wire
732690 steel turtle shaped bottle openers
820320 alligator pliers
821192 kitchen knives, steel
840999 engine parts, falcon series
841391 pump parts
842649 crawler crane
842649 크레인 부품
847130 laptop computers
848180 butterfly valves
848410 oil seal kit
850440 adapters
851762 mobile phones
853650 switches
853690 crocodile clips for cables
854231 semiconductor wafers
854442 cables
870323 passenger cars
870323 Jaguar XF sedan
870829 car body parts
870899 shark fin antenna
871200 bicycles
900410 sunglasses, plastic
900311 plastic spectacle frames, tortoise pattern
901890 medical syringes
910211 quartz wrist-watches, steel strap
920290 electric guitars, maple neck
940161 sofas, cow leather
940360 oak tables
940360 원목 책상, 고무나무
950300 plush tiger toys
950300 곰인형
950300 봉제인형 호랑이
950691 treadmills
960321 toothbrushes
961519 plastic combs, tortoiseshell look
961900 diapers
970121 modern oil painting, eagle
"""
"""Tariff heading and description of goods that are no wildlife."""


@pytest.mark.parametrize("text", ORDINARY.strip().splitlines())
def test_ordinary_goods_raise_no_alarm(text: str, check_line: CheckLine) -> None:
    code, description = text.split(" ", 1)
    result = check_line({"hs_code": code, "description": description, "quantity": 10, "unit": "no", "importer": "KR"})
    loud = [f"{f.rule}: {f.message}" for f in result.findings if f.severity is not Severity.NOTE]
    assert loud == []
    assert result.verdict is Verdict.NOT_LISTED


LISTED = """
410320 raw python hides
420221 핸드백, 비단뱀가죽
160431 sturgeon caviar, 50 g tins
050710 elephant tusks
121190 침향 chips
030571 dried shark fins
010632 앵무새
410640 악어 크러스트
960110 상아도장
621420 shahtoosh shawls
050790 rhino horn
010620 ball python
300490 안궁우황환 with rhino horn
"""
"""Heading and description of goods that may be of listed species: a person has to look."""


@pytest.mark.parametrize("text", LISTED.strip().splitlines())
def test_goods_of_listed_species_without_a_name_are_never_called_not_listed(text: str, check_line: CheckLine) -> None:
    code, description = text.split(" ", 1)
    result = check_line({"hs_code": code, "description": description, "importer": "KR"})
    assert result.verdict not in (Verdict.NOT_LISTED, Verdict.OK), result.findings


KINDS_OF_LINES: Mapping[str, Mapping[str, str]] = {
    "covered": {"scientific_name": "Malayopython reticulatus"},
    "not covered": {"scientific_name": "Melopsittacus undulatus"},
    "unlisted": {"scientific_name": "Bos taurus"},
    "unresolved": {"scientific_name": "Xqz 77"},
    "ordinary": {"description": "cotton shirts", "hs_code": "620520"},
}


@pytest.mark.parametrize("kind", KINDS_OF_LINES)
@pytest.mark.parametrize("field", [*LINE_FIELDS, *DOCUMENT_FIELDS, "documents", "documents.colour"])
def test_each_value_that_cannot_be_read_is_reported_once(kind: str, field: str, checker: Checker) -> None:
    values: dict[str, Any] = dict(KINDS_OF_LINES[kind])
    values.pop(field, None)
    for reason in (NOT_A_SINGLE_VALUE, UNKNOWN_CODE, PLACEHOLDER, f"{SAYS_OTHERWISE}: W"):
        problem = FieldProblem(field, "§§", reason)
        result = checker.check(LineItem(importer="KR", problems=(problem,), **values))
        said = [finding.rule for finding in result.findings if finding.field == field and finding.value == "§§"]
        assert len(said) == 1, said


def test_every_reason_and_field_that_can_fail_has_a_korean_word() -> None:
    assert set(REASONS) <= set(KOREAN_REASONS)
    # Texts are read as they stand; every other field can hold what cannot be read.
    assert {field for field, kind in LINE_FIELDS.items() if kind not in (Kind.TEXT, Kind.IDENTIFIER)} <= set(FIELDS)
    assert {part for _, part in DOCUMENT_FIELDS.values()} <= set(PARTS)


def test_headings_have_taxa_of_the_dataset(lookups: Lookups) -> None:
    known = {name for (name,) in lookups.dataset.connection.execute("SELECT name FROM taxon")}
    codes = [entry["hs"] for entry in lookups.dataset.document("tariff/hs_groups")]
    assert codes == sorted(set(codes))
    for entry in lookups.dataset.document("tariff/hs_groups"):
        for key in ("only", "never", "class"):
            assert set(entry.get(key, ())) <= known, entry
        assert entry.get("live", "only") in ("only", "never")
        assert entry.get("name", "always") in ("always", "ordinary", "generic")


def test_every_high_risk_heading_says_when_a_name_is_asked_for(reference: Reference, lookups: Lookups) -> None:
    tariff = reference.goods.tariff
    silent = {
        entry["hs"]
        for entry in lookups.dataset.document("tariff/hs_watch")
        if entry["risk"] == "high" and not tariff.heading(entry["hs"]).name
    }
    # Mostly ordinary goods, where even "dried fish", "eggs" or "shawls" is no reason to ask.
    assert silent <= {"030559", "040719", "420221", "621420", "911390", "920210"}, silent


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_heading_is_explained(lang: str, lookups: Lookups) -> None:
    text = explanation("hs:4103.20", lookups.dataset, lang)
    assert "Crocodylia" in text
    assert ("high" if lang == "en" else "높음") in text
    assert ("Korea" if lang == "en" else "세관장확인") in text
    assert explanation("hs:4103200000", lookups.dataset, lang) == text
    assert "410320" in explanation("hs:41", lookups.dataset, lang)


def test_a_heading_that_is_not_watched_is_said_to_be_so(lookups: Lookups) -> None:
    with pytest.raises(UsageError):
        explanation("hs:620520", lookups.dataset, "en")


def test_descriptions_are_scanned_once(lookups: Lookups, checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    scanned: list[str] = []
    real = lookups.matcher.scan

    def scan(text: str) -> object:
        scanned.append(text)
        return real(text)

    monkeypatch.setattr(lookups.matcher, "scan", scan)
    line = LineItem(importer="KR", description="one more python leather bag", hs_code="420221")
    for _ in range(3):
        checker.check(line)
    assert scanned == ["one more python leather bag"]


def test_words_are_found_whole_and_the_longest_counts() -> None:
    words = WordFinder(["wild", "wild caught", "건", "건조", "인공번식", "인공"])
    assert words.find("Wild-Caught, not wildlife") == ("wild caught",)
    assert words.find("건조 해마") == ("건조",)
    assert words.find("건 해마, 건물") == ("건",)
    assert words.find("인공 번식") == ("인공번식",)
    assert words.find("") == ()
    assert words.is_only("wild, wild")
    assert not words.is_only("wild boar")
