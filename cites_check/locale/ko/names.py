"""Korean words of the rules on the declared name and Appendix (`cites_check.rules.names`, `split_listings`, `appendix_declared`)."""

from __future__ import annotations

from cites_check.locale.entry import RuleText

RULES: dict[str, RuleText] = {
    "scientific-name-missing": RuleText(
        title="학명 없음",
        message="학명이 신고되지 않았다. 허가서는 학명을 기준으로 한다.",
        fix="수출 서류에서 학명을 옮겨 적거나 공급자에게 확인한다.",
        documentation="야생생물일 수 있는 물품에는 학명이 필요하다. 야생생물이라고 볼 단서가 없는 행은 그대로 둔다.",
    ),
    "name-unresolved": RuleText(
        title="찾을 수 없는 명칭",
        message="“{name}”은(는) 부속서의 명칭도 알려진 다른 명칭도 아니어서 통과시킬 수 없다.",
        fix="허가서나 송품장의 철자와 대조하고, 공급자에게 학명을 확인한다.",
        documentation="명칭을 확인할 수 없다. 가까운 명칭을 보여 주되 어느 것으로도 추정하지 않는다.",
        variants={
            "nearest": "“{name}”은(는) 부속서의 명칭도 알려진 다른 명칭도 아니어서 통과시킬 수 없다. 가까운 명칭: {nearest}."
        },
    ),
    "name-ambiguous": RuleText(
        title="여러 분류군에 해당하는 명칭",
        message="“{name}”은(는) 여러 분류군을 뜻할 수 있다: {nearest}.",
        fix="공급자에게 정확한 학명을 확인한다. 그때까지는 가장 엄격한 것부터 모두 적용된다.",
        documentation="여러 분류군이 비슷하게 맞아 사람이 선택해야 한다.",
    ),
    "name-several-taxa": RuleText(
        title="한 칸에 여러 명칭",
        message="“{name}”에 학명이 여러 개 적혀 있다. 이 란은 {nearest}(으)로 검사하였다.",
        fix="분류군마다 란을 나누어 수량과 서류를 따로 신고한다.",
        documentation="학명 한 칸에 여러 분류군이 적혀 있다. 가장 엄격한 것이 결정하며, 다른 이름 뒤에 숨을 수 없다.",
    ),
    "name-fuzzy": RuleText(
        title="철자를 고쳐 읽은 명칭",
        message="“{name}”은(는) 알려진 명칭이 아니어서 {matched}(으)로 읽었다(다른 글자 {edits}개).",
        fix="허가서와 대조하여 철자를 고치고, 다른 종이라면 명칭을 고친다.",
        documentation="신고된 명칭은 쓰이는 명칭이 아니어서 가장 가까운 명칭으로 읽었다. 명칭은 정확하게 적어야 한다.",
    ),
    "name-orthographic": RuleText(
        title="명칭의 표기 변형",
        message="“{name}”을(를) {matched}의 표기로 읽었다.",
        fix="허가서의 표기와 같으면 조치할 것은 없다.",
        documentation="신고된 표기는 라틴어 표기에서 흔히 있는 정도로만 명칭과 다르다.",
    ),
    "name-is-synonym": RuleText(
        title="신고 명칭이 이명임",
        message="{name}은(는) {taxon}의 이명이다. 허가서에는 둘 가운데 어느 것이든 적힐 수 있다.",
        fix="허가서와 같으면 조치할 것은 없다.",
        documentation="신고된 명칭은 CITES 명명법의 다른 유효한 명칭에 해당한다.",
    ),
    "name-common-only": RuleText(
        title="학명 자리에 일반명",
        message="“{name}”은(는) 일반명이어서 {taxon}(부속서 {appendix})(으)로 읽었다.",
        fix="수출 서류에서 학명을 옮겨 적는다.",
        documentation="일반명은 여러 종을 뜻할 수 있으며, 허가서와 한국의 수입신고는 학명을 요구한다.",
    ),
    "name-higher-taxon": RuleText(
        title="자료에 없는 종, 상위 분류군으로 적용",
        message="“{name}” 자체는 자료에 없으나 {listed_as}의 등재(부속서 {appendix})에 따라 적용 대상으로 본다.",
        fix="철자를 확인한다. 새로 알려졌거나 이름이 바뀐 종이면 그 등재가 적용된다.",
        documentation="자료에 없는 종이라도 속, 과, 목이 등재되어 있으면 적용 대상이다.",
    ),
    "name-genus-only-mixed": RuleText(
        title="종마다 등재가 다른 속",
        message="{name}은(는) 속명이며, 속한 종들의 등재가 서로 다르거나(부속서 {appendices}) 등재되지 않은 종이 있다.",
        fix="수출 서류에서 종명을 옮겨 적는다. 그때까지는 가장 엄격한 부속서를 적용한다.",
        documentation="속한 종들의 부속서가 다르거나 일부가 등재되지 않았으면 속명만으로는 부족하다. 인공증식된 식물 교배종에는 종명이 없다.",
    ),
    "name-genus-only-uniform": RuleText(
        title="속명만 신고됨",
        message="{name}은(는) 속명이다. 허가서에는 보통 종명을 적는다.",
        fix="수출 서류에서 종명을 옮겨 적는다.",
        documentation="모든 종이 같은 부속서에 있더라도 허가서는 보통 종을 기준으로 한다. 산호의 속, 인공증식된 식물 교배종, 2000년 전에 취득한 Tupinambis 가죽은 속명으로 적을 수 있다.",
    ),
    "name-family-or-higher": RuleText(
        title="너무 넓은 명칭",
        message="{name}은(는) 목·강 등 큰 분류군의 이름이어서 허가서의 명칭으로는 너무 넓다.",
        fix="수출 서류에서 종명을 옮겨 적거나 공급자에게 확인한다.",
        documentation="과, 목, 강의 이름은 산호암(Scleractinia), 가공된 흑산호(Antipatharia), 식물검역증명서의 난과·선인장과 등 정해진 경우에만 인정된다.",
        variants={"family": "{name}은(는) 과 전체의 이름이어서 허가서의 명칭으로는 너무 넓다."},
    ),
    "name-excluded-species": RuleText(
        title="등재 분류군에서 제외된 종",
        message="{taxon}은(는) 소속 분류군의 등재에서 명시적으로 제외되어 있다.",
        fix="CITES 서류는 필요 없다. 어떤 종인지 증명할 자료를 보관한다.",
        documentation="부속서가 상위 분류군의 등재에서 이 분류군을 제외하고 있다.",
    ),
    "name-domesticated": RuleText(
        title="가축화된 형태",
        message="{taxon}은(는) 가축화된 형태로 협약의 대상이 아니다.",
        fix="CITES 서류는 필요 없다. 가축임을 증명할 자료를 보관한다.",
        documentation="가축화된 형태는 야생 근연종의 등재에서 제외된다. 야생 출처로 신고되었다면 모순이다.",
        variants={
            "wild": "협약 대상이 아닌 가축화된 형태 {taxon}(으)로 신고되었으나 “{value}”(으)로 보아 야생 동물이다. 야생 근연종은 등재종일 수 있다."
        },
    ),
    "split-origin-unknown": RuleText(
        title="개체군에 따라 등재가 다르나 원산지 없음",
        message="{taxon}은(는) 개체군에 따라 등재가 다르나(부속서 {appendices}) 원산지가 신고되지 않았다.",
        fix="수출 서류에서 원산지를 옮겨 적는다. 그때까지는 가장 엄격한 등재를 적용한다.",
        documentation="한 종의 개체군이 서로 다른 부속서에 있을 수 있으며, 원산지를 모르면 가장 엄격한 것을 적용한다.",
        variants={
            "partly": "{taxon}은(는) 일부 개체군만 등재되어 있으나(부속서 {appendices}) 원산지가 신고되지 않았다."
        },
    ),
    "split-subnational-needed": RuleText(
        title="국가 안의 지역에 따라 등재가 다름",
        message="{taxon}은(는) {origin} 안에서도 지역에 따라 등재가 다르나(부속서 {appendices}) 지역이 신고되지 않았다.",
        fix="표본을 채취한 지역을 수출자에게 확인하여 신고한다(origin_region).",
        documentation="일부 개체군은 국가 안의 지역으로 정해져 있다.",
        variants={
            "partly": "{taxon}은(는) {origin}의 일부 지역만 등재되어 있으나(부속서 {appendices}) 지역이 신고되지 않았다."
        },
    ),
    "appendix-declared-lower": RuleText(
        title="신고된 부속서가 실제 등재보다 약함",
        message="부속서 {value}(으)로 신고되었으나 {taxon}은(는) 부속서 {appendix}이다.",
        fix="부속서를 고친다. 서류도 부속서 {appendix}의 것이어야 한다.",
        documentation="부속서를 낮게 신고하면 필요한 서류가 가려진다. 부속서 I을 낮춘 것은 위반, 그 밖은 검토 사항이다. 출처 D는 부속서 II로 보므로 II로 적을 수 있고, 출처 A의 상업용 식물은 검토 사항이다. 어느 부속서가 적용되는지 신고서로 정해지지 않으면 가능한 부속서 가운데 어느 것이든 적을 수 있다(등재되지 않았다고는 적을 수 없다).",
        variants={"unlisted": "등재되지 않은 것으로 신고되었으나 {taxon}은(는) 부속서 {appendix}이다."},
    ),
    "appendix-declared-higher": RuleText(
        title="신고된 부속서가 실제 등재보다 엄격함",
        message="부속서 {value}(으)로 신고되었으나 {taxon}은(는) 부속서 {appendix}이다.",
        fix="학명, 원산지, 출처를 확인한다. 신고된 부속서가 다른 종이나 개체군의 것일 수 있다.",
        documentation="실제보다 엄격한 부속서는 학명이나 원산지가 잘못되었음을 보여 주는 경우가 많다. 협약 대상이 아니게 되는 경우에는 사람이 확인해야 한다. 정해지지 않은 사항이 있으면 가능한 가장 엄격한 부속서를 적어도 잘못이 아니다.",
        variants={"unlisted": "부속서 {value}(으)로 신고되었으나 신고된 대로라면 {name}은(는) 협약 대상이 아니다."},
    ),
    "appendix-declared-invalid": RuleText(
        title="알 수 없는 부속서",
        message="“{value}”은(는) 부속서가 아니다.",
        fix="I, II, III 가운데 하나를, 등재되지 않은 표본이면 N을 신고한다.",
        documentation="부속서는 I, II, III이며 N은 등재되지 않음을, A~D는 유럽연합의 부속서를 뜻한다.",
    ),
    "listing-not-yet-effective": RuleText(
        title="채택되었으나 아직 시행되지 않은 등재",
        message="{taxon}은(는) {future_from}부터 부속서 {future_appendix}에 오른다.",
        fix="이번 수입에는 영향이 없다. 그날부터의 수입은 부속서 {future_appendix}의 서류를 갖추어 계획하고, 이번 수입이 늦어지지 않는지 살핀다.",
        documentation="당사국총회가 채택한 등재가 수입일 뒤에 시행된다. 60일 안에 시행되면 사람이 확인해야 한다. 같은 부속서의 형태만 바뀌는 경우는 알리지 않는다.",
    ),
    "dataset-older-than-cop": RuleText(
        title="시행 중인 부속서보다 오래된 등재 자료",
        message="자료는 {since} 시행 부속서를 담고 있으나 {on}에는 {amended}부터 시행된 개정이 적용된다. 빠진 등재가 있을 수 있다.",
        fix="자료를 새로 받은 뒤(`cites-check data refresh`) 다시 검사한다.",
        documentation="개정은 당사국총회가 끝나고 90일 뒤에 시행된다. 그 전의 자료로는 시행 후의 수입을 통과시킬 수 없으며, 실행마다 한 번 알린다.",
        variants={
            "likely": "자료는 {since} 시행 부속서를 담고 있으며 {on}까지 {days}일이 지났다. 그동안 당사국총회가 부속서를 개정했을 가능성이 크다."
        },
    ),
}
