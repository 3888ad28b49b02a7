"""Korean words of the rules in `cites_check.rules.commercial`."""

from __future__ import annotations

from cites_check.locale.entry import RuleText

RULES: dict[str, RuleText] = {
    "app1-commercial-prohibited": RuleText(
        title="상업 목적의 부속서 I 표본 수입",
        message="{taxon}은(는) 부속서 I 종인데 상업 목적(목적 {purpose}, 출처 {source})으로 신고되었다. 야생으로 보는 표본의 상업적 거래는 금지된다.",
        fix="수입하지 않는다. 등록 시설에서 번식된 동물이나 상업용으로 증식된 식물(출처 D), 또는 두 허가서를 갖춘 비상업 목적만 검토할 수 있다.",
        documentation="주로 상업적 목적에 쓰이는 부속서 I 표본에는 수입허가서를 발급할 수 없다. 야생, 랜칭(R), 사육 출생(F), 보조 생산(Y) 표본은 모두 야생으로 본다. "
        "증명서 없는 협약 적용 전 물품은 두 번째 출처 코드로 판단한다. 출처가 비어 있으면 허용되는 코드일 수 있으므로 검토 사항이다.",
        variants={
            "certificate": "{taxon}은(는) 부속서 I 종이고 상업 목적, 출처 {source}(으)로 신고되었으나 협약 적용 전 취득 증명서가 있다. 협약 적용 전 물품(출처 O)이 아니면 금지된다."
        },
    ),
    "app1-commercial-source-unknown": RuleText(
        title="출처가 신고되지 않은 상업 목적의 부속서 I 표본",
        message="{taxon}은(는) 부속서 I 종인데 상업 목적이면서 출처가 신고되지 않았다. 야생(W, X, R, F)이면 금지되고 등록 시설(D)이면 가능하다.",
        fix="무엇보다 먼저 수출허가서에서 출처 코드를 확인한다.",
        documentation="출처가 없으면 최악의 경우(금지)와 최선의 경우(등록 시설 번식)가 모두 열려 있다. 증명서와 두 번째 출처가 없는 협약 적용 전 물품도 같다.",
    ),
    "app1-x-commercial": RuleText(
        title="상업 목적으로 해상반입된 부속서 I 표본",
        message="{taxon}은(는) 부속서 I 종인데 상업 목적으로 공해에서 채포(출처 X)되었다. 이러한 반입은 금지된다.",
        fix="수입하지 않는다. 상업 목적에는 해상반입증명서를 발급할 수 없다.",
        documentation="부속서 I의 해상반입증명서는 표본이 주로 상업적 목적에 쓰이지 않는다는 것을 전제로 한다.",
    ),
    "app1-c-commercial-unregistered": RuleText(
        title="등록 시설 없는 상업 목적의 인공번식 부속서 I 동물",
        message="{taxon}은(는) 부속서 I 종으로 인공번식(출처 C)되어 상업 목적으로 신고되었으나 등록 번식 시설이 적혀 있지 않다.",
        fix="{exporter} 관리당국에 시설의 등록 번호(출처 D)나 서류를 발급한 근거를 문의하고, 답이 없으면 수입하지 않는다.",
        documentation="상업 목적으로 번식된 부속서 I 동물은 사무국에 등록된 시설에서 온 경우(출처 D)에만 부속서 II로 본다. 협약 제7조제5항의 증명서가 있을 수 있어 검토 사항으로 하고, "
        "등록 시설만 인정하는 수입국에서는 위반이다.",
        variants={
            "prohibited": "{taxon}은(는) 부속서 I 종으로 인공번식(출처 C)되어 상업 목적으로 신고되었으나, {importer}은(는) 등록 시설(출처 D)에서 온 것만 인정한다."
        },
    ),
    "app1-deemed-app2-no-registration": RuleText(
        title="등록 시설 없이 부속서 II로 취급",
        message="{taxon}은(는) 출처 D로 수입허가서 없이 부속서 II처럼 신고되었으나 그 근거가 되는 등록 번식 시설이 적혀 있지 않다.",
        fix="등록 시설을 신고하거나, 부속서 I 표본으로서 {importer}의 수입허가를 신청한다.",
        documentation="협약 제7조제4항에 따라 수입허가서가 면제되는 부속서 I 동물은 등록 시설에서 번식된 것뿐이다.",
    ),
    "src-a-app1-commercial": RuleText(
        title="출처 A로 신고된 상업 목적의 부속서 I 식물",
        message="{taxon}은(는) 부속서 I 식물로 인공증식(출처 A)되어 상업 목적으로 신고되었다. 상업용으로 증식된 식물의 코드는 D이다.",
        fix="수출 서류와 대조하고, 서류에도 A로 적혀 있으면 {exporter} 관리당국에 코드 정정을 요청한다.",
        documentation="상업적으로 증식된 부속서 I 식물은 출처 D를, 비상업적으로 증식된 것은 A를 쓴다.",
    ),
    "app1-purpose-unsure": RuleText(
        title="상업적일 수 있는 목적의 부속서 I 수입",
        message="{taxon}은(는) 부속서 I 종(출처 {source})이며, 목적 {purpose}은(는) 주로 상업적일 수도 아닐 수도 있다.",
        fix="비상업적 측면이 명백히 우세함을 수입자가 증명하게 한다. 표본으로 얻는 수익도 따진다.",
        documentation="번식, 동물원, 교육, 전시, 의료 목적은 주로 상업적이지 않음을 수입자가 증명해야 한다. 협약 제7조제5항의 증명서가 없는 인공번식 동물도 같다. 등록 시설의 동물과 증식된 식물은 제외한다.",
    ),
    "app1-ip-purpose-t": RuleText(
        title="수입허가서가 있는 부속서 I 행의 상업 목적",
        message="수입허가서 {value}이(가) 신고되었으나 목적이 상업(T)이다. 상업 목적에는 수입허가서를 발급할 수 없으므로 목적이나 허가서가 잘못된 것이다.",
        fix="수입허가서의 목적을 신고 내용과 대조하고, 허가서에도 T로 적혀 있으면 {importer} 관리당국에 알린다.",
        documentation="야생 부속서 I 표본의 수입허가서에는 상업 목적이 적힐 수 없다. 신고나 허가서 가운데 하나가 잘못된 것이다.",
    ),
    "app1-resale-flag": RuleText(
        title="거래로 보이는 비상업 목적의 부속서 I 수입",
        message="목적 {purpose}은(는) 상업 목적이 아니나 수하인 “{value}”이(가) 판매업자로 보인다. 부속서 I 표본이 되팔릴 수 있다.",
        fix="수입 후의 용도를 수입자가 증명하게 한다. 판매한다면 상업 목적의 수입이다.",
        documentation="재판매, 교환, 대가를 받는 서비스는 코드와 관계없이 상업적이다. 수하인이 판매업자이거나 품명에 판매를 뜻하는 말이 있으면 확인이 필요하다. 동물원, 연구기관 등은 별도 규칙으로 본다.",
        variants={
            "description": "목적 {purpose}은(는) 상업 목적이 아니나 품명에 “{value}”이(가) 적혀 있다. 부속서 I 표본이 되팔릴 수 있다."
        },
    ),
}
