"""The words of our JSON Schemas, with messages that a person who edits YAML understands.

Beside those of the standard there are three of our own (see `species_data/schema/common.yaml`): `known`, `ordered`,
`unique`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from referencing import Registry

Known = Mapping[str, Collection[str] | None]
"""Kind (`term`, `taxon`, `rule`) → the words of that kind; None where the file that holds them cannot be read."""

_TYPES = {
    "string": "text",
    "array": "a list",
    "object": "a mapping",
    "boolean": "true or false",
    "number": "a number",
    "integer": "a whole number",
}
_SHOWN = 12
"""So many allowed words are listed in a message."""


def validator(schema: str, registry: Registry[Any], known: Known) -> Validator:
    """A validator for the schema at the address `schema` of the registry."""

    def is_known(_: Validator, kind: str, instance: Any, __: Any) -> Iterator[ValidationError]:
        words = known[kind]
        # The part before a slash is the country ("AR/Jujuy").
        name = instance.partition("/")[0] if kind == "population" and isinstance(instance, str) else instance
        if words is not None and isinstance(name, str) and name not in words:
            yield ValidationError(f"unknown {kind} {instance!r}{suggestion(name, words)}")

    ours: type[Validator] = extend(Draft202012Validator, {**_WORDS, "known": is_known})  # type: ignore[no-untyped-call]
    return ours({"$ref": schema}, registry=registry, format_checker=FormatChecker(["date"]))


def suggestion(word: str, allowed: Collection[str]) -> str:
    """` (did you mean …?)`, or the allowed words where they are few, or nothing."""
    close = get_close_matches(word, allowed, 1)
    if close:
        return f" (did you mean {close[0]!r}?)"
    return f" (allowed: {', '.join(sorted(allowed))})" if len(allowed) <= _SHOWN else ""


def _properties(
    validator: Validator, properties: Mapping[str, Any], instance: Any, _: Any
) -> Iterator[ValidationError]:
    for key in properties.keys() & instance.keys() if isinstance(instance, dict) else ():
        if properties[key] is False:
            yield ValidationError("does not belong here", path=(key,))
        else:
            yield from validator.descend(instance[key], properties[key], path=key)  # type: ignore[attr-defined]


def _additional(validator: Validator, rest: Any, instance: Any, schema: Mapping[str, Any]) -> Iterator[ValidationError]:
    if not isinstance(instance, dict):
        return
    allowed = schema.get("properties", {})
    for key, value in instance.items():
        if key in allowed:
            continue
        if rest is False:
            free = [name for name in allowed if name not in instance]
            yield ValidationError(f"unknown key {key!r}{suggestion(key, free)}", path=(key,))
        else:
            yield from validator.descend(value, rest, path=key)  # type: ignore[attr-defined]


def _required(_: Validator, keys: Iterable[str], instance: Any, schema: Mapping[str, Any]) -> Iterator[ValidationError]:
    if not isinstance(instance, dict):
        return
    # A misspelt key is told once, as the unknown key that it is.
    misspelt = instance.keys() - schema["properties"].keys() if "properties" in schema else ()
    missing = [key for key in keys if key not in instance and not get_close_matches(key, misspelt, 1)]
    if missing:
        yield ValidationError(f"{', '.join(map(repr, missing))} is missing")


def _dependent(_: Validator, needs: Mapping[str, list[str]], instance: Any, __: Any) -> Iterator[ValidationError]:
    if isinstance(instance, dict):
        for key, others in needs.items():
            for other in others:
                if key in instance and other not in instance:
                    yield ValidationError(f"{key!r} needs {other!r} beside it")


def _type(validator: Validator, types: str | list[str], instance: Any, _: Any) -> Iterator[ValidationError]:
    wanted = [types] if isinstance(types, str) else types
    if any(validator.is_type(instance, kind) for kind in wanted):
        return
    hint = ""
    if "string" in wanted and not isinstance(instance, dict | list):
        hint = "; write it in quotes"
    elif "array" in wanted and not isinstance(instance, dict):
        hint = "; write [ ] around it"
    yield ValidationError(f"{' or '.join(_TYPES[kind] for kind in wanted)} is wanted, not {_shown(instance)}{hint}")


def _enum(_: Validator, allowed: list[str], instance: Any, schema: Mapping[str, Any]) -> Iterator[ValidationError]:
    if instance not in allowed:
        close = get_close_matches(instance, allowed, 1) if isinstance(instance, str) else []
        hint = f"did you mean {close[0]!r}?" if close else f"allowed: {', '.join(allowed)}"
        why = f"; {schema['description']}" if "description" in schema and not close else ""
        yield ValidationError(f"{_shown(instance)} is not allowed here ({hint}){why}")


def _const(_: Validator, wanted: object, instance: Any, __: Any) -> Iterator[ValidationError]:
    # true and 1 are equal in Python.
    if instance != wanted or isinstance(instance, bool) != isinstance(wanted, bool):
        yield ValidationError(f"must be {_shown(wanted)}, not {_shown(instance)}")


def _pattern(validator: Validator, pattern: str, instance: Any, schema: Mapping[str, Any]) -> Iterator[ValidationError]:
    for error in Draft202012Validator.VALIDATORS["pattern"](validator, pattern, instance, schema):
        error.message = f"{instance!r} does not have the form {pattern}"
        yield error


def _format(validator: Validator, name: str, instance: Any, schema: Mapping[str, Any]) -> Iterator[ValidationError]:
    for error in Draft202012Validator.VALIDATORS["format"](validator, name, instance, schema):
        error.message = f"{instance!r} is no day: write YYYY-MM-DD"
        yield error


def _one_of_keys(
    validator: Validator, ways: list[Mapping[str, Any]], instance: Any, _: Any
) -> Iterator[ValidationError]:
    """`anyOf` is used only to ask for one of several keys."""
    keys = [key for way in ways for key in way["required"]]
    if isinstance(instance, dict) and not any(key in instance for key in keys):
        yield ValidationError(f"one of {', '.join(map(repr, keys))} is missing")


def _ordered(_: Validator, keys: list[str], instance: Any, __: Any) -> Iterator[ValidationError]:
    if isinstance(instance, dict):
        first, second = (instance.get(key) for key in keys)
        if isinstance(first, str) and isinstance(second, str) and second <= first:
            yield ValidationError(f"{second} does not lie after {keys[0]!r}, {first}", path=(keys[1],))


def _unique(_: Validator, keys: list[str], instance: Any, __: Any) -> Iterator[ValidationError]:
    if not isinstance(instance, list):
        return
    seen: dict[tuple[object, ...], int] = {}
    for number, member in enumerate(instance):
        values = tuple(member.get(key) for key in keys) if isinstance(member, dict) else ()
        if values and all(isinstance(value, str) for value in values):
            if values in seen:
                shown = ", ".join(map(repr, values))
                yield ValidationError(
                    f"{shown} stands a second time, first as number {seen[values] + 1}", path=(number, keys[0])
                )
            seen.setdefault(values, number)


def _shown(value: Any) -> str:
    """A value as YAML writes it, in short."""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "nothing"}[value]
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else repr(value)


_WORDS = {
    "additionalProperties": _additional,
    "anyOf": _one_of_keys,
    "const": _const,
    "dependentRequired": _dependent,
    "enum": _enum,
    "format": _format,
    "ordered": _ordered,
    "pattern": _pattern,
    "properties": _properties,
    "required": _required,
    "type": _type,
    "unique": _unique,
}
