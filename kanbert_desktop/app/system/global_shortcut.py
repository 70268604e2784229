"""One key of the whole desktop, over the portal `org.freedesktop.portal.GlobalShortcuts`."""

import asyncio
import logging
import re
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import ExitStack, asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from kanbert_desktop.app.system import bus_names

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.asyncio import DBusRouter

NAME, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SHORTCUTS, REQUEST = "org.freedesktop.portal.GlobalShortcuts", "org.freedesktop.portal.Request"
SESSION, REGISTRY = "org.freedesktop.portal.Session", "org.freedesktop.host.portal.Registry"
ANSWER_SECONDS = 5.0
"""How long the portal may take for an answer that needs no user: one that is starting needs some."""
CHOICE_SECONDS = 300.0
"""How long the user may take to choose a key."""
_SUCCESS, _CANCELLED = 0, 1
_MOST_SIGNALS = 100
_MODIFIERS = {
    "control": "Ctrl",
    "ctrl": "Ctrl",
    "primary": "Ctrl",
    "shift": "Shift",
    "alt": "Alt",
    "super": "Super",
}
log = logging.getLogger(__name__)
Results = Mapping[str, tuple[str, Any]]


class PortalUnavailable(Exception):
    """There is no portal, it is too old, it does not answer, or it has gone."""


class ShortcutDeclined(Exception):
    """The user chose no key."""


class GlobalShortcut:
    """`id` names the shortcut for the desktop, `description` for the user. `preferred` is a trigger such as "CTRL+SHIFT+n"."""

    def __init__(self, id_: str, description: str, preferred: str) -> None:
        self._id, self._description, self._preferred = id_, description, preferred

    async def run(self, bound: Callable[[str], object], pressed: Callable[[str], object]) -> None:
        """Binds the key and runs until cancelled. The desktop asks the user the first time, and remembers the key.

        `bound` gets the key as the desktop writes it, or "", also after a change. `pressed` gets the activation token,
        or "". Raises `PortalUnavailable` and `ShortcutDeclined`.
        """
        try:
            async with _open_portal() as portal:
                await self._run(portal, bound, pressed)
        except (PortalUnavailable, ShortcutDeclined):
            raise
        except Exception as error:
            # No bus, no service, a refusal, silence, a lost connection.
            raise PortalUnavailable(type(error).__name__) from error

    async def _run(
        self, portal: "_Portal", bound: Callable[[str], object], pressed: Callable[[str], object]
    ) -> None:
        await portal.register()
        async with portal.signals() as signals:
            session = await portal.create_session()
            bound(self._trigger_in(await portal.bind(session, [self._wanted()])))
            while True:
                self._handle(await signals.get(), session, bound, pressed)

    def _handle(
        self,
        signal: "Message",
        session: str,
        bound: Callable[[str], object],
        pressed: Callable[[str], object],
    ) -> None:
        from jeepney import HeaderFields  # noqa: PLC0415

        fields, body = signal.header.fields, signal.body
        match fields[HeaderFields.member]:
            case "Activated" if body[:2] == (session, self._id):
                pressed(_text_of(body[3], "activation_token"))
            case "ShortcutsChanged" if body[0] == session:
                bound(self._trigger_in(body[1]))
            case "Closed" if fields[HeaderFields.path] == session:
                raise PortalUnavailable("the session was closed")
            case "NameOwnerChanged":
                raise PortalUnavailable("the portal was restarted")
            case _:
                """Of another session, or of no interest."""

    def _wanted(self) -> tuple[str, dict[str, tuple[str, str]]]:
        about = {"description": ("s", self._description), "preferred_trigger": ("s", self._preferred)}
        return self._id, about

    def _trigger_in(self, shortcuts: Any) -> str:  # noqa: ANN401  any D-Bus value
        """Raises `ShortcutDeclined` if the user took the key away."""
        found = dict(shortcuts)
        if self._id not in found:
            raise ShortcutDeclined
        return key_text(_text_of(found[self._id], "trigger_description"))


def key_text(trigger: str) -> str:
    """GNOME writes keys as GTK does: "Press <Shift><Control>n" is "Ctrl+Shift+N". Any other text is returned unchanged."""
    found = re.fullmatch(r"(?:Press )?((?:<\w+>)+)(\S+)", trigger)
    if found is None:
        return trigger
    modifiers = {_MODIFIERS.get(one.casefold(), one) for one in re.findall(r"<(\w+)>", found[1])}
    letter = found[2].upper() if len(found[2]) == 1 else found[2]
    return "+".join([*sorted(modifiers), letter])


def _text_of(values: Results, name: str) -> str:
    value = values.get(name, ("s", ""))[1]
    return value if isinstance(value, str) else ""


@asynccontextmanager
async def _open_portal() -> "AsyncIterator[_Portal]":
    from jeepney.io.asyncio import DBusRouter, open_dbus_connection  # noqa: PLC0415  seldom needed

    async with asyncio.timeout(ANSWER_SECONDS):
        connection = await open_dbus_connection(bus="SESSION")
    async with connection, DBusRouter(connection) as router:
        yield _Portal(router, str(connection.unique_name))


class _Portal:
    """`sender` is the unique name of the connection, from which the paths of requests are made."""

    def __init__(self, router: "DBusRouter", sender: str) -> None:
        self._router = router
        self._sender = sender.removeprefix(":").replace(".", "_")

    async def register(self) -> None:
        """Tells the portal the app id, which it cannot see outside a sandbox. GNOME rejects one without a dot.

        Older portals do without.
        """
        with suppress(Exception):
            await self._call(REGISTRY, "Register", "sa{sv}", bus_names.APPLICATION, {})

    async def create_session(self) -> str:
        options = {"session_handle_token": ("s", _new_token())}
        results = await self._request("CreateSession", "a{sv}", (), options, ANSWER_SECONDS)
        return _text_of(results, "session_handle")

    async def bind(self, session: str, shortcuts: list[Any]) -> Any:  # noqa: ANN401  any D-Bus value
        results = await self._request(
            "BindShortcuts", "oa(sa{sv})sa{sv}", (session, shortcuts, ""), {}, CHOICE_SECONDS
        )
        return results.get("shortcuts", ("", []))[1]

    @asynccontextmanager
    async def signals(self) -> "AsyncIterator[asyncio.Queue[Message]]":
        """Everything that concerns the session."""
        from jeepney import MatchRule, message_bus  # noqa: PLC0415
        from jeepney.io.asyncio import Proxy  # noqa: PLC0415

        owner = MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
        owner.add_arg_condition(0, NAME)
        rules = (
            MatchRule(type="signal", interface=SHORTCUTS, path=PATH),
            MatchRule(type="signal", interface=SESSION, member="Closed"),
            owner,
        )
        signals: asyncio.Queue[Message] = asyncio.Queue(_MOST_SIGNALS)
        with ExitStack() as filters:
            for rule in rules:
                filters.enter_context(self._router.filter(rule, queue=signals))
                await Proxy(message_bus, self._router).AddMatch(rule)
            yield signals

    async def _request(
        self, member: str, signature: str, values: tuple[object, ...], options: dict[str, Any], seconds: float
    ) -> Results:
        """Raises `PortalUnavailable` and `ShortcutDeclined`, and `TimeoutError` for silence."""
        from jeepney import MatchRule, message_bus  # noqa: PLC0415
        from jeepney.io.asyncio import Proxy  # noqa: PLC0415

        token = _new_token()
        path = f"{PATH}/request/{self._sender}/{token}"
        response = MatchRule(type="signal", interface=REQUEST, member="Response", path=path)
        # Subscribes before the call: the response may come at once.
        with self._router.filter(response) as responses:
            await Proxy(message_bus, self._router).AddMatch(response)
            await self._call(SHORTCUTS, member, signature, *values, {**options, "handle_token": ("s", token)})
            message: Any = await asyncio.wait_for(responses.get(), seconds)
        code, results = message.body
        if code == _CANCELLED:
            raise ShortcutDeclined
        # GNOME 48 reports a failure although the key is bound, and lists it.
        if code != _SUCCESS and not results.get("shortcuts", ("", []))[1]:
            raise PortalUnavailable(f"{member} failed")
        return dict(results)

    async def _call(self, interface: str, member: str, signature: str, *values: object) -> None:
        from jeepney import DBusAddress, new_method_call  # noqa: PLC0415
        from jeepney.wrappers import unwrap_msg  # noqa: PLC0415

        where = DBusAddress(PATH, bus_name=NAME, interface=interface)
        call = new_method_call(where, member, signature, values)
        unwrap_msg(await asyncio.wait_for(self._router.send_and_get_reply(call), ANSWER_SECONDS))


def _new_token() -> str:
    return f"kanbert_{secrets.token_hex(8)}"
