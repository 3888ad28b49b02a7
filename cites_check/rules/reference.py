"""The code tables and Party list that rules look things up in, made once from the dataset's documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


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

    def country(self, code: str, lang: str) -> str:
        """The country's name in `lang` with its code, or the code alone."""
        name = self.country_names.get(code, {}).get(lang) or self.country_names.get(code, {}).get("en")
        return f"{name} ({code})" if name else code


def reference_from(document: Mapping[str, Any]) -> Reference:
    """Build the tables from the documents `countries` and `codes/*`."""
    countries: Mapping[str, Mapping[str, Any]] = document["countries"]["countries"]
    return Reference(
        countries=frozenset(countries) | frozenset(document["countries"].get("special") or ()),
        parties={code: str(entry["party_since"]) for code, entry in countries.items() if entry.get("party_since")},
        sources=frozenset(entry["code"] for entry in document["codes/sources"]),
        purposes=frozenset(entry["code"] for entry in document["codes/purposes"]),
        term_categories={entry["code"]: str(entry.get("category") or "") for entry in document["codes/terms"]},
        country_names={
            code: {"en": str(entry["en"]), "ko": str(entry.get("ko") or entry["en"])}
            for code, entry in countries.items()
        },
        document_names={
            entry["code"]: {"en": str(entry["en"]), "ko": str(entry.get("ko") or entry["en"])}
            for entry in document["codes/documents"]
        },
    )
