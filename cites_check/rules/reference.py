"""The code tables and Party list that rules look things up in, made once from the dataset's documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cites_check.listings.annotations import CoverageLaw, coverage_law_from
from cites_check.rules.goods_tables import GoodsTables, goods_tables_from
from cites_check.rules.personal_tables import PersonalLimits, personal_limits_from
from cites_check.rules.remark_words import RemarkWords, remark_words_from
from cites_check.rules.trade_tables import TradeTables, trade_tables_from

_EU_ELSEWHERE = frozenset({"AX", "GF", "GP", "MF", "MQ", "RE", "YT"})
"""Regions with a country code of their own in which the law of the Union holds (Treaty on the Functioning of the EU, Art. 355)."""

_EXTENDED = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Reference:
    """Codes by kind: what exists, and the facts that rules need. All keys are CITES codes or ISO 3166-1 alpha-2."""

    countries: frozenset[str]
    parties: Mapping[str, str]
    """Party → ISO date of entry into force of the Convention for it."""
    sources: frozenset[str]
    purposes: frozenset[str]
    term_categories: Mapping[str, str]
    """Term → `live`, `whole_dead`, `part`, `derivative` or `sample`."""
    country_names: Mapping[str, Mapping[str, str]]
    """ISO2 → language → name."""
    document_names: Mapping[str, Mapping[str, str]]
    """Document kind → language → name."""
    eu: frozenset[str] = frozenset()
    """Member States of the European Union with their regions overseas that belong to it, and its own code."""
    coverage: CoverageLaw = field(default_factory=CoverageLaw)
    territories: Mapping[str, tuple[str, bool | None]] = field(default_factory=dict)
    """Territory → the State it belongs to, and whether the Convention extends to it (None: not known)."""
    no_states: frozenset[str] = frozenset()
    """Codes that stand for no country: organisations, unknown and mixed origins, the high seas."""
    in_force: str = ""
    """Day (ISO 8601) from which the amendments in the dataset are in force; empty where it is not known."""
    landlocked: frozenset[str] = frozenset()
    """Countries without a coast."""
    trade: TradeTables = field(default_factory=TradeTables)
    goods: GoodsTables = field(default_factory=GoodsTables)
    personal: PersonalLimits = field(default_factory=dict)
    document_remarks: Mapping[str, RemarkWords] = field(default_factory=dict)
    """What a document can lack → the words that say so in remarks on it."""

    def is_party(self, code: str, on: str) -> bool | None:
        """Whether a country is a Party on the ISO date `on`, itself or through the State it belongs to. None where that is not known."""
        if code in self.parties:
            return self.parties[code] <= on
        if code in self.territories:
            state, extended = self.territories[code]
            return self.is_party(state, on) if extended else extended
        return None if code in self.no_states or code not in self.countries else False

    def country(self, code: str, lang: str) -> str:
        """The country's name in `lang` with its code, or the code alone."""
        name = self.country_names.get(code, {}).get(lang) or self.country_names.get(code, {}).get("en")
        return f"{name} ({code})" if name else code


def reference_from(document: Mapping[str, Any]) -> Reference:
    """Build the tables from the documents `countries` and `codes/*`, and `quotas`, `suspensions` and `reservations` where they are given."""
    countries: Mapping[str, Mapping[str, Any]] = document["countries"]["countries"]
    special: Mapping[str, Mapping[str, Any]] = document["countries"].get("special") or {}
    return Reference(
        countries=frozenset(countries) | frozenset(special),
        eu=frozenset(document["countries"]["areas"]["eu"]["members"]) | _EU_ELSEWHERE | {"EU"},
        coverage=coverage_law_from(document["annotations"]),
        parties={code: str(entry["party_since"]) for code, entry in countries.items() if entry.get("party_since")},
        sources=frozenset(entry["code"] for entry in document["codes/sources"]),
        purposes=frozenset(entry["code"] for entry in document["codes/purposes"]),
        term_categories={entry["code"]: str(entry.get("category") or "") for entry in document["codes/terms"]},
        country_names={
            code: {"en": str(entry["en"]), "ko": str(entry.get("ko") or entry["en"])}
            for code, entry in (*special.items(), *countries.items())
            if entry.get("en")
        },
        document_names={
            entry["code"]: {"en": str(entry["en"]), "ko": str(entry.get("ko") or entry["en"])}
            for entry in document["codes/documents"]
        },
        territories={
            code: (str(entry["territory_of"]), _EXTENDED.get(str(entry.get("extended"))))
            for code, entry in countries.items()
            if entry.get("territory_of")
        },
        landlocked=frozenset(code for code, entry in countries.items() if entry.get("landlocked")),
        no_states=frozenset(code for code, entry in special.items() if entry.get("kind") != "country"),
        trade=trade_tables_from(document),
        goods=goods_tables_from(document),
        personal=personal_limits_from(document),
        document_remarks=remark_words_from(document),
    )
