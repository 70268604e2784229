"""Whether to go easy on battery and network: UPower and logind over D-Bus, and what Qt knows about the network.

Uses jeepney on the system bus, as the other services of the desktop do on the session bus. Nothing is polled: without
a service, or without news from it, this costs nothing.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtNetwork import QNetworkInformation

from kanbert_desktop.domain.events import Economy

if TYPE_CHECKING:
    from jeepney.io.asyncio import DBusConnection

BUS_NAME, OBJECT_PATH = "org.freedesktop.UPower", "/org/freedesktop/UPower"
LOGIN_NAME, LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
LOGIN_INTERFACE, SLEEP_SIGNAL = "org.freedesktop.login1.Manager", "PrepareForSleep"
PROPERTIES_INTERFACE, BUS_INTERFACE = "org.freedesktop.DBus.Properties", "org.freedesktop.DBus"
ON_BATTERY = "OnBattery"
OPEN_SECONDS = 5.0
log = logging.getLogger(__name__)


class EconomyMonitor:
    """Calls `changed` with each new reason to go easy, or with None. Battery comes before network.

    Calls `resumed` when the computer woke up. After `follow_network` and `watch_battery`, each call of `retry` tries a
    bus that was not there again.
    """

    def __init__(
        self, changed: Callable[[Economy | None], object], resumed: Callable[[], object] = lambda: None
    ) -> None:
        self._changed, self._resumed = changed, resumed
        self._reason: Economy | None = None
        self._is_on_battery = self._is_metered = False
        self._retry = asyncio.Event()

    def follow_network(self) -> None:
        """Call after a backend was loaded (`WakeMonitor`); one that knows nothing of costs is as good as none."""
        network = QNetworkInformation.instance()
        if network is not None and network.supports(QNetworkInformation.Feature.Metered):
            network.isMeteredChanged.connect(self.set_metered)
            self.set_metered(network.isMetered())

    def set_metered(self, is_metered: bool) -> None:
        self._is_metered = is_metered
        self._update()

    async def watch_battery(self) -> None:
        """Runs until cancelled. While there is no bus or no service, the computer counts as plugged in."""
        while True:
            self._retry.clear()
            try:
                await self._follow_bus()
            except ImportError:
                # A system without D-Bus.
                return
            except Exception as error:  # noqa: BLE001  the window works without the bus
                log.info("No news about the battery: %s", type(error).__name__)
            self._set_on_battery(False)
            await self._retry.wait()

    def retry(self) -> None:
        """Call when the program is awake anyway."""
        self._retry.set()

    async def _follow_bus(self) -> None:
        from jeepney.io.asyncio import open_dbus_connection  # noqa: PLC0415  after the first paint

        async with asyncio.timeout(OPEN_SECONDS):
            connection = await open_dbus_connection(bus="SYSTEM")
        async with connection:
            await PowerServices(connection, self._set_on_battery, self._resumed).follow()

    def _set_on_battery(self, is_on_battery: bool) -> None:
        self._is_on_battery = is_on_battery
        self._update()

    def _update(self) -> None:
        reason = Economy.BATTERY if self._is_on_battery else Economy.METERED if self._is_metered else None
        if reason is not self._reason:
            self._reason = reason
            self._changed(reason)


class PowerServices:
    """UPower and logind on one connection: `changed` receives `OnBattery` at first and after each change."""

    def __init__(
        self,
        connection: "DBusConnection",
        changed: Callable[[bool], object],
        resumed: Callable[[], object],
    ) -> None:
        self._connection = connection
        self._changed, self._resumed = changed, resumed
        self._request: int | None = None

    async def follow(self) -> None:
        """Runs until the connection ends; raises then."""
        from jeepney import MatchRule, message_bus  # noqa: PLC0415  after the first paint

        properties = MatchRule(
            type="signal", sender=BUS_NAME, interface=PROPERTIES_INTERFACE, path=OBJECT_PATH
        )
        owner = MatchRule(type="signal", interface=BUS_INTERFACE, member="NameOwnerChanged")
        owner.add_arg_condition(0, BUS_NAME)
        sleep = MatchRule(
            type="signal", sender=LOGIN_NAME, interface=LOGIN_INTERFACE, member=SLEEP_SIGNAL, path=LOGIN_PATH
        )
        for rule in (properties, owner, sleep):
            await self._connection.send(message_bus.AddMatch(rule))
        await self._ask()
        while True:
            await self._handle(await self._connection.receive())

    async def _ask(self) -> None:
        """Never starts the service: a computer without a battery may have none."""
        from jeepney import DBusAddress, MessageFlag, new_method_call  # noqa: PLC0415

        properties = DBusAddress(OBJECT_PATH, bus_name=BUS_NAME, interface=PROPERTIES_INTERFACE)
        call = new_method_call(properties, "Get", "ss", (BUS_NAME, ON_BATTERY))
        call.header.flags |= MessageFlag.no_auto_start
        self._request = next(self._connection.outgoing_serial)
        await self._connection.send(call, serial=self._request)

    async def _handle(self, message: Any) -> None:  # noqa: ANN401  any D-Bus message
        from jeepney import HeaderFields, MessageType  # noqa: PLC0415

        fields = message.header.fields
        match message.header.message_type:
            case MessageType.method_return if fields.get(HeaderFields.reply_serial) == self._request:
                self._changed(_is_true(message.body[0]))
            case MessageType.error if fields.get(HeaderFields.reply_serial) == self._request:
                self._changed(False)
            case MessageType.signal if fields.get(HeaderFields.member) == "NameOwnerChanged":
                await self._on_owner(message.body[2])
            case MessageType.signal if fields.get(HeaderFields.member) == "PropertiesChanged":
                await self._on_properties(*message.body)
            case MessageType.signal if (
                fields.get(HeaderFields.member) == SLEEP_SIGNAL and not message.body[0]
            ):
                self._resumed()

    async def _on_owner(self, owner: str) -> None:
        if owner:
            await self._ask()
        else:
            self._changed(False)

    async def _on_properties(self, interface: str, changed: dict[str, Any], invalidated: list[str]) -> None:
        if interface != BUS_NAME:
            return
        if ON_BATTERY in changed:
            self._changed(_is_true(changed[ON_BATTERY]))
        elif ON_BATTERY in invalidated:
            await self._ask()


def _is_true(variant: tuple[str, object]) -> bool:
    """A variant is a pair of signature and value; one that is no boolean says nothing."""
    return variant == ("b", True)
