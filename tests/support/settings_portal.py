"""The part of a desktop portal that tells programs its settings, on a bus of its own.

Run as a program it owns org.freedesktop.portal.Desktop on the session bus and prints the name of each method that is
called. Its argument says how it behaves: "answers", "old" (knows no such interface), "silent" (never answers) or "odd" (answers with
values of unexpected types). A line of its input is "scale 1.5", "contrast 1", "animations 0", "motion 1", "accent 0.1 0.5 0.9" or "other".
"""

import sys
import threading
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.io.threading import DBusConnection

from devtools.child_processes import ChildProcesses
from kanbert_desktop.app.system.desktop_settings import APPEARANCE, INTERFACE, NAME, PATH, SETTINGS
from support.session_bus import BusProgram, owner_of, start_program

FIRST: dict[str, dict[str, Any]] = {
    APPEARANCE: {"contrast": ("u", 0), "accent-color": ("(ddd)", (0.2, 0.5, 0.9)), "color-scheme": ("u", 1)},
    INTERFACE: {"text-scaling-factor": ("d", 1.25), "enable-animations": ("b", True)},
}
ODD: dict[str, dict[str, Any]] = {
    APPEARANCE: {"contrast": ("s", "1"), "accent-color": ("(dd)", (0.2, 0.5)), "reduced-motion": ("b", True)},
    INTERFACE: {"text-scaling-factor": ("s", "big"), "enable-animations": ("u", 0)},
}


def start_settings_portal(children: ChildProcesses, behaviour: str = "answers") -> BusProgram:
    return BusProgram(start_program(children, Path(__file__), behaviour))


def serve(behaviour: str) -> None:
    connection = owner_of(NAME)
    threading.Thread(target=_tell, args=(connection,), daemon=True).start()
    print("ready", flush=True)  # noqa: T201
    while True:
        call = connection.receive()
        if call.header.message_type is not MessageType.method_call:
            continue
        print(call.header.fields[HeaderFields.member], flush=True)  # noqa: T201
        if behaviour == "old":
            connection.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod"))
        elif behaviour != "silent":
            values = ODD if behaviour == "odd" else FIRST
            connection.send(new_method_return(call, "a{sa{sv}}", (values,)))


def _setting(word: str, first: float = 0, *more: float) -> tuple[str, str, tuple[str, Any]]:
    match word:
        case "scale":
            return INTERFACE, "text-scaling-factor", ("d", first)
        case "animations":
            return INTERFACE, "enable-animations", ("b", bool(first))
        case "contrast":
            return APPEARANCE, "contrast", ("u", int(first))
        case "motion":
            return APPEARANCE, "reduced-motion", ("u", int(first))
        case "accent":
            return APPEARANCE, "accent-color", ("(ddd)", (first, *more))
    return INTERFACE, "clock-format", ("s", "24h")


def _tell(connection: DBusConnection) -> None:
    settings = DBusAddress(PATH, interface=SETTINGS)
    for line in sys.stdin:
        word, *values = line.split()
        space, name, value = _setting(word, *map(float, values))
        connection.send(new_signal(settings, "SettingChanged", "ssv", (space, name, value)))


if __name__ == "__main__":
    serve(sys.argv[1])
