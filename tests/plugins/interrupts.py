"""Makes Ctrl+C reach the programs of the tests, also if the suite runs in the background.

A shell without job control starts background jobs with SIGINT ignored, and child processes inherit that.
"""

import signal


def pytest_configure() -> None:
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
