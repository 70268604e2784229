"""The Secret Service of a Linux desktop, through keyring, without its loose ends."""

from contextlib import ExitStack, closing

import secretstorage
from keyring.backends import SecretService
from keyring.errors import KeyringLocked

DEFAULT_COLLECTION = "/org/freedesktop/secrets/aliases/default"


class DesktopKeyring(SecretService.Keyring):
    """Closes its connection where the person dismissed the prompt: keyring leaves that to Python's collector."""

    def get_preferred_collection(self) -> secretstorage.Collection:
        with ExitStack() as unless_it_is_open:
            bus = unless_it_is_open.enter_context(closing(secretstorage.dbus_init()))
            collection = secretstorage.get_default_collection(bus)
            if collection.is_locked() and (collection.unlock() or collection.is_locked()):
                raise KeyringLocked("the prompt was dismissed")
            unless_it_is_open.pop_all()
        return collection


def is_collection_locked() -> bool:
    """Of the default collection, where new items go; no prompt, and a connection of its own."""
    with closing(secretstorage.dbus_init()) as connection:
        return bool(secretstorage.Collection(connection, DEFAULT_COLLECTION).is_locked())
