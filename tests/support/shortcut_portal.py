"""The part of a desktop portal that gives programs a key, on a bus of its own.

Run as a program it owns org.freedesktop.portal.Desktop on the session bus and prints the name of each method that is
called. Its argument says how it behaves: "binds", "gnome-48" (binds, but reports a failure), "declines", "fails", "old" (knows no such interface), "silent" (never
answers) or "undecided" (never reports what the user chose). A line of its input is "press TOKEN", "change KEY", "remove",
or "close".
"""

import sys
import threading
from pathlib import Path
from typing import Any

from jeepney import HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.io.threading import DBusConnection
from jeepney.wrappers import DBusAddress

from devtools.child_processes import ChildProcesses
from support.session_bus import BusProgram, owner_of, start_program

NAME, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
SESSION = f"{PATH}/session/test/1"
SIGNATURES = {"CreateSession": "a{sv}", "BindShortcuts": "oa(sa{sv})sa{sv}"}
CODES = {"binds": 0, "declines": 1, "fails": 2, "gnome-48": 2}
KEYS = {"binds": "Ctrl+Shift+N", "gnome-48": "Press <Shift><Control>n"}


def start_shortcut_portal(children: ChildProcesses, behaviour: str) -> BusProgram:
    return BusProgram(start_program(children, Path(__file__), behaviour))


def serve(behaviour: str) -> None:
    connection = owner_of(NAME)
    threading.Thread(target=_tell, args=(connection,), daemon=True).start()
    print("ready", flush=True)  # noqa: T201
    while True:
        call = connection.receive()
        if call.header.message_type is MessageType.method_call and behaviour != "silent":
            _answer(connection, call, behaviour)


def _answer(connection: DBusConnection, call: Any, behaviour: str) -> None:  # noqa: ANN401  any D-Bus message
    fields = call.header.fields
    member = fields[HeaderFields.member]
    print(member, flush=True)  # noqa: T201
    is_known = SIGNATURES.get(member) == fields.get(HeaderFields.signature)
    if behaviour == "old" or not is_known:
        connection.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod"))
        return
    sender = fields[HeaderFields.sender].removeprefix(":").replace(".", "_")
    request = f"{PATH}/request/{sender}/{call.body[-1]['handle_token'][1]}"
    connection.send(new_method_return(call, "o", (request,)))
    where = DBusAddress(request, interface="org.freedesktop.portal.Request")
    if member == "CreateSession":
        results = {"session_handle": ("s", SESSION)}
        connection.send(new_signal(where, "Response", "ua{sv}", (0, results)))
    elif behaviour in CODES:
        (wanted,) = call.body[1]
        about = {**wanted[1], "trigger_description": ("s", KEYS.get(behaviour, ""))}
        results = {"shortcuts": ("a(sa{sv})", [(wanted[0], about)])} if behaviour in KEYS else {}
        connection.send(new_signal(where, "Response", "ua{sv}", (CODES[behaviour], results)))


def _tell(connection: DBusConnection) -> None:
    shortcuts = DBusAddress(PATH, interface=SHORTCUTS)
    for line in sys.stdin:
        word, _, value = line.strip().partition(" ")
        match word:
            case "press":
                options = {"activation_token": ("s", value)} if value else {}
                for session, name in ((f"{SESSION}2", "new-card"), (SESSION, "other"), (SESSION, "new-card")):
                    connection.send(
                        new_signal(shortcuts, "Activated", "osta{sv}", (session, name, 1, options))
                    )
            case "change" | "remove":
                listed = [("new-card", {"trigger_description": ("s", value)})] if word == "change" else []
                connection.send(new_signal(shortcuts, "ShortcutsChanged", "oa(sa{sv})", (SESSION, listed)))
            case "close":
                session = DBusAddress(SESSION, interface="org.freedesktop.portal.Session")
                connection.send(new_signal(session, "Closed", "a{sv}", ({},)))


if __name__ == "__main__":
    serve(sys.argv[1])
