"""Korean words of the rules in `cites_check.rules.national`."""

from __future__ import annotations

from cites_check.locale.entry import RuleText

_FIX = "신고 전에 {importer}의 소관 기관({authority})에서 수입 서류를 발급받는다."


def _missing(title: str, message: str, documentation: str) -> RuleText:
    return RuleText(title, message, _FIX, documentation)


RULES: dict[str, RuleText] = {
    "kr-import-permit-missing": RuleText(
        "국내 수입허가서 없음",
        "{taxon}은(는) 국제적 멸종위기종(부속서 {appendix})으로 수입허가가 필요하나, 수입허가서가 신고되지 않았다.",
        "수입신고 전에 관할 유역환경청·지방환경청의 수입허가서를 받는다. 허가가 확인되지 않으면 세관에서 통관되지 않는다.",
        "부속서 I·II·III의 모든 표본은 출처와 관계없이 유역환경청장 또는 지방환경청장의 수입허가를 받아야 한다. 외국의 인공증식증명서는 이를 갈음하지 않으며, 외국의 "
        "협약 적용 전 취득 증명서·순회전시증명서·개인소유증명서·악기 인증서가 있는 때에는 담당자가 판단한다. 수입국이 한국이 아닌 수입허가서는 인정하지 않는다.",
    ),
    "eu-import-permit-missing": _missing(
        "EU 수입허가서 없음",
        "{taxon}(부속서 {appendix})의 반입에는 도착지 회원국의 수입허가서가 필요하나 신고되지 않았다.",
        "유럽연합은 CITES 부속서 I·II 종이 포함된 EU 부속서 A·B에 수입허가서를 요구한다.",
    ),
    "us-app1-permit": _missing(
        "미국 수입허가서 없음",
        "{taxon}(부속서 {appendix})의 수입에는 미국 수입허가서가 필요하나 신고되지 않았다.",
        "미국은 부속서 I 종에 CITES 수입허가서를 요구한다.",
    ),
    "cn-permit": _missing(
        "중국 수입허가서 없음",
        "{taxon}(부속서 {appendix})의 수입에는 중국 수입허가서가 필요하나 신고되지 않았다.",
        "중국은 부속서 I·II에 수입허가서를 요구하며, 부속서 III은 일반 규칙이 알린다. 법령 원문을 확인하지 못하여 부속서 I 외에는 검토로 표시한다.",
    ),
    "ch-permit": _missing(
        "스위스 수입허가서 없음",
        "{taxon}(부속서 {appendix})의 수입에는 스위스 수입허가서가 필요하나 신고되지 않았다.",
        "스위스는 부속서 등재종 표본에 수입허가서를 요구한다. 법령 원문을 확인하지 못한 부분은 검토로 표시한다.",
    ),
    "au-permit": _missing(
        "호주 수입허가서 없음",
        "{taxon}(부속서 {appendix})의 수입에는 호주 수입허가서가 필요하나 신고되지 않았다.",
        "호주는 부속서 I·II에 수입허가서를 요구한다. 부속서 III은 법령 원문을 확인하지 못해 검토로 표시한다.",
    ),
    "jp-prior-confirm": _missing(
        "일본 사전확인 없음",
        "{taxon}(부속서 {appendix})의 수입에는 일본 경제산업성의 사전확인이 필요하나 신고되지 않았다.",
        "일본은 살아 있는 부속서 II 동물에 사전확인을 요구한다. 등재국에서 오는 살아 있는 부속서 III 동물은 검토로 표시한다.",
    ),
    "app1-import-permit-national": _missing(
        "수입국 서류 없음(부속서 I)",
        "{importer}은(는) {taxon}(부속서 I)에 자국의 수입 서류를 요구하나 신고되지 않았다.",
        "수입국이 부속서 I 종에 자국의 수입 서류를 요구하는 경우이다.",
    ),
    "app2-import-permit-national": _missing(
        "수입국 서류 없음(부속서 II)",
        "{importer}은(는) {taxon}(부속서 II)에 자국의 수입 서류를 요구하나 신고되지 않았다.",
        "협약은 요구하지 않으나 수입국이 부속서 II 종에 수입 서류를 요구하는 경우이다.",
    ),
    "app3-import-permit-national": _missing(
        "수입국 서류 없음(부속서 III)",
        "{importer}은(는) {taxon}(부속서 III)에 자국의 수입 서류를 요구하나 신고되지 않았다.",
        "협약은 요구하지 않으나 수입국이 부속서 III 종에 수입 서류를 요구하는 경우이다.",
    ),
    "stricter-domestic": RuleText(
        "협약보다 엄격한 국내법",
        "{importer} 국내법: {demand}",
        "신고 전에 {importer}의 소관 기관({authority})에 확인한다.",
        "따로 규칙이 없는 수입국의 추가 요구사항을 그 나라의 자료에 적힌 심각도로 알린다.",
    ),
    "national-law-unknown": RuleText(
        "수입국의 국내법 자료 없음",
        "{importer}의 국내법 자료가 없어 협약만 적용하였다. {importer}은(는) 더 많은 것을 요구할 수 있다.",
        "{importer} 관리당국에 수입에 필요한 서류를 확인한다.",
        "수입국의 자료가 없을 때 한 번의 검사에 한 번 알린다. 이때 국내법은 검사되지 않는다.",
    ),
    "port-not-designated": RuleText(
        "지정되지 않은 반입 장소",
        "{value}은(는) {importer}이(가) {taxon}의 반입 장소로 정한 곳이 아니다: {demand}",
        "지정된 장소로 반입하거나, 이 장소에 대한 별도 지정(허가)을 제시한다.",
        "야생생물의 반입 장소를 정해 둔 나라가 있다. 신고서에 반입항이 있고 그 나라의 목록이 자료에 있을 때 확인한다.",
    ),
    "consequence-note": RuleText(
        "위반 시의 조치",
        "물품은 반입 거부·압류·몰수 또는 반송될 수 있고, 수입자는 처벌받을 수 있다.",
        "물품을 반출하지 말고 위반 사항을 {importer} 관리당국에 알린다.",
        "위반이 있는 행에 한 번 알린다. 국내 규칙이 벌칙을 이미 알린 때에는 생략한다.",
    ),
}
