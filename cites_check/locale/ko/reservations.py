"""Korean words of the rules in `cites_check.rules.reservations`."""

from __future__ import annotations

from cites_check.locale.entry import RuleText

RULES: dict[str, RuleText] = {
    "resv-importer": RuleText(
        "수입국의 유보",
        "{importer}은(는) {since}부터 {reserved}에 대한 유보를 하고 있어 그 등재에 구속되지 않는다. 서류가 없는 것은 위반이 아니라 검토 대상이다.",
        "{importer} 관리당국에 확인한다. 수출하는 당사국은 부속서 {appendix}의 서류를 그대로 요구하며, 유보국은 부속서 I 종을 부속서 II로 취급하도록 권고된다.",
        "유보를 한 국가는 그 종에 대해 비당사국으로 취급된다. 수출하는 당사국 쪽에서는 등재가 그대로 적용되며, 수입국 쪽의 위반은 검토로 바뀐다.",
    ),
    "resv-exporter": RuleText(
        "수출국의 유보",
        "{exporter}은(는) {since}부터 {reserved}에 대한 유보를 하고 있으나 {importer}은(는) 유보가 없으므로 부속서 {appendix}의 서류가 그대로 필요하다.",
        "{exporter} 권한 있는 당국의 상응하는 서류(협약 제10조)를 요청하고, 없으면 수입하지 않는다.",
        "수입하는 당사국은 수출국의 유보와 관계없이 등재를 적용한다. 유보로 면제되는 서류는 없다.",
    ),
    "resv-both": RuleText(
        "양국의 유보",
        "{exporter}과(와) {importer}은(는) 모두 {reserved}에 대한 유보를 하고 있다. 다른 당사국을 거치지 않는 한 협약상 서류가 필요하지 않다.",
        "{importer}의 국내법에 따르고 운송 경로를 확인한다.",
        "같은 종에 유보를 한 두 국가 사이의 거래에는 협약이 적용되지 않는다.",
    ),
    "nonparty-document": RuleText(
        "비당사국의 서류",
        "{state}은(는) 당사국이 아니다. {document} {value}은(는) 권한 있는 당국이 발급한 상응하는 서류일 때만 인정된다.",
        "발급 기관이 권한 있는 당국인지, 종의 존속에 해롭지 않다는 점과 적법한 취득(부속서 I은 수입의 적합성도)이 적혀 있는지 확인하고 {importer} 관리당국에 조회한다.",
        "비당사국에서는 권한 있는 당국이 발급하고 협약의 요건을 실질적으로 갖춘 서류를 인정할 수 있다. 협약이 확장 적용되는 속령은 본국을 따른다.",
    ),
    "nonparty-nothing": RuleText(
        "비당사국의 서류 없음",
        "{state}은(는) 당사국이 아니며, {taxon}(부속서 {appendix})에 대해 그 나라 권한 있는 당국의 상응하는 서류가 신고되지 않았다.",
        "협약의 요건을 실질적으로 갖춘 {state} 권한 있는 당국의 서류를 받는다. 없으면 수입하지 않는다.",
        "비당사국은 CITES 허가서를 발급하지 않으므로 상응하는 서류가 있어야 한다.",
    ),
    "nonparty-commercial": RuleText(
        "비당사국 서류를 인정하지 않는 수입국",
        "{importer}은(는) 당사국이 아닌 {state}에서 오는 물품을 그 나라 권한 있는 당국의 서류가 있을 때만 받아들인다.",
        "{state}에 권한 있는 당국이 있는지 {authority}에 확인한다. 없으면 수입이 승인되지 않는다.",
        "권한 있는 당국이 없는 비당사국의 물품을 받아들이지 않는 나라(일본)가 있다. 서류가 없으면 위반이고, 있으면 발급 기관의 권한을 담당자가 판단한다.",
    ),
}
