"""A minimal desktop notification service on a bus of its own.

Run as a program it owns org.freedesktop.Notifications on the session bus: every notification becomes a line of JSON on its
output, and a number on its input activates that notification, with the activation token that follows it, if any.
A "hesitant" one does not answer until told to continue.
"""

import json
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from jeepney import HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.io.threading import DBusConnection
from jeepney.wrappers import DBusAddress

from devtools.child_processes import ChildProcesses
from support.session_bus import BusProgram, owner_of, start_program

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
NOTIFY = "susssasa{sv}i"


@dataclass
class ShownNotification:
    """A notification as the desktop received it."""

    number: int
    title: str
    text: str
    actions: list[str]


class NotificationService(BusProgram):
    """The process, as the test sees it."""

    def shown(self) -> ShownNotification:
        """Waits for the next notification."""
        return ShownNotification(**json.loads(self.wait_for_line()))

    def activate(self, number: int, token: str = "") -> None:
        self.say(f"{number} {token}")


def start_notification_service(children: ChildProcesses, *capabilities: str) -> NotificationService:
    return NotificationService(start_program(children, Path(__file__), *capabilities))


def serve(capabilities: list[str]) -> None:
    connection = owner_of(NAME)
    print("ready", flush=True)  # noqa: T201
    if capabilities == ["hesitant"]:
        sys.stdin.readline()
    threading.Thread(target=_press, args=(connection,), daemon=True).start()
    number = 0
    while True:
        call = connection.receive()
        if call.header.message_type is not MessageType.method_call:
            continue
        member = call.header.fields[HeaderFields.member]
        if member == "GetCapabilities":
            connection.send(new_method_return(call, "as", (capabilities,)))
        elif member != "Notify" or call.header.fields[HeaderFields.signature] != NOTIFY:
            connection.send(new_error(call, "org.freedesktop.DBus.Error.InvalidArgs"))
        else:
            number += 1
            connection.send(new_method_return(call, "u", (number,)))
            _app, _replaced, _icon, title, text, actions, _hints, _stays = call.body
            print(json.dumps(vars(ShownNotification(number, title, text, actions))), flush=True)  # noqa: T201


def _press(connection: DBusConnection) -> None:
    sender = DBusAddress(PATH, interface=NAME)
    for line in sys.stdin:
        first, _, token = line.strip().partition(" ")
        number = int(first)
        if token:
            connection.send(new_signal(sender, "ActivationToken", "us", (number, token)))
        connection.send(new_signal(sender, "ActionInvoked", "us", (number, "default")))
        connection.send(new_signal(sender, "NotificationClosed", "uu", (number, 2)))


if __name__ == "__main__":
    serve(sys.argv[1:])
