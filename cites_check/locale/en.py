"""English: rules carry their own words, so only the fixed words stand here."""

from __future__ import annotations

import re

from cites_check.locale.entry import RuleText

RULES: dict[str, RuleText] = {}

_WITH_ARTICLE = re.compile(
    r"(?:Bahamas|Comoros|European Union|Gambia|Holy See|Isle of Man|Maldives|Netherlands|Philippines"
    r"|.*\bRepublic(?: of\b.*)?|Russian Federation|State of Palestine"
    r"|United (?:Arab Emirates|Kingdom|States of America)|.*\bIslands\b.*)"
)
"""Names of countries that take the definite article."""


def named(country: str) -> str:
    """A country as it stands within a sentence: with the definite article where it takes one."""
    return f"the {country}" if _WITH_ARTICLE.fullmatch(country.partition(" (")[0]) else country


def settle(text: str) -> str:
    """The sentence with a capital letter where the article of a country begins it."""
    if text.startswith("the "):
        text = f"T{text[1:]}"
    return text.replace(". the ", ". The ")


def citation(text: str) -> str:
    """How a legal basis is cited: rules write it in English."""
    return text


REASONS: dict[str, str] = {}
ROWS: tuple[tuple[str, str], ...] = ()
FIELDS: dict[str, str] = {}
PARTS = {"no": "number", "country": "issuing country", "issued": "date of issue", "expires": "date of expiry"}
"""Words for fields and parts of documents, and for why a value cannot be read, where they are not their own names."""

WORDS = {
    "not_declared": "(not declared)",
    "exporting_state": "the exporting State",
    "importing_state": "the importing State",
    "appendix": "Appendix {appendix}",
    "not_listed": "not listed",
    "conditional": "This holds if the line is read as {reading}.",
    "row_fix": "Mend the row and check it again; nothing was assumed about it.",
    "step_same": "{taxon}: an accepted name in CITES nomenclature",
    "step_exact": "declared {query}; the accepted name {taxon}",
    "step_synonym": "declared {query}; {matched} is a synonym of {taxon}",
    "step_common": "declared {query}; a common name of {taxon}",
    "step_orthographic": "declared {query}; a spelling variant of {matched}, which is {taxon}",
    "step_fuzzy": "declared {query}; read as {matched} ({edits} letter(s) changed), which is {taxon}",
    "step_higher_taxon": "declared {query}; not in the dataset, found through {taxon}",
    "step_listed": "listed as {listed} ({rank}): Appendix {appendix}, in this form since {since}",
    "step_undecided": "populations are listed differently; declared origin: {origin}",
    "step_annotation": "annotation {annotation} decides which parts and derivatives are covered",
    "step_inherited": "{taxon} stands under {listed} ({rank})",
    "step_member": "{listed} is a member of {taxon} with an entry of its own and may be meant",
    "step_doubtful": "whether the entry {listed} covers {taxon} is not certain: it names its members one by one",
    "step_population": "this listing holds for populations of {population}; declared origin: {origin}",
    "step_outside": "{listed} is in Appendix {appendix} for populations of {population}; declared origin: {origin}",
    "step_specimens": "Appendix {appendix} holds for named specimens only; otherwise: {otherwise}",
    "step_clause": "the listing holds for named specimens, and this is one: {form}",
    "step_otherwise": "the listing holds for named specimens only, and this is none of them: {appendix}",
    "step_whole": "a whole plant or animal ({term}) is covered, whatever annotation {annotation} says",
    "step_part_covered": "annotation {annotation} covers {term}",
    "step_part_outside": "annotation {annotation} does not cover {term}",
    "step_form_exempt": "annotation {annotation} releases this form of {term}: {form}",
    "step_exempt_form": "a note of the entry releases this form: {form}",
    "step_open": "the declaration does not tell: {facts}",
    "step_party": "listed in Appendix III by {parties}",
    "step_also": "also in Appendix {appendix} ({parties}); the stricter Appendix decides",
    "step_date": "the Appendices in force on {on}",
    "step_future": "Appendix {appendix} from {day}",
    "population_only": "{places}",
    "population_except": "all but {places}",
    "fact_term": "what the specimen is (term)",
    "fact_source": "the source code",
    "fact_purpose": "the purpose code",
    "fact_origin": "the country of origin",
    "fact_exporter": "the country of export",
    "step_excluded": "{taxon} is left out of the listing of its group",
    "step_not_listed": "{taxon} is in no Appendix on {on}",
}

LOOKUP = {
    "step": "step",
    "name": "name",
    "status": "status",
    "taxon": "taxon",
    "read_as": "read as",
    "note": "note",
    "listing": "listing",
    "example_fail": "a line that fails",
    "example_pass": "a line that passes",
    "members": "members",
    "future": "from then",
    "documents": "documents",
    "range": "range",
    "candidate": "candidate",
    "appendix": "Appendix",
    "population": "populations",
    "party": "Party",
    "annotation": "annotation",
    "since": "since",
    "listed": "LISTED",
    "not_listed": "not listed",
    "excluded": "not covered (excluded)",
    "ambiguous": "AMBIGUOUS: a person must decide",
    "unresolved": "UNRESOLVED: not found, not cleared",
}

APPENDICES = {
    "I": "Threatened with extinction. Commercial trade in wild specimens is prohibited; every import needs an import permit and an export permit (Art. III).",
    "II": "May become threatened unless trade is controlled. Every import needs an export permit or re-export certificate (Art. IV).",
    "III": "Protected by a Party that asks others to help. From that Party an export permit, from elsewhere a certificate of origin (Art. V).",
}
