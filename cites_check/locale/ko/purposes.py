"""Korean words of the rules in `cites_check.rules.purposes`."""

from __future__ import annotations

from cites_check.locale.entry import RuleText

RULES: dict[str, RuleText] = {
    "purpose-missing": RuleText(
        title="목적 코드 없음",
        message="{taxon}(부속서 {appendix})의 목적 코드가 신고되지 않았다.",
        fix="수입 목적을 신고한다(T 상업, P 개인, S 과학, Z 동물원 등).",
        documentation="부속서 I의 수입 가능 여부는 목적에 달려 있다. 원산지증명서에는 목적이 없으므로 부속서 III에는 묻지 않는다.",
    ),
    "purpose-unknown": RuleText(
        title="알 수 없는 목적 코드",
        message="“{value}”은(는) 열두 가지 목적 코드가 아니다.",
        fix="B, E, G, H, L, M, N, P, Q, S, T, Z 가운데 하나를 쓴다.",
        documentation="목적 코드는 결의 12.3의 열두 글자이다.",
    ),
    "purpose-h-term": RuleText(
        title="사냥 기념물이 아닌 표본",
        message="목적 H(사냥 기념물)는 표본 {term}에 맞지 않는다.",
        fix="목적과 품명을 수출 서류와 대조한다. 살아 있는 동물, 의약품, 소비되는 물품은 사냥 기념물이 아니다.",
        documentation="사냥 기념물은 사냥한 사람이 가져오는 동물 전체 또는 그 동물임을 알아볼 수 있는 부분으로, 원형 그대로이거나 가공·제작한 것이다.",
    ),
    "purpose-h-captive": RuleText(
        title="인공번식 동물의 사냥 기념물",
        message="목적 H(사냥 기념물)가 인공번식 동물을 뜻하는 출처 {source}과(와) 함께 신고되었다.",
        fix="출처와 목적을 수출 서류와 대조한다. 인공번식 동물의 사냥 기념물을 인정하지 않는 나라도 있다.",
        documentation="사냥 기념물은 대개 야생에서 사냥한 것이다. 사냥용으로 번식된 동물도 있으므로 두 코드 가운데 하나가 잘못되었을 수 있다.",
    ),
    "purpose-z-plant": RuleText(
        title="식물에 동물원 목적",
        message="목적 Z(동물원)로 신고되었으나 {taxon}은(는) 식물이다.",
        fix="식물원은 G, 상업은 T이다. 수출 서류와 대조한다.",
        documentation="동물원은 동물을 기르는 곳이며 식물원의 코드는 G이다.",
    ),
    "purpose-g-animal": RuleText(
        title="동물에 식물원 목적",
        message="목적 G(식물원)로 신고되었으나 {taxon}은(는) 동물이다.",
        fix="동물원과 수족관은 Z이다. 수출 서류와 대조한다.",
        documentation="식물원은 식물을 기르는 곳이며 동물원의 코드는 Z이다.",
    ),
    "purpose-b-dead": RuleText(
        title="죽은 표본에 번식 목적",
        message="목적 B(번식·증식)에는 살아 있는 표본이 필요하나 표본은 {term}이다.",
        fix="목적과 표본의 종류를 수출 서류와 대조한다.",
        documentation="살아 있는 표본, 알, 종자, 생식세포, 배양체만 번식·증식에 쓸 수 있다.",
    ),
    "purpose-n-dead": RuleText(
        title="죽은 표본에 야생 도입 목적",
        message="목적 N(야생 도입·재도입)에는 살아 있는 표본이 필요하나 표본은 {term}이다.",
        fix="목적과 표본의 종류를 수출 서류와 대조한다.",
        documentation="살아 있는 것만 야생으로 돌려보낼 수 있다.",
    ),
    "purpose-q-consumable": RuleText(
        title="소비되는 물품에 전시 목적",
        message="목적 Q(순회전시)로 신고되었으나 {term}은(는) 먹거나 써서 없어지는 것으로 되돌아가지 않는다.",
        fix="목적과 표본의 종류를 수출 서류와 대조한다. 남는 물품은 순회전시가 아니다.",
        documentation="순회전시와 함께 온 것은 전시와 함께 돌아간다.",
    ),
    "purpose-p-bulk": RuleText(
        title="상업적 수량에 개인 목적",
        message="목적 P(개인)로 신고되었으나 수량 {value}은(는) 개인이 쓰기에 많다.",
        fix="물품의 용도를 수입자에게 확인한다. 판매한다면 목적은 T이다.",
        documentation="20개, 살아 있는 표본 5마리, 10 kg(다른 단위는 이에 준함)을 넘으면 대개 개인 용도가 아니다.",
    ),
    "purpose-s-commercial-consignee": RuleText(
        title="비상업 목적인데 수하인이 판매업자",
        message="목적 {purpose}은(는) 상업 목적이 아니나 수하인 “{value}”이(가) 판매업자로 보인다.",
        fix="누가 어떤 용도로 표본을 쓰는지 확인한다. 판매한다면 목적은 T이다.",
        documentation="연구, 교육, 동물원, 식물원, 의료기관은 스스로 물품을 받는다. 판매업자가 수하인이면 목적과 모순된다.",
    ),
}
