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
}

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
