"""`deck`: when nothing changed since the last build, say so and stop; else run the command line."""

from __future__ import annotations

import gc
import io
import os
import sys
from pathlib import Path

INTERRUPTED = 130
COLLECT_AFTER = 200_000


def main() -> int:
    """Run the program on the words of the command line and return the code that it ends with."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a title in a script that the terminal lacks is no reason to fail
            stream.reconfigure(errors="replace")
    # a run is short: it ends before a collection of garbage would pay
    gc.set_threshold(COLLECT_AFTER)
    argv = sys.argv[1:]
    try:
        code = _unchanged(argv)
        return _run(argv) if code is None else code
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        # nor does one at the very end, which would look through all that is left
        gc.freeze()


def _unchanged(argv: list[str]) -> int | None:
    """Return the code of a build that changes nothing, once that is said; None when there is work to do."""
    from deck.receipt import unchanged

    try:
        here = Path.cwd()
    except OSError:
        return None
    printed = unchanged(argv, here)
    if printed is None:
        return None
    for line in printed.stderr:
        print(line, file=sys.stderr)  # noqa: T201
    try:
        print(printed.stdout, flush=True)  # noqa: T201
    except OSError:  # nobody reads, or there is no room: the long way would end the same
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return printed.exit_code


def _run(argv: list[str]) -> int:
    import signal

    from deck.cli import report_bug, run

    for name in ("SIGTERM", "SIGHUP"):
        ending = getattr(signal, name, None)
        if ending and signal.getsignal(ending) == signal.SIG_DFL:
            # whoever ends us, we take our drafts with us
            signal.signal(ending, signal.default_int_handler)
    try:
        return run(argv)
    except Exception as error:  # the last place: whatever arrives here is a bug of ours
        return report_bug(error, "deck", verbose="--verbose" in argv)


if __name__ == "__main__":
    sys.exit(main())
