"""Explanations as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cites_check import rules
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

_CASES = Path(rules.__file__).parent / "cases"


def texts_for(dataset: Dataset, lang: str) -> Texts:
    """The words of a language, with the names of the dataset's codes."""
    return Texts(lang, reference_from({name: dataset.document(name) for name in _REFERENCE}))


def explanation(thing: str, dataset: Dataset, lang: str) -> str:
    """What `thing` is, in lines of text. Raises UsageError for a thing that does not exist."""
    kind, colon, name = thing.partition(":")
    if thing.startswith("#"):
        return _annotation(thing, dataset, lang)
    if thing == "handling":
        return handling_text("", dataset, lang)
    if not colon:
        return _rule(thing, dataset, lang)
    explainers: Mapping[str, Callable[[str, Dataset, str], str]] = {
        "source": lambda code, data, tongue: _code("sources", code, data, tongue),
        "purpose": lambda code, data, tongue: _code("purposes", code, data, tongue),
        "term": lambda code, data, tongue: _code("terms", code, data, tongue),
        "appendix": _appendix,
        "hs": tariff_text,
        "jurisdiction": jurisdiction_text,
        "handling": handling_text,
    }
    if kind not in explainers:
        raise UsageError(
            f"{thing!r} cannot be explained",
            f"use a rule id, #15, handling, or one of {', '.join(f'{known}:' for known in explainers)}",
        )
    return explainers[kind](name.strip(), dataset, lang)


def _rule(name: str, dataset: Dataset, lang: str) -> str:
    rule = next((rule for rule in RULES if rule.id == name), None)
    if rule is None:
        from difflib import get_close_matches

        close = get_close_matches(name, [rule.id for rule in RULES], 1)
        raise UsageError(
            f"there is no rule {name!r}", f"did you mean {close[0]}?" if close else "cites-check rules lists all"
        )
    text = texts_for(dataset, lang).rule(rule)
    verdict = f" -> {rule.verdict.value}" if rule.verdict else ""
    parts = [
        f"{rule.id} ({rule.severity.value}{verdict})",
        text.title,
        "",
        text.documentation,
        "",
        text.message,
        text.fix,
        "",
        "; ".join(rule.basis),
        *_examples(rule.id, lang),
    ]
    return "\n".join(parts)


def _examples(rule_id: str, lang: str) -> Iterator[str]:
    """The shortest line beside the rule that fails, and the shortest that passes."""
    # Cases are data that only an explanation reads, so YAML is imported here and not before.
    import yaml

    words = lookup_words(lang)
    for path in sorted(_CASES.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")) or ():
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


def _annotation(symbol: str, dataset: Dataset, lang: str) -> str:
    annotations = dataset.document("annotations")["annotations"]
    if symbol not in annotations:
        raise UsageError(f"there is no annotation {symbol}", f"annotations are {', '.join(annotations)}")
    entry = annotations[symbol]
    title = entry.get(f"title_{lang}") or entry["title_en"]
    return "\n".join([f"{symbol}: {title}", *_form_lines(entry)])


def _form_lines(entry: Mapping[str, Any]) -> Iterator[str]:
    for form in entry.get("forms") or ():
        details = [f"{key}={value}" for key, value in form.items() if key not in {"form"} and value]
        yield f"  {form.get('form', '')}  {'  '.join(details)}".rstrip()


def _code(table: str, code: str, dataset: Dataset, lang: str) -> str:
    for entry in dataset.document(f"codes/{table}"):
        if entry["code"] == code.upper():
            lines = [f"{entry['code']}: {entry.get(lang) or entry['en']}"]
            for key in ("category", "units", "kingdoms", "appendices", "needs_second", "note"):
                if entry.get(key):
                    value = entry[key]
                    lines.append(f"  {key}: {', '.join(map(str, value)) if isinstance(value, list) else value}")
            return "\n".join(lines)
    raise UsageError(f"there is no code {code!r} in {table}")


def _appendix(name: str, dataset: Dataset, lang: str) -> str:
    try:
        appendix = Appendix(name.upper())
    except ValueError:
        raise UsageError(f"there is no Appendix {name!r}", "use appendix:I, appendix:II or appendix:III") from None
    return f"{appendix}: {appendix_words(lang)[appendix]}"
