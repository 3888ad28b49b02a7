"""Results as a check gives them: realistic names and goods, Korean text, many findings, hostile characters."""

from __future__ import annotations

from datetime import date

import pytest

from cites_check.model.codes import DocumentKind, Severity, Verdict
from cites_check.model.dataset import DatasetInfo
from cites_check.model.findings import Finding
from cites_check.model.lines import Document, LineItem
from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.model.taxa import MatchKind, NameCandidate, NameMatch, NameStatus

HOSTILE = (
    "\x1b[31m[bold]red[/bold]\x1b]0;owned\x07 \u202egpj.exe\u202c \x9b2J "
    '<script>alert(1)</script> & "q" \x00\x07 | `x` ]]> end'
)

FILE = "goods.csv"
LONG_NAME = (
    "Dendrobium × superbiens var. longissimum subsp. nomenclaturae-difficillimae (Rchb.f.) Someauthor & Otherauthor"
)

NO_IMPORT_PERMIT = Finding(
    rule="import-permit-missing",
    severity=Severity.VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    message="No import permit is shown, and Korea asks for one for every specimen listed in Appendix I, II or III.",
    fix="Apply for an import permit at the regional environment office before the goods are released.",
    basis=("Wildlife Act (KR) Art. 16(1)", "Convention Art. III(3)"),
    field="import_permit_no",
)
NO_EXPORT_PERMIT = Finding(
    rule="export-permit-missing",
    severity=Severity.VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    message="An Appendix II specimen comes from ID without an export permit of its Management Authority.",
    fix="Ask the exporter for the original export permit.",
    basis=("Convention Art. IV(2), (4)", "Res. Conf. 12.3 (Rev. CoP19) part I"),
    field="export_permit_no",
    value="N/A",
)
COMMERCIAL = Finding(
    rule="appendix-i-commercial",
    severity=Severity.VIOLATION,
    verdict=Verdict.PROHIBITED,
    message="야생에서 포획한 부속서 I 표본을 상업 목적(T)으로 수입할 수 없습니다.",
    fix="반입하지 말고 유역(지방)환경청에 문의하십시오.",
    basis=("협약 제3조 제3항 (c)", "야생생물 보호 및 관리에 관한 법률 제16조 제3항"),
    field="purpose",
    value="T",
)
SOURCE_UNKNOWN = Finding(
    rule="source-missing",
    severity=Severity.REVIEW,
    verdict=Verdict.REVIEW,
    message="No source code is given. Wild specimens would need more documents than artificially propagated ones.",
    fix="Take the source code from box 11 of the permit.",
    basis=("Res. Conf. 12.3 (Rev. CoP19) part I, 3 i)",),
    field="source",
)
SYNONYM_NOTE = Finding(
    rule="name-synonym",
    severity=Severity.NOTE,
    verdict=None,
    message="Python reticulatus is a synonym; the permit should name Malayopython reticulatus.",
    fix="Use the name of the standard nomenclature.",
    basis=("Res. Conf. 12.11 (Rev. CoP19)",),
    field="scientific_name",
    value="Python reticulatus",
)
WAIVED = Finding(
    rule="unit-unusual",
    severity=Severity.REVIEW,
    verdict=Verdict.REVIEW,
    message="Skins are usually counted, not weighed.",
    fix="Give the number of skins.",
    basis=("CITES annual report guidelines 2023",),
    field="unit",
    value="KGM",
    waived=True,
)
HOSTILE_FINDING = Finding(
    rule="name-unresolved",
    severity=Severity.REVIEW,
    verdict=Verdict.UNRESOLVED,
    message=f"The name cannot be resolved: {HOSTILE}",
    fix='=HYPERLINK("http://evil.example","click")',
    basis=("Convention Art. VIII(1)",),
    field="scientific_name",
    value=HOSTILE,
)


def _match(query: str, name: str, rank: str, kind: MatchKind, edits: int = 0, score: float = 1.0) -> NameMatch:
    best = NameCandidate(1, name, rank, kind, matched=query if not edits else name, edits=edits, score=score)
    return NameMatch(query, NameStatus.RESOLVED, best, (best,))


@pytest.fixture
def info() -> RunInfo:
    """A run of Korea over one file."""
    dataset = DatasetInfo(
        version="2026.03.05",
        schema=1,
        in_force="2026-03-05",
        sha256="9f2b" * 16,
        origin="bundled",
        counts={"taxa": 40000},
        attribution=("Species+, UNEP-WCMC and the CITES Secretariat, 6 March 2026",),
    )
    return RunInfo(tool_version="0.1.0", dataset=dataset, files=(FILE,), importer="KR", on_date="2026-05-12")


@pytest.fixture
def results() -> list[LineResult]:
    """One line item for each thing that a report has to show."""
    item = LineItem(
        file=FILE,
        row=3,
        line_id="A-2",
        consignment_id="2026-KR-0017",
        scientific_name="Python reticulatus",
        common_name="그물무늬비단뱀",
        description="핸드백 (뱀가죽) 그물무늬비단뱀 가죽 핸드백 GENUINE PYTHON LEATHER HANDBAG 12PCS",
        hs_code="4202211000",
        appendix="II",
        purpose="T",
        term="LPS",
        quantity=1234.5,
        unit="NMB",
        origin="ID",
        exporter="IT",
        importer="KR",
        consignor="Concerie Riunite S.p.A.",
        consignee="(주)한국피혁무역",
        import_date=date(2026, 5, 12),
        documents=(
            Document(
                DocumentKind.REEXPORT_CERTIFICATE,
                "IT/RE/2026/00123",
                "IT",
                date(2026, 1, 4),
                date(2026, 7, 3),
                1200,
                "NMB",
            ),
        ),
    )
    both = (DocumentKind.EXPORT_PERMIT, DocumentKind.IMPORT_PERMIT)
    return [
        LineResult(
            FILE,
            2,
            Verdict.OK,
            "A-1",
            "Falco cherrug",
            "Falco cherrug",
            "species",
            _match("Falco cherrug", "Falco cherrug", "species", MatchKind.EXACT),
            "Aves",
            "Falconidae",
            "Animalia",
            "II",
            "Falconiformes spp.",
            both,
        ),
        LineResult(
            FILE,
            3,
            Verdict.PERMIT_MISSING,
            "A-2",
            "Python reticulatus",
            "Malayopython reticulatus",
            "species",
            _match("Python reticulatus", "Malayopython reticulatus", "species", MatchKind.SYNONYM),
            "Reptilia",
            "Pythonidae",
            "Animalia",
            "II",
            "Pythonidae spp.",
            both,
            (NO_EXPORT_PERMIT, NO_IMPORT_PERMIT, SOURCE_UNKNOWN, SYNONYM_NOTE, WAIVED),
            item,
            ("name read as Python reticulatus", "synonym of Malayopython reticulatus", "listed with Pythonidae spp."),
            62,
            ("leather",),
        ),
        LineResult(
            FILE,
            4,
            Verdict.PROHIBITED,
            "A-3",
            "Astrochelys radiata",
            "Astrochelys radiata",
            "species",
            _match("Astrochelys radiata", "Astrochelys radiata", "species", MatchKind.EXACT),
            "Reptilia",
            "Testudinidae",
            "Animalia",
            "I",
            "Astrochelys radiata",
            both,
            (COMMERCIAL, NO_IMPORT_PERMIT),
            LineItem(file=FILE, row=4, line_id="A-3", scientific_name="Astrochelys radiata", common_name="방사거북"),
        ),
        LineResult(
            FILE,
            5,
            Verdict.UNRESOLVED,
            "=1+1",
            HOSTILE,
            findings=(HOSTILE_FINDING,),
            item=LineItem(file=FILE, row=5, line_id="=1+1", scientific_name=HOSTILE, description=HOSTILE),
        ),
        LineResult(
            FILE,
            6,
            Verdict.REVIEW,
            "",
            LONG_NAME,
            "Dendrobium",
            "genus",
            _match(LONG_NAME, "Dendrobium", "genus", MatchKind.HIGHER_TAXON, 0, 0.83),
            "",
            "Orchidaceae",
            "Plantae",
            "II",
            "Orchidaceae spp.",
            (DocumentKind.EXPORT_PERMIT,),
            (SOURCE_UNKNOWN,),
        ),
        LineResult(FILE, 7, Verdict.NOT_LISTED, "A-6", "Bos taurus", "Bos taurus", "species"),
        LineResult(FILE, 8, Verdict.INPUT_ERROR),
        LineResult(
            FILE,
            9,
            Verdict.OK,
            "A-8",
            "상아",
            "Loxodonta africana",
            "species",
            _match("상아", "Loxodonta africana", "species", MatchKind.COMMON),
            "Mammalia",
            "Elephantidae",
            "Animalia",
            "I/II",
            "Loxodonta africana",
            both,
            (SYNONYM_NOTE,),
        ),
    ]


@pytest.fixture
def summary(results: list[LineResult]) -> RunSummary:
    """The counts of `results`."""
    counts = RunSummary(files=1)
    for result in results:
        counts.add(result)
    return counts
