"""Korean words of the rules on source codes and ranges (`cites_check.rules.sources`, `source_claims`, `ranges`); those on purposes are in `purposes`."""

from __future__ import annotations

from cites_check.locale.entry import RuleText
from cites_check.locale.ko import purposes

_COMPARE = (
    "수출 서류에서 코드를 다시 옮겨 적는다. 서류에도 그렇게 적혀 있으면 {exporter} 관리당국이 서류를 정정해야 한다."
)

RULES: dict[str, RuleText] = {
    "src-a-animal": RuleText(
        title="동물에 식물용 출처 코드",
        message="출처 A(인공증식)는 식물용이나 {taxon}은(는) 동물이다.",
        fix=_COMPARE,
        documentation="출처 A는 인공증식을 뜻하며 식물에만 쓸 수 있다.",
    ),
    "src-crf-plant": RuleText(
        title="식물에 동물용 출처 코드",
        message="출처 {value}은(는) 동물용(C 인공번식, R 랜칭, F 사육 출생)이나 {taxon}은(는) 식물이다.",
        fix=_COMPARE,
        documentation="출처 C, R, F는 동물에 쓰는 코드이며 식물의 인공증식은 A이다.",
    ),
    "src-y-animal": RuleText(
        title="동물에 보조 생산 코드",
        message="출처 Y(보조 생산)는 식물용이나 {taxon}은(는) 동물이다.",
        fix=_COMPARE,
        documentation="출처 Y는 야생도 인공증식도 아닌 식물에 쓴다.",
    ),
    "src-d-not-app1": RuleText(
        title="부속서 I이 아닌 표본에 출처 D",
        message="출처 D는 상업 목적으로 번식·증식된 부속서 I 표본의 코드이나 여기서 {taxon}은(는) 부속서 {appendix}이다.",
        fix=_COMPARE,
        documentation="출처 D는 부속서 I에만 있고 부속서 II·III에는 C와 A를 쓴다. 서류 발급 후 등재가 바뀐 경우는 검토 사항이다.",
    ),
    "src-d-no-registration": RuleText(
        title="등록 번식 시설 없는 출처 D",
        message="{taxon}은(는) 상업 목적 번식(출처 D)으로 신고되었으나 등록 번식 시설이 적혀 있지 않다.",
        fix="사무국 등록부의 시설 번호(예: A-ID-501)를 수출허가서에서 옮겨 적는다. 번호가 없으면 부속서 II로 볼 수 없다.",
        documentation="부속서 I 동물은 사무국에 등록된 시설에서 번식된 경우에만 출처 D로 부속서 II 취급을 받는다. 형식이 다른 번호는 검토 사항이다.",
        variants={"form": "번식 시설 “{value}”은(는) 사무국 등록부의 번호 형식(예: A-ID-501)이 아니다."},
    ),
    "src-d-reg-country": RuleText(
        title="다른 나라의 등록 번식 시설",
        message="번식 시설 {value}은(는) {issuer}에 등록된 시설이나 동물의 원산지는 {state}(으)로 신고되었다.",
        fix="시설과 원산지를 수출허가서와 대조한다.",
        documentation="등록 번호의 문자는 시설이 있는 나라, 곧 동물이 번식된 나라이다.",
    ),
    "src-d-plant": RuleText(
        title="상업 목적으로 증식된 식물",
        message="{taxon}은(는) 상업 목적 증식(출처 D)으로 신고되어 부속서 II로 취급했다.",
        fix="식물에는 등록 번호가 필요 없으나 수출허가서에 인공증식 사실이 적혀 있어야 한다.",
        documentation="식물 증식장의 등록은 의무가 아니며, 식물의 출처 D는 수출허가서에 근거한다.",
    ),
    "src-c-app1-commercial": RuleText(
        title="등록 시설이 적힌 출처 C",
        message="{taxon}(부속서 I)은(는) 상업 목적으로 시설 {value}에서 왔으나 출처가 C이다. 등록 시설의 개체는 D이다.",
        fix="코드와 시설을 수출허가서와 대조하고, D가 맞으면 서류를 정정받는다.",
        documentation="상업적으로 거래되는 부속서 I 동물은 등록 시설에서 출처 D로 나온다. 시설이 적힌 출처 C는 모순이며, 시설이 없는 출처 C는 상업 목적 규칙에서 알린다.",
    ),
    "src-missing": RuleText(
        title="출처 코드 없음",
        message="{taxon}(부속서 {appendix})의 출처 코드가 신고되지 않았다. 필요한 서류가 출처에 달려 있다.",
        fix="수출 서류에서 출처 코드(W, C, A 등)를 옮겨 적는다.",
        documentation="출처는 필수 기재 사항이며, 빈칸을 수입자에게 유리하게 읽지 않는다.",
    ),
    "src-unknown-code": RuleText(
        title="알 수 없는 출처 코드",
        message="“{value}”은(는) 협약의 출처 코드가 아니다.",
        fix="수출 서류의 코드(W, X, R, D, A, C, F, U, I, O, Y 가운데 하나)를 쓴다.",
        documentation="출처 코드는 결의 12.3의 열한 글자이다.",
    ),
    "src-r-app1": RuleText(
        title="부속서 I 표본에 랜칭",
        message="출처 R(랜칭)은 부속서 II 개체군을 전제로 하나 원산지 {origin}의 {taxon}은(는) 부속서 I이다.",
        fix="원산지, 출처, 부속서를 수출 서류와 대조한다.",
        documentation="랜칭은 부속서 II로 옮겨진 개체군에 승인된다. 상업 목적이면 야생 표본과 같이 수입이 금지된다.",
    ),
    "src-i-no-second": RuleText(
        title="두 번째 출처가 없는 몰수품",
        message="출처 I(몰수·압류)에는 표본의 본래 출처를 나타내는 두 번째 코드가 필요하나 신고되지 않았다.",
        fix="수출 서류에서 두 코드를 모두 옮겨 적는다(second_source).",
        documentation="출처 I은 다른 코드와 함께 쓴다.",
    ),
    "src-i-commercial": RuleText(
        title="상업 목적의 부속서 I 몰수품",
        message="{taxon}은(는) 부속서 I 종으로 몰수(출처 I)된 것이며 상업 거래(목적 {purpose})에 들어갈 수 없다.",
        fix="수입하지 않는다. 표본을 처분한 당국에 어떤 목적으로 내주었는지 문의한다.",
        documentation="몰수되었다고 부속서 I 표본의 거래가 자유로워지지는 않는다. 두 번째 코드가 거래를 허용하는 것(A, C, D, O)이면 사람이 판단해야 한다.",
    ),
    "src-i-any": RuleText(
        title="몰수된 표본",
        message="표본이 몰수·압류(출처 I)된 것으로 신고되었다.",
        fix="처분한 당국의 결정서를 받아 서류와 함께 보관한다.",
        documentation="몰수된 표본의 거래는 처분한 당국의 결정에 근거한다.",
    ),
    "src-o-no-second": RuleText(
        title="두 번째 출처가 없는 협약 적용 전 물품",
        message="출처 O(협약 적용 전)에는 표본의 본래 출처를 나타내는 두 번째 코드가 필요하나 신고되지 않았다.",
        fix="증명서에서 두 코드를 모두 옮겨 적는다(second_source).",
        documentation="출처 O는 다른 코드와 함께 쓴다.",
    ),
    "src-o-no-date": RuleText(
        title="취득일 없는 협약 적용 전 주장",
        message="{taxon}은(는) 협약 적용 전(출처 O)으로 신고되었으나 취득일이 없다.",
        fix="협약 적용 전 취득 증명서에서 취득일을 옮겨 적는다(acquisition_date).",
        documentation="협약 적용 전인지는 취득한 날에 달려 있다.",
    ),
    "src-o-after-listing": RuleText(
        title="등재 후에 취득하여 협약 적용 전이 아님",
        message="{taxon}은(는) {first_listed}부터 협약의 적용을 받으므로 {value}에 취득한 표본은 협약 적용 전 물품이 아니다.",
        fix="부속서 {appendix}의 일반 서류를 갖춘다. 협약 적용 전 취득 증명서로는 안 된다.",
        documentation="협약 적용 전이란 그 분류군이 어느 부속서든 처음 협약의 적용을 받기 전에 취득한 것을 말한다.",
    ),
    "src-o-live-young": RuleText(
        title="너무 어려 보이는 살아 있는 협약 적용 전 표본",
        message="살아 있는 {taxon}이(가) 협약 적용 전({first_listed} 이전 취득)으로 신고되었으나 품명에 “{value}”이(가) 적혀 있다.",
        fix="나이를 증명할 자료를 요구한다. 협약 적용 전 동물의 새끼는 협약 적용 전 표본이 아니다.",
        documentation="살아 있는 표본은 그 개체 자체를 등재 전에 취득한 경우에만 협약 적용 전이다. 품명의 출생 연도가 등재 후이면 위반, 어린 동물을 뜻하는 말이 있으면 검토 사항이다.",
        variants={
            "born": "{value}년에 태어난 살아 있는 {taxon}은(는) {first_listed} 이전에 취득할 수 없으므로 협약 적용 전 표본이 아니다."
        },
    ),
    "src-u-unjustified": RuleText(
        title="출처 불명",
        message="출처가 불명(U)으로 신고되어 적법한 취득을 알 수 없다.",
        fix="허가서에 적힌 사유를 확인한다. 사유가 없으면 {exporter} 관리당국의 설명이 필요하다.",
        documentation="출처 U는 허가서에 그 사유가 적혀 있어야 한다. 상업 목적의 부속서 I 표본에는 어떤 사유도 통하지 않는다.",
        variants={
            "prohibited": "{taxon}은(는) 부속서 I 종인데 상업 목적이고 출처 불명(U)이다. 거래가 허용될 근거가 없다."
        },
    ),
    "src-f-as-captive": RuleText(
        title="출처 F에 인공증식증명서",
        message="출처 F(사육 출생)는 협약에서 말하는 인공번식이 아니므로 증명서 {value}(으)로 갈음할 수 없다.",
        fix="야생 표본과 같이 부속서 {appendix}의 일반 허가서를 갖춘다.",
        documentation="사육 상태에서 태어났으나 결의 10.16의 요건을 갖추지 못한 동물에는 야생 표본의 규정을 적용한다.",
    ),
    "src-c-first-generation": RuleText(
        title="1세대를 인공번식으로 신고",
        message="출처 C(인공번식)로 신고되었으나 품명에 “{value}”이(가) 적혀 있다. 1세대는 모체군이 요건을 갖춘 경우에만 C이고 아니면 F이다.",
        fix="시설이 2세대를 번식시켰는지 {exporter} 관리당국에 문의한다. 아니라면 코드는 F이다.",
        documentation="야생 어미의 새끼는 2세대를 얻을 수 있도록 관리되는 모체군에서 나온 경우에만 인공번식이다.",
    ),
    "src-x-not-marine": RuleText(
        title="바다에 살지 않는 종에 공해 채포",
        message="출처 X는 어느 나라의 관할에도 속하지 않는 바다에서 채포한 것을 뜻하나 {taxon}은(는) 바다에 살지 않는다.",
        fix="출처와 학명을 서류에서 다시 옮겨 적는다. 서류에도 그렇게 적혀 있으면 받아들일 수 없는 서류이다.",
        documentation="해상반입은 바다에 사는 종에만 있을 수 있다. 식물과 바다 종이 없는 동물군에는 출처 X를 쓸 수 없다.",
    ),
    "src-x-origin": RuleText(
        title="내륙국의 공해 채포",
        message="출처 X(공해 채포)로 신고되었으나 {issuer}은(는) 바다에 접하지 않은 나라이다.",
        fix="출처와 국가를 서류와 대조한다. 공해의 어획물은 이를 양륙하는 나라가 반입한다.",
        documentation="바다가 없는 나라가 공해의 어획물을 양륙하기는 어렵지만 그 나라 국적의 선박은 있을 수 있으므로 사람이 확인해야 한다.",
    ),
    "src-w-outside-range": RuleText(
        title="종이 살지 않는 나라의 야생 출처",
        message="{taxon}은(는) {origin}에서 야생 채취된 것으로 신고되었으나 그곳에는 살지 않는다(분포: {range}).",
        fix="출처, 원산지, 학명을 수출 서류와 대조한다. {origin}을(를) 거쳐 온 것이면 원산지가, 번식된 것이면 출처 코드가 다르다.",
        documentation="야생 표본은 그 종이 사는 나라에서 온다. 같은 속의 다른 종이 그곳에 살거나(옛 학명이 둘을 함께 가리켰을 수 있다), 절멸로 기록되어 있거나, 분포가 불확실하거나(식물과 아종은 항상), 어획되는 종이어서 양륙지가 원산지로 신고될 수 있거나, 번식 모체가 다른 곳에서 왔을 수 있는 랜칭·사육 출생 동물이면 검토 사항이다.",
        variants={
            "extinct": "{taxon}은(는) {origin}에서 야생 채취된 것으로 신고되었으나 그곳에서는 절멸한 것으로 기록되어 있다(분포: {range}).",
            "reared": "{taxon}은(는) 모체가 야생인 출처 {source}(으)로 신고되었으나 원산지 {origin}에는 살지 않는다(분포: {range}).",
            "kin": "{taxon}은(는) {origin}에서 야생 채취된 것으로 신고되었으나 그곳에는 살지 않고 같은 속의 다른 종이 산다(분포: {range}).",
            "unsure": "{taxon}은(는) {origin}에서 야생 채취된 것으로 신고되었으나 알려진 분포국({range})이 아니다. 다만 분포가 확실하지 않다.",
        },
    ),
    "src-w-no-origin": RuleText(
        title="종이 살지 않는 나라에서 온, 원산지 없는 야생 출처",
        message="{taxon}은(는) 출처 {source}, 원산지 없음으로 신고되었으나 수출국 {exporter}에는 살지 않는다(분포: {range}).",
        fix="수출 서류에서 원산지를 옮겨 적는다. 재수출일 가능성이 크다.",
        documentation="분포국이 아닌 나라에서 온 야생 표본은 다른 곳에서 채취된 것이므로 원산지와 원산국 허가서가 빠져 있는 것이다.",
    ),
    "src-w-origin-introduced": RuleText(
        title="도입되었거나 분포가 의심스러운 나라의 야생 출처",
        message="{taxon}은(는) {origin}에서 야생 채취된 것으로 신고되었으나 그곳의 개체군은 자생이 아니라 도입된 것이다.",
        fix="{origin} 관리당국에 원산지와 출처를 확인한다. 도입 개체군이 등재 대상인지는 당국이 판단한다.",
        documentation="개체군별로 등재된 종이면 도입 개체군의 표본은 적용 대상일 수도 아닐 수도 있어 사람이 확인해야 한다. 모든 개체군의 등재가 같으면 참고로만 알린다.",
        variants={"doubtful": "{taxon}은(는) {origin}에서 야생 채취된 것으로 신고되었으나 그곳에 사는지 의심스럽다."},
    ),
    **purposes.RULES,
}
