"""Korean words of the rules in `cites_check.rules.form`."""

from __future__ import annotations

from cites_check.locale.entry import RuleText

RULES: dict[str, RuleText] = {
    "iso-country-invalid": RuleText(
        "국가 코드 확인 불가",
        "{value}({field_name})은(는) 국가로 읽을 수 없다: {reason}. 서류 발급국과 개체군을 판단할 수 없다.",
        "국가를 ISO 3166-1 두 글자 코드로 고친다. 원산지를 모르면 XX로 적는다.",
        "국가는 ISO 3166-1 두 글자 코드로 적는다. 원산지 불명(XX), 여러 나라(XV), 공해(ZZ, XZ)를 뜻하는 CITES 거래 자료의 코드도 인정한다.",
    ),
    "date-invalid": RuleText(
        "읽을 수 없는 날짜",
        "{value}({field_name})은(는) 날짜로 읽을 수 없다: {reason}. 신고되지 않은 것으로 보았다.",
        "서류에 적힌 날짜를 연-월-일 순서로 다시 적는다.",
        "없는 날짜이거나 두 날짜로 읽힐 수 있는 값은 추정하지 않는다.",
    ),
    "qty-missing-or-zero": RuleText(
        "쓸 수 있는 수량 없음",
        "수량 {value}은(는) 허가 수량·쿼터와 비교할 수 없다.",
        "허가서의 단위로 수입 수량을 신고한다.",
        "수량은 필수 기재사항이며 0보다 커야 한다.",
        {
            "missing": "수량이 신고되지 않아 허가 수량·쿼터와 비교할 수 없다.",
            "unread": "{value}은(는) 수량으로 읽을 수 없다: {reason}.",
        },
    ),
    "unit-nonmetric-or-vague": RuleText(
        "미터법이 아니거나 모호한 단위",
        "{value}은(는) 포장 단위이지 수량 단위가 아니어서 허가서와 비교할 수 없다.",
        "허가서의 미터법 단위(kg, m3, m2, 개수)로 수량을 신고한다.",
        "상자·로트·세트는 수량을 말해 주지 않으며, 파운드나 피트는 허가서에 쓰지 않는다.",
        {
            "nonmetric": "{value}은(는) 미터법 단위가 아니다. 허가서는 미터법 단위로 적는다.",
            "unread": "{value}은(는) 알려진 단위가 아니다: {reason}.",
        },
    ),
    "unit-unusual-for-term": RuleText(
        "물품 형태에 맞지 않는 단위",
        "형태 {term}의 물품은 보통 {value}(으)로 세지 않는다. 통상 단위: {usual}.",
        "허가서의 수량 및 단위와 대조한다.",
        "물품 형태마다 통상 단위가 있다(살아 있는 개체는 개수, 원목은 세제곱미터). 허가서는 통상 단위인데 신고는 그렇지 않으면 비교할 수 없으므로 검토 대상이다.",
    ),
    "unit-inflation": RuleText(
        "허가서와 신고의 단위를 비교할 수 없음",
        "신고 단위는 {value}이나 {document} {no}은(는) {unit} 단위이다. 허가 수량을 넘는지 알 수 없다.",
        "허가서의 단위로 수량을 다시 신고한다.",
        "신고는 개수이고 허가서는 킬로그램이거나 그 반대이면, 허가보다 많은 표본이 숨겨질 수 있다.",
    ),
    "value-unreadable": RuleText(
        "읽을 수 없는 값",
        "{value}({field_name})을(를) 읽을 수 없다: {reason}. 신고되지 않은 것으로 보았다.",
        "값을 고친 뒤 다시 검사한다.",
        "읽을 수 없었던 값은 모두 알리며, 결코 수입자에게 유리하게 보지 않는다. 국가·날짜·수량·단위·코드·서류번호는 각각 따로 알린다.",
    ),
}
