"""Korean words of the rules in `cites_check.rules.evasion`."""

from __future__ import annotations

from cites_check.locale.entry import RuleText

RULES: dict[str, RuleText] = {
    "laundering-route": RuleText(
        "야생 개체군이 없는 나라의 인공번식, 분포국은 거래 중단",
        "{taxon}은(는) 서식하지 않는 {issuer}에서 번식된 것으로 신고되었으나(출처 {source}) 번식 기록이 없고, {state}의 야생 개체는 거래가 중단되어 있다.",
        "{exporter} 관리당국에 번식 시설과 모본(부모 개체)의 유래를 문의한다.",
        "거래가 중단되었거나 쿼터가 0인 분포국에서 포획한 동물을 같은 지역의 다른 나라에서 번식한 것으로 꾸밀 수 있다. 등록된 사육시설도 인공증식증명서도 신고되지 않은 때에만 묻는다. 출처 C이고 그 나라의 수출허가서가 있으면 그 나라 관리당국이 번식을 확인한 것이므로 참고로만 알린다.",
    ),
    "third-country-origin-blank": RuleText(
        "원산지 없는 재수출",
        "{taxon}은(는) 중계지인 {exporter}에 서식하지 않는데, 다른 원산지가 신고되지 않았다.",
        "재수출증명서에 적힌 원산지와 원산국 허가서를 신고한다.",
        "서식하지 않는 중계지에서 온 야생생물은 다른 곳에서 온 것이며, 원산지에 따라 개체군·쿼터·거래 중단 여부가 달라진다. 그곳에서 인공번식·증식된 것은 묻지 않는다.",
    ),
    "purpose-p-courier": RuleText(
        "사업자가 보낸 개인용 물품",
        "거래목적 P(개인용)로 신고되었으나, {value}이(가) {channel}(으)로 보낸 물품이다.",
        "송품장을 확인한다. 외국에서 사서 보내온 물품은 휴대품이나 가재도구가 아니다.",
        "휴대품과 가재도구는 소유자가 지니거나 소유하던 물품이다. 판매자가 보낸 소포는 구매품이다.",
    ),
    "y900-false": RuleText(
        "협약 대상인데 비대상으로 신고",
        "코드 {value}은(는) CITES 대상이 아니라는 뜻이나, {taxon}은(는) 부속서 {appendix}에 있다.",
        "코드를 삭제하고 부속서 {appendix}의 서류를 제출한다.",
        "유럽연합의 코드 Y900은 협약 대상이 아니라는 신고이다. 비대상이라는 문구는 물품의 다른 부분을 가리킬 수 있어 검토 대상으로 한다.",
        {"text": "품명에 {value}(이)라고 적혀 있으나, {taxon}은(는) 부속서 {appendix}에 있다."},
    ),
    "same-permit-different-species-year": RuleText(
        "지난 연도의 서류",
        "{document} {value}(발급 {issued}, 만료 {expires})은(는) {on} 기준으로 어떤 유효기간보다도 오래되었다.",
        "다른 화물의 서류로 보이므로 새 서류를 발급받는다.",
        "유효기간이 12개월을 넘는 허가서는 없다. 만료 후 1년이 넘었거나 발급 후 2년이 넘은 서류는 다른 물품을 위한 것이다. 3년짜리 증명서는 묻지 않는다.",
    ),
}
