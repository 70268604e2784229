"""The GNOME session manager over D-Bus: saves before the session ends.

Qt only knows X11's session management, and the Qt of PySide's wheels not even that.
"""

import asyncio
import logging
import os
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any

MANAGER_NAME, MANAGER_PATH = "org.gnome.SessionManager", "/org/gnome/SessionManager"
CLIENT_INTERFACE = "org.gnome.SessionManager.ClientPrivate"
APP_ID = "kanbert-desktop"
STARTUP_ID_VARIABLE = "DESKTOP_AUTOSTART_ID"
"""The session sets this variable for programs that it starts."""
ANSWER_SECONDS = 5.0
"""Timeout of a D-Bus call in seconds."""
log = logging.getLogger(__name__)


class DesktopSession:
    """Calls `keep` when a log-off is announced and when it happens, `leave` when it is certain."""

    def __init__(self, keep: Callable[[], object], leave: Callable[[], object]) -> None:
        self._save, self._quit = keep, leave
        self._open = AsyncExitStack()
        self._client_path = ""

    async def watch(self, after: float = 0) -> None:
        """Runs after a delay until cancelled. Returns if there is no session manager."""
        await asyncio.sleep(after)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                signals = await self._register()
        except Exception as error:  # noqa: BLE001  the window works without the bus
            log.info("No session to watch: %s", type(error).__name__)
            return
        while True:
            await self._handle_signal(await signals.get())

    async def close(self) -> None:
        """Unregisters from the session."""
        open_now, self._open = self._open, AsyncExitStack()
        try:
            await open_now.aclose()
        except Exception as error:  # noqa: BLE001  the bus is gone, or a late reply to a cancelled call
            log.info("The session bus was left in disorder: %s", type(error).__name__)

    async def _register(self) -> "asyncio.Queue[Any]":
        from jeepney import DBusAddress, MatchRule, message_bus, new_method_call  # noqa: PLC0415  after the first paint
        from jeepney.io.asyncio import DBusRouter, Proxy, open_dbus_connection  # noqa: PLC0415
        from jeepney.wrappers import unwrap_msg  # noqa: PLC0415

        connection = await open_dbus_connection(bus="SESSION")
        self._open.push_async_callback(connection.close)
        self._router = router = await self._open.enter_async_context(DBusRouter(connection))
        bus = Proxy(message_bus, router)
        if not (await bus.NameHasOwner(MANAGER_NAME))[0]:
            raise LookupError(MANAGER_NAME)
        signals: asyncio.Queue[Any] = asyncio.Queue()
        rule = MatchRule(type="signal", interface=CLIENT_INTERFACE)
        self._open.enter_context(router.filter(rule, queue=signals))
        await bus.AddMatch(rule)
        # The id belongs to this process: programs that it starts get their own.
        known_as = (APP_ID, os.environ.pop(STARTUP_ID_VARIABLE, ""))
        manager = DBusAddress(MANAGER_PATH, bus_name=MANAGER_NAME, interface=MANAGER_NAME)
        call = new_method_call(manager, "RegisterClient", "ss", known_as)
        self._client_path = unwrap_msg(await router.send_and_get_reply(call))[0]
        return signals

    async def _handle_signal(self, message: Any) -> None:  # noqa: ANN401  any D-Bus value
        from jeepney import HeaderFields  # noqa: PLC0415

        fields = message.header.fields
        if fields[HeaderFields.path] != self._client_path:
            return
        match fields[HeaderFields.member]:
            case "QueryEndSession":
                self._save()
                await self._confirm_end()
            case "EndSession":
                self._save()
                await self._confirm_end()
                self._quit()
            case "Stop":
                self._quit()
            case _:
                """The log-off was cancelled."""

    async def _confirm_end(self) -> None:
        """Does not wait for a reply: a manager that has already gone never answers."""
        from jeepney import DBusAddress, new_method_call  # noqa: PLC0415

        where = DBusAddress(self._client_path, bus_name=MANAGER_NAME, interface=CLIENT_INTERFACE)
        await self._router.send(new_method_call(where, "EndSessionResponse", "bs", (True, "")))
