"""A minimal desktop portal on a bus of its own.

Run as a program it owns org.freedesktop.portal.Desktop on the session bus and prints each request as a line of
JSON, an open file as its path. Its argument says how it behaves: "opens", "fails", "cancelled", "refuses", "silent" (never answers) or
"endless" (accepts the call and never reports the end).
"""

import json
import sys
from pathlib import Path

from jeepney import FileDescriptor, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.wrappers import DBusAddress

from devtools.child_processes import ChildProcesses
from support.session_bus import BusProgram, owner_of, start_program

NAME, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
METHODS = {("OpenURI", "ssa{sv}"), ("OpenFile", "sha{sv}")}
CODES = {"opens": 0, "cancelled": 1, "fails": 2}


def start_portal(children: ChildProcesses, behaviour: str) -> BusProgram:
    return BusProgram(start_program(children, Path(__file__), behaviour))


def serve(behaviour: str) -> None:
    connection = owner_of(NAME)
    print("ready", flush=True)  # noqa: T201
    while True:
        call = connection.receive()
        if call.header.message_type is not MessageType.method_call:
            continue
        fields = call.header.fields
        member, signature = fields[HeaderFields.member], fields.get(HeaderFields.signature)
        print(json.dumps([member, list(call.body)], default=_path), flush=True)  # noqa: T201
        if behaviour == "silent" or member == "Close":
            continue
        if behaviour == "refuses" or (member, signature) not in METHODS:
            connection.send(new_error(call, "org.freedesktop.portal.Error.NotAllowed"))
            continue
        sender = fields[HeaderFields.sender].removeprefix(":").replace(".", "_")
        request = f"{PATH}/request/{sender}/{call.body[2]['handle_token'][1]}"
        connection.send(new_method_return(call, "o", (request,)))
        if behaviour in CODES:
            where = DBusAddress(request, interface="org.freedesktop.portal.Request")
            connection.send(new_signal(where, "Response", "ua{sv}", (CODES[behaviour], {})))


def _path(file: FileDescriptor) -> str:
    try:
        return str(Path(f"/proc/self/fd/{file.fileno()}").readlink())
    finally:
        file.close()


if __name__ == "__main__":
    serve(sys.argv[1])
