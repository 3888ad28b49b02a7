"""What a schema cannot see: that files agree with each other, with the tree of taxa, and with the program's rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from cites_check.rules.national import OWN_CLAIMS, OWN_EXTRAS
from cites_check.rules.table import RULES
from species_data.build.marked_yaml import Step

Contents = Mapping[str, Any]
"""Path of a file below `species_data` → what it holds."""
Taxa = Mapping[tuple[str, str], str]
"""Kingdom and name → rank."""

_NEARLY = 0.9
"""So alike are a key and a misspelling of it (`difflib` ratio)."""


class Finding(NamedTuple):
    """A file, the way to a place in it, and what is wrong there.

    `key` is a key of the mapping at `path`, in whose line the fault stands.
    """

    file: str
    path: tuple[Step, ...]
    message: str
    key: str = ""


def cross_checks(contents: Contents, taxa: Taxa) -> Iterator[Finding]:
    """Every disagreement. What has another form than the schema asks for is passed over."""
    yield from _ranks(contents, taxa)
    yield from _file_names(contents)
    yield from _keys_of_rules(contents)
    for places in (_countries_claimed(contents), _taxa_listed(contents), _ids(contents)):
        yield from _once(places)


def entries(contents: Contents, name: str, table: str = "") -> Iterator[tuple[tuple[Step, ...], Mapping[str, Any]]]:
    """The mappings in the list of a file, or in its list `table`, each with the way to it."""
    for number, entry in enumerate(_list(_part(contents.get(name), table) if table else contents.get(name))):
        if isinstance(entry, dict):
            yield ((table, number) if table else (number,)), entry


def _part(content: Any, key: str) -> Any:
    return content.get(key) if isinstance(content, dict) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _in_folder(contents: Contents, folder: str) -> list[str]:
    return [name for name in contents if name.startswith(f"{folder}/")]


def _ranks(contents: Contents, taxa: Taxa) -> Iterator[Finding]:
    """A taxon is of the kingdom and rank that taxa.tsv gives it."""
    tables = [(name, "entries") for name in _in_folder(contents, "listings")]
    tables += [(name, "items") for name in ("quotas.yaml", "suspensions.yaml", "reservations.yaml")]
    names = {name for _, name in taxa}
    for name, table in tables:
        for path, entry in entries(contents, name, table):
            taxon, kingdom = str(entry.get("taxon")), entry.get("kingdom") or _part(contents[name], "kingdom")
            rank = taxa.get((str(kingdom), taxon))
            if taxon in names and kingdom and rank is None:
                yield Finding(name, (*path, "taxon"), f"there is no {taxon!r} among {kingdom}")
            elif rank and rank != entry.get("rank"):
                yield Finding(name, (*path, "rank"), f"in taxa.tsv {taxon} is a {rank}")


def _file_names(contents: Contents) -> Iterator[Finding]:
    """A file is named by the country or group that it is about."""
    for folder, key in (("jurisdictions", "code"), ("listings", "group")):
        for name in _in_folder(contents, folder):
            said, stem = _part(contents[name], key), Path(name).stem
            if said and said != stem:
                yield Finding(name, (key,), f"{said!r} is not the name of the file, {stem!r}")


def _keys_of_rules(contents: Contents) -> Iterator[Finding]:
    """A key that is nearly one that a rule looks for is a slip: the rule would never see it."""
    known = {rule.id for rule in RULES} | OWN_EXTRAS | OWN_CLAIMS
    for name in _in_folder(contents, "jurisdictions"):
        for path, entry in (*entries(contents, name, "extras"), *entries(contents, name, "exemptions")):
            key = str(entry.get("key"))
            close = get_close_matches(key, known, 1, _NEARLY) if key not in known else ()
            if close:
                yield Finding(name, (*path, "key"), f"no rule looks for {key!r} (did you mean {close[0]!r}?)")


Place = tuple[str, tuple[Step, ...], object]
"""A file, the way to a value in it, and the value."""


def _countries_claimed(contents: Contents) -> Iterator[Place]:
    """No country is under two jurisdiction files."""
    for name in _in_folder(contents, "jurisdictions"):
        for number, country in enumerate(_list(_part(contents[name], "applies_to"))):
            yield name, ("applies_to", number), country


def _taxa_listed(contents: Contents) -> Iterator[Place]:
    """No taxon has two entries."""
    for name in _in_folder(contents, "listings"):
        for path, entry in entries(contents, name, "entries"):
            yield name, (*path, "taxon"), entry.get("taxon")


def _ids(contents: Contents) -> Iterator[Place]:
    """No two meanings of words have the same id."""
    for name in _in_folder(contents, "vocabulary"):
        for path, entry in entries(contents, name):
            yield name, (*path, "id"), entry.get("id")


def _once(places: Iterable[Place]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for name, path, value in places:
        if isinstance(value, str) and first.setdefault(value, name) != name:
            yield Finding(name, path, f"{value!r} stands in {first[value]} as well")
