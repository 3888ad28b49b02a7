"""Korean words of the rules in `cites_check.rules.suspensions`."""

from __future__ import annotations

from cites_check.locale.entry import RuleText

_FIX = "사무국의 현행 거래정지 목록을 확인하고, 정지가 유지되고 있으면 수입하지 않는다. {importer} 관리당국에 조회한다."
_VARIANTS = {
    "open": "{state}과(와)의 {what} 거래에는 {since}부터 거래정지 권고({notice}, {confirmed} 기준 유효)가 있으며, 이 물품이 해당하는지는 신고되지 않은 사항({open})에 달려 있다.",
    "ban": "{state}은(는) {since}부터 {what}의 수출을 허가하지 않는다고 알렸다({notice}, {confirmed} 기준 유효).",
    "unverified": "예전 목록에 {state}의 {what}에 대한 거래정지 또는 수출금지({notice}, {confirmed} 기준)가 있다. 지금도 유효한지는 알 수 없다.",
}

RULES: dict[str, RuleText] = {
    "suspension-exact": RuleText(
        "해당 국가·종에 대한 거래정지 권고",
        "{state}과(와)의 {what} 거래를 받아들이지 말라는 권고가 {since}부터 있다({notice}, {confirmed} 기준 유효).",
        _FIX,
        "상임위원회가 특정 국가와의 특정 종 거래정지를 권고했거나, 그 국가가 스스로 수출을 금지한 경우이다. 권고는 검토 대상이며, 수입까지 정지하는 권고이거나 수입국이 권고를 법으로 시행하면 위반이다. 예전 목록에만 있는 것은 참고로 알린다.",
        variants=_VARIANTS,
    ),
    "eu-suspension": RuleText(
        "유럽연합 반입정지",
        "{state}과(와)의 {what} 거래에는 {since}부터 거래정지 권고({notice}, {confirmed} 기준 유효)가 있고, 유럽연합은 이를 시행하여 반입을 금지한다.",
        "{state}의 {what}에 대한 EU 반입정지 규정을 확인한다. 정지 중에는 수입허가가 나지 않는다.",
        "유럽연합은 반입정지 규정에 적힌 원산국의 종의 반입을 금지한다. 그 규정은 자료에 없고, 규정이 시행하는 상임위원회 권고가 자료에 있다. 수출국이 아니라 원산국을 본다.",
        variants=_VARIANTS,
    ),
    "suspension-all-trade": RuleText(
        "해당 국가와의 전면 거래정지 권고",
        "{state}과(와)의 모든 거래를 받아들이지 말라는 권고가 {since}부터 있다({notice}, {confirmed} 기준 유효).",
        _FIX,
        "어떤 국가와의 모든 거래 또는 모든 상업적 거래에 정지 권고가 있는 경우이다. 상업적 거래만 정지된 때 다른 목적의 행에는 참고로 알린다.",
        variants={
            **_VARIANTS,
            "commercial": "{state}과(와)의 상업적 거래에는 {since}부터 정지 권고({notice})가 있다. 거래목적 {purpose}이(가) 사실이면 권고의 대상이 아니다.",
        },
    ),
    "suspension-adjacent": RuleText(
        "다른 출처·목적·표본에 대한 거래정지",
        "{state}과(와)의 {what} 거래는 {since}부터 정지되어 있으나({notice}), 이 물품의 {outside}에는 해당하지 않는다.",
        "출처·거래목적·표본형태가 수출 서류와 같은지 확인한다.",
        "같은 국가와 종에 대해 다른 출처·목적·표본의 거래정지가 있으므로 해당 부호를 한 번 더 확인해야 한다.",
    ),
    "suspension-reexport": RuleText(
        "원산국이 거래정지 대상인 재수출 물품",
        "원산국 {state}에는 {since}부터 {what}의 거래정지({notice}, {confirmed} 기준 유효)가 있다. 그 전에 {state}을(를) 떠난 물품만 적법하다.",
        "재수출증명서에 적힌 원산국 수출허가서의 발급일을 확인한다.",
        "다른 나라에서 재수출되는 물품은 거래정지 전에 원산국을 떠났어야 한다. 그 전에 발급된 원산국 수출허가서가 있으면 알리지 않는다.",
    ),
    "suspension-list-stale": RuleText(
        "오래된 거래정지 목록",
        "자료의 거래정지 목록은 {since} 기준이며 {on}보다 {days}일 전의 것이다. 그 뒤의 거래정지는 이 검사에서 알 수 없다.",
        "사무국의 거래정지 권고국 목록을 확인하고 자료를 갱신한다.",
        "거래정지는 몇 달마다 바뀐다. 수입일보다 60일 넘게 오래된 목록만으로는 통과시킬 수 없으므로 한 번의 검사에 한 번 알린다.",
    ),
}
