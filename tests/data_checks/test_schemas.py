"""The dataset keeps to its schemas; who edits it is told of every slip with its place, and how to mend it."""

from __future__ import annotations

import contextlib
import io
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from cites_check.rules.conditions import KEYS
from species_data.build import manifest, validate

MISTAKES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "schema_mistakes.yaml").read_text("utf-8"))


def test_the_committed_dataset_is_valid_and_its_manifest_fresh() -> None:
    assert validate.faults() == []
    assert (validate.SPECIES_DATA / manifest.MANIFEST).read_text("utf-8") == manifest.manifest()


def test_every_file_of_the_dataset_has_a_schema_and_every_schema_a_file() -> None:
    files = validate.yaml_files(validate.SPECIES_DATA)
    used = {validate.schema_of(name) for name in files}
    assert used | {"common.yaml"} == set(validate.schemas())


@pytest.mark.parametrize("name", validate.schemas())
def test_a_schema_is_one_of_json_schema_2020_12(name: str) -> None:
    Draft202012Validator.check_schema(validate.schemas()[name])


def test_conditions_of_law_are_those_that_the_program_knows() -> None:
    assert validate.schemas()["jurisdictions.yaml"]["$defs"]["when"]["properties"].keys() == KEYS


@pytest.fixture(scope="module")
def slipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the dataset with all the mistakes in it."""
    data = tmp_path_factory.mktemp("slips") / "species_data"
    for name in ["taxa.tsv", *validate.yaml_files(validate.SPECIES_DATA)]:
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(validate.SPECIES_DATA / name, data / name)
    for mistake in MISTAKES:
        path = data / mistake["file"]
        text = path.read_text("utf-8") if "old" in mistake else ""
        assert mistake.get("old", "") in text, f"{mistake['slip']}: the dataset has changed; choose another place"
        path.write_text(text.replace(mistake.get("old", ""), mistake["new"], 1), "utf-8")
    return data


@pytest.fixture(scope="module")
def refusal(slipped: Path) -> list[str]:
    """What the maker of the manifest says of that copy, line by line."""
    before = (slipped / manifest.MANIFEST).read_bytes()
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        assert manifest.main(slipped) == 1
    assert (slipped / manifest.MANIFEST).read_bytes() == before
    return said.getvalue().splitlines()


def _line(data: Path, mistake: dict[str, Any]) -> int:
    """The line, from 1, that the message has to name."""
    if "in" in mistake:
        lines = (data / mistake["in"]).read_text("utf-8").splitlines()
        return next(number for number, line in enumerate(lines, start=1) if mistake["line"] in line)
    text: str = (data / mistake["file"]).read_text("utf-8")
    at: int = text.index(mistake["new"])
    if "above" in mistake:
        at = text.rindex(mistake["above"], 0, at)
    return text[:at].count("\n") + 1 + int(mistake.get("offset", 0))


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake["slip"] for mistake in MISTAKES])
def test_a_slip_is_told_at_its_place(mistake: dict[str, Any], slipped: Path, refusal: list[str]) -> None:
    file = mistake.get("in", mistake["file"])
    assert f"species_data/{file}:{_line(slipped, mistake)}: {mistake['says']}" in refusal


def test_nothing_else_is_told(refusal: list[str]) -> None:
    *told, summary = refusal
    assert summary.startswith(f"faults: {len(MISTAKES)};")
    assert len(told) == len(MISTAKES)
