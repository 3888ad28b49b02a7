"""Check every YAML file of the dataset against its schema in `species_data/schema`, and what it refers to.

The schema of `a/b.yaml` is `schema/a/b.yaml`, or else `schema/a.yaml`. Prints one line for each fault, with file, line
and the way to it (members of lists count from 1), and ends with 1 when there is any.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cites_check.dataset.text import read_yaml
from cites_check.model.codes import DocumentKind, Verdict
from cites_check.model.lines import LineItem
from cites_check.rules.requirements import CONVENTION_RULES, NATIONAL_KEYS
from cites_check.rules.table import RULES
from species_data.build.cross_checks import Contents, Finding, Taxa, cross_checks, entries
from species_data.build.marked_yaml import MarkedDocument, Step
from species_data.build.schema_words import Known, validator
from species_data.build.word_checks import word_checks

SPECIES_DATA = Path(__file__).resolve().parents[1]
SCHEMAS = SPECIES_DATA / "schema"
NO_DATA = frozenset({"build", "schema", "sources"})
"""Folders of `species_data` that hold no part of the dataset."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong at one place. `line` counts from 1."""

    file: str
    line: int
    where: str
    message: str

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        return f"species_data/{self.file}:{self.line}: {where}{self.message}"


def faults(data: Path = SPECIES_DATA) -> list[Fault]:
    """Every fault in the YAML files of the dataset in `data`, by file and line."""
    documents = {name: MarkedDocument(data / name) for name in yaml_files(data)}
    found = {
        Fault(name, slip.line, _way(slip.path), slip.message)
        for name, document in documents.items()
        for slip in document.slips
    }
    # What cannot be read for sure is not judged further.
    contents = {name: document.content for name, document in documents.items() if not document.slips}
    taxa = _taxa(data / "taxa.tsv")
    known = _known(contents, taxa)
    findings = [finding for name in contents for finding in _by_schema(name, contents, known)]
    for finding in (*findings, *cross_checks(contents, taxa), *word_checks(contents)):
        place = (*finding.path, finding.key) if finding.key else finding.path
        line = documents[finding.file].line(place)
        found.add(Fault(finding.file, line, _way(finding.path), finding.message))
    return sorted(found)


def yaml_files(data: Path) -> list[str]:
    """The YAML files of the dataset, as paths below `data`, in order."""
    paths = (path.relative_to(data) for path in data.rglob("*.yaml"))
    return sorted(path.as_posix() for path in paths if path.parts[0] not in NO_DATA)


def schema_of(name: str) -> str:
    """The schema of a file, as a path below `schema`; empty where there is none."""
    folder = f"{name.partition('/')[0]}.yaml"
    return next((one for one in (name, folder) if one in schemas()), "")


@cache
def schemas() -> Mapping[str, Any]:
    """All schemas by their path below `schema`."""
    found = {}
    for path in sorted(SCHEMAS.rglob("*.yaml")):
        schema = read_yaml(path)
        # A schema that names its dialect would be read by the validator of the library, without our own words.
        del schema["$schema"]
        found[path.relative_to(SCHEMAS).as_posix()] = schema
    return found


@cache
def _registry() -> Registry[Any]:
    return Registry[Any]().with_resources(
        (name, Resource.from_contents(schema, default_specification=DRAFT202012)) for name, schema in schemas().items()
    )


def _by_schema(name: str, contents: Contents, known: Known) -> Iterator[Finding]:
    schema = schema_of(name)
    if not schema:
        yield Finding(name, (), "there is no schema for this file: add one to species_data/schema")
        return
    own = {**known, "article": _keys(contents, name, "articles")}
    for error in validator(schema, _registry(), own).iter_errors(contents[name]):
        path = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            # An unknown key is told of the mapping that holds it.
            yield Finding(name, path[:-1], error.message, str(path[-1]))
        else:
            yield Finding(name, path, error.message)


def _way(path: tuple[Step, ...]) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def _taxa(path: Path) -> Taxa:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["kingdom"], row["name"]): row["rank"] for row in rows}


def _known(contents: Contents, taxa: Taxa) -> Known:
    """What the dataset and the program know, by kind."""
    states = _keys(contents, "countries.yaml", "countries")
    special = _keys(contents, "countries.yaml", "special")
    areas = _keys(contents, "countries.yaml", "areas")
    return {
        **{kind: _codes(contents, f"codes/{kind}s.yaml") for kind in ("term", "source", "purpose", "unit")},
        "country": states,
        "place": states and special and states | special,
        "population": states and areas and states | {f"area:{area}" for area in areas},
        "annotation": _keys(contents, "annotations.yaml", "annotations"),
        "exempt form": _keys(contents, "annotations.yaml", "exempt_forms"),
        "fact": _keys(contents, "annotations.yaml", "facts"),
        "taxon": {name for _, name in taxa},
        **{kind: {name for (_, name), rank in taxa.items() if rank == kind} for kind in ("class", "order", "family")},
        "document": {kind.value for kind in DocumentKind},
        "verdict": {verdict.value for verdict in Verdict},
        "field": set(LineItem.__dataclass_fields__),
        "need": NATIONAL_KEYS | {key for _, key in CONVENTION_RULES},
        "rule": {rule.id for rule in RULES},
    }


def _codes(contents: Contents, name: str) -> set[str] | None:
    return {str(entry.get("code")) for _, entry in entries(contents, name)} if name in contents else None


def _keys(contents: Contents, name: str, table: str) -> set[str] | None:
    """The keys of a table; None where there is none, which is a fault of its own."""
    content = contents.get(name)
    found = content.get(table) if isinstance(content, dict) else None
    return set(found) if isinstance(found, dict) else None


def main(data: Path = SPECIES_DATA) -> int:
    """Print the faults; 1 when there is any."""
    found = faults(data)
    for fault in found:
        print(fault)
    print(f"files: {len(yaml_files(data))}, faults: {len(found)}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else SPECIES_DATA))
