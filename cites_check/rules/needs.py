"""What a rule cannot do without, so that lines without it need not be asked.

Most lines are plain: no channel, no remarks, no register, one importing country. Naming what a rule looks at spares them
half of the rules. It is never more than a shortcut: a rule that is not named here is asked about every line of its
scope, and one that is named says nothing about a line without what it needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from cites_check.rules.context import Line

_KOREA = "KR"


class Traits(NamedTuple):
    """What there is to look at on a line."""

    documents: bool
    uses: bool
    """Documents that the ledger keeps account of."""
    registered: bool
    """Documents that a register of permits knows, or ought to know."""
    remarks: bool
    """Words about the documents, declared or from a register."""
    problems: bool
    """Values that could not be read."""
    text: bool
    """A description or a common name."""
    heading: bool
    """A tariff code."""
    channel: bool
    quota_statement: bool
    korean: bool
    """Korean law decides on the import."""
    national: bool
    """The law of some importing country is known."""
    other_law: bool
    """The law of another importing country than Korea is known."""


def traits_of(line: Line) -> Traits:
    """The traits of a line, once the ledger has told what it knows."""
    item = line.item
    uses = line.across.uses if line.across is not None else ()
    registered = any(use.known is not None or use.unregistered for use in uses)
    code = line.jurisdiction.code
    national = not line.jurisdiction.bare
    return Traits(
        documents=bool(item.documents),
        uses=bool(uses),
        registered=registered,
        remarks=registered or bool(item.document_remarks),
        problems=bool(item.problems),
        text=bool(item.description or item.common_name),
        heading=bool(item.hs_code),
        channel=bool(item.channel),
        quota_statement=bool(item.quota_statement),
        korean=code == _KOREA,
        national=national,
        other_law=national and code != _KOREA,
    )


_RULES: Mapping[str, str] = {
    "documents": """
        app1-import-permit-after-export app1-import-permit-late app1-import-permit-wrong-country app1-ip-purpose-t
        app2-reexport-cert-not-ep caviar-reexport-18m caviar-year cert-vii5 coo-expired eu-docs-6m exhibition-vii7
        export-after-expiry export-permit-over-6m import-permit-over-12m issuer-not-exporter kr-customs-confirm
        kr-export-copy-missing kr-no-vii5-exemption kr-purpose-change live-transport-statement-missing
        musical-instrument nonparty-document original-cancelled permit-expired-at-import permit-issued-after-import
        permit-issued-after-shipment permit-no-country-mismatch permit-no-format permit-no-year-mismatch pop-reexport
        preconvention-import-permit preconvention-no-date quota-statement-missing rec-issuer-not-exporter
        rec-origin-data-missing rec-origin-date-order rec-same-country same-permit-different-species-year
        src-f-as-captive unit-inflation us-app2-none
    """,
    "uses": """
        mixed-origin-one-permit one-permit-one-consignment permit-multi-line-unknown-qty permit-reused
        permit-reused-lines-exceeds permit-serial-gap qty-over-permit
    """,
    "registered": """
        doc-number-check holder-mismatch permit-line-not-on-permit permit-register-mismatch purpose-permits-differ
    """,
    "remarks": """
        annex-page-missing electronic-vs-copy permit-altered retrospective-app1 retrospective-unconfirmed
        security-stamp-mismatch timber-extension timber-extension-misused validation-missing
    """,
    "problems": "appendix-declared-invalid date-invalid doc-number-placeholder value-unreadable",
    "text": """
        caviar-mixed croc-tag-species desc-name-mismatch exempt-specimen-forms generic-farmed-claim
        leather-imitation-claim marine-treaty-xiv4 pre-convention-vintage-claim scientific-vii6 src-c-first-generation
        src-o-live-young synthetic-claim
    """,
    "heading": "hs-high-risk-no-name hs-specimen-mismatch hs-taxon-mismatch",
    "channel": """
        personal-by-post personal-importer-override personal-over-limit personal-vii3 purpose-p-courier transit-vii1
    """,
    "quota_statement": "quota-in-year-mismatch quota-statement-over",
    "korean": """
        kr-customs-confirm kr-export-copy-missing kr-import-permit-missing kr-import-without-permit kr-instrument
        kr-marine-cites kr-marine-protected kr-medicine-permit kr-no-exhibition-exemption kr-no-vii5-exemption
        kr-personal kr-preconvention kr-purpose-change kr-quarantine kr-scientific kr-split-parts kr-transit
        kr-whitelist
    """,
    "national": "app1-import-permit-national app2-import-permit-national app3-import-permit-national",
    "other_law": """
        au-permit ca-6-1 ch-permit cn-permit cn-species-certificate eu-c-code eu-docs-6m eu-import-permit-missing
        eu-notification-missing eu-srg-negative eu-suspension eu-y900-false eu-y932-misuse jp-prior-confirm
        us-3177 us-app1-permit us-app2-none
    """,
}

NEEDS: Mapping[str, tuple[str, ...]] = {
    rule: tuple(trait for trait, rules in _RULES.items() if rule in rules.split())
    for rule in sorted({rule for rules in _RULES.values() for rule in rules.split()})
}
"""Rule → the traits that it needs, all of them."""


def may_speak(rule: str, traits: Traits) -> bool:
    """Whether a rule can have anything to say about a line with these traits."""
    return all(getattr(traits, trait) for trait in NEEDS.get(rule, ()))
