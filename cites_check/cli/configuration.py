"""Settings from the environment and the configuration file, for the options of `check` and `lookup`.

Order: command line, environment, configuration file, default. Within one of them a setting of the command goes before
one for all commands.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import typer

from cites_check.cli.config_file import find
from cites_check.cli.placed import read_placed, read_text
from cites_check.errors import UsageError, did_you_mean

SHARED = ("importer", "on_date", "lang", "data_dir")
"""Settings that stand at the top of the file and hold for every command that has the option."""
SECTIONS = ("check", "lookup")
_NOT_SETTINGS = frozenset({"paths", "names", "example", "help"})
_PATHS = frozenset({"permits", "waivers", "baseline", "headings", "output", "data_dir"})
_VARIABLES = {"data_dir": "CITES_CHECK_DATA"}

Value = str | list[str]


@dataclass(frozen=True, slots=True)
class Setting:
    """The effective value of one option as text or list of texts, None where there is none, and where it came from."""

    name: str
    value: Value | None
    origin: str


class Configuration:
    """The settings of one file; of none where `path` is empty. Raises UsageError for what cannot be a setting."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._content: Mapping[str, Any] = _read(Path(path)) if path else {}

    def settings(self, command: str, options: Iterable[Any], environment: Mapping[str, str]) -> Iterator[Setting]:
        """Every setting of a command, given its Typer options."""
        known = [option for option in options if option.name not in _NOT_SETTINGS]
        names = [option.name for option in known]
        section = self._section(command, names)
        _refuse_unknown_variables(command, names, environment)
        for option in known:
            yield (
                _from_environment(option, command, environment)
                or self._from_file(option, command, section)
                or Setting(option.name, _text_of_default(option.default), "default")
            )

    def _section(self, command: str, names: list[str]) -> Mapping[str, Any]:
        _refuse_unknown(self._content, {*SHARED, *SECTIONS}, self.path, "", hints=names)
        if command not in SECTIONS:
            return {}
        section = self._content.get(command)
        if section is None:
            return {}
        if not isinstance(section, Mapping):
            raise UsageError(f"{_place(self.path, self._content, command)}: {command} is not a mapping of settings")
        _refuse_unknown(section, set(names), self.path, f"{command}.")
        return section

    def _from_file(self, option: Any, command: str, section: Mapping[str, Any]) -> Setting | None:
        for content, prefix in ((section, f"{command}."), (self._content, "")):
            if not prefix and option.name not in SHARED:
                continue
            for key, given in content.items():
                if _name(key) == option.name:
                    place = _place(self.path, content, key)
                    value = _value(option, given, f"{place}: {prefix}{key}")
                    return Setting(option.name, self._beside(option.name, value), place)
        return None

    def _beside(self, name: str, value: Value) -> Value:
        """Files are named as seen from the folder of the configuration."""
        folder = Path(self.path).parent
        if isinstance(value, list):
            return [str(self._beside(name, one)) for one in value]
        if name == "report":
            kind, equals, file = value.partition("=")
            return f"{kind}={folder / file}" if equals else value
        return str(folder / value) if name in _PATHS else value


def options_of(command: str) -> list[Any]:
    """The options of a command as Typer sees them."""
    from cites_check.cli.app import build_app

    group: Any = typer.main.get_command(build_app(command))
    return list(group.commands[command].params)


def defaults(command: str, arguments: Collection[str] = ()) -> dict[str, Any]:
    """What a command takes for options that its `arguments` leave out: the settings that are no defaults."""
    configuration = Configuration(find())
    found = [
        setting
        for setting in configuration.settings(command, options_of(command), os.environ)
        if setting.origin != "default"
    ]
    settings = {setting.name: setting.value for setting in found}
    # A file that was found by itself may change what counts, so a check says that it did.
    by_file = any(setting.origin.startswith(configuration.path) for setting in found) if configuration.path else False
    if command == "check" and by_file and settings.get("quiet") != "true" and not {"-q", "--quiet"} & set(arguments):
        typer.echo(f"cites-check: settings from {configuration.path}", err=True)
    return settings


def variable(name: str, command: str) -> tuple[str, ...]:
    """The environment variables of an option, the one that goes first in front."""
    own = f"CITES_CHECK_{command.upper()}_{name.upper()}"
    shared = _VARIABLES.get(name, f"CITES_CHECK_{name.upper()}")
    return (*((own,) if command in SECTIONS else ()), *((shared,) if name in SHARED else ()))


def _from_environment(option: Any, command: str, environment: Mapping[str, str]) -> Setting | None:
    for name in variable(option.name, command):
        if given := environment.get(name, "").strip():
            parts = [part.strip() for part in given.split(",") if part.strip()] if option.multiple else given
            return Setting(option.name, _value(option, parts, name), f"environment {name}")
    return None


def _refuse_unknown_variables(command: str, names: list[str], environment: Mapping[str, str]) -> None:
    """A variable that sets nothing is a mistake as much as a key that sets nothing."""
    if command not in SECTIONS:
        return
    prefix = f"CITES_CHECK_{command.upper()}_"
    known = [name.upper() for name in names]
    for given in sorted(environment):
        if given.startswith(prefix) and given.removeprefix(prefix) not in known:
            name = given.removeprefix(prefix)
            advice = did_you_mean(name, known, "cites-check config show lists all settings", prefix)
            raise UsageError(f"environment: {given} sets nothing", advice)


def _read(path: Path) -> Mapping[str, Any]:
    content = _read_project(path) if path.suffix == ".toml" else read_placed(path, "configuration")
    if content is None:
        return {}
    if not isinstance(content, Mapping):
        raise UsageError(f"{path}: not a mapping of settings", "for example importer: KR")
    return content


def _read_project(path: Path) -> object:
    import tomllib

    try:
        tool = tomllib.loads(read_text(path, "configuration")).get("tool")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: not TOML: {error}") from None
    return tool.get("cites-check") if isinstance(tool, dict) else None


def _value(option: Any, given: object, place: str) -> Value:
    """A setting as text, checked against what the option takes. Raises UsageError."""
    if isinstance(given, Mapping) and option.name == "map":
        given = [f"{column}={field}" for column, field in given.items()]
    many = isinstance(given, list)
    texts = [_text(one, place) for one in (given if isinstance(given, list) else [given])]
    if many and not option.multiple:
        raise UsageError(f"{place}: takes one value, not a list")
    for text in texts:
        try:
            option.type.convert(text, option, None)
        except typer.BadParameter as error:
            raise UsageError(f"{place}: {error.message}") from None
    return texts if option.multiple else texts[0]


def _text(value: object, place: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (str, int, float)) and str(value).strip():
        return str(value)
    raise UsageError(
        f"{place}: has no value" if value in (None, "") else f"{place}: not a value", "give one, or drop it"
    )


def _text_of_default(value: object) -> Value | None:
    if value is None or callable(value):
        return None
    return _text(getattr(value, "value", value), "default")


def _refuse_unknown(
    content: Mapping[str, Any], known: set[str], path: str, prefix: str, hints: Iterable[str] = ()
) -> None:
    seen: set[str] = set()
    for key in content:
        name = _name(key)
        place = _place(path, content, key)
        if name in seen:
            raise UsageError(f"{place}: {prefix}{key} stands twice", "write it once, with hyphens")
        seen.add(name)
        if name in known:
            continue
        if name in hints:
            raise UsageError(f"{place}: {key} does not hold for all commands", "write it under check: or lookup:")
        settings = [setting.replace("_", "-") for setting in known]
        advice = did_you_mean(name.replace("_", "-"), settings, "cites-check config show lists all", prefix)
        raise UsageError(f"{place}: unknown setting {prefix}{key}", advice)


def _name(key: object) -> str:
    return str(key).replace("-", "_")


def _place(path: str, content: Mapping[str, Any], key: object) -> str:
    line = getattr(content, "lines", {}).get(key)
    return f"{path}:{line}" if line else path
