"""Ctrl+C reaches the programs of the tests, also where the suite itself was started in the background.

A shell without job control lets what it starts with `&` ignore SIGINT, and every program started by that inherits it.
"""

import signal


def pytest_configure() -> None:
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
