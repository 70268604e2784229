"""The process that the desktop starts to search cards. It ends when nobody has searched for a while."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from kanbert_desktop.app.environment import Environment, Options, default_profile, silence_console_logging
from kanbert_desktop.app.settings import LANGUAGE, Settings
from kanbert_desktop.app.system import bus_names
from kanbert_desktop.app.system.system_language import system_language
from kanbert_desktop.app.translation import catalogue_name, translate_by_table
from kanbert_desktop.cli.arguments import parse_known_options
from kanbert_desktop.cli.errors import USAGE_EXIT_CODE
from kanbert_desktop.cli.options import UsageError, options_from
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.resources import resource
from kanbert_desktop.startup import import_lazily, import_without

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

    from kanbert_desktop.app.system.bus_objects import BusObjects

IDLE_SECONDS = 60.0
_LAST_CALLS_SECONDS = 0.2
"""After the name is given up, calls that were on their way are still answered."""
_NO_BUS_EXIT_CODE = 7
_PRIMARY_OWNER = 1
_SELDOM_USED = ("asyncio", "hashlib", "html")
log = logging.getLogger(__name__)


def serve_search(arguments: Sequence[str], idle_seconds: float = IDLE_SECONDS) -> int:
    """Returns an exit code. `arguments` are options of the program; others are ignored."""
    silence_console_logging()
    try:
        chosen = options_from(parse_known_options(arguments))
    except (UsageError, KanbertError):
        return USAGE_EXIT_CODE
    for module in _SELDOM_USED:
        import_lazily(module)
    import_without("msgspec", "typing_extensions")
    # Creates no folder: whether there is a profile yet is the window's business.
    environment = Environment((chosen.profile or default_profile()).absolute())
    try:
        _serve_on_bus(environment, chosen, idle_seconds)
    except (OSError, EOFError, KeyError) as error:
        # `KeyError`: the environment names no bus.
        log.info("The session bus is gone: %s", type(error).__name__)
        return _NO_BUS_EXIT_CODE
    except KeyboardInterrupt:
        pass
    return 0


def _serve_on_bus(environment: Environment, options: Options, idle_seconds: float) -> None:
    """Raises `OSError`, `EOFError` or `KeyError` where there is no bus, or no longer."""
    from jeepney import message_bus  # noqa: PLC0415  for this process alone
    from jeepney.bus_messages import DBusNameFlags  # noqa: PLC0415
    from jeepney.io.blocking import open_dbus_connection  # noqa: PLC0415

    # Waits for a slow bus as long as it takes: a search has started this process, and a bus that ends closes the socket.
    with open_dbus_connection(bus="SESSION", auth_timeout=None) as connection:
        service = _SearchService(connection, _objects(environment, options))
        # The call that the process was started for may come before the reply to this one.
        service.request(message_bus.RequestName(bus_names.SEARCH, DBusNameFlags.do_not_queue))
        service.answer_until_quiet(idle_seconds)
        # Given up first: the bus starts another process for the next call, and none is lost.
        connection.send(message_bus.ReleaseName(bus_names.SEARCH))
        service.answer_until_quiet(_LAST_CALLS_SECONDS)


def _objects(environment: Environment, options: Options) -> "BusObjects":
    from kanbert_desktop.app.desktop_search.card_finder import CardFinder  # noqa: PLC0415
    from kanbert_desktop.app.desktop_search.search_bus import KRunner, gnome_interface  # noqa: PLC0415
    from kanbert_desktop.app.system.bus_objects import BusObjects  # noqa: PLC0415
    from kanbert_desktop.cli.window_opener import WindowOpener  # noqa: PLC0415

    language = Settings(environment.settings).get(LANGUAGE)
    translate_by_table(catalogue_name(language, system_language), resource("translations"))
    finder = CardFinder(environment, options, lambda: datetime.now().astimezone().date())
    opener = WindowOpener(environment, options)
    interfaces = (gnome_interface(finder, opener), KRunner(finder, opener).interface())
    return BusObjects({bus_names.SEARCH_PATH: interfaces})


class _SearchService:
    def __init__(self, connection: "DBusConnection", objects: "BusObjects") -> None:
        self._connection, self._objects = connection, objects
        self._request: int | None = None
        self._is_superfluous = False

    def request(self, message: "Message") -> None:
        """Asks the bus for the name. If another process has it, nothing is waited for any more."""
        self._request = next(self._connection.outgoing_serial)
        self._connection.send(message, serial=self._request)

    def answer_until_quiet(self, seconds: float) -> None:
        while not self._is_superfluous:
            try:
                message = self._connection.receive(timeout=seconds)
            except TimeoutError:
                return
            self._handle(message)

    def _handle(self, message: "Message") -> None:
        from jeepney import HeaderFields  # noqa: PLC0415

        if message.header.fields.get(HeaderFields.reply_serial) == self._request:
            self._is_superfluous = message.body != (_PRIMARY_OWNER,)
            return
        reply = self._objects.answer(message)
        if reply is not None:
            self._connection.send(reply)
