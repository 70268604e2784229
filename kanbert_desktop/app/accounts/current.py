"""Who is here: the open account, its session, its server and its credentials."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from kanbert_desktop.app.accounts.registry import (
    KnownAccount,
    Registry,
    SignInKind,
    chosen_account,
    lacking,
    token_for,
)
from kanbert_desktop.app.accounts.session import Session
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.tasks import Tasks, aside
from kanbert_desktop.domain.errors import SignInRequired, StoreError
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.store.database import OpenedStore, open_store

if TYPE_CHECKING:
    from kanbert_desktop.app.accounts.credentials import Keys
    from kanbert_desktop.app.system.processes import SandboxProcess
    from kanbert_desktop.identity.credentials import TokenSet
    from kanbert_desktop.sync.engine import Engine

Now = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


class Presence:
    """At most one account is open at a time; `live` says that it keeps itself in step with the server."""

    def __init__(
        self, environment: Environment, options: Options, bus: EventBus, tasks: Tasks, now: Now = utc_now
    ) -> None:
        self.environment = environment
        self.options = options
        self.bus = bus
        self.now = now
        self.registry = Registry(environment.accounts)
        self.session: Session | None = None
        self.live = False
        self.keyring_problem: str | None = None
        self._tasks = tasks
        self._sandbox: SandboxProcess | None = None
        self._keys: Keys | None = None

    @cached_property
    def _starting(self) -> "asyncio.Lock":
        """Made when it is first needed: asyncio itself comes after the first paint."""
        return asyncio.Lock()

    @property
    def account(self) -> KnownAccount | None:
        return self.session.account if self.session else None

    @property
    def keys(self) -> "Keys":
        from kanbert_desktop.app.accounts.credentials import (  # noqa: PLC0415
            KeyringWatch,
            Keys,
        )

        if self._keys is None:
            watch = KeyringWatch(self.bus, self._tasks, self._keyring_opened)
            self._keys = Keys(self.environment, self.options, self.now, watch)
        return self._keys

    @property
    def sign_in_kind(self) -> SignInKind:
        """How the open account came in; "browser" where nobody is here."""
        if self.account is None:
            return "token" if self.options.access_token else "browser"
        if self.account.direct or self._is_by_environments_token(self.account):
            return "token"
        return "secret" if self.account.has_secret else "browser"

    def _is_by_environments_token(self, account: KnownAccount) -> bool:
        if self._keys is not None:
            return self._keys.environments_token(account) is not None
        return token_for(account, self.options, self.registry) is not None

    @property
    def is_signed_in(self) -> bool:
        """Can this process speak for the open account? Not where the sign-in was not kept and ended with its process."""
        account = self.account
        if account is None:
            return False
        if self._keys is not None:
            return self._keys.lacking(account) is None
        return lacking(account, token_for(account, self.options, self.registry), in_memory=False) is None

    def retry_keyring(self) -> None:
        self.keys.use_keyring_again()
        self._keyring_opened()

    def _keyring_opened(self) -> None:
        """What waited for it goes on."""
        if self.session is not None:
            self.session.keyring_opened()

    def open_known(self) -> Session | None:
        """The desk of whoever is meant, from disk alone; None where nobody is signed in. May raise `StoreBroken`."""
        account = chosen_account(self.options, self.environment, self.registry)
        if account is not None and self.options.account:
            # A verb that names nobody means whoever the window shows.
            with suppress(StoreError):
                account = self.registry.remember(account)
        return self.open(account) if account is not None else None

    def open(self, account: KnownAccount) -> Session:
        return self._take(account, open_store(self.environment.store(account.id)))

    async def open_aside(self, account: KnownAccount) -> Session:
        """The same while a window goes on working: a new file takes the disk a tenth of a second."""
        return self._take(account, await self._opened(account))

    async def _opened(self, account: KnownAccount) -> OpenedStore:
        return await aside("open", partial(open_store, self.environment.store(account.id)))

    def _take(self, account: KnownAccount, opened: OpenedStore) -> Session:
        self.session = Session(account, opened, self.bus, self._tasks, self.now, outside=self)
        return self.session

    # What a session asks of the outside.

    def asked(self) -> None:
        """The person wants a sync now: a prompt that was dismissed may come once more."""
        self.keys.use_keyring_again()

    def granted(self, account: KnownAccount, may_write: bool) -> None:
        """The server's word on writing, for the next start."""
        with suppress(StoreError):
            self.registry.may_write(account.id, may_write)

    async def connect(self, tokens: "TokenSet | None" = None) -> "Engine":
        """The open account's way to its server. `SignInNeeded` where nobody is here, or only a token would do.

        It is the person who connects, by a start or a button, so the keyring may prompt again.
        """
        session = self.require_session()
        self.keys.use_keyring_again()
        server = await self.address_of(session.account)
        credentials = self.keys.of(session.account, server, tokens)
        await session.disconnect()
        engine = session.connect(credentials, server)
        if self.live:
            session.keep_in_step()
        return engine

    async def change_to(self, account: KnownAccount, tokens: "TokenSet | None") -> None:
        """Somebody has signed in: the same person goes on, another one gets a desk of their own."""
        if self.session is not None and self.session.account.id == account.id:
            self.session.account = account
        else:
            opened = await self._opened(account)
            await self.close_session()
            self._take(account, opened)
        await self.connect(tokens)

    def require_session(self) -> Session:
        if self.session is None:
            raise SignInRequired("not_signed_in")
        return self.session

    async def close_session(self) -> None:
        session, self.session = self.session, None
        if session is not None:
            await session.close()

    async def close(self) -> None:
        await self.close_session()
        if self._sandbox is not None:
            await self._sandbox.close()

    async def sandbox(self) -> "SandboxProcess":
        """The sample server, started if it is not running yet."""
        from kanbert_desktop.app.system.processes import SandboxProcess  # noqa: PLC0415  most accounts have none

        async with self._starting:
            if self._sandbox is None:
                process = SandboxProcess(self.environment.sandbox)
                await process.start()
                self._sandbox = process
            return self._sandbox

    async def address_of(self, account: KnownAccount) -> str:
        """Where the account's server can be reached now."""
        return (await self.sandbox()).url if account.sandbox else account.server
