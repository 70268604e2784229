"""Calls on a session bus that are waited for."""

from __future__ import annotations

from typing import Any

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection

from desktop_tests.desktop import DesktopError

_SECONDS = 15


class SessionBus:
    """What it created on the other side lasts as long as the connection."""

    def __init__(self, address: str) -> None:
        self._connection = open_dbus_connection(bus=address)

    def call(
        self, name: str, path: str, interface: str, method: str, signature: str = "", *arguments: object
    ) -> tuple[Any, ...]:
        """The answer. Raises `DesktopError` if it is an error."""
        address = DBusAddress(path, bus_name=name, interface=interface)
        message = new_method_call(address, method, signature or None, arguments)
        try:
            reply = self._connection.send_and_get_reply(message, timeout=_SECONDS)
        except TimeoutError as error:
            raise DesktopError(f"{interface}.{method} was not answered.") from error
        if reply.header.message_type is MessageType.error:
            raise DesktopError(f"{interface}.{method}: {' '.join(map(str, reply.body))}")
        body: tuple[Any, ...] = reply.body
        return body

    def close(self) -> None:
        self._connection.close()
