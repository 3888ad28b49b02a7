"""Korean words of the rules on validity and form of documents (`cites_check.rules.validity`, `issuers`, `document_entries`, `permit_numbers`)."""

from __future__ import annotations

from cites_check.locale.entry import RuleText
from cites_check.locale.ko import permit_remarks

RULES: dict[str, RuleText] = {
    "permit-expired-at-import": RuleText(
        title="수입 전에 유효기간이 끝난 서류",
        message="{document} {no}의 유효기간이 {expired}에 끝났으나 수입일은 {on}이다.",
        fix="수입신고 전에 새 서류를 받는다. 만료된 서류는 사용할 수도 연장할 수도 없다.",
        documentation="허가서와 증명서는 물품을 제시할 때 유효해야 하며 만료일 당일까지는 유효하다. 만료일이 없거나 최장 유효기간을 넘으면 발급일부터의 최장 유효기간을 적용한다. 기간이 연장되었다는 목재는 별도의 검토 사항이다.",
    ),
    "coo-expired": RuleText(
        title="12개월이 지난 원산지증명서",
        message="{issued}에 발급된 원산지증명서 {no}은(는) {expired}까지 쓸 수 있으나 수입일은 {on}이다.",
        fix="{exporter} 관리당국에서 원산지증명서를 새로 받는다.",
        documentation="원산지증명서는 기재 내용과 관계없이 최장 12개월 유효하다. 스스로 적은 만료일이 지난 경우는 만료된 서류로 알린다.",
    ),
    "export-permit-over-6m": RuleText(
        title="유효기간이 6개월을 넘는 수출 서류",
        message="{document} {no}의 유효기간이 {issued}부터 {expires}까지로 6개월을 넘는다.",
        fix="발급일부터 6개월이 지나면 쓰지 말고, 날짜를 {exporter} 관리당국에 문의한다.",
        documentation="수출허가서는 발급일부터 6개월 안에 사용해야 하며, 재수출증명서도 결의에서 같게 정한다. 인공증식증명서와 협약 적용 전 취득 증명서의 기간은 그만큼 확실하지 않아 참고로 알린다.",
    ),
    "import-permit-over-12m": RuleText(
        title="유효기간이 12개월을 넘는 서류",
        message="{document} {no}의 유효기간이 {issued}부터 {expires}까지로 12개월을 넘는다.",
        fix="발급일부터 12개월이 지나면 쓰지 말고, 날짜를 발급 기관에 문의한다.",
        documentation="수입허가서, 해상반입증명서, 원산지증명서의 유효기간은 최장 12개월이다.",
    ),
    "permit-issued-after-import": RuleText(
        title="수입 후에 발급된 서류",
        message="{document} {no}은(는) 수입일 {on}보다 늦은 {issued}에 발급되었다.",
        fix="두 날짜를 확인한다. 날짜가 맞다면 통관할 수 없다. 서류는 물품이 들어오기 전에 있어야 한다.",
        documentation="모든 서류는 물품이 들어오기 전에 발급되어 있어야 한다. 부속서 I의 수입허가서는 별도 규칙으로 알린다.",
    ),
    "permit-issued-after-shipment": RuleText(
        title="선적 후에 발급된 수출 서류",
        message="{document} {no}은(는) 선적일 {shipped}보다 늦은 {issued}에 발급되었다.",
        fix="양국 관리당국이 소급 발급에 합의했는지, 그 사유가 무엇인지 확인한다. 사유가 서류에 적혀 있어야 한다.",
        documentation="선적 후에 발급된 서류는 소급 서류이다. 부속서 I은 휴대품을 제외하고 위반이며, 그 밖에는 양국 관리당국의 확인이 필요하다.",
        variants={
            "appendix_i": "{document} {no}은(는) 선적일 {shipped}보다 늦은 {issued}에 발급되었다. 부속서 I에는 소급 허가가 없다."
        },
    ),
    "export-after-expiry": RuleText(
        title="수출 서류 만료 후 선적",
        message="{document} {no}의 유효기간이 {expired}에 끝났으나 {shipped}에 선적되었다.",
        fix="두 날짜를 확인한다. 날짜가 맞다면 유효한 허가 없이 수출된 것이므로 신고 전에 {exporter} 관리당국에 문의한다.",
        documentation="수출은 수출허가서의 유효기간 안에 이루어져야 한다.",
    ),
    "date-order": RuleText(
        title="날짜가 서로 모순됨",
        message="{document} {no}의 발급일은 {issued}인데 만료일은 {expires}이다.",
        fix="두 날짜를 서류에서 다시 옮겨 적는다.",
        documentation="서류의 만료일이 발급일보다 빠를 수 없고, 물품이 수입된 뒤에 선적될 수 없다.",
        variants={"shipped": "선적일 {value}이(가) 수입일 {on}보다 늦게 신고되었다."},
    ),
    "rec-origin-date-order": RuleText(
        title="재수출증명서보다 늦은 원산국 허가서",
        message="원산국 허가서의 발급일 {value}이(가) 이를 근거로 한 재수출증명서의 발급일 {issued}보다 늦다.",
        fix="두 날짜를 증명서에서 다시 옮겨 적고, 그대로라면 {exporter} 관리당국에 문의한다.",
        documentation="물품은 원산국에서 수출된 뒤에야 재수출될 수 있으므로 원산국 허가서가 먼저 발급된다.",
    ),
    "issuer-not-exporter": RuleText(
        title="수출국이 아닌 나라의 서류",
        message="{document} {no}은(는) {issuer}에서 발급한 것이나 수출국은 {exporter}이다.",
        fix="{exporter} 관리당국의 서류를 제시한다. {exporter}에서 다시 수출된 것이라면 원산지와 재수출증명서를 신고한다.",
        documentation="수출허가서와 원산지증명서는 수출국만 발급할 수 있고, 인공증식증명서, 식물검역증명서, 협약 적용 전 취득 증명서(수입국 것 제외)도 수출국 것이어야 한다. 해상반입증명서는 반입국 것이어야 한다. 재수출의 경우 원산국 허가서를 함께 제시할 수 있다.",
        variants={
            "sea": "{document} {no}은(는) {issuer}에서 발급한 것이나 물품은 {importer}(으)로 반입된다. 해상반입증명서는 이를 반입하는 나라에서만 쓸 수 있다."
        },
    ),
    "rec-issuer-not-exporter": RuleText(
        title="수출국이 아닌 나라의 재수출증명서",
        message="재수출증명서 {no}은(는) {issuer}에서 발급한 것이나 수출국은 {exporter}이다.",
        fix="{exporter} 관리당국의 재수출증명서를 제시한다. 증명서 한 장은 한 번의 운송에만 쓰인다.",
        documentation="재수출증명서는 재수출국만 발급할 수 있다.",
    ),
    "rec-origin-data-missing": RuleText(
        title="원산국 정보가 없는 재수출",
        message="재수출증명서 {no}의 근거인 {origin}의 수출허가서가 신고되지 않았다.",
        fix="원산국과 그 허가서의 번호·발급일을 재수출증명서에서 옮겨 적는다. 증명서에 없다면 그 사유가 적혀 있어야 한다.",
        documentation="재수출증명서에는 원산국과 그 허가서의 번호·발급일이 있어야 하며, 없으면 사유가 필요하다. 허가서 없이 나온 협약 적용 전 물품에는 묻지 않는다. 다른 증명서가 재수출증명서를 갈음하는 경우는 참고로 알린다.",
        variants={
            "origin": "재수출증명서 {no}: 원산국이 신고되지 않았다.",
            "elsewhere": "재수출증명서 {no}: 물품의 원산지는 {origin}이나 원산국 허가서로 신고된 {permit}은(는) {issuer}의 것이다.",
            "date": "재수출증명서 {no}: 원산국 수출허가서 {permit}의 발급일이 신고되지 않았다.",
            "other": "원산지가 {origin}인 물품에 {exporter}의 {document} {no}이(가) 제시되었으나 {origin}에서 나올 때의 허가서가 없다.",
        },
    ),
    "rec-same-country": RuleText(
        title="원산국에서의 재수출",
        message="재수출증명서({value})가 신고되었으나 원산지가 수출국 자신인 {origin}이다.",
        fix="증명서를 확인하여 원산지를 고치거나 {exporter}의 수출허가서를 요구한다.",
        documentation="재수출은 먼저 수입된 표본을 수출하는 것이며, 원산국에서는 수출이 된다. 한 번 되돌아온 물품만 예외일 수 있다.",
    ),
    "importer-equals-exporter": RuleText(
        title="수입국과 수출국이 같음",
        message="수출국과 수입국이 모두 {importer}(으)로 신고되었다.",
        fix="수출국 또는 수입국을 고친다. 한 나라 안에서는 수입이 성립하지 않는다.",
        documentation="협약의 거래는 국경을 넘는 것이다. 해상반입(출처 X)은 선박의 국적국이 반입국일 수 있으므로 제외한다.",
    ),
    "doc-number-placeholder": RuleText(
        title="서류 번호 자리에 임시 값",
        message="{document} 번호 자리에 “{value}”이(가) 적혀 있다.",
        fix="서류에 적힌 번호를 신고한다. 번호가 없으면 서류를 제시하지 않은 것으로 본다.",
        documentation="N/A, TBC, 0의 나열 등은 서류 번호가 아니다.",
    ),
    "mandatory-field-missing": RuleText(
        title="신고되지 않은 서류 기재 사항",
        message="{document} {no}: 발급일도 만료일도 신고되지 않아 유효기간을 확인할 수 없다.",
        fix="빠진 사항을 서류에서 옮겨 적는다. 서류에도 없다면 불완전한 서류이므로 발급 기관에 문의한다.",
        documentation="서류에는 번호, 발급국, 발급일, 만료일이, 신고에는 국가와 물품의 설명이 있어야 한다. 없어서 확인할 수 없으면 검토 사항, 일부라도 확인할 수 있으면 참고 사항이다.",
        variants={
            "no": "{document}: 번호가 신고되지 않아 다른 서류와 구별할 수 없다.",
            "country": "{document} {no}: 발급국이 신고되지 않아 운송 경로와 대조할 수 없다.",
            "issued": "{document} {no}: 발급일이 신고되지 않아 만료일만 확인했다.",
            "expires": "{document} {no}: 만료일이 신고되지 않아 발급일부터의 최장 유효기간을 적용했다.",
            "exporter": "수출국이 신고되지 않아 발급국이나 개체군과 대조할 수 없다.",
            "importer": "수입국이 신고되지 않아 국내법 없이 협약만 적용했다.",
            "origin": "원산지가 신고되지 않아 {exporter}을(를) 원산지로 보았다.",
            "goods": "물품이 무엇인지 나타내는 표본 코드(term)도 품명도 없다.",
        },
    ),
    "live-transport-statement-missing": RuleText(
        title="살아 있는 표본: 운송 조건 문구",
        message="살아 있는 {taxon}의 수출 서류에는 운송 규정을 따른다는 문구가 있어야 하나 신고 내용으로는 알 수 없다.",
        fix="서류에서 해당 문구(IATA 생동물 운송 규정 또는 CITES 운송 지침)를 확인한다.",
        documentation="살아 있는 표본의 서류는 운송이 지침을 따를 때만 유효하다. 신고 항목으로는 알 수 없으므로, 품명에 규정이 언급된 경우를 빼고 참고로 알린다.",
    ),
    "original-cancelled": RuleText(
        title="원본은 당국이 보관",
        message="수입할 때 {importer} 당국이 {document} {value}의 원본을 거두어 무효로 한다.",
        fix="사본이 아닌 원본을 제출하고 사본은 따로 보관한다.",
        documentation="수입국은 수출 서류가 한 번만 쓰이도록 원본을 보관하고 무효로 한다.",
    ),
    "permit-no-country-mismatch": RuleText(
        title="번호의 국가 문자가 발급국과 다름",
        message="{document} {value}: 번호의 국가 문자는 {letters}인데 발급국은 {issuer}이다.",
        fix="번호와 발급 기관을 서류와 대조한다. 다른 나라 허가서의 번호를 쓴 것은 위조의 징후이다.",
        documentation="허가서 번호의 문자는 발급국의 ISO 코드이다. 속령과 본국은 같은 나라로 본다.",
    ),
    "permit-no-year-mismatch": RuleText(
        title="번호의 연도가 발급 연도와 다름",
        message="{document} {value}: 번호의 연도는 20{year}년인데 발급일은 {issued}이다.",
        fix="번호와 발급일을 서류와 대조한다.",
        documentation="허가서 번호의 앞 두 자리는 발급 연도이다. 한 해 차이는 문제 삼지 않는다.",
    ),
    "permit-no-format": RuleText(
        title="나라별 번호 형식",
        message="{document} {value}: 번호가 권고 형식(연도, 국가 문자, 숫자 여섯 자리)이 아니어서 발급국·발급일과 대조하지 못했다.",
        fix="조치할 것은 없다. 많은 나라가 고유한 번호 형식을 쓴다.",
        documentation="결의 12.3은 26KR000123과 같은 번호를 권고한다. 다른 형식이라고 결함은 아니다.",
    ),
    **permit_remarks.RULES,
}
