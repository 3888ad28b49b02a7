"""Is the specimen covered: every # annotation, exempt form and specimen clause, on both sides of its border."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from cites_check.listings.annotations import Annotation, CoverageLaw, coverage_law_from
from cites_check.listings.coverage import Outcome, outcomes
from cites_check.listings.specimen import specimen_of
from cites_check.lookup import Lookups
from cites_check.model.lines import LineItem
from cites_check.rules.reference import Reference

CASES = Path(__file__).with_name("specimens.yaml")
TODAY = "2026-11-22"

ReadLine = Callable[[Mapping[str, Any]], LineItem]


def _cases() -> Iterator[Any]:
    for group in yaml.safe_load(CASES.read_text(encoding="utf-8")):
        for number, case in enumerate(group["cases"], start=1):
            yield pytest.param(group["line"] | case["line"], case, id=f"{group['group']}-{number}")


@pytest.fixture(scope="module")
def answer(lookups: Lookups, reference: Reference, read_line: ReadLine) -> Callable[..., tuple[Outcome, ...]]:
    def ask(line: Mapping[str, Any], day: str = TODAY) -> tuple[Outcome, ...]:
        item = read_line({"exporter": line.get("origin", "")} | dict(line))
        match = lookups.matcher.match(item.scientific_name, None)
        assert match.best is not None, match
        effective = lookups.of_candidate(match.best, day, item.origin, item.origin_region)
        known = lookups.dataset.native_range(match.best.taxon_id)
        specimen = specimen_of(
            item,
            reference.term_categories.get(item.term, ""),
            lookups.dataset.lineage(match.best.taxon_id),
            match,
            known.native if known else None,
            reference.coverage,
        )
        return outcomes(effective.branches[0].listings, specimen, day)

    return ask


@pytest.mark.parametrize(("line", "case"), list(_cases()))
def test_coverage(line: Mapping[str, Any], case: Mapping[str, Any], answer: Callable[..., tuple[Outcome, ...]]) -> None:
    found = answer(line, case.get("day", TODAY))
    assert "/".join(outcome.appendix or "-" for outcome in found) == case["is"], found
    assert all(outcome.certain is (len(found) == 1) for outcome in found)
    missing = {fact for outcome in found for fact in outcome.missing}
    assert missing >= set(case.get("missing", ())), missing
    assert bool(missing) is (len(found) > 1)


def test_every_annotation_and_exempt_form_has_cases_on_both_sides(lookups: Lookups, reference: Reference) -> None:
    groups = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    sides: dict[str, set[str]] = {}
    for group in groups:
        for number in [name for name in reference.coverage.annotations if group["group"].split(",")[0] == name]:
            for case in group["cases"]:
                sides.setdefault(number, set()).update(case["is"].split("/"))
    numbered = {f"#{number}" for number in range(1, 19)}
    assert {number for number in numbered if len(sides.get(number, ())) < 2} == set()


def test_every_annotation_used_by_a_listing_is_known(lookups: Lookups, reference: Reference) -> None:
    rows = lookups.dataset.connection.execute("SELECT DISTINCT taxon_id FROM listing")
    law = reference.coverage
    for (taxon_id,) in rows.fetchall():
        for listing in lookups.dataset.listings(taxon_id):
            if not listing.history:
                assert not listing.annotation or listing.annotation in law.annotations, listing
                assert set(listing.exempt) <= set(law.exempt_forms), listing


def test_every_fact_has_words_in_both_languages(lookups: Lookups, reference: Reference) -> None:
    law = reference.coverage
    needs = {
        name
        for texts in law.annotations.values()
        for text in texts
        for form in text.forms
        for group in form.needs
        for name, _ in group
    }
    needs |= {
        name
        for exempt in law.exempt_forms.values()
        for form in exempt.forms
        for group in form.needs
        for name, _ in group
    }
    rows = lookups.dataset.connection.execute("SELECT DISTINCT taxon_id FROM listing")
    for (taxon_id,) in rows.fetchall():
        for listing in lookups.dataset.listings(taxon_id):
            needs |= {fact for clause in listing.specimens for fact in clause.facts}
    assert {name for name in needs if set(law.words.get(name, ())) != {"en", "ko"}} == set()


def test_wordings_by_date() -> None:
    law = CoverageLaw(
        annotations={
            "#1": (Annotation((), only_forms=False), Annotation((), only_forms=True, valid_until="2020-01-01"))
        }
    )
    newest, oldest = law.annotations["#1"]
    assert law.annotation("#1", "2020-01-01") is newest
    assert law.annotation("#1", "2019-12-31") is oldest
    assert law.annotation("#1", "1999-01-01") is oldest
    assert law.annotation("#2", "2020-01-01") is None


def test_a_law_without_annotations_covers_everything() -> None:
    document = {"facts": {}, "annotations": {}, "exempt_forms": {}, "whole_terms": ["LIV"]}
    assert coverage_law_from(document).annotation("#1", TODAY) is None
