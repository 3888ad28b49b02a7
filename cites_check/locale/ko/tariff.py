"""Korean words of the rules in `cites_check.rules.tariff`."""

from __future__ import annotations

from cites_check.locale.entry import RuleText

RULES: dict[str, RuleText] = {
    "hs-high-risk-no-name": RuleText(
        "학명 없는 고위험 품목번호",
        "품목번호 {value}({heading})의 물품은 국제적 멸종위기종인 경우가 많은데 학명이 신고되지 않았다.",
        "학명을 확인한다. 학명 없이는 이 물품을 통과시킬 수 없다.",
        "품목번호의 문언 자체가 야생생물을 가리키는 호(살아 있는 앵무류, 파충류 가죽, 상아)는 학명을 신고해야 한다. 대부분 일반 물품인 호(가죽 가방, 목재, 의약품)는 품명이 물품의 종류만 말할 때만 검토 대상으로 한다. 개·소·소나무처럼 일반 물품임이 적혀 있으면 알리지 않는다.",
        {
            "generic": "품목번호 {value}({heading})의 물품은 국제적 멸종위기종일 수 있는데, 신고서에는 {word}밖에 적혀 있지 않다.",
        },
    ),
    "hs-taxon-mismatch": RuleText(
        "다른 생물군의 품목번호",
        "품목번호 {value}은(는) {expected}의 호이며, {taxon}({group})은(는) 여기에 속하지 않는다.",
        "물품을 신고된 학명 및 품목번호와 대조한다. 둘 가운데 하나가 잘못되었다.",
        "특정 동식물군을 가리키는 호에는 다른 군의 종이 들어갈 수 없다. 복합 재료 물품과 그런 문언이 없는 호는 묻지 않는다.",
        {"excluded": "품목번호 {value}에는 {group}이(가) 들어갈 수 없으며, {taxon}은(는) 여기에 속하지 않는다."},
    ),
    "hs-specimen-mismatch": RuleText(
        "품목번호와 물품 형태의 불일치",
        "품목번호 {value}은(는) 살아 있는 동식물의 호이나 형태 {term}(으)로 신고되었다.",
        "물품을 신고된 형태 및 품목번호와 대조한다.",
        "살아 있는 동식물은 별도의 호(0106, 0301, 0602)에 분류한다. 살아 있는 것의 호에 죽은 것이나 가공품이, 또는 그 반대로 신고되면 둘 가운데 하나가 잘못되었다.",
        {"dead": "품목번호 {value}에는 살아 있는 것이 들어갈 수 없으나 형태 {term}(살아 있음)(으)로 신고되었다."},
    ),
}
