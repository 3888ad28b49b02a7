# ruff: noqa: E501 - tables stand as they are exported
"""Permit registers and electronic permits."""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path

import pytest

from cites_check.declarations import CodeBook, DeclarationError
from cites_check.declarations.permits import read_permits
from cites_check.model.codes import DocumentKind
from cites_check.model.lines import Document, LineItem

from .conftest import ROOT, Reader

TABLE = """export_permit_no,export_permit_country,export_permit_issued,export_permit_expires,scientific_name,quantity,unit,source,purpose,consignor,consignee,line_id
26GH000437,GH,2026-09-30,2027-03-29,Python regius,80,no,R,T,Exporter,Importer,A
26GH000437,GH,2026-09-30,2027-03-29,Varanus exanthematicus,40,no,R,T,Exporter,Importer,B
26ID003977,ID,2026-09-14,,Varanus salvator,300,no,W,T,,,1
"""
PERMIT = """<?xml version="1.0"?>
<rsm:CITESEPermit xmlns:rsm="urn:un:unece:uncefact:data:standard:CITESEPermit:2" xmlns:ram="urn:x">
 <rsm:HeaderExchangedDocument>
  <ram:ID>26ID003977</ram:ID><ram:TypeCode listID="1001">E</ram:TypeCode>
  <ram:IssueDateTime>2026-09-14T10:00:00+07:00</ram:IssueDateTime><ram:PurposeCode>T</ram:PurposeCode>
  <ram:EffectiveSpecifiedPeriod><ram:EndDateTime>2027-03-13T00:00:00+07:00</ram:EndDateTime></ram:EffectiveSpecifiedPeriod>
  <ram:FirstSignatoryDocumentAuthentication><ram:ProviderTradeParty><ram:PostalTradeAddress>
   <ram:CountryID>ID</ram:CountryID></ram:PostalTradeAddress></ram:ProviderTradeParty></ram:FirstSignatoryDocumentAuthentication>
 </rsm:HeaderExchangedDocument>
 <rsm:SpecifiedSupplyChainConsignment>
  <ram:ConsignorTradeParty><ram:Name>Exporter</ram:Name>
   <ram:PostalTradeAddress><ram:CountryName>Indonesia</ram:CountryName></ram:PostalTradeAddress></ram:ConsignorTradeParty>
  <ram:ConsigneeTradeParty><ram:Name>Importer</ram:Name>
   <ram:PostalTradeAddress><ram:CountryID>KR</ram:CountryID></ram:PostalTradeAddress></ram:ConsigneeTradeParty>
  <ram:IncludedSupplyChainConsignmentItem><ram:ID>A</ram:ID>
   <ram:TransportLogisticsPackage><ram:ItemQuantity unitCode="PCS">300</ram:ItemQuantity></ram:TransportLogisticsPackage>
   <ram:IncludedSupplyChainTradeLineItem><ram:TypeCode>II</ram:TypeCode><ram:TypeExtensionCode>W</ram:TypeExtensionCode>
    <ram:SpecifiedTradeProduct><ram:TypeCode>SKI</ram:TypeCode><ram:ScientificName>Varanus salvator</ram:ScientificName>
    </ram:SpecifiedTradeProduct></ram:IncludedSupplyChainTradeLineItem>
   <ram:ExaminationTransportEvent><ram:UnitQuantity unitCode="PCS">280</ram:UnitQuantity></ram:ExaminationTransportEvent>
   <ram:ApplicableCrossBorderRegulatoryProcedure><ram:UsedToDateQuotaQuantity>120000</ram:UsedToDateQuotaQuantity>
    <ram:AnnualQuotaQuantity>410000</ram:AnnualQuotaQuantity></ram:ApplicableCrossBorderRegulatoryProcedure>
  </ram:IncludedSupplyChainConsignmentItem>
 </rsm:SpecifiedSupplyChainConsignment>
</rsm:CITESEPermit>
"""


def test_a_register_as_a_table(codes: CodeBook) -> None:
    first, second = read_permits(None, io.BytesIO(TABLE.encode()), codes=codes)
    assert (first.kind, first.no, first.country, first.issued, first.expires) == (
        DocumentKind.EXPORT_PERMIT,
        "26GH000437",
        "GH",
        date(2026, 9, 30),
        date(2027, 3, 29),
    )
    assert [(item.scientific_name, item.quantity, item.source) for item in first.items] == [
        ("Python regius", 80.0, "R"),
        ("Varanus exanthematicus", 40.0, "R"),
    ]
    assert first.missing == ()
    assert second.missing == ("expires", "holder", "recipient")


def test_a_register_with_a_row_that_cannot_be_read_is_refused(codes: CodeBook) -> None:
    with pytest.raises(DeclarationError, match=r"13 cells under 12 headings") as caught:
        read_permits(None, io.BytesIO((TABLE + "1,2,3,4,5,6,7,8,9,10,11,12,13\n").encode()), codes=codes)
    assert caught.value.row == 5


def test_an_electronic_permit(codes: CodeBook) -> None:
    (permit,) = read_permits(None, io.BytesIO(PERMIT.encode()), codes=codes)
    assert (permit.kind, permit.no, permit.country) == (DocumentKind.EXPORT_PERMIT, "26ID003977", "ID")
    assert (permit.issued, permit.expires, permit.purpose) == (date(2026, 9, 14), date(2027, 3, 13), "T")
    assert (permit.holder, permit.recipient, permit.exporter, permit.importer) == ("Exporter", "Importer", "ID", "KR")
    (item,) = permit.items
    assert (item.scientific_name, item.appendix, item.term, item.source) == ("Varanus salvator", "II", "SKI", "W")
    assert (item.quantity, item.unit, item.endorsed, item.quota_used, item.quota_annual) == (
        300.0,
        "no",
        280.0,
        120000.0,
        410000.0,
    )
    assert item.origin == "ID"
    assert permit.missing == ()
    assert permit.problems == ()


def test_an_electronic_permit_as_a_declaration(read_bytes: Reader) -> None:
    declaration = read_bytes(PERMIT)
    (line,) = list(declaration)
    assert isinstance(line, LineItem)
    assert declaration.layout == "epermit"
    assert line.documents == (
        Document(DocumentKind.EXPORT_PERMIT, "26ID003977", "ID", date(2026, 9, 14), date(2027, 3, 13), 300.0, "no"),
    )
    assert (line.exporter, line.importer, line.consignor, line.row) == ("ID", "KR", "Exporter", 15)


@pytest.mark.parametrize("generation", ["v1", "v2"])
def test_the_permits_of_both_generations(generation: str, codes: CodeBook) -> None:
    shared = Path(os.environ.get("CITES_CHECK_SHARED", ROOT.parent / "shared"))
    path = shared / f"data/epermit/cites_certificate_{generation}.xml"
    if not path.exists():
        pytest.skip("the samples are not at hand")
    (permit,) = read_permits(path, codes=codes)
    assert (permit.kind, permit.no, permit.purpose) == (DocumentKind.REEXPORT_CERTIFICATE, "XA000000", "T")
    assert (permit.issued, permit.expires) == (date(2014, 1, 6), date(2014, 7, 5))
    assert [(item.scientific_name, item.appendix, item.source, item.quantity) for item in permit.items] == [
        ("Alligator mississippiensis", "II", "W", 5.0),
        ("Crocodylus siamensis", "I", "D", 10.0),
    ]
    last = permit.items[1].last_reexport
    assert last is not None
    assert (last.no, last.country, last.issued) == ("FR1202501030-R", "FR", date(2012, 2, 23))
    assert permit.missing == ("importer",) or permit.importer == ""
