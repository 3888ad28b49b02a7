"""Korean words of the rules in `cites_check.rules.document_condition`."""

from __future__ import annotations

from cites_check.locale.entry import RuleText

RULES: dict[str, RuleText] = {
    "security-stamp-mismatch": RuleText(
        title="보안 스탬프의 이상",
        message="수출 서류의 보안 스탬프에 이상이 있다고 적혀 있다(“{value}”).",
        fix="스탬프와 그 번호, 소인(가장자리에 걸친 서명과 직인)을 서류와 대조하고, 그대로 발급한 것인지 {exporter} 관리당국에 문의한다.",
        documentation="보안 스탬프를 쓰는 나라는 스탬프마다 서명과 직인으로 소인하고 번호를 허가서에 적는다. 어느 나라가 쓰는지는 자료에 없으므로 비고에 적힌 내용만 본다.",
    ),
    "quota-statement-missing": RuleText(
        title="쿼터가 기재되지 않은 수출허가서",
        message="{origin}의 {taxon}에는 연간 쿼터 {amount}이(가) 있으나, 수출허가서에 쿼터 기재가 없다고 적혀 있다(“{value}”).",
        fix="올해 지금까지의 수출량과 쿼터를 {exporter} 관리당국에 확인한다. 둘 다 수출허가서에 적혀 있어야 한다.",
        documentation="쿼터가 있는 표본의 수출허가서에는 이번 건을 포함한 올해의 누적 수출량과 쿼터(예: 812/1600)를 적는다. 신고서에 아무 말이 없는 경우는 별도의 참고 사항이며, 이 기재를 요구하는 수입국에서는 별도의 검토 사항이다.",
        variants={
            "incomplete": "{origin}의 {taxon}에는 연간 쿼터 {amount}이(가) 있으나, 쿼터 기재사항 “{value}”에 누적 수출량과 쿼터가 함께 적혀 있지 않다."
        },
    ),
}
