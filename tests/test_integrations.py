"""The definitions that other tools read: their files parse, name what exists, and their scripts run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
BAD = "scientific_name,source,purpose,term,quantity,origin,exporter\nPanthera tigris,W,T,SKI,1,CN,CN\n"
_PROGRAM = f"""#!{sys.executable}
import sys
sys.path.insert(0, {str(ROOT)!r})
sys.argv[0] = "cites-check"
from cites_check.main import run
run()
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The program under its own name, as an installation puts it."""
    path = tmp_path / "cites-check" / "bin" / "cites-check"
    path.parent.mkdir(parents=True)
    path.write_text(_PROGRAM, encoding="utf-8")
    path.chmod(0o755)
    return path


def _scripts() -> dict[str, str]:
    scripts: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    return scripts


def _run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env=os.environ | environment
    )


def test_the_pre_commit_hook_runs_what_it_names(program: Path, tmp_path: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {"id", "name", "entry", "language", "files", "require_serial"} <= set(hook)
    entry = shlex.split(hook["entry"])
    assert hook["language"] == "python"
    assert entry[0] in _scripts()
    chosen = re.compile(hook["files"])
    assert chosen.search("declarations/2026/november.csv")
    assert chosen.search("imports/declaration/lines.xlsx")
    assert not chosen.search("src/lines.csv")
    (tmp_path / "lines.csv").write_text(BAD, encoding="utf-8")
    done = _run([str(program), *entry[1:], "lines.csv"], tmp_path)
    assert done.returncode == 1
    assert "app1-commercial-prohibited" in done.stdout


def _action() -> dict[str, Any]:
    action: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return action


def test_the_action_uses_the_inputs_it_has_and_keeps_them_out_of_its_scripts() -> None:
    action = _action()
    assert action["runs"]["using"] == "composite"
    used = set()
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert "uses" in step or step["shell"] == "bash"
        values = [*step.get("env", {}).values(), *step.get("with", {}).values()]
        used |= {name for value in values for name in re.findall(r"inputs\.([\w-]+)", str(value))}
    assert used == set(action["inputs"])


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"paths": "lines/**/*.csv\n"}, 1),
        ({"paths": "lines/deep/with space.csv\n", "fail-on": "never", "importer": "KR"}, 0),
        ({"paths": "lines/none.csv"}, 3),
        ({"paths": "*.csv; touch ran\n$(touch ran)\n`touch ran`"}, 3),
        ({"paths": "lines/**/*.csv", "importer": "$(touch ran)"}, 2),
        ({"paths": "lines/**/*.csv", "waivers": "none.yaml"}, 2),
        ({"paths": "lines/**/*.csv", "sarif": "found.sarif", "lang": "ko"}, 1),
        ({"paths": "--help"}, 3),
    ],
)
def test_the_script_of_the_action(program: Path, tmp_path: Path, inputs: dict[str, str], code: int) -> None:
    action = _action()
    (step,) = (step for step in action["runs"]["steps"] if step.get("id") == "check")
    given = {name: str(one.get("default", "")) for name, one in action["inputs"].items()} | inputs
    environment = {name: given[re.findall(r"inputs\.([\w-]+)", value)[0]] for name, value in step["env"].items()}
    work = tmp_path / "work"
    (work / "lines" / "deep").mkdir(parents=True)
    (work / "lines" / "deep" / "with space.csv").write_text(BAD, encoding="utf-8")
    page, output = tmp_path / "page.md", tmp_path / "output"
    done = _run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
        work,
        RUNNER_TEMP=str(tmp_path),
        GITHUB_STEP_SUMMARY=str(page),
        GITHUB_OUTPUT=str(output),
        **environment,
    )
    assert done.returncode == code, done.stderr
    assert output.read_text() == f"exit-code={code}\n"
    assert not (work / "ran").exists()
    if code == 1:
        assert "::error file=lines/deep/with space.csv,line=2" in done.stdout
        assert "Panthera tigris" in page.read_text(encoding="utf-8")
    assert (work / "found.sarif").exists() is ("sarif" in inputs)


def test_the_image_is_built_from_what_is_there_and_does_not_run_as_root() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    steps = [line.split(maxsplit=1) for line in text.splitlines() if line and not line.startswith("#")]
    for word, rest in steps:
        if word == "COPY" and not rest.startswith("--from"):
            assert all((ROOT / source).exists() for source in rest.split()[:-1]), rest
    assert [rest for word, rest in steps if word == "FROM"] == ["python:3.12-slim AS build", "python:3.12-slim"]
    (user,) = (rest for word, rest in steps if word == "USER")
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", user)
    (entry,) = (rest for word, rest in steps if word == "ENTRYPOINT")
    assert yaml.safe_load(entry)[0] in _scripts()
    final = steps[[number for number, (word, _) in enumerate(steps) if word == "FROM"][-1] :]
    assert not [rest for word, rest in final if word == "RUN"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_is_printed(program: Path, tmp_path: Path, shell: str) -> None:
    done = _run([str(program)], tmp_path, _CITES_CHECK_COMPLETE=f"source_{shell}")
    assert done.returncode == 0
    assert "_CITES_CHECK_COMPLETE=complete_" in done.stdout
    assert "cites-check" in done.stdout
    if shell == "bash":
        assert _run(["bash", "-n", "-c", done.stdout], tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("words", "completed"),
    [("cites-check che", "check"), ("cites-check check --fail-on re", "review"), ("cites-check config ", "show")],
)
def test_completion_answers(program: Path, tmp_path: Path, words: str, completed: str) -> None:
    # A damaged configuration must not get in the way of typing.
    (tmp_path / "cites-check.yaml").write_text("{", encoding="utf-8")
    done = _run(
        [str(program)],
        tmp_path,
        _CITES_CHECK_COMPLETE="complete_bash",
        COMP_WORDS=words,
        COMP_CWORD=str(words.count(" ")),
    )
    assert done.returncode == 0
    assert completed in done.stdout.split()


def test_the_examples_of_the_documentation_hold(program: Path, tmp_path: Path) -> None:
    text = (ROOT / "docs" / "integrations.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    (waivers,) = (block for block in blocks if block.startswith("waivers:"))
    (settings,) = (block for block in blocks if block.startswith("importer:"))
    (tmp_path / "waivers.yaml").write_text(waivers, encoding="utf-8")
    (tmp_path / "cites-check.yaml").write_text(settings, encoding="utf-8")
    shown = _run([str(program), "config", "show"], tmp_path)
    assert shown.returncode == 0, shown.stderr
    (tmp_path / "lines.csv").write_text(BAD.replace("scientific_name", "Species"), encoding="utf-8")
    done = _run([str(program), "check", "lines.csv"], tmp_path)
    assert done.returncode == 1, done.stderr
    (table,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    (tmp_path / "cites-check.yaml").unlink()
    (tmp_path / "pyproject.toml").write_text(table, encoding="utf-8")
    shown = _run([str(program), "config", "show"], tmp_path)
    assert re.search(r"check\.fail-on += review", shown.stdout)
