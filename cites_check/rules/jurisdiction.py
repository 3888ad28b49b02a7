"""What importing countries ask and what they release: data, one file a country (`species_data/jurisdictions`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from cites_check.model.codes import DocumentKind

CONVENTION = "convention"


@dataclass(frozen=True, slots=True)
class Need:
    """A document that has to be shown: any of `kinds` will do. `basis` names the articles by language."""

    key: str
    kinds: tuple[DocumentKind, ...]
    when: Mapping[str, Any]
    violation: bool
    basis: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Exemption:
    """What a certificate or a circumstance releases.

    `documents` are the certificates that prove it (none: a circumstance), `issued_by` who must have issued them (`any`, `importer`, `exporter`), `replaces`
    the kinds that need not be shown then (`all` for all), `softens` those whose absence becomes a question. `releases` is False where the exemption can
    only be a question for a person.
    """

    key: str
    documents: frozenset[DocumentKind]
    issued_by: str
    when: Mapping[str, Any]
    replaces: frozenset[str]
    softens: frozenset[str]
    releases: bool


@dataclass(frozen=True, slots=True)
class Extra:
    """Something else that the country says about an import.

    `severity` is `violation`, `review`, `note`, or `info` for what is only explained, never reported on a line. A `key` that is the id of a rule belongs to
    that rule.
    """

    key: str
    when: Mapping[str, Any]
    severity: str
    basis: Mapping[str, tuple[str, ...]]
    text: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ports:
    """Where certain goods have to enter: `names` of the places as people write them, folded."""

    key: str
    when: Mapping[str, Any]
    names: frozenset[str]
    basis: Mapping[str, tuple[str, ...]]
    text: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """One importing country, or the Convention alone."""

    code: str
    countries: frozenset[str]
    """ISO2 of the countries and territories that this law holds for."""
    names: Mapping[str, str]
    confidence: str
    needs: Mapping[str, tuple[Need, ...]]
    """By Appendix."""
    exemptions: tuple[Exemption, ...]
    extras: tuple[Extra, ...]
    authority: Mapping[str, str]
    ports: tuple[Ports, ...] = ()
    customs_codes: Mapping[str, tuple[DocumentKind, ...]] = field(default_factory=dict)
    """Codes of the customs declaration → the kinds of documents that they announce (none: a claim without a document of the Convention)."""
    suspensions_bind: bool = False
    """Whether recommendations to suspend trade are law here; elsewhere they are a reason to ask."""
    asks_quota_statement: bool = False
    """Whether a foreign document under a quota counts only with a statement of the quota and its use."""

    def extra(self, key: str) -> Extra | None:
        """The first extra with this key."""
        return next((extra for extra in self.extras if extra.key == key), None)

    @property
    def bare(self) -> bool:
        """Whether this is the Convention alone, with no national law."""
        return self.code == CONVENTION

    def forbids_unregistered_captive(self, on: date) -> bool:
        """Whether the country bars commercial imports of captive-bred Appendix I animals from unregistered operations on this day."""
        return any(
            extra.key == "appendix-i-bred-commercial"
            and str(extra.when.get("from", "")) <= on.isoformat()
            and extra.severity == "violation"
            for extra in self.extras
        )


class Documents(Protocol):
    """Where jurisdiction files come from."""

    def document(self, name: str) -> Any:
        """A table of the dataset by name."""

    def document_names(self, folder: str) -> list[str]:
        """The names in a folder of tables."""


@dataclass(frozen=True, slots=True)
class Jurisdictions:
    """All jurisdictions by the country codes that they apply to."""

    by_country: Mapping[str, Jurisdiction]
    convention: Jurisdiction

    def of(self, country: str) -> Jurisdiction:
        """The jurisdiction of an importing country; the Convention alone where none is known or none was declared."""
        return self.by_country.get(country, self.convention)


def jurisdictions_from(dataset: Documents) -> Jurisdictions:
    """Read all jurisdiction files of a dataset."""
    by_country: dict[str, Jurisdiction] = {}
    for name in dataset.document_names("jurisdictions"):
        body = dataset.document(f"jurisdictions/{name}")
        jurisdiction = jurisdiction_from(body)
        for country in body.get("applies_to") or (body["code"],):
            by_country[country] = jurisdiction
    return Jurisdictions(by_country, by_country[CONVENTION])


def jurisdiction_from(body: Mapping[str, Any]) -> Jurisdiction:
    """One jurisdiction from its document. Raises KeyError for a document without its code, or a rule without its key."""
    articles: Mapping[str, Mapping[str, Any]] = body.get("articles") or {}

    def basis(keys: list[str]) -> dict[str, tuple[str, ...]]:
        return {lang: tuple(str(articles.get(key, {}).get(lang, key)) for key in keys) for lang in ("en", "ko")}

    return Jurisdiction(
        code=body["code"],
        countries=frozenset(body.get("applies_to") or (body["code"],)),
        names={lang: str(body.get(lang) or body["en"]) for lang in ("en", "ko")},
        confidence=str(body.get("confidence") or ""),
        needs={
            appendix: tuple(
                Need(
                    need["key"],
                    tuple(DocumentKind(kind) for kind in need["any_of"]),
                    need.get("when") or {},
                    need["severity"] == "violation",
                    basis(need.get("basis") or []),
                )
                for need in needs
            )
            for appendix, needs in (body.get("import_documents") or {}).items()
        },
        exemptions=tuple(
            Exemption(
                entry["key"],
                frozenset(DocumentKind(kind) for kind in entry.get("documents") or ()),
                str(entry.get("issued_by") or "any"),
                entry.get("when") or {},
                frozenset(entry.get("replaces") or ()),
                frozenset(entry.get("softens") or ()),
                entry.get("effect") == "releases",
            )
            for entry in body.get("exemptions") or ()
        ),
        extras=tuple(
            Extra(
                entry["key"],
                entry.get("when") or {},
                str(entry["severity"]),
                basis(entry.get("basis") or []),
                {lang: str(entry.get(lang) or entry["en"]) for lang in ("en", "ko")},
            )
            for entry in body.get("extras") or ()
        ),
        authority={lang: str((body.get("authority") or {}).get(lang) or "") for lang in ("en", "ko")},
        ports=tuple(
            Ports(
                entry["key"],
                entry.get("when") or {},
                frozenset(str(name).casefold() for name in entry["names"]),
                basis(entry.get("basis") or []),
                {lang: str(entry.get(lang) or entry["en"]) for lang in ("en", "ko")},
            )
            for entry in body.get("ports") or ()
        ),
        customs_codes={
            code: tuple(DocumentKind(kind) for kind in entry.get("documents") or ())
            for code, entry in (body.get("customs_codes") or {}).items()
        },
        suspensions_bind=bool(body.get("suspensions_bind")),
        asks_quota_statement=bool(body.get("asks_quota_statement")),
    )
