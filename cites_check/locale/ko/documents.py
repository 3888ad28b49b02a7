"""Korean words of the rules on documents by Appendix (`cites_check.rules.documents*`, `unlisted`)."""

from __future__ import annotations

from cites_check.locale.entry import RuleText

_EXPORT_FIX = (
    "선적 전에 수출자를 통해 {exporter} 관리당국의 CITES 수출허가서를 받는다. 수출허가서 없이 수입신고하지 않는다."
)
_REEXPORT_FIX = "수출자를 통해 {exporter}의 재수출증명서를 받는다. 원산국과 원산국 수출허가서가 기재되어 있어야 한다."

RULES: dict[str, RuleText] = {
    "app1-export-doc-missing": RuleText(
        title="수출허가서 없는 부속서 I 수입",
        message="{taxon}은(는) 부속서 I 종이나 {exporter}의 수출허가서가 신고되지 않았다.",
        fix=_EXPORT_FIX,
        documentation="원산국에서 오는 부속서 I 표본은 그 나라의 수출허가서가 있어야 수입할 수 있다. 협약 제7조의 증명서가 이를 갈음하는 경우는 예외이다.",
    ),
    "app1-reexport-cert-missing": RuleText(
        title="재수출증명서 없는 부속서 I 재수출",
        message="{taxon}(부속서 I)은(는) 원산지 {origin}에서 {exporter}을(를) 거쳐 왔으나 {exporter}의 재수출증명서가 신고되지 않았다.",
        fix=_REEXPORT_FIX,
        documentation="원산국이 아닌 나라에서 다시 수출하는 부속서 I 표본에는 재수출국의 재수출증명서가 필요하다.",
    ),
    "app1-import-permit-missing": RuleText(
        title="수입허가서 없는 부속서 I 수입",
        message="{taxon}은(는) 부속서 I 종으로 {importer}의 수입허가를 수출허가보다 먼저 받아야 하나, 수입허가서가 신고되지 않았다.",
        fix="{importer} 관리당국에 수입허가를 신청하고, 발급된 수입허가서를 수출국 관리당국에 제시한다.",
        documentation="부속서 I 표본은 수입국의 사전 수입허가서가 필요하다. 출처 D(협약 제7조제4항), 제7조제2항·제5항의 증명서, 해상반입의 경우에는 요구하지 않는다.",
    ),
    "app1-reexport-live-no-ip": RuleText(
        title="수입허가서 없는 살아 있는 부속서 I 표본의 재수출",
        message="살아 있는 {taxon}(부속서 I)이(가) {exporter}에서 재수출되었으나 {importer}의 수입허가서가 신고되지 않았다.",
        fix="{importer} 관리당국에 수입허가를 신청한다. {exporter}은(는) 수입허가가 난 뒤에만 살아 있는 표본의 재수출을 증명할 수 있다.",
        documentation="살아 있는 부속서 I 표본의 재수출증명서는 수입국의 수입허가서가 먼저 발급되어 있어야 한다.",
    ),
    "app1-import-permit-wrong-country": RuleText(
        title="다른 나라의 수입허가서",
        message="수입허가서 {no}은(는) {issuer}에서 발급한 것이나 물품은 {importer}(으)로 수입된다.",
        fix="{importer} 관리당국의 수입허가서를 제시한다. 다른 나라의 허가서로 대신할 수 없다.",
        documentation="수입허가서는 수입국(유럽연합에서는 어느 회원국이든)이 발급한 것이어야 한다. 부속서 II·III에는 협약이 수입허가서를 요구하지 않으므로 다른 나라의 허가서는 검토 사항이다.",
    ),
    "app1-import-permit-late": RuleText(
        title="수입 후에 발급된 수입허가서",
        message="수입허가서 발급일 {value}이(가) 수입일 {on}보다 늦다.",
        fix="두 날짜를 확인한다. 날짜가 맞다면 통관할 수 없다. 수입허가는 사후에 받을 수 없다.",
        documentation="부속서 I 표본의 수입허가서는 물품이 도착하기 전에 발급되어 있어야 한다.",
    ),
    "app1-import-permit-after-export": RuleText(
        title="수출허가서보다 늦은 수입허가서",
        message="수입허가서 발급일 {value}이(가) 수출허가서 발급일 {export_issued}보다 늦다. 수입허가가 먼저여야 한다.",
        fix="두 날짜를 확인한다. 날짜가 맞다면 {exporter} 관리당국이 어떤 수입허가서를 근거로 했는지 문의한다.",
        documentation="수출국은 수입허가서가 발급된 것을 확인한 뒤에만 부속서 I 수출허가서를 발급할 수 있다. 수입허가서가 필요 없는 경우(출처 D)에는 묻지 않는다.",
    ),
    "app1-ifs-cert-missing": RuleText(
        title="증명서 없는 부속서 I 공해 채포 표본",
        message="{taxon}(부속서 I)은(는) 공해에서 채포(출처 X)되었으나 해상반입증명서가 신고되지 않았다.",
        fix="표본을 반입하는 나라의 해상반입증명서를 미리 받는다.",
        documentation="부속서 I 표본을 해상에서 반입하려면 반입국의 사전 증명서가 필요하다.",
    ),
    "app1-live-housing": RuleText(
        title="살아 있는 부속서 I 표본: 수령인의 사육 시설",
        message="살아 있는 {taxon}(부속서 I)은(는) 수령인이 적절한 사육·관리 시설을 갖춘 경우에만 수입할 수 있다.",
        fix="수령인이 표본을 수용하고 관리할 수 있음을 보여 주는 자료를 준비한다. 수입허가가 이에 달려 있다.",
        documentation="수입국은 살아 있는 부속서 I 표본의 수령인이 이를 수용하고 관리할 수 있다고 확인해야 한다. 신고 항목으로는 알 수 없으므로 참고로 알린다.",
    ),
    "app2-export-doc-missing": RuleText(
        title="수출허가서 없는 부속서 II 수입",
        message="{taxon}은(는) 부속서 II 종이나 {exporter}의 수출허가서가 신고되지 않았다.",
        fix=_EXPORT_FIX,
        documentation="부속서 II 표본은 수출허가서(또는 재수출증명서)를 미리 제시해야 수입할 수 있다. 인공증식 식물은 필요한 문구가 적힌 식물검역증명서로 갈음할 수 있으며, 그때는 문구를 확인하도록 참고로 알린다.",
        variants={
            "phyto": "{taxon}(부속서 II)의 수출허가서가 신고되지 않았다. 식물검역증명서 {value}은(는) {exporter}이(가) 사무국에 통보했고 인공증식 사실이 적혀 있을 때만 이를 갈음한다."
        },
    ),
    "app2-reexport-cert-missing": RuleText(
        title="재수출증명서 없는 부속서 II 재수출",
        message="{taxon}(부속서 II)은(는) 원산지 {origin}에서 {exporter}을(를) 거쳐 왔으나 {exporter}의 재수출증명서가 신고되지 않았다.",
        fix=_REEXPORT_FIX,
        documentation="원산국이 아닌 나라에서 다시 수출하는 부속서 II 표본에는 재수출국의 재수출증명서가 필요하다.",
    ),
    "app2-reexport-cert-not-ep": RuleText(
        title="재수출증명서 대신 제시된 수출허가서",
        message="원산지는 {origin}인데 {exporter}이(가) 재수출증명서가 아니라 수출허가서({value})를 발급했다.",
        fix="서류를 확인한다. {exporter}에서 채취·번식된 것이면 원산지를 고치고, 아니면 재수출증명서를 요구한다.",
        documentation="표본의 원산국이 아닌 나라는 재수출증명서를 발급한다.",
    ),
    "app2-ifs": RuleText(
        title="증명서 없는 부속서 II 공해 채포 표본",
        message="{taxon}(부속서 II)은(는) 공해에서 채포(출처 X)되었으나 해상반입증명서도 수출허가서도 신고되지 않았다.",
        fix="반입국의 해상반입증명서, 또는 어획물을 먼저 양륙한 나라의 수출허가서를 받는다.",
        documentation="공해에서 채포한 표본에는 해상반입증명서가 필요하며, 다른 나라가 먼저 양륙한 경우에는 그 나라의 수출허가서가 필요하다.",
    ),
    "app3-export-permit-missing": RuleText(
        title="등재국에서 온 부속서 III 표본에 수출허가서 없음",
        message="{taxon}은(는) {parties}이(가) 부속서 III에 올린 종으로, 등재국에서 올 때는 수출허가서가 필요하나 신고되지 않았다.",
        fix=_EXPORT_FIX,
        documentation="부속서 III에 그 종을 올린 당사국에서 오는 표본에는 수출허가서가 필요하다.",
    ),
    "app3-certificate-of-origin-missing": RuleText(
        title="원산지증명서 없는 부속서 III 수입",
        message="{taxon}은(는) {parties}이(가) 부속서 III에 올린 종으로, {exporter}에서 올 때는 원산지증명서가 필요하나 신고되지 않았다.",
        fix="{exporter} 관리당국의 CITES 원산지증명서를 받는다. 상공회의소가 발급한 원산지증명서로는 부족하다.",
        documentation="그 종을 부속서 III에 올리지 않은 나라에서 오는 표본에는 원산지증명서가 필요하다.",
    ),
    "app3-reexport-cert-missing": RuleText(
        title="재수출증명서 없는 부속서 III 재수출",
        message="{taxon}(부속서 III)은(는) 원산지 {origin}에서 {exporter}을(를) 거쳐 왔으나 {exporter}의 재수출증명서가 신고되지 않았다.",
        fix=_REEXPORT_FIX,
        documentation="다시 수출하는 부속서 III 표본에는 재수출국의 증명서가 필요하다. 등재 개체군의 표본에 원산지증명서만 있는 경우는 검토 사항으로 알린다.",
    ),
    "app3-listing-party-via-third": RuleText(
        title="등재국 원산 표본이 제3국에서 원산지증명서만으로 선적됨",
        message="표본의 원산지는 등재국인 {origin}이나 {exporter}에서 원산지증명서만으로 선적되었다.",
        fix="{origin}의 수출허가서와 {exporter}의 재수출증명서를 수출자에게 요구한다.",
        documentation="등재의 대상이 된 개체군의 표본은 어디에서 선적되든 등재국의 허가서를 갖추어야 한다.",
    ),
    "app3-national-population": RuleText(
        title="다른 나라의 개체군만 부속서 III에 등재됨",
        message="{taxon}은(는) {issuer} 개체군만 부속서 III에 올라 있어 원산지 {origin}의 표본은 대상이 아니다.",
        fix="원산지를 증명할 자료를 보관한다. CITES 서류는 필요 없다.",
        documentation="당사국은 자국 개체군만 부속서 III에 올릴 수 있으며, 다른 나라의 표본은 등재 대상이 아니다.",
    ),
    "not-listed-but-cites-docs": RuleText(
        title="등재되지 않은 명칭에 CITES 서류",
        message="신고된 대로라면 {name}은(는) 협약 대상이 아니나 {document} {value}이(가) 함께 신고되었다.",
        fix="학명과 원산지를 서류와 대조한다. 둘 중 하나가 잘못되었을 가능성이 크다.",
        documentation="협약 대상이 아닌 물품에 CITES 허가서가 있으면 대개 신고된 학명이나 개체군의 원산지가 잘못된 것이다. 적용 대상일 수도 있는 물품의 서류는 묻지 않는다.",
    ),
    "not-listed": RuleText(
        title="협약 대상 아님",
        message="{name}은(는) {on} 현재 어느 부속서에도 올라 있지 않다.",
        fix="CITES 서류는 필요 없다. 검역, 수산, 국내 야생생물 법령은 따로 확인한다.",
        documentation="알려진 명칭이며 수입일 현재 종 자체로도, 속·과·목을 통해서도, 이 개체군으로도 등재되어 있지 않다.",
        variants={"population": "{taxon}은(는) 다른 개체군만 등재되어 있어 원산지 {origin}의 표본은 대상이 아니다."},
    ),
}
