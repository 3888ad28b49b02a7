"""CITES electronic permits (UN/CEFACT XML): `CITESEPermit`, and the older `CBFShip`. What stands there is read, what
is missing said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cites_check.declarations.records import Record
from cites_check.declarations.xml_tree import Node
from cites_check.model.codes import DocumentKind

ROOTS = ("CITESEPermit", "CBFShip")
"""The element that is one permit, in both generations. It may stand inside an envelope."""

_KINDS = {
    "E": DocumentKind.EXPORT_PERMIT,
    "811": DocumentKind.EXPORT_PERMIT,
    "R": DocumentKind.REEXPORT_CERTIFICATE,
    "I": DocumentKind.IMPORT_PERMIT,
    "911": DocumentKind.IMPORT_PERMIT,
    "861": DocumentKind.CERTIFICATE_OF_ORIGIN,
}
_ORIGIN_PERMIT, _LAST_REEXPORT = "861", "811"
"""Types of the documents that an item refers to: box 12 and box 12a (UN/EDIFACT 1001)."""

_SIGNATORIES = (
    "FirstSignatoryDocumentAuthentication",
    "SecondSignatoryDocumentAuthentication",
    "ThirdSignatoryDocumentAuthentication",
    "FourthSignatoryDocumentAuthentication",
)


class EPermit:
    """One electronic permit: its boxes, as text."""

    def __init__(self, root: Node) -> None:
        self._header = root.first("HeaderExchangedDocument") or Node("", {}, root.line)
        self._consignment = root.first("SpecifiedSupplyChainConsignment") or Node("", {}, root.line)
        self.line = root.line
        self.no = self._header.value("ID")
        self.type_code = self._header.value("TypeCode")
        self.kind = _KINDS.get(self.type_code.upper())
        self.purpose = self._header.value("PurposeCode")
        self.conditions = " ".join(self._header.value("Information").split())
        self.issued = self._header.value("IssueDateTime")
        self.valid_from = self._header.value("EffectiveSpecifiedPeriod", "StartDateTime")
        self.expires = self._header.value("EffectiveSpecifiedPeriod", "EndDateTime")
        self.holder, self.exporter = _party(self._consignment.first("ConsignorTradeParty"))
        self.recipient, self.importer = _party(self._consignment.first("ConsigneeTradeParty"))
        parties = (self._header.first(name, "ProviderTradeParty") for name in _SIGNATORIES)
        issuers = [country for party in parties for country in [_party(party)[1]] if country]
        usual = self.importer if self.kind is DocumentKind.IMPORT_PERMIT else self.exporter
        self.country = issuers[0] if issuers else usual

    def items(self) -> Iterator[tuple[int, Record]]:
        """The items, each with its line in the file, as records of a declaration."""
        for node in self._consignment.all("IncludedSupplyChainConsignmentItem"):
            yield node.line, self._item(node)

    def _item(self, node: Node) -> dict[str, Any]:
        trade = node.first("IncludedSupplyChainTradeLineItem") or Node("", {}, node.line)
        product = trade.first("SpecifiedTradeProduct") or Node("", {}, node.line)
        quantity, unit = _quantity(node.first("TransportLogisticsPackage", "ItemQuantity"))
        procedure = node.first("ApplicableCrossBorderRegulatoryProcedure") or Node("", {}, node.line)
        origin = node.value("OriginTradeCountry", "ID") or node.value("OriginTradeCountry", "Name")
        return {
            "line_id": node.value("ID"),
            "consignment_id": self.no,
            "scientific_name": product.value("ScientificName"),
            "common_name": product.value("CommonName"),
            "description": product.value("Description"),
            "term": product.value("TypeCode"),
            "appendix": trade.value("TypeCode"),
            "source": trade.value("TypeExtensionCode"),
            "purpose": self.purpose,
            "quantity": quantity,
            "unit": unit,
            # Box 12 is left empty where the exporting State is also the country of origin.
            "origin": origin or ("" if self.kind is DocumentKind.REEXPORT_CERTIFICATE else self.exporter),
            "exporter": self.exporter or self.country,
            "importer": self.importer,
            "consignor": self.holder,
            "consignee": self.recipient,
            "acquisition_date": procedure.value("AcquisitionDateTime"),
            "documents": [self.document(quantity, unit), *self._origin_permit(node, origin)],
        }

    def document(self, quantity: str = "", unit: str = "") -> dict[str, Any]:
        """The permit itself as a document of a line."""
        kind = self.kind.value if self.kind else self.type_code
        values = {"no": self.no, "country": self.country, "issued": self.issued, "expires": self.expires}
        return {"kind": kind, **values, "quantity": quantity, "unit": unit}

    def _origin_permit(self, node: Node, origin: str) -> Iterator[dict[str, Any]]:
        referred = referred_document(node, _ORIGIN_PERMIT)
        if referred and referred["no"]:
            yield {"kind": DocumentKind.ORIGIN_EXPORT_PERMIT.value, **referred, "country": origin}


def referred_document(node: Node, type_code: str) -> dict[str, str] | None:
    """Number and day of the document of this type that an item refers to."""
    for document in node.all("AssociatedReferencedDocument"):
        if document.value("TypeCode") == type_code:
            return {"no": document.value("ID"), "issued": document.value("IssueDateTime")}
    return None


def item_details(node: Node) -> dict[str, Any]:
    """What a permit says of an item and a declaration does not: boxes 11a, 12a and 14."""
    procedure = node.first("ApplicableCrossBorderRegulatoryProcedure") or Node("", {}, node.line)
    examined = node.first("ExaminationTransportEvent", "UnitQuantity")
    examined = examined or node.first("ExaminationTransportEvent", "InspectedUnitQuantity")
    last = referred_document(node, _LAST_REEXPORT) or {"no": "", "issued": ""}
    return {
        "quota_used": procedure.value("UsedToDateQuotaQuantity"),
        "quota_annual": procedure.value("AnnualQuotaQuantity"),
        "endorsed": _quantity(examined)[0],
        "last_reexport": {**last, "country": node.value("ExportTradeCountry", "ID")},
    }


def epermits(root: Node) -> list[tuple[EPermit, list[Node]]]:
    """Every permit in the tree, with the nodes of its items."""
    found = root.everywhere(*ROOTS)
    path = ("SpecifiedSupplyChainConsignment", "IncludedSupplyChainConsignmentItem")
    return [(EPermit(node), list(node.all(*path))) for node in found]


def _party(node: Node | None) -> tuple[str, str]:
    """Name and country of a party; the country stands in different places in the two generations."""
    if node is None:
        return "", ""
    address = node.first("PostalTradeAddress") or Node("", {}, node.line)
    country = (
        address.value("CountryID")
        or address.value("CountryIdentificationTradeCountry", "ID")
        or address.value("CountryName")
        or address.value("CountryIdentificationTradeCountry", "Name")
    )
    return node.value("Name"), country


def _quantity(node: Node | None) -> tuple[str, str]:
    if node is None:
        return "", ""
    unit = node.attributes.get("unitCode", "").strip()
    return node.text.strip().replace("?", ""), "" if unit == "?" else unit
