"""Layouts known by their headings: the CITES Trade Database and LEMIS. Each is the plain table with a few words of
its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from cites_check.declarations.codebook import CodeBook
from cites_check.declarations.completing import Values
from cites_check.declarations.headings import heading_key
from cites_check.declarations.plan import Layout
from cites_check.model.lines import FieldProblem

_TRADE_DATABASE = frozenset({"year", "app", "taxon", "term", "importer", "exporter"})
_LEMIS = frozenset({"genus", "species", "genericname", "specificname", "countryimpexp"})

_OWN_HEADINGS: dict[str, dict[str, str]] = {
    "trade-database": {"exporterreportedquantity": "other_quantity", "genus": "ignore", "order": "ignore"},
    "lemis": {
        "description": "term",
        "genericname": "common_name",
        "specificname": "common_name_prefix",
        "shipmentdate": "import_date",
        "controlnumber": "consignment_id",
    },
    "unipass": {
        "발급일자": "requirement_issued",
        "발급일": "requirement_issued",
        # A customs certificate of origin is not the one of Article V.
        "원산지증명서번호": "ignore",
        "원산지증명서발급번호": "ignore",
        "원산지증명서발급일자": "ignore",
        "원산지증명서발급국가": "ignore",
        "원산지증명서발급국": "ignore",
    },
}

UNIPASS = "unipass"
_UNIPASS_ITEM = ("란번호", "imlanjechllan")
_UNIPASS_TARIFF = ("세번부호", "세번", "hs부호", "imlanhs")
_UNIPASS_GOODS = ("거래품명", "규격", "모델규격", "성분", "수입요건번호", "imlangurae", "impumgukyk", "suipyogun")
_UNIPASS_REQUIREMENT = ("수입요건", "요건", "법령", "suipyogun")
_NAMED = ("학명", "scientificname", "라틴명")


def own_headings(layout: Layout) -> Mapping[str, str]:
    """Headings (as `heading_key`) that mean something else in this layout than in a plain table."""
    return _OWN_HEADINGS.get(layout.name, {})


def layout_of(headings: Collection[str], codes: CodeBook) -> Layout:
    """The layout that these headings belong to; the plain table where none is known."""
    keys = {heading_key(heading) for heading in headings}
    if keys >= _TRADE_DATABASE and any(key.endswith("quantity") for key in keys):
        return Layout("trade-database", steps=(_direct_export, _number_of_specimens))
    if keys >= _LEMIS:
        system = codes.systems.get("lemis", {})
        changed = {
            "term": system.get("terms", {}),
            "unit": system.get("units", {}),
            "purpose": system.get("purposes", {}),
            **dict.fromkeys(("origin", "exporter"), system.get("countries", {})),
        }
        return Layout("lemis", missing=frozenset({"NA"}), changed_codes=changed, importer="US", steps=(_capital_genus,))
    if _is_unipass(keys):
        return Layout(UNIPASS, importer="KR")
    return Layout()


def is_export_column(heading: str) -> bool:
    """Whether a heading is one of the many columns of the import declaration's own tables."""
    return heading.upper().startswith(("IMPO_", "IMLAN_", "IMPUM_", "SUIPYOGUN_"))


def _is_unipass(keys: Collection[str]) -> bool:
    """Item number, tariff code and goods in the words of the import declaration, and no scientific name of the
    filer's own
    unless the requirements stand there, too."""
    if not (any(key in _UNIPASS_ITEM for key in keys) and any(key in _UNIPASS_TARIFF for key in keys)):
        return False
    named = any(key.startswith(_NAMED) for key in keys)
    return any(key.startswith(_UNIPASS_REQUIREMENT if named else _UNIPASS_GOODS) for key in keys)


def _direct_export(line: Values, _problems: list[FieldProblem]) -> None:
    """The database leaves the origin out where the exporting country is the country of origin."""
    if not line.get("origin"):
        line["origin"] = line.get("exporter", "")


def _number_of_specimens(line: Values, _problems: list[FieldProblem]) -> None:
    """A figure without a unit counts specimens, as the database says of itself."""
    if line.get("quantity") is not None and not line.get("unit"):
        line["unit"] = "no"


def _capital_genus(line: Values, _problems: list[FieldProblem]) -> None:
    """Some names stand in capitals throughout."""
    name = line.get("scientific_name") or ""
    if name.isupper():
        line["scientific_name"] = name.capitalize()
