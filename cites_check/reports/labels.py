"""The words that reports put around results, in English and Korean.

Messages of findings arrive in the right language from the engine.
"""

from __future__ import annotations

from cites_check.model.codes import DocumentKind, Severity, Verdict
from cites_check.model.taxa import MatchKind
from cites_check.reports.sanitise import sanitise

LANGUAGES = ("en", "ko")

_VERDICTS: dict[Verdict, tuple[str, str]] = {
    Verdict.PROHIBITED: ("Prohibited", "수입 금지"),
    Verdict.PERMIT_MISSING: ("Permit missing", "허가서 누락"),
    Verdict.PERMIT_INVALID: ("Permit invalid", "허가서 부적합"),
    Verdict.REVIEW: ("Review", "검토 필요"),
    Verdict.UNRESOLVED: ("Name unresolved", "학명 미확인"),
    Verdict.INPUT_ERROR: ("Input error", "입력 오류"),
    Verdict.NOT_LISTED: ("Not listed", "비대상"),
    Verdict.OK: ("OK", "적합"),
}

_SEVERITIES: dict[Severity, tuple[str, str]] = {
    Severity.VIOLATION: ("violation", "위반"),
    Severity.REVIEW: ("review", "검토"),
    Severity.NOTE: ("note", "참고"),
}
_PLURALS = {"violation": "violations", "review": "reviews", "note": "notes", "line": "lines", "file": "files"}

_DOCUMENTS: dict[DocumentKind, tuple[str, str]] = {
    DocumentKind.EXPORT_PERMIT: ("export permit", "수출허가서"),
    DocumentKind.REEXPORT_CERTIFICATE: ("re-export certificate", "재수출증명서"),
    DocumentKind.IMPORT_PERMIT: ("import permit", "수입허가서"),
    DocumentKind.CERTIFICATE_OF_ORIGIN: ("certificate of origin", "원산지증명서"),
    DocumentKind.PRECONVENTION_CERTIFICATE: ("pre-Convention certificate", "협약적용 전 취득증명서"),
    DocumentKind.CAPTIVE_BRED_CERTIFICATE: ("captive-bred or artificial-propagation certificate", "인공증식증명서"),
    DocumentKind.SEA_INTRODUCTION_CERTIFICATE: ("certificate of introduction from the sea", "해상반입증명서"),
    DocumentKind.PHYTOSANITARY_CERTIFICATE: ("phytosanitary certificate", "식물검역증명서"),
    DocumentKind.EXHIBITION_CERTIFICATE: ("travelling-exhibition certificate", "순회전시증명서"),
    DocumentKind.OWNERSHIP_CERTIFICATE: ("certificate of ownership", "개인소유증명서"),
    DocumentKind.INSTRUMENT_CERTIFICATE: ("musical instrument certificate", "악기증명서"),
    DocumentKind.ORIGIN_EXPORT_PERMIT: ("export permit of the country of origin", "원산국 수출허가서"),
}

_MATCHES: dict[MatchKind, tuple[str, str]] = {
    MatchKind.EXACT: ("exact name", "학명 일치"),
    MatchKind.SYNONYM: ("synonym", "이명"),
    MatchKind.COMMON: ("common name", "일반명"),
    MatchKind.ORTHOGRAPHIC: ("spelling variant", "표기 차이"),
    MatchKind.FUZZY: ("corrected spelling", "철자 교정"),
    MatchKind.HIGHER_TAXON: ("known by its higher taxon", "상위 분류군으로 확인"),
}

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("CITES import check", "CITES 수입신고 점검"),
    "verdict": ("Verdict", "판정"),
    "severity": ("Severity", "심각도"),
    "file": ("File", "파일"),
    "files": ("Files", "파일 수"),
    "row": ("Row", "행"),
    "item": ("Item", "품목"),
    "line": ("line", "행"),
    "lines": ("Lines", "점검한 행"),
    "line_items": ("Line items", "품목"),
    "unreadable": ("Unreadable", "읽지 못한 행"),
    "waived": ("waived", "예외 처리"),
    "waived_title": ("Waived", "예외 처리"),
    "declared_name": ("Declared name", "신고 학명"),
    "name": ("Name", "학명"),
    "resolved": ("Resolved to", "확인된 분류군"),
    "match": ("Match", "일치 방식"),
    "common_name": ("Common name", "일반명"),
    "appendix": ("Appendix", "부속서"),
    "listed_as": ("listed as", "등재명"),
    "listed_as_title": ("Listed as", "등재명"),
    "not_covered": ("not in the Appendices", "부속서 비대상"),
    "no_name": ("no name declared", "학명 없음"),
    "needs": ("needs", "필요 서류"),
    "documents_required": ("Documents required", "필요 서류"),
    "documents_seen": ("Documents shown", "제시 서류"),
    "no_documents": ("none", "없음"),
    "finding": ("Finding", "점검 결과"),
    "findings": ("Findings", "점검 결과"),
    "what": ("What", "내용"),
    "why": ("Why", "근거"),
    "do": ("Do", "조치"),
    "how": ("How", "과정"),
    "risk": ("Risk", "위험"),
    "rule": ("Rule", "규칙"),
    "rules": ("Rules", "규칙"),
    "field": ("Field", "항목"),
    "value": ("Value", "값"),
    "count": ("Count", "건수"),
    "summary": ("Summary", "요약"),
    "clean": ("Nothing to do", "조치 불필요"),
    "dataset": ("CITES data", "CITES 자료"),
    "in_force": ("in force", "시행일"),
    "digest": ("SHA-256", "SHA-256"),
    "tool": ("Tool", "도구"),
    "importer": ("Importing country", "수입국"),
    "on_date": ("Date of import", "수입일"),
    "notices": ("About the data", "자료에 관하여"),
    "attribution": ("Sources of the data", "자료 출처"),
    "disclaimer": (
        "A help to checking. The decision lies with the Management Authority and customs.",
        "점검을 돕는 자료입니다. 최종 판단은 관리당국과 세관에 있습니다.",
    ),
    "search": ("Search", "검색"),
    "all": ("All", "전체"),
    "print": ("Print", "인쇄"),
    "shown": ("shown", "표시"),
    "by_verdict": ("Line items by verdict", "판정별 품목"),
    "by_appendix": ("Line items by Appendix", "부속서별 품목"),
    "by_rule": ("Findings by rule", "규칙별 점검 결과"),
    "none": ("none", "없음"),
    "quantity": ("Quantity", "수량"),
    "origin": ("Country of origin", "원산국"),
    "exporter": ("Exporting country", "수출국"),
    "source": ("Source", "출처 코드"),
    "purpose": ("Purpose", "목적 코드"),
    "term": ("Term", "품목 코드"),
    "hs_code": ("HS code", "HS 부호"),
    "description": ("Description of goods", "거래품명"),
    "consignment": ("Consignment", "신고번호"),
    "consignor": ("Consignor", "송하인"),
    "consignee": ("Consignee", "수하인"),
    "import_date": ("Import date", "수입일"),
    "document": ("Document", "서류"),
    "number": ("Number", "번호"),
    "country": ("Country", "발급국"),
    "issued": ("Issued", "발급일"),
    "expires": ("Expires", "만료일"),
    "referral_title": ("Referral: line items for a decision", "회부서: 결정이 필요한 품목"),
    "referral_from": ("Referred by", "회부 기관"),
    "referral_to": ("Referred to", "수신 기관"),
    "signature": ("Name, date, signature", "성명, 일자, 서명"),
    "decision": ("Decision", "결정"),
}

_SENTENCES: dict[str, tuple[str, str]] = {
    "in_file_order": (
        "More than {limit:,} line items: shown in the order of the file; those without a finding are only counted.",
        "품목이 {limit:,}개를 넘어 파일 순서대로 표시합니다. 점검 결과가 없는 품목은 건수만 셉니다.",
    ),
    "truncated": (
        "Showing the worst {shown:,} of {total:,} line items.",
        "전체 {total:,}개 품목 중 우선순위가 높은 {shown:,}개를 표시합니다.",
    ),
    "cut": ("… and {count:,} more characters", "… 외 {count:,}자"),
    "unreadable_count": ("{count:,} unreadable", "읽지 못한 행 {count:,}"),
    "waived_count": ("{count:,} waived", "예외 처리 {count:,}"),
    "referred": (
        "{count:,} of {total:,} line items are referred for a decision.",
        "전체 {total:,}개 품목 중 {count:,}개 품목의 결정을 요청합니다.",
    ),
    "left_out": ("{count:,} rows did not fit into the sheets.", "시트에 담지 못한 행 {count:,}개가 있습니다."),
    "clean_count": ("{count:,} line items without a finding", "점검 결과가 없는 품목 {count:,}개"),
    "nothing_found": ("Nothing to report.", "보고할 내용이 없습니다."),
}


def _index(lang: str) -> int:
    return LANGUAGES.index(lang) if lang in LANGUAGES else 0


class Labels:
    """The words of one language; a language that is not here is answered in English."""

    def __init__(self, lang: str) -> None:
        self._at = _index(lang)
        self.lang = LANGUAGES[self._at]

    def __call__(self, key: str) -> str:
        """A word or heading by its key."""
        return _WORDS[key][self._at]

    def say(self, key: str, **values: int) -> str:
        """A sentence with numbers in it."""
        return _SENTENCES[key][self._at].format(**values)

    def clip(self, text: str, longest: int = 600) -> str:
        """Sanitised text for a page or a screen; of a very long one the beginning, and how much there is besides."""
        extra = len(text) - longest
        return sanitise(text) if extra <= 0 else sanitise(text[:longest]) + self.say("cut", count=extra)

    def verdict(self, verdict: Verdict) -> str:
        """A verdict in words."""
        return _VERDICTS[verdict][self._at]

    def verdict_code(self, verdict: Verdict) -> str:
        """The code of a verdict, after its words where they are not English: read by a person, found by a search."""
        return verdict.value if self._at == 0 else f"{self.verdict(verdict)} {verdict.value}"

    def _counted(self, count: int, word: str) -> str:
        """`1 line`, `2 lines`; for English words of reports only."""
        return f"{count:,} {word if count == 1 else _PLURALS[word]}"

    def lines_in_files(self, lines: int, files: int) -> str:
        """How much was read."""
        if self.lang == "ko":
            return f"파일 {files:,}개, {lines:,}행"
        return f"{self._counted(lines, 'line')} in {self._counted(files, 'file')}"

    def severity_count(self, severity: Severity, count: int) -> str:
        """So many findings of one severity."""
        if self.lang == "ko":
            return f"{self.severity(severity)} {count:,}건"
        return self._counted(count, severity.value)

    def severity(self, severity: Severity) -> str:
        """A severity in a word."""
        return _SEVERITIES[severity][self._at]

    def document(self, kind: DocumentKind) -> str:
        """The name of a kind of document."""
        return _DOCUMENTS[kind][self._at]

    def documents(self, kinds: tuple[DocumentKind, ...]) -> str:
        """Several kinds of documents in a row."""
        return ", ".join([self.document(kind) for kind in kinds])

    def match(self, kind: MatchKind) -> str:
        """How a name was matched."""
        return _MATCHES[kind][self._at]

    def appendix(self, appendix: str) -> str:
        """`Appendix I`; of several that may apply, `Appendix I/II`."""
        return f"{self('appendix')} {appendix}"

    def row(self, row: int) -> str:
        """The place of a line item in its file."""
        return f"{row}행" if self.lang == "ko" else f"row {row}"
