"""What the desktop's own settings say, over the portal `org.freedesktop.portal.Settings`, followed live.

Qt reads the font from there and on some desktops the colour scheme: not on those of wlroots, and on Plasma its built-in
theme misses the change from dark to light (Qt 6.11).
"""

import asyncio
import logging
import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from kanbert_desktop.app.settings import DesktopPreferences

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.asyncio import DBusConnection

NAME, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SETTINGS, BUS = "org.freedesktop.portal.Settings", "org.freedesktop.DBus"
APPEARANCE, INTERFACE = "org.freedesktop.appearance", "org.gnome.desktop.interface"
OPEN_SECONDS = 5.0
LEAST_TEXT_SCALE, MOST_TEXT_SCALE = 0.5, 3.0
"""What GNOME allows."""
_TEXT_SCALE, _ANIMATIONS = (INTERFACE, "text-scaling-factor"), (INTERFACE, "enable-animations")
_CONTRAST, _MOTION = (APPEARANCE, "contrast"), (APPEARANCE, "reduced-motion")
_ACCENT, _SCHEME = (APPEARANCE, "accent-color"), (APPEARANCE, "color-scheme")
_SCHEMES = {1: "dark", 2: "light"}
log = logging.getLogger(__name__)
Values = Mapping[tuple[str, str], object]


class DesktopSettings:
    """Calls `changed` with what the desktop says, at first and after each change that matters.

    Without a portal that is the default. A portal that never answers says nothing. After `follow`, each call of `retry`
    tries a bus that was not there again.
    """

    def __init__(self, changed: Callable[[DesktopPreferences], object]) -> None:
        self._changed = changed
        self._values: dict[tuple[str, str], object] = {}
        self._reported: DesktopPreferences | None = None
        self._request = 0
        self._retry = asyncio.Event()

    def retry(self) -> None:
        """Call when the program is awake anyway."""
        self._retry.set()

    async def follow(self) -> None:
        """Runs until cancelled. What was last said stays while there is no bus."""
        while True:
            self._retry.clear()
            try:
                await self._follow_bus()
            except Exception as error:  # noqa: BLE001  the window works without the bus
                log.debug("No news about the desktop's settings: %s", type(error).__name__)
            await self._retry.wait()

    async def _follow_bus(self) -> None:
        from jeepney import MatchRule, message_bus  # noqa: PLC0415  after the first paint
        from jeepney.io.asyncio import open_dbus_connection  # noqa: PLC0415

        async with asyncio.timeout(OPEN_SECONDS):
            connection = await open_dbus_connection(bus="SESSION")
        async with connection:
            owner = MatchRule(type="signal", sender=BUS, interface=BUS, member="NameOwnerChanged")
            owner.add_arg_condition(0, NAME)
            news = MatchRule(type="signal", sender=NAME, interface=SETTINGS, path=PATH)
            for rule in (owner, news):
                await connection.send(message_bus.AddMatch(rule))
            await self._ask(connection)
            while True:
                await self._handle(connection, await connection.receive())

    async def _ask(self, connection: "DBusConnection") -> None:
        """Nobody waits for the reply, which comes as any other message.

        Never starts the portal: desktops that have one have started it, and later news of it comes by its owner.
        """
        from jeepney import DBusAddress, MessageFlag, new_method_call  # noqa: PLC0415

        portal = DBusAddress(PATH, bus_name=NAME, interface=SETTINGS)
        self._request = next(connection.outgoing_serial)
        call = new_method_call(portal, "ReadAll", "as", ([APPEARANCE, INTERFACE],))
        call.header.flags |= MessageFlag.no_auto_start
        await connection.send(call, serial=self._request)

    async def _handle(self, connection: "DBusConnection", message: "Message") -> None:
        from jeepney import HeaderFields, MessageType  # noqa: PLC0415

        fields, body = message.header.fields, message.body
        is_reply = fields.get(HeaderFields.reply_serial) == self._request
        match message.header.message_type:
            case MessageType.method_return if is_reply:
                self._values = _values_in(body)
                self._report()
            case MessageType.error if is_reply:
                # No portal, or one without settings.
                self._values = {}
                self._report()
            case MessageType.signal if fields.get(HeaderFields.member) == "SettingChanged":
                self._on_setting(body)
            case MessageType.signal if fields.get(HeaderFields.member) == "NameOwnerChanged" and body[2]:
                await self._ask(connection)

    def _on_setting(self, body: Any) -> None:  # noqa: ANN401  any D-Bus value
        match body:
            case (str() as space, str() as name, (_, value)):
                self._values[space, name] = value
                self._report()

    def _report(self) -> None:
        found = preferences_in(self._values)
        if found != self._reported:
            self._reported = found
            self._changed(found)


def preferences_in(values: Values) -> DesktopPreferences:
    """A value that is missing, or of another type than documented, counts as the default."""
    no_animations = values.get(_ANIMATIONS, True) is False
    return DesktopPreferences(
        text_scale=_text_scale(values.get(_TEXT_SCALE)),
        high_contrast=_is_one(values.get(_CONTRAST)),
        reduced_motion=no_animations or _is_one(values.get(_MOTION)),
        accent=_accent(values.get(_ACCENT)),
        color_scheme=_color_scheme(values.get(_SCHEME)),
    )


def _color_scheme(value: object) -> str:
    return _SCHEMES.get(value, "") if type(value) is int else ""


def _is_one(value: object) -> bool:
    return type(value) is int and value == 1


def _text_scale(value: object) -> float:
    if not isinstance(value, float) or not math.isfinite(value):
        return 1.0
    return min(max(value, LEAST_TEXT_SCALE), MOST_TEXT_SCALE)


def _accent(value: object) -> str:
    """A colour with a part outside of 0 to 1 means that there is none."""
    match value:
        case (float() as red, float() as green, float() as blue) if all(
            0 <= part <= 1 for part in (red, green, blue)
        ):
            return "#" + "".join(f"{round(part * 255):02X}" for part in (red, green, blue))
    return ""


def _values_in(body: Any) -> dict[tuple[str, str], object]:  # noqa: ANN401  any D-Bus value
    """Variants are pairs of signature and value."""
    found: dict[tuple[str, str], object] = {}
    match body:
        case (dict() as spaces,):
            for space, values in spaces.items():
                if isinstance(values, dict):
                    found |= {(space, name): value for name, (_, value) in values.items()}
    return found
