"""What every way in ends with: who it is, what is kept, whose desk opens."""

import logging
from contextlib import suppress

from kanbert_desktop.api.client import KanbertApi
from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.presence import Presence
from kanbert_desktop.domain.board import Person
from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.identity.credentials import Credentials, TokenSet, may_write
from kanbert_desktop.net.client import make_client

log = logging.getLogger(__name__)
_NOT_KEPT = {"keyring_locked": "keyring_stayed_locked", "keyring_silent": "keyring_stayed_silent"}
"""The same trouble once the sign-in goes on without the keyring: nobody has to unlock anything to continue."""


async def whoami(server: str, credentials: Credentials) -> Person:
    async with make_client(server, auth=credentials) as client:
        person, _ = await KanbertApi(client).whoami()
    return person


def account_of(
    server: str, person: Person, tokens: TokenSet | None = None, *, sandbox: str | None = None
) -> KnownAccount:
    return KnownAccount(
        server=server,
        user=person.id,
        name=person.name,
        email=person.email,
        sandbox=sandbox,
        may_write=tokens is None or may_write(tokens.scope),
    )


def not_kept(error: KeyringUnavailable) -> str:
    """The key of what a person is told then."""
    return _NOT_KEPT.get(error.key, error.key)


async def keep(presence: Presence, account: KnownAccount, tokens: TokenSet, secret: str | None) -> bool:
    """Before they are used; without a keyring in memory, until quitting (False)."""
    presence.keyring_problem = None
    presence.keys.use_keyring(account)
    try:
        await _keep(presence, account, tokens, secret)
    except KeyringUnavailable as error:
        log.warning("The sign-in is not kept: %s", error.key)
        presence.keyring_problem = not_kept(error)
        # Half a sign-in must not stay behind; where the keyring is locked this asks for nothing.
        with suppress(KeyringUnavailable):
            await presence.keys.forget(account)
        presence.keys.keep_in_memory(account)
        await _keep(presence, account, tokens, secret)
    return presence.keyring_problem is None


async def _keep(presence: Presence, account: KnownAccount, tokens: TokenSet, secret: str | None) -> None:
    """The secret first: a session without it could not be renewed. One of a former application goes."""
    kept_secret = presence.keys.kept_secret(account)
    before = presence.registry.get(account.id)
    if secret is not None:
        await kept_secret.keep(secret)
    elif before is not None and before.has_secret and not account.has_secret:
        await kept_secret.forget()
    await presence.keys.kept(account).keep(tokens)
