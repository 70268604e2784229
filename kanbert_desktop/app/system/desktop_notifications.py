"""The desktop's notifications (org.freedesktop.Notifications) over the session bus.

Uses jeepney, not QtDBus: PySide cannot send the uint32 that `Notify` requires.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from html import escape
from typing import TYPE_CHECKING, Any

from kanbert_desktop.app.notifications import Notification
from kanbert_desktop.domain.untrusted_text import remove_controls, to_single_line

if TYPE_CHECKING:
    from jeepney.io.asyncio import DBusConnection, DBusRouter

BUS_NAME = "org.freedesktop.Notifications"
OBJECT_PATH = "/org/freedesktop/Notifications"
APP_NAME, ICON_NAME = "Kanbert Desktop", "kanbert-desktop"
ANSWER_SECONDS = 5.0
"""Timeout of a call in seconds: a desktop that is still starting has to launch the service first."""
_OPEN_SECONDS = 1.0
"""How many seconds a connection that is no longer wanted may take to open."""
_DEFAULT_ACTION = "default"
_DEFAULT_TIMEOUT = -1
"""The desktop decides how long a notification stays."""
_MAX_TRACKED = 100
log = logging.getLogger(__name__)


class NotificationsUnavailable(Exception):
    """This desktop shows no notifications, or its bus is gone."""


class DesktopNotifications:
    """Calls `pressed` with the notification that the user clicked, and the desktop's activation token, or "".

    Connects with the first notification.
    """

    def __init__(self, pressed: Callable[[Notification, str], object]) -> None:
        self._on_clicked = pressed
        self._shown: dict[int, Notification] = {}
        self._tokens: dict[int, str] = {}
        self._open = AsyncExitStack()
        self._router: DBusRouter | None = None
        self._listener: asyncio.Task[None] | None = None
        self._supports_markup = False

    async def show(self, notification: Notification, open_label: str) -> None:
        """`open_label` labels the action, for desktops that show it as a button. Raises `NotificationsUnavailable`."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                router = self._router or await self._connect()
                number = (await self._call(router, "Notify", *self._notify(notification, open_label)))[0]
        except Exception as error:
            # After any error of the bus the notification is shown another way.
            log.info("No notice by the desktop: %s", type(error).__name__)
            await self.close()
            raise NotificationsUnavailable from error
        self._shown[number] = notification
        for oldest in list(self._shown)[:-_MAX_TRACKED]:
            del self._shown[oldest]

    async def close(self) -> None:
        """Notifications on screen stay there."""
        if self._listener is not None:
            self._listener.cancel()
        open_now, self._open = self._open, AsyncExitStack()
        self._router = self._listener = None
        try:
            await open_now.aclose()
        except Exception as error:  # noqa: BLE001  the bus is gone, or a late reply to a cancelled call
            log.info("The session bus was left in disorder: %s", type(error).__name__)

    def _notify(self, notification: Notification, open_label: str) -> tuple[str, tuple[object, ...]]:
        # D-Bus accepts neither NUL nor half a surrogate pair. Only the body may be markup, if the desktop says so.
        title, text = to_single_line(notification.title), remove_controls(notification.text)
        if self._supports_markup:
            text = escape(text, quote=False)
        actions = [_DEFAULT_ACTION, open_label]
        hints = {"desktop-entry": ("s", ICON_NAME)}
        return "susssasa{sv}i", (APP_NAME, 0, ICON_NAME, title, text, actions, hints, _DEFAULT_TIMEOUT)

    async def _connect(self) -> "DBusRouter":
        from jeepney import MatchRule, message_bus  # noqa: PLC0415  seldom needed, after the first paint
        from jeepney.io.asyncio import DBusRouter, Proxy  # noqa: PLC0415

        connection = await _session_bus()
        self._open.push_async_callback(connection.close)
        router = await self._open.enter_async_context(DBusRouter(connection))
        capabilities = (await self._call(router, "GetCapabilities"))[0]
        self._supports_markup = "body-markup" in capabilities
        signals: asyncio.Queue[Any] = asyncio.Queue(_MAX_TRACKED)
        for signal in ("ActivationToken", "ActionInvoked", "NotificationClosed"):
            rule = MatchRule(type="signal", interface=BUS_NAME, member=signal, path=OBJECT_PATH)
            self._open.enter_context(router.filter(rule, queue=signals))
            await Proxy(message_bus, router).AddMatch(rule)
        self._listener = asyncio.get_running_loop().create_task(self._listen(signals))
        self._router = router
        return router

    async def _listen(self, signals: "asyncio.Queue[Any]") -> None:
        from jeepney import HeaderFields  # noqa: PLC0415

        while True:
            message = await signals.get()
            self._handle(message.header.fields[HeaderFields.member], *message.body)

    def _handle(self, signal: str, number: int, value: object) -> None:
        """The token comes before the click that it belongs to."""
        match signal:
            case "ActivationToken" if number in self._shown and isinstance(value, str):
                self._tokens[number] = value
            case "ActionInvoked" if number in self._shown:
                token = self._tokens.pop(number, "")
                asyncio.get_running_loop().call_soon(self._on_clicked, self._shown[number], token)
            case "NotificationClosed":
                self._shown.pop(number, None)
                self._tokens.pop(number, None)
            case _:
                """The notification of another program."""

    async def _call(
        self, router: "DBusRouter", name: str, signature: str | None = None, body: tuple[object, ...] = ()
    ) -> Any:  # noqa: ANN401  any D-Bus value
        from jeepney import DBusAddress, new_method_call  # noqa: PLC0415
        from jeepney.wrappers import unwrap_msg  # noqa: PLC0415

        where = DBusAddress(OBJECT_PATH, bus_name=BUS_NAME, interface=BUS_NAME)
        return unwrap_msg(await router.send_and_get_reply(new_method_call(where, name, signature, body)))


async def _session_bus() -> "DBusConnection":
    """A connection can only be closed after it was opened: cancelling waits a moment for that."""
    from jeepney.io.asyncio import open_dbus_connection  # noqa: PLC0415  seldom needed

    opening = asyncio.ensure_future(open_dbus_connection(bus="SESSION"))
    try:
        return await asyncio.shield(opening)
    except asyncio.CancelledError:
        with suppress(OSError, EOFError, TimeoutError):
            await (await asyncio.wait_for(opening, _OPEN_SECONDS)).close()
        raise
