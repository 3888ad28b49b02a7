"""Korean: the words of rules by id, one module a theme as in `cites_check.rules`, and the fixed words."""

from __future__ import annotations

from cites_check.locale.entry import RuleText
from cites_check.locale.ko import commercial, documents, names, national, sources, validity

RULES: dict[str, RuleText] = {
    **names.RULES,
    **commercial.RULES,
    **documents.RULES,
    **national.RULES,
    **validity.RULES,
    **sources.RULES,
}

WORDS = {
    "not_declared": "(신고 없음)",
    "exporting_state": "수출국",
    "importing_state": "수입국",
    "appendix": "부속서 {appendix}",
    "not_listed": "등재되지 않음",
    "conditional": "이 판단은 {reading}(으)로 볼 때에 해당한다.",
    "row_fix": "행을 고친 뒤 다시 검사한다. 이 행에 대해서는 아무것도 추정하지 않았다.",
    "step_same": "{taxon}: CITES 표준 명명법의 유효한 학명",
    "step_exact": "신고 명칭 {query}, 유효한 학명 {taxon}",
    "step_synonym": "신고 명칭 {query}, {matched}은(는) {taxon}의 이명",
    "step_common": "신고 명칭 {query}, {taxon}의 일반명",
    "step_orthographic": "신고 명칭 {query}, {matched}의 표기 변형({taxon})",
    "step_fuzzy": "신고 명칭 {query}, {matched}(으)로 해석(글자 {edits}개 차이), {taxon}",
    "step_higher_taxon": "신고 명칭 {query}, 자료에 없는 종이며 상위 분류군 {taxon}(으)로 확인",
    "step_listed": "{listed}({rank})로 등재: 부속서 {appendix}, 현 등재 시행일 {since}",
    "step_undecided": "개체군별로 등재가 다름. 신고된 원산지: {origin}",
    "step_annotation": "주석 {annotation}에 따라 부분품·파생물의 적용 여부가 정해짐",
    "step_excluded": "{taxon}은(는) 소속 분류군의 등재에서 제외됨",
    "step_not_listed": "{taxon}은(는) {on} 현재 어느 부속서에도 없음",
}

LOOKUP = {
    "name": "신고 명칭",
    "status": "결과",
    "taxon": "분류군",
    "read_as": "해석",
    "note": "참고",
    "listing": "등재",
    "members": "하위 등재",
    "future": "시행 예정",
    "documents": "필요 서류",
    "range": "분포",
    "candidate": "후보",
    "appendix": "부속서",
    "population": "개체군",
    "party": "등재국",
    "annotation": "주석",
    "since": "시행일",
    "listed": "등재됨",
    "not_listed": "등재되지 않음",
    "excluded": "적용 제외",
    "ambiguous": "여러 분류군에 해당: 사람이 판단해야 함",
    "unresolved": "확인 불가: 통과시킬 수 없음",
}

APPENDICES = {
    "I": "멸종 위기에 처한 종. 야생 표본의 상업적 거래는 금지되며, 모든 수입에 수입허가서와 수출허가서가 필요하다(제3조).",
    "II": "거래를 규제하지 않으면 멸종 위기에 처할 수 있는 종. 모든 수입에 수출허가서 또는 재수출증명서가 필요하다(제4조).",
    "III": "당사국이 다른 당사국의 협력을 요청한 종. 등재국에서는 수출허가서, 그 밖의 나라에서는 원산지증명서가 필요하다(제5조).",
}
