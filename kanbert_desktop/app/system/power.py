"""Whether to go easy on battery and network: UPower, NetworkManager and logind over D-Bus; without D-Bus, Qt.

Uses jeepney on the system bus, as the other services of the desktop do on the session bus. Nothing is polled: without
a service, or without news from it, this costs nothing.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from kanbert_desktop.domain.events import Economy

if TYPE_CHECKING:
    from jeepney.io.asyncio import DBusConnection

LOGIN_NAME, LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
LOGIN_INTERFACE, SLEEP_SIGNAL = "org.freedesktop.login1.Manager", "PrepareForSleep"
PROPERTIES_INTERFACE, BUS_INTERFACE = "org.freedesktop.DBus.Properties", "org.freedesktop.DBus"
OPEN_SECONDS = 5.0
log = logging.getLogger(__name__)


class BusProperty(NamedTuple):
    """A property of a service, whose interface has the name of its bus. `yes` are the variants that count as true."""

    bus_name: str
    path: str
    name: str
    yes: tuple[tuple[str, object], ...]


ON_BATTERY = BusProperty("org.freedesktop.UPower", "/org/freedesktop/UPower", "OnBattery", (("b", True),))
METERED = BusProperty(
    "org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager", "Metered", (("u", 1), ("u", 3))
)
"""1 is "yes", 3 "probably" (`NMMetered`)."""


class EconomyMonitor:
    """Calls `changed` with each new reason to go easy, or with None. Battery comes before network.

    Calls `resumed` when the computer woke up. After `watch_bus`, each call of `retry` tries a bus that was not there
    again.
    """

    def __init__(
        self, changed: Callable[[Economy | None], object], resumed: Callable[[], object] = lambda: None
    ) -> None:
        self._changed, self._resumed = changed, resumed
        self._reason: Economy | None = None
        self._is_on_battery = self._is_metered = False
        self._retry = asyncio.Event()

    def follow_network(self) -> None:
        """Where there is no D-Bus. Call after a backend was loaded (`WakeMonitor`).

        A backend that knows nothing of costs is as good as none.
        """
        from PySide6.QtNetwork import QNetworkInformation  # noqa: PLC0415  not on Linux

        network = QNetworkInformation.instance()
        if network is not None and network.supports(QNetworkInformation.Feature.Metered):
            network.isMeteredChanged.connect(self.set_metered)
            self.set_metered(network.isMetered())

    def set_metered(self, is_metered: bool) -> None:
        self._is_metered = is_metered
        self._update()

    async def watch_bus(self) -> None:
        """Runs until cancelled. While there is no bus or no service, the computer counts as plugged in and unmetered."""
        logged: type[Exception] | None = None
        while True:
            self._retry.clear()
            try:
                await self._follow_bus()
            except ImportError:
                # A system without D-Bus.
                return
            except Exception as error:  # noqa: BLE001  the window works without the bus
                # Without a bus this comes every minute.
                if type(error) is not logged:
                    log.info("No news about battery and network: %s", type(error).__name__)
                logged = type(error)
            self._set_on_battery(False)
            self.set_metered(False)
            await self._retry.wait()

    def retry(self) -> None:
        """Call when the program is awake anyway."""
        self._retry.set()

    async def _follow_bus(self) -> None:
        from jeepney.io.asyncio import open_dbus_connection  # noqa: PLC0415  after the first paint

        async with asyncio.timeout(OPEN_SECONDS):
            connection = await open_dbus_connection(bus="SYSTEM")
        async with connection:
            listeners = {ON_BATTERY: self._set_on_battery, METERED: self.set_metered}
            await PowerServices(connection, listeners, self._resumed).follow()

    def _set_on_battery(self, is_on_battery: bool) -> None:
        self._is_on_battery = is_on_battery
        self._update()

    def _update(self) -> None:
        reason = Economy.BATTERY if self._is_on_battery else Economy.METERED if self._is_metered else None
        if reason is not self._reason:
            self._reason = reason
            self._changed(reason)


class PowerServices:
    """Properties and logind on one connection: each listener receives its property at first and after each change."""

    def __init__(
        self,
        connection: "DBusConnection",
        listeners: Mapping[BusProperty, Callable[[bool], object]],
        resumed: Callable[[], object],
    ) -> None:
        self._connection = connection
        self._listeners, self._resumed = listeners, resumed
        self._requests: dict[int, BusProperty] = {}

    async def follow(self) -> None:
        """Runs until the connection ends; raises then."""
        from jeepney import MatchRule, message_bus  # noqa: PLC0415  after the first paint

        sleep = MatchRule(
            type="signal", sender=LOGIN_NAME, interface=LOGIN_INTERFACE, member=SLEEP_SIGNAL, path=LOGIN_PATH
        )
        rules = [sleep]
        for one in self._listeners:
            properties = MatchRule(
                type="signal", sender=one.bus_name, interface=PROPERTIES_INTERFACE, path=one.path
            )
            owner = MatchRule(type="signal", interface=BUS_INTERFACE, member="NameOwnerChanged")
            owner.add_arg_condition(0, one.bus_name)
            rules += [properties, owner]
        for rule in rules:
            await self._connection.send(message_bus.AddMatch(rule))
        for one in self._listeners:
            await self._ask(one)
        while True:
            await self._handle(await self._connection.receive())

    async def _ask(self, wanted: BusProperty) -> None:
        """Never starts the service: a computer without a battery may have none."""
        from jeepney import DBusAddress, MessageFlag, new_method_call  # noqa: PLC0415

        properties = DBusAddress(wanted.path, bus_name=wanted.bus_name, interface=PROPERTIES_INTERFACE)
        call = new_method_call(properties, "Get", "ss", (wanted.bus_name, wanted.name))
        call.header.flags |= MessageFlag.no_auto_start
        serial = next(self._connection.outgoing_serial)
        self._requests[serial] = wanted
        await self._connection.send(call, serial=serial)

    async def _handle(self, message: Any) -> None:  # noqa: ANN401  any D-Bus message
        from jeepney import HeaderFields, MessageType  # noqa: PLC0415

        fields = message.header.fields
        asked = self._requests.pop(fields.get(HeaderFields.reply_serial), None)
        match message.header.message_type:
            case MessageType.method_return if asked is not None:
                self._report(asked, message.body[0])
            case MessageType.error if asked is not None:
                self._report(asked, None)
            case MessageType.signal if fields.get(HeaderFields.member) == "NameOwnerChanged":
                await self._on_owner(message.body[0], message.body[2])
            case MessageType.signal if fields.get(HeaderFields.member) == "PropertiesChanged":
                await self._on_properties(*message.body)
            case MessageType.signal if (
                fields.get(HeaderFields.member) == SLEEP_SIGNAL and not message.body[0]
            ):
                self._resumed()

    def _report(self, about: BusProperty, variant: object) -> None:
        """A variant is a pair of signature and value; one of another type says nothing."""
        self._listeners[about](variant in about.yes)

    async def _on_owner(self, bus_name: str, owner: str) -> None:
        for one in self._listeners:
            if one.bus_name == bus_name and owner:
                await self._ask(one)
            elif one.bus_name == bus_name:
                self._report(one, None)

    async def _on_properties(self, interface: str, changed: dict[str, Any], invalidated: list[str]) -> None:
        for one in self._listeners:
            if one.bus_name != interface:
                continue
            if one.name in changed:
                self._report(one, changed[one.name])
            elif one.name in invalidated:
                await self._ask(one)
