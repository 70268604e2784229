"""Coming in by browser, through a registered application with or without a secret."""

from dataclasses import replace

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.accounts.ways_in import Registration
from kanbert_desktop.app.coming_in.arriving import account_of, keep, whoami
from kanbert_desktop.app.coming_in.client_id import IMPOSSIBLE, doubt_about
from kanbert_desktop.app.coming_in.sign_in import SignIn
from kanbert_desktop.app.presence import Presence
from kanbert_desktop.app.sandbox_process import sandbox_id
from kanbert_desktop.domain.board import Person
from kanbert_desktop.domain.errors import Cancelled, InvalidInput
from kanbert_desktop.domain.events import SignedIn
from kanbert_desktop.identity.browser import open_in_browser
from kanbert_desktop.identity.credentials import DirectToken, TokenSet
from kanbert_desktop.identity.loopback_ports import Doors
from kanbert_desktop.identity.oauth_client import Application as Registered
from kanbert_desktop.identity.sign_in_flow import SECONDS, SignInAttempt
from kanbert_desktop.identity.token_endpoint import revoke
from kanbert_desktop.net.client import make_client
from kanbert_desktop.net.origin import read_origin


def by_browser(
    presence: Presence,
    registration: Registration,
    *,
    sandbox: str | None = None,
    seconds: float = SECONDS,
    meant: KnownAccount | None = None,
) -> SignIn:
    """`sandbox` is the id of the sample server this program started itself; `meant` the account that is to come back.

    The environment's secret wins over the one given and is kept nowhere.
    """
    client_id = checked_client_id(registration.client_id)
    redirect = registration.redirect
    server = read_origin(registration.server)
    environments = None if sandbox else presence.options.secret_for(server, client_id)
    given = (registration.client_secret or "").strip() or None
    registered = Registered(server, client_id, environments or given)
    doors = Doors((redirect.port,) if redirect.port else (), redirect.localhost)
    attempt = SignInAttempt(
        registered, open_url=open_in_browser, now=presence.now, seconds=seconds, doors=doors
    )

    async def arrive(journey: SignIn, tokens: TokenSet) -> Person:
        asking = DirectToken(server, tokens.access_token, ended="sign_in_needed")
        person = await whoami(server, asking)
        account = replace(
            account_of(server, person, tokens, sandbox=sandbox),
            client_id=client_id,
            has_secret=registered.client_secret is not None,
            redirect_port=redirect.port,
            redirect_localhost=redirect.localhost,
        )
        before = presence.account
        journey.other_account = before is not None and before.id != account.id
        former = _former(presence, account, meant)
        if former is not None and not await journey.may_come_in(former.person, person):
            async with make_client(server) as client:
                await revoke(client, registered, tokens)
            raise Cancelled("cancelled")
        kept = await keep(presence, account, tokens, None if environments else given)
        await presence.change_to(presence.registry.remember(replace(account, kept=kept)), tokens)
        presence.bus.publish(SignedIn(person, server))
        return person

    return SignIn(attempt, arrive)


def _former(presence: Presence, account: KnownAccount, meant: KnownAccount | None) -> KnownAccount | None:
    """Who was here where somebody else comes now, so that the person has to be asked.

    Nobody where an account comes back that this profile knows, unless another one was meant; the sample data's
    people are nobody's accounts.
    """
    if account.sandbox or (meant is None and presence.registry.get(account.id) is not None):
        return None
    former = meant or presence.account or presence.registry.last()
    return former if former is not None and former.id != account.id and not former.sandbox else None


def checked_client_id(text: str) -> str:
    """Raises `InvalidInput` where it is missing or cannot be one."""
    client_id = text.strip()
    if not client_id:
        raise InvalidInput("client_id_missing")
    doubt = doubt_about(client_id)
    if doubt in IMPOSSIBLE:
        raise InvalidInput(doubt)
    return client_id


async def again(presence: Presence, seconds: float = SECONDS) -> SignIn:
    """The open account once more, through the application it came by."""
    account = presence.require_session().account
    if account.sandbox:
        return await on_sample_data(presence, seconds)
    presence.keys.use_keyring_again()
    application = await presence.keys.whole_application(account, account.server)
    registration = Registration(
        account.server, account.client_id, application.client_secret, account.redirect
    )
    return by_browser(presence, registration, seconds=seconds, meant=account)


async def on_sample_data(presence: Presence, seconds: float = SECONDS) -> SignIn:
    """The same on the embedded sandbox, which is started first."""
    server = await presence.sandbox()
    identity = sandbox_id(presence.environment.sandbox)
    registration = Registration(server.url, server.client_id)
    return by_browser(presence, registration, sandbox=identity, seconds=seconds)
