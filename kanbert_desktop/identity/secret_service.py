"""Secret Service backend of keyring that waits for a slow bus. Separate: it imports Linux-only packages."""

from contextlib import ExitStack, closing

import secretstorage
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from keyring.backends import SecretService
from keyring.compat import properties
from keyring.errors import KeyringLocked
from secretstorage.util import add_match_rules

DEFAULT_COLLECTION = "/org/freedesktop/secrets/aliases/default"
_PRIORITY = 5.0
"""That of keyring's own class."""


class DesktopKeyring(SecretService.Keyring):
    """Opens its connections by `open_bus`, and closes one whose prompt the user dismissed; keyring does neither."""

    @properties.classproperty
    def priority(cls) -> float:  # noqa: N805  a property of the class
        """Raises where there is no Secret Service."""
        with closing(open_bus()) as bus:
            if not secretstorage.check_service_availability(bus):
                raise RuntimeError("The bus knows no Secret Service")
        return _PRIORITY

    def get_preferred_collection(self) -> secretstorage.Collection:
        with ExitStack() as cleanup:
            bus = cleanup.enter_context(closing(open_bus()))
            collection = secretstorage.get_default_collection(bus)
            if collection.is_locked() and (collection.unlock() or collection.is_locked()):
                raise KeyringLocked("the prompt was dismissed")
            cleanup.pop_all()
        return collection


def open_bus() -> DBusConnection:
    """Opens the session bus as `secretstorage.dbus_init` does, which gives up after a second of silence.

    At a busy log-in the bus answers later than that. No call on it has a deadline of its own, so opening has none either:
    the caller's deadline counts (`async_keyring`).
    """
    try:
        with ExitStack() as cleanup:
            bus = cleanup.enter_context(open_dbus_connection(auth_timeout=None))
            add_match_rules(bus)
            cleanup.pop_all()
    except (KeyError, ValueError, ConnectionError) as error:
        # `KeyError`: the environment names no bus.
        raise secretstorage.SecretServiceNotAvailableException("no session bus") from error
    return bus


def is_collection_locked() -> bool:
    """Checks the default collection, where new items go, over its own connection and without a prompt."""
    with closing(open_bus()) as connection:
        return bool(secretstorage.Collection(connection, DEFAULT_COLLECTION).is_locked())
