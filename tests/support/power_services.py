"""Fake UPower and logind on a bus of their own.

Run as a program it owns both names: each line of its input changes something, and it writes the name of each call.
"""

import sys
import threading
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, message_bus, new_method_return, new_signal
from jeepney.io.threading import DBusConnection

from devtools.child_processes import ChildProcesses
from kanbert_desktop.app.system.power import (
    BUS_NAME,
    LOGIN_INTERFACE,
    LOGIN_NAME,
    LOGIN_PATH,
    OBJECT_PATH,
    ON_BATTERY,
    PROPERTIES_INTERFACE,
    SLEEP_SIGNAL,
)
from support.session_bus import BusProgram, owner_of, start_program


class FakePowerServices(BusProgram):
    """The process, as the test sees it: say "battery", "plugged", "unknown", "sleep", "resume", "other" or "leave"."""


def start_power_services(children: ChildProcesses, first: str = "plugged") -> FakePowerServices:
    return FakePowerServices(start_program(children, Path(__file__), first))


class Service:
    """Answers on one thread and sends signals on the other."""

    def __init__(self, first: str) -> None:
        self._on_battery = first == "battery"
        self._connection: DBusConnection = owner_of(BUS_NAME, "SYSTEM")
        self._connection.send(message_bus.RequestName(LOGIN_NAME))

    def answer(self) -> None:
        while True:
            call = self._connection.receive()
            if call.header.message_type is MessageType.method_call:
                print(call.header.fields[HeaderFields.member], flush=True)  # noqa: T201
                self._connection.send(new_method_return(call, "v", (("b", self._on_battery),)))

    def obey(self) -> None:
        for line in sys.stdin:
            match line.strip():
                case "battery" | "plugged" as word:
                    self._on_battery = word == "battery"
                    self._properties({ON_BATTERY: ("b", self._on_battery)})
                case "unknown":
                    self._on_battery = not self._on_battery
                    self._properties({}, [ON_BATTERY])
                case "other":
                    self._properties({"LidIsClosed": ("b", True)})
                case "sleep" | "resume" as word:
                    manager = DBusAddress(LOGIN_PATH, interface=LOGIN_INTERFACE)
                    self._connection.send(new_signal(manager, SLEEP_SIGNAL, "b", (word == "sleep",)))
                case "leave":
                    self._connection.send(message_bus.ReleaseName(BUS_NAME))
                case "return":
                    self._connection.send(message_bus.RequestName(BUS_NAME))

    def _properties(self, changed: dict[str, Any], invalidated: list[str] | None = None) -> None:
        upower = DBusAddress(OBJECT_PATH, interface=PROPERTIES_INTERFACE)
        body = (BUS_NAME, changed, invalidated or [])
        self._connection.send(new_signal(upower, "PropertiesChanged", "sa{sv}as", body))


def serve(first: str) -> None:
    service = Service(first)
    threading.Thread(target=service.obey, daemon=True).start()
    print("ready", flush=True)  # noqa: T201
    service.answer()


if __name__ == "__main__":
    serve(sys.argv[1])
