"""The signals that ask a program to end."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


def is_ignored(number: int) -> bool:
    """True for a signal that was ignored when the program started, as with `nohup`."""
    return signal.getsignal(number) is signal.SIG_IGN


@contextmanager
def interrupted_by_signals() -> Iterator[None]:
    """Each of these signals raises `KeyboardInterrupt` inside, as Ctrl+C does. For work without an event loop."""
    numbers = [number for number in SIGNALS if not is_ignored(number)]
    before = {number: signal.signal(number, _interrupt) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt
