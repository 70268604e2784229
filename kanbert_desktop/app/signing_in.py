"""Coming in: by browser, or with an access token from the environment."""

import logging
from dataclasses import replace

from kanbert_desktop.api.client import KanbertApi
from kanbert_desktop.app.presence import Presence
from kanbert_desktop.app.registry import KnownAccount
from kanbert_desktop.app.sandbox_process import sandbox_id
from kanbert_desktop.app.sign_in import SignIn
from kanbert_desktop.domain.board import Person
from kanbert_desktop.domain.errors import InvalidInput, KeyringUnavailable, SignInNeeded
from kanbert_desktop.domain.events import SignedIn
from kanbert_desktop.identity.application import Application as Registered
from kanbert_desktop.identity.browser_flow import SECONDS, SignInAttempt
from kanbert_desktop.identity.opener import open_in_browser
from kanbert_desktop.identity.tokens import Credentials, DirectToken, TokenSet
from kanbert_desktop.net.client import make_client

log = logging.getLogger(__name__)


def by_browser(
    presence: Presence, server: str, client_id: str, *, sandbox: str | None = None, seconds: float = SECONDS
) -> SignIn:
    """`sandbox` is the id of the sample server this program started itself."""
    if not client_id:
        raise InvalidInput("client_id_missing")
    registered = Registered(server, client_id, presence.options.client_secret)
    attempt = SignInAttempt(registered, open_url=open_in_browser, now=presence.now, seconds=seconds)

    async def arrive(journey: SignIn, tokens: TokenSet) -> Person:
        person = await _whoami(server, DirectToken(server, tokens.access_token))
        account = _account(registered.server, person, client_id=client_id, sandbox=sandbox)
        before = presence.account
        journey.other_account = before is not None and before.id != account.id
        account = replace(account, kept=await _keep(presence, account, tokens))
        await presence.change_to(presence.registry.remember(account), tokens)
        presence.bus.publish(SignedIn(person, server))
        return person

    return SignIn(attempt, arrive)


async def on_sample_data(presence: Presence, seconds: float = SECONDS) -> SignIn:
    """The same on the embedded sandbox, which is started first."""
    server = await presence.sandbox()
    identity = sandbox_id(presence.environment.sandbox)
    return by_browser(presence, server.url, server.client_id, sandbox=identity, seconds=seconds)


async def by_token(presence: Presence, server: str) -> Person:
    """Asks once who the token belongs to, and remembers that by its fingerprint."""
    token = presence.options.access_token
    if token is None:
        raise SignInNeeded("token_missing")
    sandbox = None
    if presence.options.sandbox:
        server = (await presence.sandbox()).url
        sandbox = sandbox_id(presence.environment.sandbox)
    person = await _whoami(server, DirectToken(server, token))
    account = _account(server, person, sandbox=sandbox, direct=True)
    known = presence.registry.get(account.id)
    if known is not None and not known.direct:
        account = replace(known, server=server, name=person.name, email=person.email, signed_in=True)
    await presence.change_to(presence.registry.remember(account, token=token), None)
    presence.bus.publish(SignedIn(person, server))
    return person


async def _whoami(server: str, credentials: Credentials) -> Person:
    async with make_client(server, auth=credentials) as client:
        person, _ = await KanbertApi(client).whoami()
    return person


async def _keep(presence: Presence, account: KnownAccount, tokens: TokenSet) -> bool:
    """Before they are used; without a keyring in memory, until quitting (False)."""
    presence.keyring_problem = None
    presence.keys.use_keyring(account)
    try:
        await presence.keys.kept(account).keep(tokens)
    except KeyringUnavailable as error:
        log.warning("The sign-in is not kept: %s", error.key)
        presence.keyring_problem = error.key
        presence.keys.keep_in_memory(account)
        await presence.keys.kept(account).keep(tokens)
    return presence.keyring_problem is None


def _account(
    server: str, person: Person, *, client_id: str = "", sandbox: str | None = None, direct: bool = False
) -> KnownAccount:
    return KnownAccount(
        server=server,
        user=person.id,
        name=person.name,
        email=person.email,
        client_id=client_id,
        sandbox=sandbox,
        direct=direct,
    )
