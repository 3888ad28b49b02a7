"""Entry point: the only place where exceptions become exit codes."""

from __future__ import annotations

import errno
import os
import sys

USAGE_ERROR = 2
INTERNAL_ERROR = 70
INTERRUPTED = 130
BROKEN_PIPE = 141

SETTLED = ("check", "lookup", "scan", "explain", "rules")
"""Commands whose options may be set by the environment or a configuration file."""

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def run() -> None:
    """Run the program and leave it with the exit code of the contract."""
    sys.exit(main())


def main(arguments: list[str] | None = None) -> int:
    """Run one command line; the exit code is returned.

    No traceback reaches the user unless CITES_CHECK_DEBUG is set.
    """
    from cites_check.cli.streams import never_fail
    from cites_check.errors import CitesCheckError

    never_fail()
    if arguments is None:
        arguments = sys.argv[1:]
    try:
        result = _dispatch(arguments)
        sys.stdout.flush()
        return result
    except CitesCheckError as error:
        _complain(error.message, error.fix)
        return error.exit_code
    except BrokenPipeError:
        return _pipe_closed()
    except SystemExit as leaving:
        # Typer leaves with 1 when its reader has gone, and 1 means "findings".
        if isinstance(leaving.__context__, BrokenPipeError):
            return _pipe_closed()
        return leaving.code if isinstance(leaving.code, int) else 0
    except (Exception, KeyboardInterrupt) as error:
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


def _pipe_closed() -> int:
    """The reader has gone; keep Python from complaining about it again while it shuts down."""
    _drop_output()
    return BROKEN_PIPE


def _drop_output() -> None:
    sys.stdout = sys.__stdout__
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _other(error: Exception | KeyboardInterrupt) -> int:
    """An interruption, what Typer found wrong on the command line, a full disk; the rest is ours to explain."""
    kind = type(error).__name__
    if kind in ("KeyboardInterrupt", "Abort"):
        _say("cites-check: interrupted")
        return INTERRUPTED
    if kind == "NoArgsIsHelpError":
        # The help was shown instead.
        return USAGE_ERROR
    words = getattr(error, "format_message", None)
    if callable(words):
        context = getattr(error, "ctx", None)
        _complain(words(), f"{context.command_path if context else 'cites-check'} --help shows what can be given")
        return USAGE_ERROR
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        _drop_output()
        _complain(f"the output cannot be written: {error.strerror}", "make room, or write to another place")
        return USAGE_ERROR
    if os.environ.get("CITES_CHECK_DEBUG"):
        raise error
    _complain(
        f"internal error: {kind}: {error}",
        "run again with CITES_CHECK_DEBUG=1 and report what it prints; nothing was changed",
    )
    return INTERNAL_ERROR


def _complain(message: str, fix: str) -> None:
    _say(f"cites-check: {message}")
    if fix:
        _say(f"  to mend it: {fix}")


def _say(message: str) -> None:
    # Messages may carry goods text or paths, and a terminal acts on control characters.
    printable = "".join(sign if sign.isprintable() or sign in "\n" else "\N{REPLACEMENT CHARACTER}" for sign in message)
    print(printable, file=sys.stderr)  # noqa: T201 - this is where the program speaks to its user
