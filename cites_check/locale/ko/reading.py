"""Korean words for fields, and for why a value could not be read (the phrases of `cites_check.declarations.reasons`)."""

from __future__ import annotations

REASONS = {
    "placeholder": "자리만 채운 값",
    "not a date": "날짜가 아님",
    "no such day": "없는 날짜",
    "year out of range": "연도가 범위를 벗어남",
    "not a number": "숫자가 아님",
    "too large to be a quantity": "수량으로 보기에 너무 큼",
    "several readings": "여러 가지로 읽힘",
    "not a known code": "알려진 코드가 아님",
    "not an Appendix": "부속서가 아님",
    "an EU Annex, not an Appendix": "협약 부속서가 아닌 유럽연합 부속서",
    "not a tariff code": "품목번호가 아님",
    "neither yes nor no": "예·아니오가 아님",
    "not a single value": "값이 하나가 아님",
    "another column says otherwise": "다른 열의 값과 다름",
    "not a known kind of document": "알려진 서류 종류가 아님",
    "not a known field": "알려진 항목이 아님",
    "a requirement number of an unstated law": "근거 법령이 없는 요건승인번호",
}

ROWS = (
    (r"(\d+) cells under (\d+) headings", "제목은 {1}개인데 칸은 {0}개"),
    (
        r"a quotation mark opens a cell that has no end; rows (\d+) to (\d+) were not read",
        "따옴표가 닫히지 않아 {0}행부터 {1}행까지 읽지 못함",
    ),
    (
        r"a quotation mark joins rows (\d+) to (\d+), which were not read",
        "따옴표가 {0}행부터 {1}행까지를 한 칸으로 묶어 읽지 못함",
    ),
    (r"a cell with more than 131,072 characters", "131,072자가 넘는 칸이 있음"),
    (r"a cell with ([\d,]+) characters", "{0}자나 되는 칸이 있음"),
    (r"a cell with NUL bytes", "NUL 바이트가 든 칸이 있음"),
    (r"a cell with bytes of another encoding", "다른 문자 인코딩의 바이트가 든 칸이 있음"),
    (r"not an object", "객체가 아님"),
    (r"not a mapping", "항목과 값의 짝이 아님"),
    (r"not JSON: (.*)", "JSON 형식이 아님: {0}"),
    (r"objects nested too deeply", "객체가 지나치게 깊이 겹쳐 있음"),
    (
        r"sheet '(.*)' holds line items, too, and was not read; only '(.*)' was",
        "시트 ‘{0}’에도 신고 란이 있으나 읽지 않았고, ‘{1}’만 읽음",
    ),
    (r"Quote cells that hold the delimiter\.", "구분 기호가 들어 있는 칸은 따옴표로 묶는다."),
    (r"Close the quotation mark, or double those inside a cell\.", "따옴표를 닫거나, 칸 안의 따옴표는 두 번 쓴다."),
    (
        r"Shorten the cell; a value of a declaration is a few words\.",
        "칸의 내용을 줄인다. 신고서의 값은 몇 마디면 된다.",
    ),
    (
        r"Write this row again in one encoding, without control characters\.",
        "이 행을 제어 문자 없이 한 가지 문자 인코딩으로 다시 쓴다.",
    ),
    (
        r"Check it by itself with --sheet '(.*)', or put all line items on one sheet\.",
        "--sheet ‘{0}’으로 따로 검사하거나, 모든 란을 한 시트에 모은다.",
    ),
    (
        r"Give a list of objects, one for each line item, or one object on each line\.",
        "란마다 객체 하나인 목록으로, 또는 한 줄에 객체 하나씩 쓴다.",
    ),
)
"""Why a row could not be read, and how to mend it: a pattern of the English words, and the Korean ones."""

FIELDS = {
    "line_id": "란번호",
    "consignment_id": "화물 식별번호",
    "scientific_name": "학명",
    "common_name": "일반명",
    "description": "품명",
    "hs_code": "품목번호",
    "appendix": "부속서",
    "source": "출처",
    "second_source": "둘째 출처",
    "purpose": "거래목적",
    "term": "물품 형태",
    "quantity": "수량",
    "unit": "단위",
    "origin": "원산지",
    "origin_region": "원산 지역",
    "exporter": "수출국",
    "importer": "수입국",
    "consignor": "송하인",
    "consignee": "수하인",
    "import_date": "수입일",
    "shipment_date": "선적일",
    "acquisition_date": "취득일",
    "breeding_operation": "사육시설 등록번호",
    "net_wood_kg": "목재 순중량",
    "retail_packed": "소매포장",
    "channel": "반입 경로",
    "taxon_class": "강",
    "family": "과",
    "port_of_entry": "통관지",
    "customs_codes": "세관 부호",
    "quota_statement": "쿼터 기재사항",
    "document_remarks": "서류 비고",
    "documents": "서류",
}

PARTS = {
    "no": "번호",
    "country": "발급국",
    "issued": "발급일",
    "expires": "만료일",
    "quantity": "수량",
    "unit": "단위",
}
