"""Lets a bus take the time that a busy machine takes: jeepney gives up one that is silent for a second when it is opened."""

from jeepney.io import blocking, threading

DEADLINE_SECONDS = 60.0


def pytest_configure() -> None:
    wait_long_for_buses()


def wait_long_for_buses() -> None:
    """In this process; keyrings are asked over such a connection, too."""
    for open_connection in (blocking.open_dbus_connection, threading.open_dbus_connection):
        defaults = open_connection.__defaults__
        assert defaults is not None
        open_connection.__defaults__ = (*defaults[:-1], DEADLINE_SECONDS)
