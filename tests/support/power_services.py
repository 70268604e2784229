"""Fake UPower, logind and NetworkManager on a bus of their own.

Run as a program it owns the first two names, and the third once it is told about the network: each line of its input changes something, and it writes the name of each call.
"""

import sys
import threading
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, message_bus, new_method_return, new_signal
from jeepney.io.threading import DBusConnection

from devtools.child_processes import ChildProcesses
from kanbert_desktop.app.system.power import (
    LOGIN_INTERFACE,
    LOGIN_NAME,
    LOGIN_PATH,
    METERED,
    ON_BATTERY,
    PROPERTIES_INTERFACE,
    SLEEP_SIGNAL,
    BusProperty,
)
from support.session_bus import BusProgram, owner_of, start_program


class FakePowerServices(BusProgram):
    """The process, as the test sees it: say "battery", "plugged", "unknown", "sleep", "resume", "other", "leave" or "metered 1" (`NMMetered`)."""


def start_power_services(children: ChildProcesses, first: str = "plugged") -> FakePowerServices:
    return FakePowerServices(start_program(children, Path(__file__), first))


class Service:
    """Answers on one thread and sends signals on the other."""

    def __init__(self, first: str) -> None:
        self._on_battery = first == "battery"
        self._metered = 0
        self._connection: DBusConnection = owner_of(ON_BATTERY.bus_name, "SYSTEM")
        self._connection.send(message_bus.RequestName(LOGIN_NAME))

    def answer(self) -> None:
        while True:
            call = self._connection.receive()
            if call.header.message_type is MessageType.method_call:
                is_network = call.body[0] == METERED.bus_name
                value = ("u", self._metered) if is_network else ("b", self._on_battery)
                self._connection.send(new_method_return(call, "v", (value,)))
                # Afterwards: a change that the test orders now is told after this answer, which does not know it.
                print(call.header.fields[HeaderFields.member], flush=True)  # noqa: T201

    def obey(self) -> None:
        for line in sys.stdin:
            match line.strip():
                case "battery" | "plugged" as word:
                    self._on_battery = word == "battery"
                    self._properties(ON_BATTERY, {ON_BATTERY.name: ("b", self._on_battery)})
                case "unknown":
                    self._on_battery = not self._on_battery
                    self._properties(ON_BATTERY, {}, [ON_BATTERY.name])
                case "other":
                    self._properties(ON_BATTERY, {"LidIsClosed": ("b", True)})
                case word if word.startswith("metered "):
                    self._metered = int(word.removeprefix("metered "))
                    self._connection.send(message_bus.RequestName(METERED.bus_name))
                    self._properties(METERED, {METERED.name: ("u", self._metered)})
                case "sleep" | "resume" as word:
                    manager = DBusAddress(LOGIN_PATH, interface=LOGIN_INTERFACE)
                    self._connection.send(new_signal(manager, SLEEP_SIGNAL, "b", (word == "sleep",)))
                case "leave":
                    self._connection.send(message_bus.ReleaseName(ON_BATTERY.bus_name))
                case "return":
                    self._connection.send(message_bus.RequestName(ON_BATTERY.bus_name))

    def _properties(
        self, about: BusProperty, changed: dict[str, Any], invalidated: list[str] | None = None
    ) -> None:
        service = DBusAddress(about.path, interface=PROPERTIES_INTERFACE)
        body = (about.bus_name, changed, invalidated or [])
        self._connection.send(new_signal(service, "PropertiesChanged", "sa{sv}as", body))


def serve(first: str) -> None:
    service = Service(first)
    threading.Thread(target=service.obey, daemon=True).start()
    print("ready", flush=True)  # noqa: T201
    service.answer()


if __name__ == "__main__":
    serve(sys.argv[1])
