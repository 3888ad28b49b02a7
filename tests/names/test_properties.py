"""What holds for every text."""

from __future__ import annotations

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cites_check.model.taxa import NameMatch
from cites_check.names import Matcher
from cites_check.names.commons import common_key
from cites_check.names.folding import fold
from cites_check.names.keys import squash
from cites_check.names.parse import parse

NAMES = (
    "Panthera tigris",
    "Ara macao",
    "Python bivittatus",
    "Dalbergia nigra",
    "Aloe ferox",
    "Crocodylus niloticus",
    "Phalaenopsis amabilis",
    "Cervus elaphus hanglu",
    "Felis tigris",
    "Python reticulatus",
    "Phyton reticulatus",
    "Bos taurus",
    "Quercus robur",
    "Panthera foobarensis",
    "Orchidaceae",
    "Pantherra tigris",
)
AUTHORS = (
    "Linnaeus, 1758",
    "(Linnaeus, 1766)",
    "(L.) Mill.",
    "Gray",
    "Schltr.",
    "Rchb.f.",
    "(Vell.) Benth.",
    "Boulenger, 1896",
    "DC.",
)
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
MILLISECONDS = 50


def _said(match: NameMatch) -> tuple[object, ...]:
    best = match.best
    return match.status, best.taxon_id if best else None, best.kind if best else None, best.score if best else None


@given(st.text(max_size=200))
def test_folding_and_keys_are_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert squash(squash(text)) == squash(text)
    assert common_key(common_key(text)) == common_key(common_key(common_key(text)))


@given(st.text(max_size=300))
def test_parsing_never_raises_and_gives_plain_words(text: str) -> None:
    for word in parse(text).words:
        assert word.isascii() and word.isalpha() and word.islower()


@SLOW
@given(st.sampled_from(NAMES), st.sampled_from((str.upper, str.lower, str.title, str.swapcase)))
def test_case_changes_nothing(matcher: Matcher, name: str, case: object) -> None:
    assert callable(case)
    assert _said(matcher.match(case(name))) == _said(matcher.match(name))


@SLOW
@given(
    st.sampled_from(NAMES),
    st.lists(st.sampled_from((" ", "  ", "\t", "\u00a0", "\u3000", "\n")), min_size=4, max_size=4),
)
def test_spaces_change_nothing(matcher: Matcher, name: str, spaces: list[str]) -> None:
    words = name.split(" ")
    spaced = spaces[0] + "".join(word + space for word, space in zip(words, spaces[1:], strict=False)) + spaces[0]
    assert _said(matcher.match(spaced)) == _said(matcher.match(name))


@SLOW
@given(st.sampled_from([name for name in NAMES if " " in name]), st.sampled_from(AUTHORS), st.booleans())
def test_authorship_changes_nothing(matcher: Matcher, name: str, author: str, capitals: bool) -> None:
    declared = f"{name} {author}"
    assert _said(matcher.match(declared.upper() if capitals else declared)) == _said(matcher.match(name))


HOSTILE = st.one_of(
    st.text(max_size=10_000),
    st.text(alphabet="abcdefghilmnoprstuvx .-()'×", max_size=10_000),
    st.builds(lambda text, times: (text * times)[:10_000], st.text(min_size=1, max_size=30), st.integers(1, 5_000)),
    st.builds(lambda name, times: (name + " ") * times, st.sampled_from(NAMES), st.integers(1, 500)),
)


@SLOW
@given(HOSTILE)
def test_no_text_takes_long_or_raises(matcher: Matcher, text: str) -> None:
    matcher.match("Xyz abc")
    start = time.process_time()
    matcher.match(text)
    assert (time.process_time() - start) * 1000 < MILLISECONDS


@SLOW
@given(HOSTILE)
def test_scanning_never_raises(matcher: Matcher, text: str) -> None:
    for hit in matcher.scan(text):
        assert text[hit.position : hit.position + len(hit.text)] == hit.text


@SLOW
@given(st.text(max_size=60))
def test_a_doubt_has_candidates_and_an_answer_its_best_first(matcher: Matcher, text: str) -> None:
    match = matcher.match(text)
    assert match.best == (match.candidates[0] if match.candidates else None)
    assert all(0 <= candidate.score <= 1 for candidate in match.candidates)
