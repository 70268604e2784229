"""Coming in with an access token made in Apps & API: the environment's, or one that was typed here."""

import re
from dataclasses import replace

from kanbert_desktop.app.coming_in.arriving import account_of, keep, whoami
from kanbert_desktop.app.presence import Presence
from kanbert_desktop.app.sandbox_process import sandbox_id
from kanbert_desktop.domain.board import Person
from kanbert_desktop.domain.errors import InvalidInput, Refused, SignInNeeded
from kanbert_desktop.domain.events import SignedIn
from kanbert_desktop.identity.credentials import DirectToken, TokenSet
from kanbert_desktop.net.origin import read_origin

# Copied along with it from a request of the documentation.
_BEARER = re.compile(r"bearer(\s+|$)", re.IGNORECASE)


async def by_environment(presence: Presence, server: str) -> Person:
    """Asks once who the token belongs to, and remembers that by its fingerprint; the token itself is kept nowhere."""
    token = presence.options.access_token
    if token is None:
        raise SignInNeeded("token_missing")
    server, sandbox = await _place(presence, server)
    person = await whoami(server, DirectToken(server, token))
    account = replace(account_of(server, person, sandbox=sandbox), direct=True)
    known = presence.registry.get(account.id)
    if known is not None and (known.pasted or not known.direct):
        account = replace(known, server=server, name=person.name, email=person.email, signed_in=True)
    presence.keys.use_environments_token(account)
    await presence.change_to(presence.registry.remember(account, token=token), None)
    presence.bus.publish(SignedIn(person, server, by_token=True))
    return person


async def by_token(presence: Presence, server: str, text: str) -> Person:
    """Whose it is decides first; kept in the keyring then, without one in memory until quitting."""
    token = _read(text)
    server, sandbox = await _place(presence, server)
    try:
        person = await whoami(server, DirectToken(server, token))
    except SignInNeeded:
        raise Refused("token_refused", status=401) from None
    account = replace(account_of(server, person, sandbox=sandbox), direct=True, pasted=True)
    tokens = TokenSet(token, received_at=presence.now())
    kept = await keep(presence, account, tokens, None)
    await presence.change_to(presence.registry.remember(replace(account, kept=kept)), tokens)
    presence.bus.publish(SignedIn(person, server, by_token=True))
    return person


async def _place(presence: Presence, server: str) -> tuple[str, str | None]:
    """The origin, and the id of the sample server where that is meant."""
    if not presence.options.sandbox:
        return read_origin(server), None
    return (await presence.sandbox()).url, sandbox_id(presence.environment.sandbox)


def _read(text: str) -> str:
    """Raises `InvalidInput` for what cannot stand in a request's header; the text itself is never repeated."""
    token = _BEARER.sub("", text.strip())
    if not token:
        raise InvalidInput("token_empty")
    if not token.isascii() or not token.isprintable() or " " in token:
        raise InvalidInput("token_unreadable")
    return token
