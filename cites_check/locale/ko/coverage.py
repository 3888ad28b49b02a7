"""Korean words of the rules in `cites_check.rules.coverage`."""

from __future__ import annotations

from cites_check.locale.entry import RuleText

RULES: dict[str, RuleText] = {
    "part-not-covered": RuleText(
        title="주석의 적용 대상이 아닌 물품",
        message="{taxon}은(는) 부속서 {entry_appendix}(주석 {annotation}) 등재종이나, 주석에 따라 이 물품({term})에는 적용되지 않는다.",
        fix="이 형태에는 CITES 서류가 필요 없다. 물품의 형태를 증명할 자료를 보관한다.",
        documentation="주석은 적용할 부분품·파생물을 정하거나 일부를 제외한다. 주석의 적용을 받지 않는 물품은 협약의 대상이 아니다.",
        variants={"named": "{taxon}은(는) 정해진 표본에 대해서만 등재되어 있으며, {term}은(는) 이에 해당하지 않는다."},
    ),
    "exempt-note": RuleText(
        title="적용이 제외되는 형태",
        message="{taxon}은(는) 부속서 {entry_appendix} 등재종이나 이 형태는 제외된다: {form}.",
        fix="조건을 갖춘 동안에는 CITES 서류가 필요 없다. 조건을 갖추었다는 증빙을 보관한다.",
        documentation="주석은 소매용 포장, 목재 10 kg 이하, 완성 악기, 재배품종 등 일정한 조건을 갖춘 형태를 제외한다.",
        variants={
            "annotation": "{taxon}은(는) 부속서 {entry_appendix} 등재종이나 주석 {annotation}에서 이 형태({term})를 제외한다."
        },
    ),
    "part-needs-fact": RuleText(
        title="신고되지 않은 사항에 따라 적용 여부가 달라짐",
        message="{taxon}이(가) 적용 대상인지, 어느 부속서에 해당하는지가 신고서에 없는 사항에 달려 있다: {facts}.",
        fix="해당 사항을 신고하거나, 더 엄격한 쪽(부속서 {strictest})에 필요한 서류를 제시한다.",
        documentation="주석의 적용은 포장 상태, 무게, 완제품 여부 등에 달려 있다. 빈칸은 유리한 쪽과 불리한 쪽으로 모두 읽는다. "
        "적용 대상으로서의 서류가 제시되어 있으면 참고 사항으로만 알린다.",
        variants={"member": "{entry} 등재는 대상 종을 하나씩 정하고 있어 {taxon}이(가) 포함되는지 확실하지 않다."},
    ),
    "anno-10kg": RuleText(
        title="등재종 목재의 무게가 신고되지 않음",
        message="주석 {annotation}은 선적 전체의 등재종 목재가 10 kg 이하인 {taxon} 완제품을 제외하지만, 무게가 신고되지 않았다.",
        fix="net_wood_kg에 선적 전체에 든 등재종 목재의 순중량을 신고한다.",
        documentation="10 kg 한도는 선적 전체에 든 등재종 목재의 무게이다. 무게를 알 수 없으면 제외되지 않는다.",
    ),
    "anno-retail": RuleText(
        title="소매 포장 여부가 신고되지 않음",
        message="주석 {annotation}은 소매용으로 포장된 {taxon} 완제품을 달리 다루지만, 포장 상태가 신고되지 않았다.",
        fix="retail_packed를 신고한다. 소매용으로 포장된 완제품만 '예'이며, 벌크 상태의 물품은 적용 대상이다.",
        documentation="소매용으로 포장된 완제품은 제외될 수 있으나 벌크 상태의 추출물·기름·가루는 제외되지 않는다. 빈칸으로는 제외되지 않는다.",
    ),
    "whole-specimen-always-covered": RuleText(
        title="개체 전체는 주석과 관계없이 적용 대상임",
        message="{term}은(는) 식물 또는 동물의 개체 전체이며, 주석 {annotation}은 {taxon}의 부분품과 파생물만 제외한다.",
        fix="부속서 {appendix}에 필요한 서류를 제시한다.",
        documentation="주석(#)은 살아 있거나 죽은 개체 전체를 제외하지 않는다. 오해가 잦아 서류가 없을 때 알린다.",
    ),
    "zero-quota-treat-app1": RuleText(
        title="부속서 I에 준하여 다룸",
        message="{taxon}은(는) 부속서 {entry_appendix} 등재종이나, 이 물품은 부속서 I 등재종으로 다루어진다.",
        fix="부속서 I에 필요한 서류를 제시한다. 주로 상업적인 목적의 수입은 허용되지 않는다.",
        documentation="일부 부속서 II 등재는 정해진 표본에만 적용되거나 어떤 표본에도 적용되지 않으며, 나머지는 부속서 I에 따라 다룬다.",
    ),
    "hybrid-animal": RuleText(
        title="동물 교잡종",
        message="{name}은(는) 등재종을 조상으로 둔 교잡종이며 부속서 {appendix}에 따라 다루어진다.",
        fix="혈통을 증명한다. 최근 4세대 안에 등재종 조상이 없어야 협약의 대상에서 벗어난다.",
        documentation="최근 4세대 안에 등재종 조상이 있는 동물 교잡종은 그 조상 가운데 가장 엄격한 부속서에 따라 적용된다.",
    ),
    "hybrid-plant-app1": RuleText(
        title="부속서 I 식물의 인공증식 교배종",
        message="{name}은(는) 부속서 I 식물의 인공증식 교배종이며, 인공증식증명서로 충분하다.",
        fix="증명서를 제시한다. 이러한 교배종의 씨앗·꽃가루·절화·무균 배양체에는 필요 없다.",
        documentation="주석이 없는 부속서 I 식물의 인공증식 교배종은 인공증식증명서로 거래한다.",
    ),
    "hybrid-plant-2taxa": RuleText(
        title="등재종 두 식물의 교배종",
        message="{name}은(는) {parents}의 교배종이며, 더 엄격한 부속서 {appendix}가 적용된다.",
        fix="부속서 {appendix}에 필요한 서류를 제시한다.",
        documentation="식물 교배종은 부모 가운데 가장 엄격한 등재에 따라 다룬다.",
    ),
    "split-origin-vs-exporter": RuleText(
        title="수출국이 아니라 원산지가 등재를 정함",
        message="{taxon}: 원산지 {origin}의 개체군이 기준이다({by_origin}). {exporter} 개체군이라면 {by_exporter}이다.",
        fix="원산지가 맞으면 조치할 사항이 없다. 서류에 적힌 원산지와 같아야 한다.",
        documentation="개체군별로 등재가 다를 때에는 어디에서 선적되었는지와 관계없이, 포획·채취되거나 사육된 나라가 기준이다.",
    ),
    "pop-captive-outside-range": RuleText(
        title="등재된 개체군 밖에서 사육된 개체",
        message="{taxon}은(는) 자연 서식지가 아닌 {origin}에서 사육되었다. 시조 개체의 개체군에 따라 등재가 정해지며, 부속서 {appendix}로 보았다.",
        fix="시조 개체가 어느 개체군에서 왔는지 확인한다. {origin} 관리당국이 서류에 적는다.",
        documentation="개체군별 등재는 다른 곳에서 사육된 동물을 따로 정하지 않는다. 문언대로는 '그 밖의 모든 개체군'에 들며, 이는 너무 엄격하거나 너무 느슨할 수 있다.",
    ),
    "pop-reexport": RuleText(
        title="개체군별 등재종의 재수출",
        message="{taxon}은(는) 개체군별로 등재되어 있어 재수출증명서에 적힌 원산지가 기준이다. 신고된 원산지({origin})에 따르면 {by_origin}, 재수출국({exporter})에 따르면 {by_exporter}에 해당한다.",
        fix="신고된 원산지를 재수출증명서의 원산국과 대조한다.",
        documentation="재수출증명서에는 원산국이 적히며 그 개체군이 기준이다. 재수출국의 개체군이라면 등재가 달라지는 경우에 알린다.",
    ),
    "pop-split-strictest-unknown": RuleText(
        title="여러 개체군 가운데 가장 엄격한 등재를 적용함",
        message="{taxon}: {populations}. 신고서로 개체군을 알 수 없어 부속서 {appendix}를 적용했다.",
        fix="원산지와, 필요한 경우 원산 지역(origin_region)을 신고한다.",
        documentation="신고서로 어느 개체군인지 알 수 없을 때, 어느 개체군이 어느 부속서에 있는지를 알린다.",
    ),
    "listing-changed-between-dates": RuleText(
        title="서류 발급 뒤 등재가 바뀜",
        message="{document} 발급일인 {issued}에 {taxon}의 등재는 {then}이었고, {on}에는 {now}이다.",
        fix="서류는 수입일의 등재에 맞아야 한다. 맞지 않으면 새 서류나, 등재 전에 취득했다는 증빙을 요청한다.",
        documentation="서류 발급과 수입 사이에 부속서 개정이 시행될 수 있다. 수입일의 등재가 기준이다.",
    ),
    "app2-appendix-mismatch-I": RuleText(
        title="부속서 II 서류로 들여오는 부속서 I 표본",
        message="{document}이(가) 부속서 II로 신고되었으나 {taxon}은(는) 부속서 I 등재종이어서 이 수입에 쓸 수 없다.",
        fix="부속서 I에 필요한 서류를 갖춘다. 수입허가서를 먼저 받고 그다음에 수출국 서류를 받는다.",
        documentation="부속서 II로 발급된 서류로는 부속서 I 표본을 들여올 수 없다. 부속서 II로 간주되거나(출처 D) 부속서 II일 수도 있는 경우는 예외이다.",
    ),
}
