"""Measured program: types into the desktop's search as GNOME does, over the session bus; prints the times."""

import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from jeepney import DBusAddress, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection
from jeepney.wrappers import unwrap_msg

from benchmarks.figures import Sample
from benchmarks.processes import processor_clock
from benchmarks.reporting import write_report
from benchmarks.stopwatch import Stopwatch
from kanbert_desktop.app.desktop_search.search_bus import GNOME
from kanbert_desktop.app.system import bus_names
from kanbert_desktop.app.system.bus_objects import PEER

TYPED = (
    "newsletter template",
    "kontaktformular kundendienst",
    "barrierefrei",
    "fußzeile überarbeiten",
    "landing page",
    "navigation",
    "qxylophon",
)
"""Words of the cards, common and rare ones, and one that is in none."""
SHOWN = 5
"""GNOME asks for the titles of as many cards as it shows."""
_TIMEOUT_SECONDS = 60.0


class DesktopSearch:
    """The search process, which the bus starts at the first call."""

    def __init__(self, bus: DBusConnection) -> None:
        self._bus = bus
        self._found: list[str] = []
        self.ping()
        (process,) = Proxy(message_bus, bus).GetConnectionUnixProcessID(bus_names.SEARCH)
        self._clock = processor_clock(process)

    def ping(self) -> None:
        self._call(PEER, "Ping", None)

    def ping_twice(self) -> None:
        """As many calls as a letter needs."""
        self.ping()
        self.ping()

    def type_letter(self, text: str) -> int:
        """Returns how many cards are found. A text of one letter starts a new search."""
        terms = text.split()
        if len(text) == 1:
            (self._found,) = self._call(GNOME, "GetInitialResultSet", "as", terms)
        else:
            (self._found,) = self._call(GNOME, "GetSubsearchResultSet", "asas", self._found, terms)
        if self._found:
            self._call(GNOME, "GetResultMetas", "as", self._found[:SHOWN])
        return len(self._found)

    def timed(self, work: Callable[[], object]) -> Sample:
        """The processor time is that of both processes."""
        before, stopwatch = time.clock_gettime_ns(self._clock), Stopwatch()
        work()
        took = stopwatch.read()
        return Sample(took.wall, took.cpu + (time.clock_gettime_ns(self._clock) - before) / 1e6)

    def _call(self, interface: str, member: str, signature: str | None, *values: object) -> Any:  # noqa: ANN401
        address = DBusAddress(bus_names.SEARCH_PATH, bus_name=bus_names.SEARCH, interface=interface)
        call = new_method_call(address, member, signature, values)
        return unwrap_msg(self._bus.send_and_get_reply(call, timeout=_TIMEOUT_SECONDS))


def letters() -> Iterator[str]:
    for text in TYPED:
        for end in range(1, len(text) + 1):
            yield text[:end]


def main(rounds: int) -> None:
    times: dict[str, list[Sample]] = {"ours": [], "bare": []}
    found: list[int] = []
    with open_dbus_connection(bus="SESSION", auth_timeout=_TIMEOUT_SECONDS) as bus:
        search = DesktopSearch(bus)
        for text in [*letters()] * rounds:
            times["ours"].append(search.timed(lambda text=text: found.append(search.type_letter(text))))  # type: ignore[misc]
            times["bare"].append(search.timed(search.ping_twice))
    if not any(found):
        raise SystemExit("The desktop's search finds no card.")
    write_report(times)


if __name__ == "__main__":
    main(int(sys.argv[1]))
