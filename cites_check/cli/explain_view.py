"""Explanations as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from cites_check import rules
from cites_check.cli.explain_codes import annotation_text, code_text
from cites_check.cli.explain_law import handling_text, jurisdiction_text
from cites_check.cli.explain_tariff import tariff_text
from cites_check.dataset.opened import Dataset
from cites_check.errors import UsageError
from cites_check.locale import appendix_words, lookup_words
from cites_check.locale.texts import Texts
from cites_check.model.codes import Appendix
from cites_check.rules.reference import reference_from
from cites_check.rules.table import RULES

_REFERENCE = ("annotations", "countries", "codes/sources", "codes/purposes", "codes/terms", "codes/documents")

_NUMERALS = {"1": "I", "2": "II", "3": "III"}
_RULE_WORDS = {
    "en": {"says": "What it says", "fix": "What to do", "basis": "Legal basis"},
    "ko": {"says": "알림", "fix": "조치", "basis": "근거"},
}
_CASES = Path(rules.__file__).parent / "cases"


def texts_for(dataset: Dataset, lang: str) -> Texts:
    """The words of a language, with the names of the dataset's codes."""
    return Texts(lang, reference_from({name: dataset.document(name) for name in _REFERENCE}))


def explanation(thing: str, dataset: Dataset, lang: str) -> str:
    """What `thing` is, in lines of text. Raises UsageError for a thing that does not exist."""
    thing = thing.strip()
    kind, colon, name = thing.partition(":")
    if thing.startswith("#"):
        return annotation_text(thing, dataset, lang)
    if thing == "handling":
        return handling_text("", dataset, lang)
    if not colon:
        return _rule(thing, dataset, lang)
    explainers: Mapping[str, Callable[[str, Dataset, str], str]] = {
        "source": partial(code_text, "sources"),
        "purpose": partial(code_text, "purposes"),
        "term": partial(code_text, "terms"),
        "appendix": _appendix,
        "hs": tariff_text,
        "jurisdiction": jurisdiction_text,
        "handling": handling_text,
    }
    explain = explainers.get(kind.strip().casefold())
    if explain is None:
        raise UsageError(
            f"{thing!r} cannot be explained",
            f"use a rule id, #15, handling, or one of {', '.join(f'{known}:' for known in explainers)}",
        )
    return explain(name.strip(), dataset, lang)


def _rule(name: str, dataset: Dataset, lang: str) -> str:
    rule = next((rule for rule in RULES if rule.id.casefold() == name.casefold()), None)
    if rule is None:
        raise UsageError(f"there is no rule {name!r}", _other_than_a_rule(name, dataset))
    texts = texts_for(dataset, lang)
    text = texts.rule(rule)
    words = _RULE_WORDS[lang]
    verdict = f" -> {rule.verdict.value}" if rule.verdict else ""
    parts = [
        f"{rule.id} ({rule.severity.value}{verdict})",
        text.title,
        "",
        text.documentation,
        "",
        f"{words['says']}: {text.message}",
        f"{words['fix']}: {text.fix}",
        f"{words['basis']}: {'; '.join(texts.basis(*rule.basis))}",
        *_examples(rule.id, lang),
    ]
    return "\n".join(parts)


def _other_than_a_rule(name: str, dataset: Dataset) -> str:
    """What somebody may have meant who asked for a rule that does not exist."""
    if f"#{name}" in dataset.document("annotations")["annotations"]:
        return f"annotations are written with their sign: explain '#{name}'"
    ids = [rule.id for rule in RULES]
    wanted = name.casefold().replace("_", "-").replace(" ", "-")
    near = [known for known in ids if wanted and wanted in known][:3] or get_close_matches(wanted, ids, 3)
    if near:
        return f"did you mean {' or '.join(near)}?"
    return "cites-check rules lists all; cites-check lookup answers for a name"


def _examples(rule_id: str, lang: str) -> Iterator[str]:
    """The shortest line beside the rule that fails, and the shortest that passes."""
    # Cases are data that only an explanation reads, so YAML is imported here and not before.
    import yaml

    words = lookup_words(lang)
    for path in sorted(_CASES.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        # Reading YAML is slow, and a rule stands in one file.
        for entry in yaml.safe_load(text) if rule_id in text else ():
            if entry.get("rule") != rule_id:
                continue
            for kind in ("fail", "pass"):
                shown = [list(_example(case)) for case in entry.get(kind) or ()]
                if shown:
                    yield from ("", f"{words[f'example_{kind}']}:", *min(shown, key=len))


def _example(case: Mapping[str, Any]) -> Iterator[str]:
    """The line of a case; of several lines the first, and after a `+` what each further one says otherwise."""
    before: Mapping[str, Any] = {}
    for line in case.get("lines") or [case["line"]]:
        mark = "+ " if before else "  "
        changed = {key: value for key, value in line.items() if key not in before or before[key] != value}
        yield from (f"{mark}{key}: {_plain(value)}" for key, value in changed.items())
        if not changed:
            yield f"{mark}="
        before = line
    for permit in case.get("permits") or ():
        yield f"  --permits: {_plain(permit)}"


def _plain(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_plain(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain(item)}" for key, item in value.items())
    return str(value)


def _appendix(name: str, dataset: Dataset, lang: str) -> str:
    try:
        appendix = Appendix(_NUMERALS.get(name, name.upper()))
    except ValueError:
        raise UsageError(f"there is no Appendix {name!r}", "use appendix:I, appendix:II or appendix:III") from None
    return f"{appendix}: {appendix_words(lang)[appendix]}"
