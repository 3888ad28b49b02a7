"""Sentences as they are read: articles in English, particles in Korean."""

from __future__ import annotations

import pytest

from cites_check.locale import en
from cites_check.locale.ko import particles


@pytest.mark.parametrize(
    ("template", "read"),
    [
        ("중국 (CN)이(가) 부속서 I은(는)", "중국 (CN)이 부속서 I은"),
        ("Loxodonta africana(부속서 II)은(는)", "Loxodonta africana(부속서 II)는"),
        ("Chamaeleon은(는) 부속서 II(으)로", "Chamaeleon은 부속서 II로"),
        ("“TBC”이(가) 26KR004216을(를)", "“TBC”가 26KR004216을"),
        ("출처 W(으)로, 서울(으)로, 부산(으)로", "출처 W로, 서울로, 부산으로"),
        ("목적 N과(와) 목적 T과(와)", "목적 N과 목적 T와"),
        ("수입허가서을(를) (신고 없음)은(는)", "수입허가서를 (신고 없음)은"),
    ],
)
def test_korean_particles_follow_the_sound_before_them(template: str, read: str) -> None:
    assert particles.settle(template) == read


@pytest.mark.parametrize(
    "country",
    ["Republic of Korea (KR)", "United States of America (US)", "Netherlands (NL)", "Solomon Islands (SB)",
     "Lao People's Democratic Republic (LA)", "Democratic Republic of the Congo (CD)", "Dominican Republic (DO)"],
)  # fmt: skip
def test_english_countries_take_their_article(country: str) -> None:
    assert en.named(country) == f"the {country}"
    assert en.settle(f"the {country} says no. the {country} asks") == f"The {country} says no. The {country} asks"


@pytest.mark.parametrize("country", ["Italy (IT)", "Viet Nam (VN)", "Dominica (DM)", "Virgin (XX)", "China (CN)"])
def test_other_countries_take_none(country: str) -> None:
    assert en.named(country) == country
