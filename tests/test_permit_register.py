"""`check --permits`: a declaration against what the permits really say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cites_check.consignments import PermitRegister
from cites_check.model.codes import DocumentKind, Verdict
from cites_check.model.lines import Document, LineItem
from cites_check.model.permits import Permit, PermitItem
from cites_check.model.results import LineResult

CheckLines = Callable[..., list[LineResult]]
LINE = {
    "importer": "KR",
    "import_date": "2026-11-22",
    "scientific_name": "Python bivittatus",
    "term": "SKI",
    "source": "W",
    "purpose": "T",
    "quantity": 20,
    "unit": "no",
    "origin": "TH",
    "exporter": "TH",
    "export_permit_no": "26TH004711",
    "export_permit_country": "TH",
    "export_permit_issued": "2026-09-15",
    "export_permit_expires": "2027-03-14",
    "import_permit_no": "26KR000815",
    "import_permit_country": "KR",
    "import_permit_issued": "2026-08-20",
    "import_permit_expires": "2027-02-19",
}
PERMIT = {
    "export_permit_no": "26TH004711",
    "export_permit_country": "TH",
    "export_permit_issued": "2026-09-15",
    "export_permit_expires": "2027-03-14",
    "scientific_name": "Python bivittatus",
    "term": "SKI",
    "quantity": 50,
    "unit": "no",
    "source": "W",
    "purpose": "T",
    "origin": "TH",
    "exporter": "TH",
}
XML = """<?xml version="1.0"?>
<rsm:CITESEPermit xmlns:rsm="urn:un:unece:uncefact:data:standard:CITESEPermit:2" xmlns:ram="urn:x">
 <rsm:HeaderExchangedDocument>
  <ram:ID>26TH004711</ram:ID><ram:TypeCode listID="1001">E</ram:TypeCode>
  <ram:IssueDateTime>2026-09-15T10:00:00+07:00</ram:IssueDateTime><ram:PurposeCode>T</ram:PurposeCode>
  <ram:EffectiveSpecifiedPeriod><ram:EndDateTime>2027-03-14T00:00:00+07:00</ram:EndDateTime></ram:EffectiveSpecifiedPeriod>
  <ram:FirstSignatoryDocumentAuthentication><ram:ProviderTradeParty><ram:PostalTradeAddress>
   <ram:CountryID>TH</ram:CountryID></ram:PostalTradeAddress></ram:ProviderTradeParty></ram:FirstSignatoryDocumentAuthentication>
 </rsm:HeaderExchangedDocument>
 <rsm:SpecifiedSupplyChainConsignment>
  <ram:ConsignorTradeParty><ram:Name>Siam Export</ram:Name>
   <ram:PostalTradeAddress><ram:CountryID>TH</ram:CountryID></ram:PostalTradeAddress></ram:ConsignorTradeParty>
  <ram:ConsigneeTradeParty><ram:Name>Hanbit Trading</ram:Name>
   <ram:PostalTradeAddress><ram:CountryID>KR</ram:CountryID></ram:PostalTradeAddress></ram:ConsigneeTradeParty>
  <ram:IncludedSupplyChainConsignmentItem><ram:ID>A</ram:ID>
   <ram:TransportLogisticsPackage><ram:ItemQuantity unitCode="PCS">50</ram:ItemQuantity></ram:TransportLogisticsPackage>
   <ram:IncludedSupplyChainTradeLineItem><ram:TypeCode>II</ram:TypeCode><ram:TypeExtensionCode>W</ram:TypeExtensionCode>
    <ram:SpecifiedTradeProduct><ram:TypeCode>SKI</ram:TypeCode>
     <ram:ScientificName>Python bivittatus</ram:ScientificName>
    </ram:SpecifiedTradeProduct></ram:IncludedSupplyChainTradeLineItem>
   <ram:ExaminationTransportEvent><ram:UnitQuantity unitCode="PCS">45</ram:UnitQuantity></ram:ExaminationTransportEvent>
  </ram:IncludedSupplyChainConsignmentItem>
 </rsm:SpecifiedSupplyChainConsignment>
</rsm:CITESEPermit>
"""


def _rules(result: LineResult) -> set[str]:
    return {finding.rule for finding in result.findings if finding.severity != "note"}


def test_a_line_that_agrees_with_its_permit_has_nothing_to_answer(check_lines: CheckLines) -> None:
    (result,) = check_lines([LINE], [PERMIT])
    assert result.verdict is Verdict.OK


def test_the_quantity_of_the_permit_is_drawn_down_over_all_lines(check_lines: CheckLines) -> None:
    results = check_lines([LINE, LINE | {"scientific_name": "Python molurus bivittatus"}, LINE], [PERMIT])
    assert [_rules(result) for result in results] == [set(), set(), {"permit-reused-lines-exceeds"}]


def test_the_permits_own_quantity_counts_and_not_the_declared_one(check_lines: CheckLines) -> None:
    declared = {"export_permit_quantity": 500, "export_permit_unit": "no"}
    (result,) = check_lines([LINE | declared | {"quantity": 60}], [PERMIT])
    assert _rules(result) == {"qty-over-permit"}


def test_two_items_of_one_taxon_and_term_are_added_up(check_lines: CheckLines) -> None:
    (result,) = check_lines([LINE | {"quantity": 60}], [PERMIT, PERMIT | {"quantity": 20}])
    assert result.verdict is Verdict.OK


def test_the_permits_own_dates_count(check_lines: CheckLines) -> None:
    (result,) = check_lines([LINE], [PERMIT | {"export_permit_expires": "2026-10-31"}])
    assert _rules(result) == {"permit-expired-at-import", "permit-register-mismatch"}
    assert result.verdict is Verdict.PERMIT_INVALID


def test_dates_that_were_not_declared_come_from_the_permit(check_lines: CheckLines) -> None:
    bare = {"export_permit_issued": "", "export_permit_expires": "", "export_permit_country": ""}
    (result,) = check_lines([LINE | bare], [PERMIT])
    assert result.verdict is Verdict.OK


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        ({"source": "C"}, {"permit-register-mismatch"}),
        ({"purpose": "P"}, {"permit-register-mismatch"}),
        ({"scientific_name": "Varanus salvator"}, {"permit-line-not-on-permit"}),
        ({"term": "SKP"}, {"permit-line-not-on-permit"}),
        ({"export_permit_no": "26TH009999"}, {"doc-number-check"}),
    ],
)
def test_each_difference_is_named(check_lines: CheckLines, change: dict[str, Any], rules: set[str]) -> None:
    (result,) = check_lines([LINE | change], [PERMIT])
    assert _rules(result) >= rules


def test_a_permit_whose_name_leads_nowhere_is_a_question(check_lines: CheckLines) -> None:
    (result,) = check_lines([LINE], [PERMIT | {"scientific_name": "Xyzzyva qwertyi"}])
    assert result.verdict is Verdict.REVIEW
    assert _rules(result) == {"permit-line-not-on-permit"}


def test_a_register_is_found_by_number_kind_and_state() -> None:
    permit = Permit(no="26TH-000001", kind=DocumentKind.EXPORT_PERMIT, country="TH", expires=date(2027, 1, 1))
    register = PermitRegister([permit], lambda name: (name, frozenset()))
    export = Document(DocumentKind.EXPORT_PERMIT, no="26 TH 000001")
    assert register.find(export) is not None
    assert register.find(Document(DocumentKind.EXPORT_PERMIT, no="26TH000001", country="VN")) is None
    assert register.find(Document(DocumentKind.IMPORT_PERMIT, no="26TH000001")) is None
    assert register.holds(export) and not register.holds(Document(DocumentKind.IMPORT_PERMIT, no="1"))
    (completed,) = register.complete(LineItem(documents=(export,))).documents
    assert (completed.country, completed.expires) == ("TH", date(2027, 1, 1))


def test_what_was_counted_at_export_takes_the_place_of_what_was_permitted() -> None:
    items = (PermitItem(scientific_name="A b", term="SKI", quantity=50, unit="no", endorsed=45),)
    permit = Permit(no="26TH000001", kind=DocumentKind.EXPORT_PERMIT, items=items)
    register = PermitRegister([permit], lambda name: (name, frozenset()))
    document = Document(DocumentKind.EXPORT_PERMIT, no="26TH000001")
    assert register.allowed(document, "A b", frozenset(), LineItem(term="SKI")) == ((45, "no"),)


def _run(tmp_path: Path, register: str, text: str, line: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    declaration, permits = tmp_path / "lines.jsonl", tmp_path / register
    declaration.write_text(json.dumps(line) + "\n", encoding="utf-8")
    permits.write_text(text, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "cites_check",
        "check",
        str(declaration),
        "--permits",
        str(permits),
        "-f",
        "jsonl",
        "-q",
    ]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ)


@pytest.mark.parametrize(
    ("register", "text"),
    [
        ("permits.xml", XML),
        (
            "permits.csv",
            ",".join(PERMIT) + "\n" + ",".join(str(value) for value in (PERMIT | {"quantity": 45}).values()) + "\n",
        ),
        (
            "permits.yaml",
            "- " + "\n  ".join(f'{key}: "{value}"' for key, value in (PERMIT | {"quantity": 45}).items()) + "\n",
        ),
    ],
)
def test_registers_of_each_form_on_the_command_line(tmp_path: Path, register: str, text: str) -> None:
    done = _run(tmp_path, register, text, LINE | {"quantity": 46})
    assert done.returncode == 1, done.stderr
    (line,) = (json.loads(row) for row in done.stdout.splitlines())
    assert {f["rule"] for f in line["findings"] if f["severity"] != "note"} == {"qty-over-permit"}
    assert _run(tmp_path, register, text, LINE | {"quantity": 45}).returncode == 0


def test_a_register_that_cannot_be_read_ends_the_run(tmp_path: Path) -> None:
    done = _run(tmp_path, "permits.csv", "colour,taste\nred,sweet\n", LINE)
    assert done.returncode == 3
    assert "--permits" in done.stderr
    assert done.stdout == ""
