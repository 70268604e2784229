"""The window on the session bus: one well-known name with `org.freedesktop.Application`."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kanbert_desktop.app.deep_links import is_link
from kanbert_desktop.app.system import bus_names
from kanbert_desktop.app.system.window_requests import WindowRequests
from kanbert_desktop.domain.errors import KanbertError

if TYPE_CHECKING:
    from jeepney.io.asyncio import DBusConnection

    from kanbert_desktop.app.system.bus_objects import BusAnswer, BusObjects

INTERFACE = "org.freedesktop.Application"
OPEN_SECONDS = 5.0
_PRIMARY_OWNER = 1
_TOKENS = ("activation-token", "desktop-startup-id")
"""Keys of `platform_data`, the better one first."""
PlatformData = Mapping[str, tuple[str, object]]
log = logging.getLogger(__name__)


class ApplicationBus:
    """Serves while this process has the name. Another window of the user may have it: then that one answers."""

    def __init__(self, requests: WindowRequests) -> None:
        self._requests = requests
        self._retry = asyncio.Event()

    async def serve(self) -> None:
        """Runs until cancelled. Without a bus, or without the name, it tries again at the next `retry`."""
        logged: type[Exception] | None = None
        while True:
            self._retry.clear()
            try:
                await self._serve_on_bus()
            except ImportError:
                # A system without D-Bus.
                return
            except Exception as error:  # noqa: BLE001  the window works without the bus
                # Without a bus this comes every minute.
                if type(error) is not logged:
                    log.info("The window has no name on the session bus: %s", type(error).__name__)
                logged = type(error)
            await self._retry.wait()

    def retry(self) -> None:
        """Call when the program is awake anyway."""
        self._retry.set()

    async def _serve_on_bus(self) -> None:
        """Returns if another process has the name; raises when the bus is gone."""
        from jeepney import message_bus  # noqa: PLC0415  after the first paint
        from jeepney.bus_messages import DBusNameFlags  # noqa: PLC0415
        from jeepney.io.asyncio import open_dbus_connection  # noqa: PLC0415

        async with asyncio.timeout(OPEN_SECONDS):
            connection = await open_dbus_connection(bus="SESSION")
        async with connection:
            request = next(connection.outgoing_serial)
            name = message_bus.RequestName(bus_names.APPLICATION, DBusNameFlags.do_not_queue)
            await connection.send(name, serial=request)
            await _answer_calls(connection, self._objects(), request)

    def _objects(self) -> "BusObjects":
        from kanbert_desktop.app.system.bus_objects import BusInterface, BusMethod, BusObjects  # noqa: PLC0415

        methods = {
            "Activate": BusMethod("a{sv}", "", self._activate),
            "Open": BusMethod("asa{sv}", "", self._open),
            "ActivateAction": BusMethod("sava{sv}", "", self._run_action),
        }
        return BusObjects({bus_names.APPLICATION_PATH: [BusInterface(INTERFACE, methods)]})

    def _activate(self, data: PlatformData) -> "BusAnswer":
        self._prepare(data)
        self._requests.raise_window()
        return None

    def _open(self, addresses: Sequence[str], data: PlatformData) -> "BusAnswer":
        """Only the last link could stay on the screen."""
        self._prepare(data)
        links = [address for address in addresses if is_link(address)]
        if not links:
            self._requests.raise_window()
            return None
        try:
            self._requests.follow_link(links[-1])
        except KanbertError:
            """The window has said so."""
        return None

    def _run_action(self, name: str, _parameters: Sequence[object], data: PlatformData) -> "BusAnswer":
        """The actions are those of the desktop file. Raises `KeyError` for any other."""
        actions = {"new-card": self._requests.open_capture, "my-work": self._requests.show_my_work}
        action = actions[name]
        self._prepare(data)
        action()
        return None

    def _prepare(self, data: PlatformData) -> None:
        given = (data[name][1] for name in _TOKENS if name in data)
        token = next((one for one in given if isinstance(one, str) and one), "")
        self._requests.prepare(token, False)


async def _answer_calls(connection: "DBusConnection", objects: "BusObjects", request: int) -> None:
    """`request` is the serial of the call that asked for the name. Returns if another process has it."""
    from jeepney import HeaderFields  # noqa: PLC0415

    while True:
        message = await connection.receive()
        if message.header.fields.get(HeaderFields.reply_serial) == request:
            if message.body != (_PRIMARY_OWNER,):
                log.info("Another window has the name on the session bus")
                return
            continue
        reply = objects.answer(message)
        if reply is not None:
            await connection.send(reply)
