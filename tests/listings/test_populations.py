"""The effective listing by origin, region and date, against the listings themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cites_check.listings.effective import EffectiveListing
from cites_check.listings.population import ELSEWHERE, Place, includes, possible_places
from cites_check.lookup import Lookups
from cites_check.model.listings import Population
from cites_check.model.taxa import NameStatus

CASES = Path(__file__).with_name("populations.yaml")
TODAY = "2026-11-22"


def _cases() -> Iterator[Any]:
    for entry in yaml.safe_load(CASES.read_text(encoding="utf-8")):
        for case in entry["cases"]:
            place = "-".join(filter(None, (case["origin"], case.get("region", ""), case.get("day", ""))))
            yield pytest.param(entry["taxon"], case, id=f"{entry['taxon']}-{place}")


def _branches(effective: EffectiveListing) -> str:
    levels = {
        branch.strictness: max(branch.listings, key=lambda one: one.appendix.strictness).appendix.value
        if branch.listings
        else "-"
        for branch in effective.branches
    }
    return "/".join(levels[level] for level in sorted(levels, reverse=True))


def _effective(lookups: Lookups, name: str, on: str, origin: str, region: str = "") -> EffectiveListing:
    match = lookups.matcher.match(name, None)
    assert match.status is NameStatus.RESOLVED, match
    assert match.best is not None
    return lookups.of_candidate(match.best, on, origin, region)


@pytest.mark.parametrize(("taxon", "case"), list(_cases()))
def test_appendix_by_population(taxon: str, case: dict[str, str], lookups: Lookups) -> None:
    effective = _effective(lookups, taxon, case.get("day", TODAY), case["origin"], case.get("region", ""))
    assert _branches(effective) == case["is"]


def test_every_split_population_has_a_case_on_both_sides(lookups: Lookups) -> None:
    """Each entry in force that is split by populations stands in the cases with at least two different answers."""
    answers: dict[str, set[str]] = {}
    for entry in yaml.safe_load(CASES.read_text(encoding="utf-8")):
        for case in entry["cases"]:
            effective = _effective(
                lookups, entry["taxon"], case.get("day", TODAY), case["origin"], case.get("region", "")
            )
            for listing in effective.considered:
                answers.setdefault(listing.taxon, set()).add(case["is"])
    rows = lookups.dataset.connection.execute("SELECT DISTINCT taxon_id FROM listing WHERE history = 0")
    missing = []
    for (taxon_id,) in rows.fetchall():
        effective = lookups.effective(taxon_id, TODAY, "", "", True)
        nearest = [one for one in effective.considered if one.taxon_id == taxon_id]
        # A Party's own population in Appendix III: the Ukrainian birds are all alike, one stands for the others.
        if not nearest or all(set(one.population.only) == set(one.parties) for one in nearest):
            continue
        if effective.undecided and len(answers.get(nearest[0].taxon, ())) < 2:
            missing.append(nearest[0].taxon)
    assert missing == []


def test_members_that_do_not_live_at_the_origin_are_not_counted(lookups: Lookups) -> None:
    assert _effective(lookups, "Ursus arctos", TODAY, "RU").appendix == "II"
    assert "I" in _effective(lookups, "Ursus arctos", TODAY, "PK").appendix.split("/")


def test_deer_of_new_zealand_are_no_listed_subspecies(lookups: Lookups) -> None:
    assert _effective(lookups, "Cervus elaphus", TODAY, "NZ").appendix == ""
    assert _effective(lookups, "Cervus elaphus", TODAY, "").appendix == "I/II/III"


def test_members_of_a_genus_count_wherever_they_are_shipped_from(lookups: Lookups) -> None:
    assert _effective(lookups, "Panax", TODAY, "AE").appendix == "II"
    assert _effective(lookups, "Corallium", TODAY, "GB").appendix == "III"


def test_a_group_some_of_whose_members_are_covered_is_in_doubt(lookups: Lookups) -> None:
    assert _branches(_effective(lookups, "Heliopora", TODAY, "PH")) == "II/-"
    assert _branches(_effective(lookups, "Heliopora coerulea", TODAY, "PH")) == "II"


def test_first_listed_does_not_look_above_an_entry_that_leaves_the_taxon_out(lookups: Lookups) -> None:
    assert _effective(lookups, "Psittacula krameri", TODAY, "").first_listed in {"", "1976-02-26"}
    assert _effective(lookups, "Aloe vera", TODAY, "").first_listed == ""


def test_a_member_that_no_list_names_is_in_doubt(lookups: Lookups) -> None:
    match = lookups.matcher.match("Euphorbia ignotissima", None)
    assert match.best is not None
    effective = lookups.of_candidate(match.best, TODAY, "MG")
    assert effective.doubtful
    assert _branches(effective) == "II/-"
    assert not effective.undecided


def test_a_named_member_is_in_no_doubt(lookups: Lookups) -> None:
    effective = _effective(lookups, "Euphorbia milii", TODAY, "MG")
    assert not effective.doubtful
    assert _branches(effective) == "II"


_codes = st.sampled_from(["BW", "NA", "ZA", "MY/Sarawak", "MY", "PH/Palawan", "AR/Jujuy", "AR/La Rioja"])
_populations = st.builds(
    Population, only=st.lists(_codes, max_size=4).map(tuple), exclude=st.lists(_codes, max_size=4).map(tuple)
)


@given(st.lists(_populations, max_size=4), st.sampled_from(["", "XX", "BW", "MY", "PH", "AR", "FR"]))
def test_possible_places_tell_all_populations_apart(populations: list[Population], origin: str) -> None:
    """Whatever region a person may have meant, one of the possible places gives the same answers."""
    places = possible_places(populations, origin, "")
    assert places
    countries = ["BW", "MY", "PH", "AR", "FR", "NA"] if origin in {"", "XX"} else [origin]
    for country in countries:
        for region in ("Sarawak", "Sabah", "Palawan", "Jujuy", "La Rioja", "Mendoza"):
            meant = [includes(population, Place(country, region)) for population in populations]
            answers = [[includes(population, place) for population in populations] for place in places]
            assert meant in answers


@given(st.text(max_size=20))
def test_a_region_never_widens_a_population(region: str) -> None:
    """A country that no population names is elsewhere, whatever region is declared."""
    population = Population(only=("AR/Jujuy", "BO"))
    assert not includes(population, Place("FR", region))
    assert not includes(population, Place(ELSEWHERE, ELSEWHERE))
    assert includes(population, Place("BO", region))
