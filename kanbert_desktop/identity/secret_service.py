"""Secret Service backend of keyring with a closed connection. Separate: it imports Linux-only packages."""

from contextlib import ExitStack, closing

import secretstorage
from keyring.backends import SecretService
from keyring.errors import KeyringLocked

DEFAULT_COLLECTION = "/org/freedesktop/secrets/aliases/default"


class DesktopKeyring(SecretService.Keyring):
    """Closes its connection if the user dismissed the prompt; keyring leaves that to the garbage collector."""

    def get_preferred_collection(self) -> secretstorage.Collection:
        with ExitStack() as cleanup:
            bus = cleanup.enter_context(closing(secretstorage.dbus_init()))
            collection = secretstorage.get_default_collection(bus)
            if collection.is_locked() and (collection.unlock() or collection.is_locked()):
                raise KeyringLocked("the prompt was dismissed")
            cleanup.pop_all()
        return collection


def is_collection_locked() -> bool:
    """Checks the default collection, where new items go, over its own connection and without a prompt."""
    with closing(secretstorage.dbus_init()) as connection:
        return bool(secretstorage.Collection(connection, DEFAULT_COLLECTION).is_locked())
