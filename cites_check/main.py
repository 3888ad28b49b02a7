"""Entry point: the only place where exceptions become exit codes."""

from __future__ import annotations

import os
import sys

INTERNAL_ERROR = 70
INTERRUPTED = 130
BROKEN_PIPE = 141

SETTLED = ("check", "lookup", "scan", "explain", "rules")
"""Commands whose options may be set by the environment or a configuration file."""


def run() -> None:
    """Run the program and leave it with the exit code of the contract."""
    sys.exit(main())


def main(arguments: list[str] | None = None) -> int:
    """Run one command line; the exit code is returned.

    No traceback reaches the user unless CITES_CHECK_DEBUG is set.
    """
    from cites_check.errors import CitesCheckError, PipeClosedError

    if arguments is None:
        arguments = sys.argv[1:]
    try:
        result = _dispatch(arguments)
        sys.stdout.flush()
        return result
    except CitesCheckError as error:
        _say(f"cites-check: {error.message}")
        if error.fix:
            _say(f"  to mend it: {error.fix}")
        return error.exit_code
    except (BrokenPipeError, PipeClosedError):
        # The reader has gone; keep Python from complaining about it again while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        _say("cites-check: interrupted")
        return INTERRUPTED
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except Exception as error:
        return _other(error)


def _dispatch(arguments: list[str]) -> int:
    from cites_check.cli.config_file import is_configured

    command, *rest = arguments or [""]
    configured = is_configured()
    if command == "lookup" and rest and not configured and not any(word.startswith("-") for word in rest):
        # An officer's plain look-up has no options to understand, and starts twice as fast without Typer.
        from cites_check.cli.lookup_run import run_lookup

        return run_lookup(rest)
    from cites_check.cli.app import build_app

    # Not standalone: Typer would turn unexpected errors and broken pipes into exit code 1, which means "findings".
    settings = {}
    if configured and command in SETTLED and not {"-h", "--help"} & set(rest):
        from cites_check.cli.configuration import defaults

        settings = {command: defaults(command, rest)}
    result = build_app(command)(args=arguments, standalone_mode=False, default_map=settings)
    return result if isinstance(result, int) else 0


def _other(error: Exception) -> int:
    """Typer's own errors show themselves; an aborted prompt is an interruption; the rest is ours to explain."""
    if type(error).__name__ == "Abort":
        _say("cites-check: interrupted")
        return INTERRUPTED
    show = getattr(error, "show", None)
    if callable(show):
        show()
        return 2
    if os.environ.get("CITES_CHECK_DEBUG"):
        raise error
    _say(f"cites-check: internal error: {type(error).__name__}: {error}")
    _say("  to mend it: run again with CITES_CHECK_DEBUG=1 and report what it prints; nothing was changed")
    return INTERNAL_ERROR


def _say(message: str) -> None:
    # Messages may carry goods text or paths, and a terminal acts on control characters.
    printable = "".join(sign if sign.isprintable() or sign in "\n" else "\N{REPLACEMENT CHARACTER}" for sign in message)
    print(printable, file=sys.stderr)  # noqa: T201 - this is where the program speaks to its user
