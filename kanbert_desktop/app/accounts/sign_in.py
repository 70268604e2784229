"""Sign-in by browser and by access token, from the request to the open account."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from kanbert_desktop.api.client import KanbertApi
from kanbert_desktop.app.accounts.current import CurrentAccount
from kanbert_desktop.app.accounts.registry import ClientRegistration, KnownAccount
from kanbert_desktop.app.accounts.sandbox_identity import sandbox_id
from kanbert_desktop.app.accounts.sign_in_settings import IMPOSSIBLE_CLIENT_ID_KEYS
from kanbert_desktop.app.accounts.sign_in_settings import check_client_id as doubt_about
from kanbert_desktop.app.overview.hours import HoursState
from kanbert_desktop.domain.board import Person
from kanbert_desktop.domain.errors import Cancelled, InvalidInput, KeyringUnavailable, Refused, SignInRequired
from kanbert_desktop.domain.events import SignedIn
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.identity.browser import open_in_browser
from kanbert_desktop.identity.credentials import Credentials, DirectToken, TokenSet, can_write, is_granted
from kanbert_desktop.identity.oauth_client import HOURS_SCOPE, SCOPE, OAuthClient
from kanbert_desktop.identity.token_endpoint import revoke_tokens
from kanbert_desktop.net.client import make_client
from kanbert_desktop.net.origin import parse_origin

if TYPE_CHECKING:
    from kanbert_desktop.identity.sign_in_flow import AuthorizationFlow

log = logging.getLogger(__name__)
TIMEOUT_SECONDS = 600.0
_NOT_STORED = {"keyring_locked": "keyring_stayed_locked", "keyring_silent": "keyring_stayed_silent"}
"""The same problem once the sign-in continues without the keyring: the user does not have to unlock anything."""
# Often copied together with the token from the documentation.
_BEARER = re.compile(r"bearer(\s+|$)", re.IGNORECASE)

AccountQuestion = Callable[[Person, Person], None]
"""Takes the user who signed in last and the one who has signed in now."""


class PendingSignIn:
    """`link` and `deadline` are available at once. `run` is the whole sign-in and is awaited once."""

    def __init__(
        self,
        flow: "AuthorizationFlow",
        finish: Callable[["PendingSignIn", "TokenSet"], Awaitable[Person]],
        *,
        on_hours_refused: Callable[[], None] | None = None,
    ) -> None:
        """`on_hours_refused`: the sign-in asks for hours booked, which the server may refuse."""
        self._flow = flow
        self._finish = finish
        self._on_hours_refused = on_hours_refused
        self._answer: asyncio.Future[bool] | None = None
        self._ask: AccountQuestion | None = None
        self.is_other_account = False
        """True if another user than the current one has signed in. Their boards stay separate."""

    @property
    def link(self) -> str:
        return self._flow.authorization_url

    @property
    def deadline(self) -> datetime:
        return self._flow.deadline

    def set_no_browser_handler(self, handler: Callable[[], None]) -> None:
        """`handler` is called as soon as it is certain that no browser opened."""
        self._flow.on_no_browser = handler

    def cancel(self) -> None:
        """Makes `run` raise `Cancelled` and closes the listener at once."""
        self.answer_confirmation(False)
        self._flow.cancel()

    def answer_confirmation(self, is_confirmed: bool) -> None:
        """The user's answer to the question of `run`. Ignored if no question is open."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(is_confirmed)

    async def is_account_confirmed(self, former: Person, person: Person) -> bool:
        """Asks before anything is stored: somebody else at this computer may have signed in."""
        if self._ask is None:
            return True
        self._answer = asyncio.get_running_loop().create_future()
        self._ask(former, person)
        return await self._answer

    def reopen_browser(self) -> None:
        """Asks the system's browser again. Success is unknown, so `link` stays on screen."""
        self._flow.open_browser()

    def paste_url(self, url: str) -> None:
        """The final address, if the browser could not reach this computer. Raises `InvalidInput` for any other address."""
        self._flow.submit_url(url)

    async def run(self, ask_other_account: AccountQuestion | None = None) -> Person:
        """Opens the browser, waits, exchanges the code, reads the user and opens the account.

        `ask_other_account` shows the question whether another user may sign in on this computer, `answer_confirmation`
        answers it. None if nobody can be asked, as in a verb, which prints both names instead.
        Raises `Cancelled` (keys denied, cancelled, timed_out), `TransientError` or `Refused`; nothing has changed then.
        """
        self._ask = ask_other_account
        try:
            tokens = await self._flow.run()
        except Refused as error:
            if error.key != "sign_in_scope_refused" or self._on_hours_refused is None:
                raise
            self._on_hours_refused()
            raise Refused("hours_refused") from error
        return await self._finish(self, tokens)


def sign_in_with_browser(
    current: CurrentAccount,
    registration: ClientRegistration,
    *,
    sandbox: str | None = None,
    seconds: float = TIMEOUT_SECONDS,
    expected_account: KnownAccount | None = None,
    asks_for_hours: bool = False,
) -> PendingSignIn:
    """`sandbox` is the id of the sample server that this program started. `expected_account` is signing in again.

    The environment's secret takes precedence over the given one and is never stored. `asks_for_hours`: the browser also
    asks whether hours booked may be read.
    """
    # Qt listens for the browser; a sign-in with a token does without.
    from kanbert_desktop.identity.loopback_ports import LoopbackPorts  # noqa: PLC0415
    from kanbert_desktop.identity.sign_in_flow import AuthorizationFlow  # noqa: PLC0415

    client_id = validate_client_id(registration.client_id)
    redirect = registration.redirect
    server = parse_origin(registration.server)
    environment_secret = None if sandbox else current.options.client_secret_for(server, client_id)
    given_secret = (registration.client_secret or "").strip() or None
    client = OAuthClient(server, client_id, environment_secret or given_secret)
    ports = LoopbackPorts((redirect.port,) if redirect.port else (), redirect.localhost)
    flow = AuthorizationFlow(
        client,
        open_url=open_in_browser,
        now=current.now,
        seconds=seconds,
        scope=f"{SCOPE} {HOURS_SCOPE}" if asks_for_hours else SCOPE,
        ports=ports,
        leads_back=current.is_opened_by_links(),
    )

    async def finish(sign_in: PendingSignIn, tokens: TokenSet) -> Person:
        credentials = DirectToken(server, tokens.access_token, rejected_key="sign_in_needed")
        person = await fetch_user(server, credentials)
        account = replace(
            account_of(server, person, tokens, sandbox=sandbox),
            client_id=client_id,
            has_secret=client.client_secret is not None,
            redirect_port=redirect.port,
            redirect_localhost=redirect.localhost,
        )
        known = current.account
        sign_in.is_other_account = known is not None and known.id != account.id
        former = _replaced_account(current, account, expected_account)
        if former is not None and not await sign_in.is_account_confirmed(former.person, person):
            async with make_client(server) as http:
                await revoke_tokens(http, client, tokens)
            raise Cancelled("cancelled")
        is_stored = await store_credentials(
            current, account, tokens, None if environment_secret else given_secret
        )
        await current.activate(current.registry.record_use(replace(account, kept=is_stored)), tokens)
        if asks_for_hours and not sign_in.is_other_account:
            set_hours_granted(current, is_granted(tokens.scope, HOURS_SCOPE))
        current.bus.publish(SignedIn(person, server))
        return person

    refused = partial(set_hours_granted, current, False) if asks_for_hours else None
    return PendingSignIn(flow, finish, on_hours_refused=refused)


async def sign_in_again(
    current: CurrentAccount, seconds: float = TIMEOUT_SECONDS, *, asks_for_hours: bool = False
) -> PendingSignIn:
    """Signs in to the open account again, through the OAuth client it used.

    Whoever has allowed hours booked to be read is asked for it again: the new tokens would not allow it otherwise.
    """
    session = current.require_session()
    account = session.account
    asks_for_hours = asks_for_hours or session.service.overview.hours.is_on
    if account.sandbox:
        return await sign_in_to_sandbox(current, seconds, asks_for_hours=asks_for_hours)
    current.credentials.allow_keyring_prompt()
    application = await current.credentials.oauth_client_with_secret(account, account.server)
    registration = ClientRegistration(
        account.server, account.client_id, application.client_secret, account.redirect
    )
    return sign_in_with_browser(
        current, registration, seconds=seconds, expected_account=account, asks_for_hours=asks_for_hours
    )


async def sign_in_to_sandbox(
    current: CurrentAccount, seconds: float = TIMEOUT_SECONDS, *, asks_for_hours: bool = False
) -> PendingSignIn:
    """Signs in to the embedded sandbox, which is started first."""
    server = await current.start_sandbox()
    identity = sandbox_id(current.environment.sandbox)
    registration = ClientRegistration(server.url, server.client_id)
    return sign_in_with_browser(
        current, registration, sandbox=identity, seconds=seconds, asks_for_hours=asks_for_hours
    )


def set_hours_granted(current: CurrentAccount, is_allowed: bool) -> None:
    """What the server granted to the open account."""
    if current.session is not None:
        state = HoursState.ON if is_allowed else HoursState.NOT_ALLOWED
        current.session.service.overview.hours.set_state(state)


async def open_sample_data(current: CurrentAccount) -> Person:
    """Opens the sample data without a sign-in: the sandbox, which is started first, tells the token of its user.

    Raises `NotReady("sandbox_failed")`, or `SignInRequired` if that token was revoked in the sandbox's settings.
    """
    server = await current.start_sandbox()
    person = await fetch_user(server.url, DirectToken(server.url, server.access_token))
    opened = account_of(server.url, person, sandbox=sandbox_id(current.environment.sandbox))
    account = replace(opened, direct=True)
    former = current.registry.get(account.id)
    if former is not None and former.signed_in and not former.uses_sandbox_token:
        # It had signed in with the browser or a token, which the keyring would keep for nobody.
        with suppress(KeyringUnavailable):
            await current.credentials.delete(former)
    current.keyring_problem = None
    await current.activate(current.registry.record_use(account), None)
    current.bus.publish(SignedIn(person, server.url, with_token=True))
    return person


async def sign_in_with_token(current: CurrentAccount, server: str, text: str) -> Person:
    """Reads who owns the token, then stores it in the keyring, or in memory until quitting."""
    token = _clean_token(text)
    server, sandbox = await _server_and_sandbox(current, server)
    try:
        person = await fetch_user(server, DirectToken(server, token))
    except SignInRequired:
        raise Refused("token_refused", status=401) from None
    account = replace(account_of(server, person, sandbox=sandbox), direct=True, pasted=True)
    tokens = TokenSet(token, received_at=current.now())
    is_stored = await store_credentials(current, account, tokens, None)
    await current.activate(current.registry.record_use(replace(account, kept=is_stored)), tokens)
    current.bus.publish(SignedIn(person, server, with_token=True))
    return person


async def sign_in_with_environment_token(current: CurrentAccount, server: str) -> Person:
    """Reads once who owns the token and stores its fingerprint. The token itself is never stored."""
    token = current.options.access_token
    if token is None:
        raise SignInRequired("token_missing")
    server, sandbox = await _server_and_sandbox(current, server)
    person = await fetch_user(server, DirectToken(server, token))
    account = replace(account_of(server, person, sandbox=sandbox), direct=True)
    known = current.registry.get(account.id)
    if known is not None and (known.pasted or not known.direct):
        account = replace(known, server=server, name=person.name, email=person.email, signed_in=True)
    current.credentials.use_environment_token(account)
    await current.activate(current.registry.record_use(account, token=token), None)
    current.bus.publish(SignedIn(person, server, with_token=True))
    return person


async def store_credentials_again(current: CurrentAccount) -> bool:
    """Returns True if it is stored now. The user asked, so the keyring may prompt. `keyring_problem` holds what is left."""
    session = current.session
    if session is None or session.account.kept:
        return session is not None
    # A token refreshed in the meantime would be stored in memory only.
    await session.disconnect()
    current.keyring_problem = None
    try:
        await current.credentials.move_to_keyring(session.account)
    except KeyringUnavailable as error:
        current.keyring_problem = not_stored_key(error)
    else:
        session.account = current.registry.record_use(replace(session.account, kept=True))
    await current.connect()
    return session.account.kept


async def store_credentials(
    current: CurrentAccount, account: KnownAccount, tokens: TokenSet, secret: str | None
) -> bool:
    """Stores the credentials before they are used. Without a keyring they are kept in memory until quitting (False)."""
    current.keyring_problem = None
    current.credentials.use_keyring(account)
    try:
        await _store(current, account, tokens, secret)
    except KeyringUnavailable as error:
        log.warning("The sign-in is not kept: %s", error.key)
        current.keyring_problem = not_stored_key(error)
        # Half a sign-in must not stay behind. This does not prompt if the keyring is locked.
        with suppress(KeyringUnavailable):
            await current.credentials.delete(account)
        current.credentials.store_in_memory(account)
        await _store(current, account, tokens, secret)
    return current.keyring_problem is None


async def fetch_user(server: str, credentials: Credentials) -> Person:
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
        may_write=tokens is None or can_write(tokens.scope),
    )


def not_stored_key(error: KeyringUnavailable) -> str:
    """The error key to show then."""
    return _NOT_STORED.get(error.key, error.key)


def validate_client_id(text: str) -> str:
    """Raises `InvalidInput` if the text is empty or cannot be a client ID."""
    client_id = text.strip()
    if not client_id:
        raise InvalidInput("client_id_missing")
    doubt = doubt_about(client_id)
    if doubt in IMPOSSIBLE_CLIENT_ID_KEYS:
        raise InvalidInput(doubt)
    return client_id


async def _store(
    current: CurrentAccount, account: KnownAccount, tokens: TokenSet, secret: str | None
) -> None:
    """Stores the secret first: without it the tokens could not be refreshed. Deletes one of a former OAuth client."""
    secret_store = current.credentials.client_secret_store(account)
    known = current.registry.get(account.id)
    if secret is not None:
        await secret_store.store(secret)
    elif known is not None and known.has_secret and not account.has_secret:
        await secret_store.delete()
    await current.credentials.token_store(account).store(tokens)


def _replaced_account(
    current: CurrentAccount, account: KnownAccount, expected: KnownAccount | None
) -> KnownAccount | None:
    """Returns the account that another user is about to replace, so that the user must be asked.

    Returns None if this profile knows the account and no other one was expected, and for the sample data.
    """
    if account.sandbox or (expected is None and current.registry.get(account.id) is not None):
        return None
    former = expected or current.account or current.registry.last_signed_in()
    return former if former is not None and former.id != account.id and not former.sandbox else None


async def _server_and_sandbox(current: CurrentAccount, server: str) -> tuple[str, str | None]:
    """Returns the origin, and the id of the sample server if that is meant."""
    if not current.options.sandbox:
        return parse_origin(server), None
    return (await current.start_sandbox()).url, sandbox_id(current.environment.sandbox)


def _clean_token(text: str) -> str:
    """Raises `InvalidInput` for text that is not valid in a header. The message never repeats the text."""
    token = _BEARER.sub("", text.strip())
    if not token:
        raise InvalidInput("token_empty")
    if not token.isascii() or not token.isprintable() or " " in token:
        raise InvalidInput("token_unreadable")
    return token
