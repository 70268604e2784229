"""The credentials of an account, from the environment or the keyring, and the monitor of a locked keyring (S45)."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from kanbert_desktop.app.accounts.registry import (
    AccountRegistry,
    KnownAccount,
    environment_token_for,
    missing_credential_key,
)
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.tasks import Tasks
from kanbert_desktop.domain.errors import SignInRequired
from kanbert_desktop.domain.events import EventBus, KeyringBlocked, KeyringReady
from kanbert_desktop.domain.value_classes import replace
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

FIRST_CHECK_SECONDS = 10.0
CHECK_SECONDS = 30.0
MONITOR_TASK, HINT_TASK = "keyring", "keyring-hint"
CheckLocked = Callable[[], Awaitable[bool | None]]
Sleep = Callable[[float], Awaitable[None]]
Clock = Callable[[], datetime]


def is_keyring_locked() -> Awaitable[bool | None]:
    """Returns whether the keyring is locked, without a prompt. None if the system does not tell."""
    return AsyncKeyring("kanbert-desktop").is_locked()


class KeyringMonitor:
    """One for all accounts, as there is one keyring. Calls `resume` each time a retry makes sense."""

    def __init__(
        self,
        bus: EventBus,
        tasks: Tasks,
        resume: Callable[[], None],
        *,
        check_locked: CheckLocked = is_keyring_locked,
        first_delay: float = FIRST_CHECK_SECONDS,
        next_delay: float = CHECK_SECONDS,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.circuit_breaker = KeyringCircuitBreaker(on_blocked=self._on_opened, on_success=self._on_answer)
        self._bus = bus
        self._tasks = tasks
        self._resume = resume
        self._check_locked = check_locked
        self._next_pause = self._first_delay = first_delay
        self._next_delay = next_delay
        self._sleep = sleep
        self._published: str | None = None

    def allow_prompt(self) -> None:
        """The user started something that needs the keyring: it may prompt again."""
        self.circuit_breaker.reset()

    async def stop_waiting(self) -> None:
        """Ends the wait of every call."""
        self.circuit_breaker.fail_pending(
            "keyring_locked" if await self._check_locked() else "keyring_silent"
        )

    def on_slow_call(self) -> None:
        """Called when a keyring call takes so long that a prompt is probably open."""
        self._tasks.start(HINT_TASK, self._publish_hint())

    async def _publish_hint(self) -> None:
        self._publish_blocked("keyring_locked" if await self._check_locked() else "keyring_silent")

    def _on_opened(self, key: str) -> None:
        self._tasks.stop(HINT_TASK)
        self._publish_blocked(key)
        self._tasks.start(MONITOR_TASK, self._poll(key))

    def _on_answer(self) -> None:
        self._tasks.stop(HINT_TASK)
        self._next_pause = self._first_delay
        self._publish_ready()

    async def _poll(self, key: str) -> None:
        """Polls without prompting. A silent keyring is tried again; after a dismissed prompt it must be unlocked first."""
        while True:
            await self._sleep(self._next_pause)
            self._next_pause = self._next_delay
            locked = await self._check_locked()
            if locked is False or (locked is None and key == "keyring_silent"):
                break
        self.circuit_breaker.reset()
        if locked is False:
            self._publish_ready()
        self._resume()

    def _publish_blocked(self, key: str) -> None:
        if key != self._published:
            self._published = key
            self._bus.publish(KeyringBlocked(key))

    def _publish_ready(self) -> None:
        if self._published is not None:
            self._published = None
            self._bus.publish(KeyringReady())


class CredentialStore:
    """The credentials of this profile's accounts. Credentials held in memory last until quitting."""

    def __init__(
        self, environment: Environment, options: Options, now: Clock, keyring_monitor: KeyringMonitor
    ) -> None:
        self._environment = environment
        self._registry = AccountRegistry(environment.accounts)
        self._options = options
        self._now = now
        self.keyring_monitor = keyring_monitor
        self._in_memory: dict[str, InMemoryKeyring] = {}
        self._signed_in_otherwise: set[str] = set()

    def credentials_for(
        self,
        account: KnownAccount,
        server: str,
        tokens: TokenSet | None = None,
        *,
        sandbox_token: str | None = None,
    ) -> Credentials:
        """`server` is the address to use now. `tokens` come from a sign-in that has just finished.

        `sandbox_token` opens the sample data if the environment has no token for it.

        Raises `SignInRequired` if the account needs a token that is not available.
        """
        if tokens is not None:
            self._signed_in_otherwise.add(account.id)
        token = self.environment_token(account) or sandbox_token
        if token is not None:
            return DirectToken(server, token)
        why_not = self.missing_credential_key(account)
        if why_not is not None:
            raise SignInRequired(why_not)
        if account.pasted:
            return StoredDirectToken(server, self.token_store(account), tokens.access_token if tokens else "")
        return self._session_credentials(account, server, tokens)

    def environment_token(self, account: KnownAccount) -> str | None:
        """None after the user has signed in another way: the environment's token did not work then."""
        return (
            None
            if account.id in self._signed_in_otherwise
            else environment_token_for(account, self._options, self._registry)
        )

    def use_environment_token(self, account: KnownAccount) -> None:
        """Prefers the environment's token again, because the user signs in with it."""
        self._signed_in_otherwise.discard(account.id)

    def missing_credential_key(self, account: KnownAccount) -> str | None:
        """Returns why this process has no credentials for the account, as an error key. Does not access the keyring."""
        return missing_credential_key(
            account, self.environment_token(account), in_memory=account.id in self._in_memory
        )

    def _session_credentials(
        self, account: KnownAccount, server: str, tokens: TokenSet | None
    ) -> Credentials:
        application = self.oauth_client(account, server)
        is_lacking = account.has_secret and application.client_secret is None
        return SessionCredentials(
            application,
            self.token_store(account),
            lock_file=self._environment.refresh_lock(account.id),
            now=self._now,
            tokens=tokens,
            load_secret=partial(self.client_secret, account) if is_lacking else None,
        )

    def oauth_client(self, account: KnownAccount, server: str) -> OAuthClient:
        """The OAuth client as far as it is known without the keyring."""
        secret = (
            None if account.sandbox else self._options.client_secret_for(account.server, account.client_id)
        )
        return OAuthClient(server, account.client_id, secret)

    async def oauth_client_with_secret(self, account: KnownAccount, server: str) -> OAuthClient:
        """The OAuth client with its secret. Raises as `client_secret`."""
        application = self.oauth_client(account, server)
        if not account.has_secret or application.client_secret is not None:
            return application
        return replace(application, client_secret=await self.client_secret(account))

    async def client_secret(self, account: KnownAccount) -> str:
        """Reads the secret from the keyring. Raises `KeyringUnavailable`, `SignInRequired("secret_missing")`."""
        secret = await self.client_secret_store(account).load()
        if secret is None:
            raise SignInRequired("secret_missing")
        return secret

    def token_store(self, account: KnownAccount) -> TokenStore:
        return TokenStore(self._storage(account), _issuer(account), account.user)

    def client_secret_store(self, account: KnownAccount) -> ClientSecretStore:
        return ClientSecretStore(self._storage(account), _issuer(account), account.client_id)

    async def delete(self, account: KnownAccount) -> None:
        """Deletes every keyring item of the account."""
        await self.token_store(account).delete()
        if account.has_secret:
            await self.client_secret_store(account).delete()

    def use_keyring(self, account: KnownAccount) -> None:
        """For a new sign-in: tries the keyring again even if there was none before."""
        self._in_memory.pop(account.id, None)
        self.keyring_monitor.allow_prompt()

    def allow_keyring_prompt(self) -> None:
        """Called when the user acts: a prompt that was dismissed may appear again."""
        self.keyring_monitor.allow_prompt()

    def store_in_memory(self, account: KnownAccount) -> None:
        """Without a keyring: the account stays signed in until quitting and nothing is written to disk."""
        self._in_memory.setdefault(account.id, InMemoryKeyring())

    async def move_to_keyring(self, account: KnownAccount) -> None:
        """Stores credentials held in memory. Raises `KeyringUnavailable`; they stay in memory then."""
        self.keyring_monitor.allow_prompt()
        in_memory, keyring = self._in_memory.get(account.id), self._keyring(account)
        for item, text in in_memory.items() if in_memory else ():
            await keyring.put(item, text)
        self._in_memory.pop(account.id, None)

    def _storage(self, account: KnownAccount) -> SecretStorage:
        return self._in_memory.get(account.id) or self._keyring(account)

    def _keyring(self, account: KnownAccount) -> SecretStorage:
        service = keyring_service_name(f"{self._environment.profile_id()}:{account.id}")
        return GuardedKeyring(
            AsyncKeyring(service, on_slow=self.keyring_monitor.on_slow_call),
            self.keyring_monitor.circuit_breaker,
        )


def _issuer(account: KnownAccount) -> str:
    return f"sandbox:{account.sandbox}" if account.sandbox else account.server
