"""A fake GNOME session manager on a bus of its own.

Run as a program it owns org.gnome.SessionManager: every call becomes a line of JSON on its output, and each line
of its input is a signal to the client that registered last.
"""

import json
import sys
import threading
from pathlib import Path
from typing import Any

from jeepney import HeaderFields, MessageType, new_method_return, new_signal
from jeepney.io.threading import DBusConnection
from jeepney.wrappers import DBusAddress

from devtools.child_processes import ChildProcesses
from support.session_bus import BusProgram, owner_of, start_program

NAME, CLIENT = "org.gnome.SessionManager", "/org/gnome/SessionManager/Client7"
PRIVATE_CLIENT = "org.gnome.SessionManager.ClientPrivate"
WITH_FLAGS = frozenset({"QueryEndSession", "EndSession"})


class FakeGnomeSession(BusProgram):
    """The process, as the test sees it."""

    def received(self) -> list[Any]:
        """Waits for the next call: its name, then its arguments."""
        result: list[Any] = json.loads(self.wait_for_line())
        return result


def start_gnome_session(children: ChildProcesses) -> FakeGnomeSession:
    return FakeGnomeSession(start_program(children, Path(__file__)))


def serve() -> None:
    connection = owner_of(NAME)
    threading.Thread(target=_tell, args=(connection,), daemon=True).start()
    print("ready", flush=True)  # noqa: T201
    while True:
        call = connection.receive()
        if call.header.message_type is not MessageType.method_call:
            continue
        member = call.header.fields[HeaderFields.member]
        if member == "RegisterClient":
            connection.send(new_method_return(call, "o", (CLIENT,)))
        else:
            connection.send(new_method_return(call))
        print(json.dumps([member, *call.body]), flush=True)  # noqa: T201


def _tell(connection: DBusConnection) -> None:
    for line in sys.stdin:
        path, _, name = line.strip().rpartition(" ")
        sender = DBusAddress(path or CLIENT, interface=PRIVATE_CLIENT)
        flags = ("u", (0,)) if name in WITH_FLAGS else ()
        connection.send(new_signal(sender, name, *flags))


if __name__ == "__main__":
    serve()
