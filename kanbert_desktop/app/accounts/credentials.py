"""CredentialStore: credentials of an account; keyring monitor that resumes what waited."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from kanbert_desktop.app.accounts.registry import KnownAccount, Registry, lacking, token_for
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.tasks import Tasks
from kanbert_desktop.domain.errors import SignInRequired
from kanbert_desktop.domain.events import EventBus, KeyringBlocked, KeyringReady
from kanbert_desktop.identity.async_keyring import (
    AsyncKeyring,
    GuardedKeyring,
    InMemoryKeyring,
    KeyringCircuitBreaker,
    SecretStorage,
)
from kanbert_desktop.identity.credentials import (
    Credentials,
    DirectToken,
    SessionCredentials,
    StoredDirectToken,
    TokenSet,
)
from kanbert_desktop.identity.oauth_client import OAuthClient
from kanbert_desktop.identity.token_store import ClientSecretStore, TokenStore, keyring_service_name

FIRST_SECONDS = 10.0
THEN_SECONDS = 30.0
WATCH, HINT = "keyring", "keyring-hint"
Look = Callable[[], Awaitable[bool | None]]
Sleep = Callable[[float], Awaitable[None]]


def look_at_keyring() -> Awaitable[bool | None]:
    """Is it locked? Without a prompt; None where the system does not tell."""
    return AsyncKeyring("kanbert-desktop").is_locked()


class KeyringWatch:
    """One for all accounts: there is one keyring. `go_on` is called each time it is worth asking again."""

    def __init__(
        self,
        bus: EventBus,
        tasks: Tasks,
        go_on: Callable[[], None],
        *,
        look: Look = look_at_keyring,
        first: float = FIRST_SECONDS,
        then: float = THEN_SECONDS,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.gate = KeyringCircuitBreaker(on_blocked=self._shut, on_success=self._answered)
        self._bus = bus
        self._tasks = tasks
        self._go_on = go_on
        self._look = look
        self._pause = self._first = first
        self._then = then
        self._sleep = sleep
        self._told: str | None = None

    def act(self) -> None:
        """The person does something that needs it: it may prompt again."""
        self.gate.reset()

    async def give_up(self) -> None:
        """Somebody who waited for it waits no longer, so nobody does."""
        self.gate.fail_pending("keyring_locked" if await self._look() else "keyring_silent")

    def slow(self) -> None:
        """A call takes so long that most likely a prompt waits for the person somewhere."""
        self._tasks.start(HINT, self._hint())

    async def _hint(self) -> None:
        self._tell("keyring_locked" if await self._look() else "keyring_silent")

    def _shut(self, key: str) -> None:
        self._tasks.stop(HINT)
        self._tell(key)
        self._tasks.start(WATCH, self._until_it_opens(key))

    def _answered(self) -> None:
        self._tasks.stop(HINT)
        self._pause = self._first
        self._ready()

    async def _until_it_opens(self, key: str) -> None:
        """Looking prompts for nothing. What was silent is asked again; what was dismissed only once it is unlocked."""
        while True:
            await self._sleep(self._pause)
            self._pause = self._then
            locked = await self._look()
            if locked is False or (locked is None and key == "keyring_silent"):
                break
        self.gate.reset()
        if locked is False:
            self._ready()
        self._go_on()

    def _tell(self, key: str) -> None:
        if key != self._told:
            self._told = key
            self._bus.publish(KeyringBlocked(key))

    def _ready(self) -> None:
        if self._told is not None:
            self._told = None
            self._bus.publish(KeyringReady())


Now = Callable[[], datetime]


class Keys:
    """The credentials of this profile's accounts; one vault per account, so that a memory-only one lasts the run."""

    def __init__(self, environment: Environment, options: Options, now: Now, watch: KeyringWatch) -> None:
        self._environment = environment
        self._registry = Registry(environment.accounts)
        self._options = options
        self._now = now
        self.watch = watch
        self._in_memory: dict[str, InMemoryKeyring] = {}
        self._came_in: set[str] = set()

    def of(self, account: KnownAccount, server: str, tokens: TokenSet | None = None) -> Credentials:
        """`server` is where it can be reached now, `tokens` what a sign-in of this moment brought.

        `SignInNeeded` where only a token that is not there will do.
        """
        if tokens is not None:
            self._came_in.add(account.id)
        token = self.environments_token(account)
        if token is not None:
            return DirectToken(server, token)
        why_not = self.lacking(account)
        if why_not is not None:
            raise SignInRequired(why_not)
        if account.pasted:
            return StoredDirectToken(server, self.kept(account), tokens.access_token if tokens else "")
        return self._of_browser(account, server, tokens)

    def environments_token(self, account: KnownAccount) -> str | None:
        """Until somebody signs in otherwise: what the environment holds was no good then."""
        return None if account.id in self._came_in else token_for(account, self._options, self._registry)

    def use_environments_token(self, account: KnownAccount) -> None:
        """Somebody signs in by it."""
        self._came_in.discard(account.id)

    def lacking(self, account: KnownAccount) -> str | None:
        """Why this process cannot speak for the account, as an error's key; asks no keyring."""
        return lacking(account, self.environments_token(account), in_memory=account.id in self._in_memory)

    def _of_browser(self, account: KnownAccount, server: str, tokens: TokenSet | None) -> Credentials:
        application = self.application(account, server)
        is_lacking = account.has_secret and application.client_secret is None
        return SessionCredentials(
            application,
            self.kept(account),
            lock_file=self._environment.refresh_lock(account.id),
            now=self._now,
            tokens=tokens,
            load_secret=partial(self.secret, account) if is_lacking else None,
        )

    def application(self, account: KnownAccount, server: str) -> OAuthClient:
        """As far as it is known without the keyring."""
        own = None if account.sandbox else self._options.secret_for(account.server, account.client_id)
        return OAuthClient(server, account.client_id, own)

    async def whole_application(self, account: KnownAccount, server: str) -> OAuthClient:
        """With its secret. Raises as `secret`."""
        application = self.application(account, server)
        if not account.has_secret or application.client_secret is not None:
            return application
        return replace(application, client_secret=await self.secret(account))

    async def secret(self, account: KnownAccount) -> str:
        """The one in the keyring. Raises `KeyringUnavailable`, `SignInNeeded("secret_missing")`."""
        secret = await self.kept_secret(account).load()
        if secret is None:
            raise SignInRequired("secret_missing")
        return secret

    def kept(self, account: KnownAccount) -> TokenStore:
        return TokenStore(self._vault(account), _issuer(account), account.user)

    def kept_secret(self, account: KnownAccount) -> ClientSecretStore:
        return ClientSecretStore(self._vault(account), _issuer(account), account.client_id)

    async def forget(self, account: KnownAccount) -> None:
        """Everything of it in the keyring."""
        await self.kept(account).delete()
        if account.has_secret:
            await self.kept_secret(account).delete()

    def use_keyring(self, account: KnownAccount) -> None:
        """A new sign-in tries it again, also where there was none before."""
        self._in_memory.pop(account.id, None)
        self.watch.act()

    def use_keyring_again(self) -> None:
        """The person acts: a prompt that was dismissed may come once more."""
        self.watch.act()

    def keep_in_memory(self, account: KnownAccount) -> None:
        """There is no keyring: signed in until quitting, nothing on disk."""
        self._in_memory.setdefault(account.id, InMemoryKeyring())

    async def move_to_keyring(self, account: KnownAccount) -> None:
        """What is in memory only. Raises `KeyringUnavailable`; it stays in memory then."""
        self.watch.act()
        kept, keyring = self._in_memory.get(account.id), self._keyring(account)
        for item, text in kept.items() if kept else ():
            await keyring.put(item, text)
        self._in_memory.pop(account.id, None)

    def _vault(self, account: KnownAccount) -> SecretStorage:
        return self._in_memory.get(account.id) or self._keyring(account)

    def _keyring(self, account: KnownAccount) -> SecretStorage:
        service = keyring_service_name(f"{self._environment.profile_id()}:{account.id}")
        return GuardedKeyring(AsyncKeyring(service, on_slow=self.watch.slow), self.watch.gate)


def _issuer(account: KnownAccount) -> str:
    return f"sandbox:{account.sandbox}" if account.sandbox else account.server
