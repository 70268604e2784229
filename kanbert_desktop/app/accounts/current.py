"""The current account with its session, server and credentials."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from kanbert_desktop.app.accounts.registry import (
    AccountRegistry,
    KnownAccount,
    SignInMethod,
    chosen_account,
    environment_token_for,
    missing_credential_key,
)
from kanbert_desktop.app.accounts.session import Session
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.tasks import Tasks, run_in_thread
from kanbert_desktop.app.translation import text_language
from kanbert_desktop.domain.errors import SignInRequired, StoreError
from kanbert_desktop.domain.events import Economy, EventBus
from kanbert_desktop.store.connection import BUSY_SECONDS
from kanbert_desktop.store.database import OpenedStore, open_store
from kanbert_desktop.store.migrations import is_old
from kanbert_desktop.sync.card_columns import columns_of_row

if TYPE_CHECKING:
    from kanbert_desktop.app.accounts.credentials import CredentialStore
    from kanbert_desktop.app.accounts.reopening import DamageRecovery
    from kanbert_desktop.app.system.processes import SandboxProcess
    from kanbert_desktop.identity.credentials import TokenSet
    from kanbert_desktop.sync.engine import Engine

Clock = Callable[[], datetime]


def _call(open_file: Callable[[], OpenedStore]) -> OpenedStore:
    return open_file()


def utc_now() -> datetime:
    return datetime.now(UTC)


class CurrentAccount:
    """At most one account is open. `is_live`: it syncs automatically."""

    def __init__(
        self, environment: Environment, options: Options, bus: EventBus, tasks: Tasks, now: Clock = utc_now
    ) -> None:
        self.environment = environment
        self.options = options
        self.bus = bus
        self.now = now
        self.registry = AccountRegistry(environment.accounts)
        self.session: Session | None = None
        self.is_live = False
        self.recovers_in_place = False
        """Damage that is met while the account is open is recovered at once: a window's. A verb ends with the error."""
        self.is_opened_by_links: Callable[[], bool] = lambda: False
        """Whether a link in a browser leads to the window of this process."""
        self.update_file: Callable[[Callable[[], OpenedStore]], OpenedStore] = _call
        """Calls the function that opens a file of an older version, which may take seconds, and tells the user so."""
        self.is_updating_file = False
        self.keyring_problem: str | None = None
        """The error key if the sign-in could not be stored (`keyring_absent` …). It stays set until quitting."""
        self._economy: Economy | None = None
        self._tasks = tasks
        self._sandbox: SandboxProcess | None = None
        self._credentials: CredentialStore | None = None

    @cached_property
    def _sandbox_lock(self) -> "asyncio.Lock":
        """Created on first use: asyncio is imported after the first paint."""
        return asyncio.Lock()

    @property
    def account(self) -> KnownAccount | None:
        return self.session.account if self.session else None

    @property
    def credentials(self) -> "CredentialStore":
        from kanbert_desktop.app.accounts.credentials import (  # noqa: PLC0415
            CredentialStore,
            KeyringMonitor,
        )

        if self._credentials is None:
            monitor = KeyringMonitor(self.bus, self._tasks, self._resume_after_keyring)
            self._credentials = CredentialStore(self.environment, self.options, self.now, monitor)
        return self._credentials

    @property
    def sign_in_method(self) -> SignInMethod:
        """How the open account signed in; "browser" if nobody is signed in."""
        if self.account is None:
            return "token" if self.options.access_token else "browser"
        if self._uses_environment_token(self.account):
            return "token"
        if self.account.uses_sandbox_token:
            return "sample"
        if self.account.direct:
            return "token"
        return "secret" if self.account.has_secret else "browser"

    def _uses_environment_token(self, account: KnownAccount) -> bool:
        if self._credentials is not None:
            return self._credentials.environment_token(account) is not None
        return environment_token_for(account, self.options, self.registry) is not None

    @property
    def is_signed_in(self) -> bool:
        """False if the credentials were not stored and ended with their process."""
        account = self.account
        if account is None:
            return False
        if self._credentials is not None:
            return self._credentials.missing_credential_key(account) is None
        return (
            missing_credential_key(
                account, environment_token_for(account, self.options, self.registry), in_memory=False
            )
            is None
        )

    def retry_keyring(self) -> None:
        """Called by the user: the keyring may prompt again, and whatever waited for it continues."""
        self.credentials.allow_keyring_prompt()
        self._resume_after_keyring()

    def _resume_after_keyring(self) -> None:
        """Resumes what waited for the keyring."""
        if self.session is not None:
            self.session.resume_after_keyring()

    def open_chosen_account(self) -> Session | None:
        """Opens the chosen account from disk. Returns None if nobody is signed in. May raise `StoreError`."""
        account = chosen_account(self.options, self.environment, self.registry)
        if account is not None and self.options.account:
            # A verb without `--account` uses the account that the window shows.
            with suppress(StoreError):
                account = self.registry.record_use(account)
        return self.open(account) if account is not None else None

    def open(self, account: KnownAccount) -> Session:
        path = self.environment.store_path(account.id)
        open_file = partial(open_store, path, read=columns_of_row)
        return self.open_session(account, self._updated(open_file) if is_old(path) else open_file())

    def _updated(self, open_file: Callable[[], OpenedStore]) -> OpenedStore:
        self.is_updating_file = True
        try:
            return self.update_file(open_file)
        finally:
            self.is_updating_file = False

    def open_to_read(self, *, busy_seconds: float = BUSY_SECONDS) -> bool:
        """Opens the chosen account from disk as it is, without the profile's lock and without writing anything.

        Returns False if only `open_chosen_account` can open it: its file is missing, old, damaged or on a disk that
        rejects writes. May raise `StoreError`.
        """
        from kanbert_desktop.store.reading import open_for_reading  # noqa: PLC0415  for verbs only

        account = chosen_account(self.options, self.environment, self.registry)
        if account is None:
            return True
        store = open_for_reading(self.environment.store_path(account.id), busy_seconds=busy_seconds)
        if store is None:
            return False
        try:
            self._open_session(account, OpenedStore(store))
        except BaseException:
            store.close()
            raise
        return True

    async def open_in_thread(self, account: KnownAccount) -> Session:
        """Opens without blocking the window: creating a file takes the disk 0.1 s."""
        return self.open_session(account, await self._open_store(account))

    async def _open_store(self, account: KnownAccount) -> OpenedStore:
        return await run_in_thread(
            "open", partial(open_store, self.environment.store_path(account.id), read=columns_of_row)
        )

    def open_session(self, account: KnownAccount, opened: OpenedStore) -> Session:
        """Recovers the file if its boards cannot be read: opening it did not check them."""
        try:
            session = self._open_session(account, opened)
        except StoreError as error:
            opened.store.close()
            if error.key != "store_damaged" or opened.error is not None:
                raise
            path = self.environment.store_path(account.id)
            session = self._open_session(account, open_store(path, is_damaged=True, read=columns_of_row))
        if self.recovers_in_place:
            session.watch_damage(lambda: self.damage_recovery.met(session))
        return session

    @cached_property
    def damage_recovery(self) -> "DamageRecovery":
        from kanbert_desktop.app.accounts.reopening import DamageRecovery  # noqa: PLC0415  for windows only

        return DamageRecovery(self)

    def _open_session(self, account: KnownAccount, opened: OpenedStore) -> Session:
        self.session = Session(
            account,
            opened,
            self.bus,
            self._tasks,
            self.now,
            registry=self.registry,
            allow_keyring_prompt=self.allow_keyring_prompt,
        )
        self.session.set_economy(self._economy)
        return self.session

    def set_economy(self, reason: Economy | None) -> None:
        """Why to sync less often from now on, also with another account, or None."""
        self._economy = reason
        if self.session is not None:
            self.session.set_economy(reason)

    def allow_keyring_prompt(self) -> None:
        """The user requested a sync: a dismissed keyring prompt may appear again."""
        self.credentials.allow_keyring_prompt()

    async def connect(self, tokens: "TokenSet | None" = None) -> "Engine":
        """Connects the open account to its server. Raises `SignInRequired` if that is not possible without a sign-in.

        The user connects, by a start or a button, so the keyring may prompt again.
        """
        session = self.require_session()
        self.credentials.allow_keyring_prompt()
        server = await self.server_url(session.account)
        token = (await self.start_sandbox()).access_token if session.account.uses_sandbox_token else None
        credentials = self.credentials.credentials_for(session.account, server, tokens, sandbox_token=token)
        await session.disconnect()
        engine = session.connect(credentials, server)
        if self.is_live:
            session.start_auto_sync()
        return engine

    async def activate(self, account: KnownAccount, tokens: "TokenSet | None") -> None:
        """Called after a sign-in: keeps the session of the same account, or replaces that of another one."""
        if self.session is not None and self.session.account.id == account.id:
            self.session.account = account
        else:
            opened = await self._open_store(account)
            await self.close_session()
            self.open_session(account, opened)
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
        if self.recovers_in_place:
            await self.damage_recovery.close()
        await self.close_session()
        if self._sandbox is not None:
            await self._sandbox.close()

    async def start_sandbox(self) -> "SandboxProcess":
        """The sample server, which is started on first use."""
        from kanbert_desktop.app.system.processes import SandboxProcess  # noqa: PLC0415  after the first paint

        async with self._sandbox_lock:
            if self._sandbox is None:
                process = SandboxProcess(self.environment.sandbox, text_language())
                await process.start()
                self._sandbox = process
            return self._sandbox

    async def server_url(self, account: KnownAccount) -> str:
        """The address at which the account's server can be reached now."""
        return (await self.start_sandbox()).url if account.sandbox else account.server
