"""Korean words of the rules in `cites_check.rules.quotas`."""

from __future__ import annotations

from cites_check.locale.entry import RuleText

RULES: dict[str, RuleText] = {
    "zero-quota": RuleText(
        "등재 주석의 쿼터 0",
        "{taxon}의 등재에는 이 물품(출처 {source}, 거래목적 {purpose}, 표본형태 {term}, 원산지 {origin})에 대해 쿼터 0이 정해져 있다.",
        "수입하지 않는다. 쿼터가 적용되지 않는 표본(실제로 출처·거래목적·원산지가 다른 것)만 거래할 수 있다.",
        "등재 주석으로 수출쿼터가 0으로 정해진 종이 있다. 대개 상업 목적의 야생 표본이 대상이고, 특정 국가에만 적용되기도 한다. 해당 표본은 거래할 수 없다. 출처·거래목적·표본형태·원산지가 비어 있으면 담당자가 판단한다.",
        variants={
            "open": "{taxon}의 등재에는 쿼터 0({codes})이 정해져 있으며, 이 물품이 해당하는지는 신고되지 않은 사항({open})에 달려 있다."
        },
    ),
    "quota-exceeded-line": RuleText(
        "한 행의 수량이 연간 쿼터 초과",
        "{origin}산 {taxon}의 수량이 {value}(으)로 신고되었으나, 이는 연간 쿼터 전체({amount})보다 많다.",
        "수량과 원산지를 수출 서류와 대조한다. {exporter} 관리당국이 이 수량을 허가했을 수 없다.",
        "원산국의 연간 쿼터보다 많은 수량은 유효한 허가서로 뒷받침될 수 없다. 한 점이 한 개체인 표본이거나, 쿼터와 신고의 단위를 서로 환산할 수 있을 때만 비교한다.",
        variants={
            "open": "신고 수량 {value}은(는) 연간 쿼터 전체({amount}, {codes})보다 많으며, 이 쿼터가 적용되는지는 신고되지 않은 사항({open})에 달려 있다."
        },
    ),
    "quota-cumulative-unknown": RuleText(
        "연간 쿼터 적용 대상",
        "{origin}산 {taxon}에는 연간 쿼터 {amount}({codes})이(가) 적용된다. 올해 사용된 수량은 알 수 없다.",
        "수출 서류에 쿼터와 올해 누계가 적혀 있는지 확인한다.",
        "이 종과 국가에 연간 쿼터가 있음을 알린다. 누계는 알 수 없으므로 수출 서류의 기재를 확인해야 한다.",
    ),
    "quota-cumulative": RuleText(
        "수출 서류의 쿼터·누계 기재",
        "{origin}산 {taxon}에는 연간 쿼터 {amount}이(가) 적용된다. {importer}은(는) 쿼터와 누계가 적힌 수출 서류만 인정한다.",
        "수출 서류의 기재를 확인하고, 없으면 {exporter} 관리당국에 조회한다.",
        "유럽연합은 쿼터가 적용되는 수출 서류에 쿼터와 사용 누계가 적혀 있을 때만 인정하며, 원산국이 쿼터의 국가와 같아야 한다.",
    ),
    "quota-in-year-mismatch": RuleText(
        "다른 해의 쿼터",
        "수출 서류의 발급일은 {issued}이나 쿼터 기재({value})는 다른 해의 것이다.",
        "어느 해의 쿼터로 수출되었는지 {exporter} 관리당국에 조회한다.",
        "쿼터는 수출한 해, 곧 수출허가서가 발급된 해로 계산한다. 캐비아의 쿼터 연도는 3월 1일부터 다음 해 2월 말까지이다.",
    ),
    "quota-statement-over": RuleText(
        "쿼터를 넘은 누계",
        "수출 서류의 쿼터 기재({value})에 따르면 쿼터보다 많이 수출되었다.",
        "서류를 인정하지 말고 {exporter} 관리당국에 조회한다.",
        "쿼터가 적용되는 수출 서류에는 지금까지의 수출 누계와 쿼터를 적는다(예: 812/1600). 누계가 쿼터보다 클 수 없다.",
    ),
}
