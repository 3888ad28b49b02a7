"""Korean words of the rules in `cites_check.rules.permit_remarks`."""

from __future__ import annotations

from cites_check.locale.entry import RuleText

RULES: dict[str, RuleText] = {
    "retrospective-app1": RuleText(
        title="부속서 I의 소급 서류",
        message="서류가 소급 발급된 것(“{value}”)이나 {taxon}은(는) 부속서 I 종으로 소급 허가가 없다.",
        fix="이 서류로 신고하지 말고, 물품의 처리를 {importer} 관리당국에 문의한다.",
        documentation="부속서 I에는 개인 용도의 제한된 경우를 빼고 사후 허가가 없다.",
    ),
    "retrospective-unconfirmed": RuleText(
        title="양국 당국의 합의가 없는 소급 서류",
        message="서류가 소급 발급된 것(“{value}”)이나 양국 관리당국의 합의와 사유가 보이지 않다.",
        fix="서류에서 사유와 양국 관리당국의 합의를 확인한다. 없으면 받아들일 수 없다.",
        documentation="부속서 II·III의 소급 서류에는 양국 당국의 합의와 사유가 적혀 있어야 한다.",
    ),
    "timber-extension": RuleText(
        title="유효기간이 연장된 목재 서류",
        message="서류의 유효기간이 연장되었다고 적혀 있다(“{value}”).",
        fix="수입국 관리당국의 연장 확인을 살핀다. 기한 안에 도착하여 보세구역에 있는 목재에 한하여 한 번, 최장 6개월이다.",
        documentation="기한 안에 도착했으나 통관하지 못한 부속서 II·III 목재는 서류의 유효기간을 한 번, 최장 6개월 연장할 수 있다.",
    ),
    "timber-extension-misused": RuleText(
        title="목재가 아닌 물품의 유효기간 연장",
        message="서류의 유효기간이 연장되었다고 적혀 있으나(“{value}”) 연장은 부속서 II·III 목재에만 할 수 있다.",
        fix="{exporter} 관리당국의 새 서류를 받는다.",
        documentation="부속서 II·III의 목재(원목, 제재목, 단판, 합판) 말고는 연장된 서류로 수입할 수 없다.",
    ),
    "validation-missing": RuleText(
        title="수출 확인이 없는 서류",
        message="서류에 수출 확인이 없다고 적혀 있다(“{value}”).",
        fix="{exporter} 관리당국에 문의한다. 수출 세관의 수량, 서명, 직인이 서류에 있어야 하나 모든 당사국이 확인을 하지는 않는다.",
        documentation="수출 세관은 실제 수출량을 적고 서명·날인한다. 그렇게 하지 않는 당사국도 있으므로 발급국에 물어야 한다.",
    ),
    "permit-altered": RuleText(
        title="고쳐진 서류",
        message="서류가 고쳐졌다고 적혀 있으나(“{value}”) 발급 기관이 확인했다는 말이 없다.",
        fix="이 서류로 신고하지 말고, 발급한 관리당국의 확인을 받거나 새 서류를 받는다.",
        documentation="고치거나 지운 서류는 발급 기관이 직인과 서명으로 확인하지 않았으면 거부한다.",
    ),
    "electronic-vs-copy": RuleText(
        title="원본이 아닌 사본",
        message="서류가 원본이나 전자허가서가 아닌 사본이라고 적혀 있다(“{value}”).",
        fix="원본이나 세관이 확인할 수 있는 전자허가서를 제시한다. 사본은 거부된다.",
        documentation="세관은 원본과 확인된 전자허가서를 받는다. 사본에는 사본이라고 적으며 원본을 대신할 수 없다.",
    ),
    "annex-page-missing": RuleText(
        title="빠진 서류 면",
        message="서류의 일부 면이 없다고 적혀 있다(“{value}”).",
        fix="모든 면을 제시한다. 별지마다 서류의 번호와 날짜가 있어야 한다.",
        documentation="별지는 서류의 일부이며, 첫 면에 별지의 수가 적혀 있다.",
    ),
    "language": RuleText(
        title="읽을 수 없는 문자의 품명",
        message="“{value}”은(는) {importer}에서 쓰지 않는 문자로, 영어·프랑스어·스페인어도 아니다.",
        fix="번역을 붙인다. 서류는 세 실무 언어 가운데 하나로 쓰거나 번역이 있어야 한다.",
        documentation="서류는 영어, 프랑스어, 스페인어로 쓰거나 번역한다. 수입국의 문자로 쓴 품명은 그대로 둔다.",
    ),
    "purpose-permits-differ": RuleText(
        title="두 허가서의 목적이 다름",
        message="수입허가서의 목적은 {imported}, 수출 서류의 목적은 {exported}이다.",
        fix="두 서류를 대조한다. 부속서 I에서는 수입 목적에 따라 수입 가능 여부가 정해진다.",
        documentation="수출자와 수입자의 목적은 다를 수 있다. 부속서 I에서 둘 가운데 하나가 상업 목적이면 확인이 필요하다.",
    ),
}
