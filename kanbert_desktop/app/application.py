"""The whole application as the window and the verbs see it: settings, events, tasks, and who is here."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kanbert_desktop.app.accounts.current import Clock, CurrentAccount, utc_now
from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.accounts.session import Session
from kanbert_desktop.app.accounts.sign_in_settings import SignInSettings
from kanbert_desktop.app.accounts.sign_out import (
    UnsentCounts,
    UnsentPolicy,
    count_unsent,
    export_and_sign_out,
    sign_out,
)
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.settings import Settings
from kanbert_desktop.app.tasks import Tasks, preload
from kanbert_desktop.domain.board import Person
from kanbert_desktop.domain.errors import KanbertError, StoreError
from kanbert_desktop.domain.events import EventBus, SavingFailed, UnexpectedError
from kanbert_desktop.store.recovery import RecoveryReport

if TYPE_CHECKING:
    from kanbert_desktop.app.accounts.registry import ClientRegistration, RedirectUrl, SignInMethod
    from kanbert_desktop.app.accounts.sign_in import PendingSignIn
    from kanbert_desktop.app.accounts.sign_in_settings import AdminPreset
    from kanbert_desktop.app.accounts.switching import ListedAccount
    from kanbert_desktop.app.updates import UpdateChecker
    from kanbert_desktop.sync.engine import CycleReport

TOKEN_REFRESH = "renew"  # noqa: S105  the name of a task


class Application:
    """Lives as long as the program."""

    def __init__(self, environment: Environment, options: Options, now: Clock = utc_now) -> None:
        self.options = options
        self.environment = environment
        self.settings = Settings(environment.settings)
        self.bus = EventBus()
        self.settings.on_save_failed = lambda error: self.bus.publish(SavingFailed(error.key))
        self.tasks = Tasks(self._ended)
        self.current_account = CurrentAccount(environment, options, self.bus, self.tasks, now)
        self._has_lost_accounts = False
        with suppress(StoreError):
            # A disk that does not give the list says so where somebody asks for an account.
            self._has_lost_accounts = self.current_account.registry.lost_row_count() > 0
        self.sign_in_settings = SignInSettings(options, self.settings, lambda: self.account)
        self._sign_in: PendingSignIn | None = None

    # Who is here.

    @property
    def session(self) -> Session | None:
        return self.current_account.session

    @property
    def service(self) -> BoardService | None:
        """None while nobody is signed in."""
        return self.session.service if self.session else None

    @property
    def account(self) -> KnownAccount | None:
        """`.person`, `.server`, `.sandbox`"""
        return self.current_account.account

    @property
    def recovery_report(self) -> RecoveryReport | None:
        """What was saved from a damaged database at this start."""
        return self.session.recovery_report if self.session else None

    @property
    def damage_keys(self) -> list[str]:
        """The error keys of lists of our own that could not be read as a whole at this start."""
        return [
            *(["accounts_damaged"] if self._has_lost_accounts else []),
            *(["settings_damaged"] if self.settings.is_damaged else []),
        ]

    @property
    def is_sample_data(self) -> bool:
        """The embedded sandbox is in use: "Sample data. Nothing leaves this computer."."""
        return self.account.sandbox is not None if self.account else self.options.sandbox

    @property
    def is_sandbox_available(self) -> bool:
        return find_spec("kanbert_desktop.sandbox") is not None and find_spec("starlette") is not None

    @property
    def is_signed_in(self) -> bool:
        """Can this process speak for the open account? Its boards can be read either way."""
        return self.current_account.is_signed_in

    @property
    def keyring_problem(self) -> str | None:
        """The error key where the sign-in could not be kept ("keyring_absent", …): it lasts until quitting."""
        return self.current_account.keyring_problem

    def require_service(self) -> BoardService:
        """Raises `SignInNeeded("not_signed_in")`."""
        return self.current_account.require_session().service

    # Coming and going.

    @property
    def server(self) -> str:
        """Where a sign-in would go."""
        return self.sign_in_settings.server

    @property
    def client_id(self) -> str:
        """Of the registered application; "" where a person must still paste it."""
        return self.sign_in_settings.client_id

    @property
    def redirect(self) -> RedirectUrl:
        """The redirect URL that a sign-in would use."""
        return self.sign_in_settings.redirect

    @property
    def preset(self) -> AdminPreset:
        """What an administrator or the environment fixed: with a client ID the first page is one button."""
        return self.sign_in_settings.preset

    @property
    def sign_in_method(self) -> SignInMethod:
        """How the open account came in; "browser" where nobody is here."""
        return self.current_account.sign_in_method

    def begin_sign_in(
        self, registration: ClientRegistration | None = None, *, seconds: float = 600
    ) -> PendingSignIn:
        """A new attempt; an older one is cancelled. None: through the application that is known.

        `InvalidInput` for an unusable server or client ID (`client_id_missing`, …).
        """
        from kanbert_desktop.app.accounts.sign_in import sign_in_with_browser  # noqa: PLC0415  httpx comes after the first paint

        meant = registration or self.sign_in_settings.registration()
        return self._pending(sign_in_with_browser(self.current_account, meant, seconds=seconds))

    async def begin_sign_in_again(self, *, seconds: float = 600) -> PendingSignIn:
        """For the account that is open, through the application it came by; its secret is where it is kept.

        Raises `KeyringUnavailable`, `SignInNeeded` (`secret_missing`), `InvalidInput` (`client_id_missing`: it came
        by a token).
        """
        from kanbert_desktop.app.accounts.sign_in import sign_in_again  # noqa: PLC0415

        return self._pending(await sign_in_again(self.current_account, seconds))

    async def begin_sandbox_sign_in(self, *, seconds: float = 600) -> PendingSignIn:
        """The same on the embedded sandbox, which is started first."""
        from kanbert_desktop.app.accounts.sign_in import sign_in_to_sandbox  # noqa: PLC0415

        return self._pending(await sign_in_to_sandbox(self.current_account, seconds))

    async def sign_in_with_token(self, token: str | None = None, server: str | None = None) -> Person:
        """With an access token from Apps & API, kept in the keyring; None: the environment's, kept nowhere.

        `Refused("token_refused")` where the server does not know the given one, `InvalidInput("token_empty")`;
        nothing changed then.
        """
        from kanbert_desktop.app.accounts.sign_in import sign_in_with_environment_token, sign_in_with_token  # noqa: PLC0415

        if token is None:
            return await sign_in_with_environment_token(self.current_account, server or self.server)
        return await sign_in_with_token(self.current_account, server or self.server, token)

    async def store_credentials_again(self) -> bool:
        """Tries the keyring once more for a sign-in it did not take; `keyring_problem` says what is left of it."""
        from kanbert_desktop.app.accounts.sign_in import store_credentials_again  # noqa: PLC0415

        return await store_credentials_again(self.current_account)

    def _pending(self, attempt: PendingSignIn) -> PendingSignIn:
        if self._sign_in is not None:
            self._sign_in.cancel()
        self._sign_in = attempt
        return attempt

    def count_unsent(self) -> UnsentCounts:
        return count_unsent(self.session)

    async def sign_out(self, pending: UnsentPolicy = "refuse") -> None:
        """Revokes where possible and forgets the credentials; `Refused("unsent")` unless told what to do."""
        await sign_out(self.current_account, pending)

    async def export_and_sign_out(self, path: Path) -> None:
        """Everything unsent goes into this file; only when it is on the disk, it is discarded here."""
        await export_and_sign_out(self.current_account, path)

    async def remove_account(self, account: KnownAccount | None = None, *, discard: bool = False) -> None:
        """Removes all that this computer has of an account, the open one if none is named. Raises as `forgetting.forget`."""
        from kanbert_desktop.app.accounts.removal import remove_account  # noqa: PLC0415  seldom needed

        await remove_account(self.current_account, account or self.account, discard=discard)

    def count_unsent_of(self, account: KnownAccount) -> UnsentCounts:
        """Of the open account, or of one that is signed out. Raises `StoreBroken` where its file cannot be read."""
        from kanbert_desktop.app.accounts.removal import count_unsent_of  # noqa: PLC0415  seldom needed

        return count_unsent_of(self.current_account, account)

    # Other accounts.

    def list_accounts(self) -> list[ListedAccount]:
        """Those of this profile, then those of its family."""
        from kanbert_desktop.app.accounts.switching import list_accounts  # noqa: PLC0415  asked by a menu alone

        return list_accounts(self.current_account)

    async def switch_to(self, account_id: str) -> None:
        """Another account of this profile, in place. Raises as `accounts.switch_to`."""
        from kanbert_desktop.app.accounts.switching import switch_to  # noqa: PLC0415

        if self._sign_in is not None:
            self._sign_in.cancel()
        for name in ("go-live", "comments", "keep-again", TOKEN_REFRESH):
            self.tasks.stop(name)
        await switch_to(self.current_account, account_id)

    def open_window(self, profile: Path | None = None, account_id: str | None = None) -> None:
        """Of another profile, on that account; None: of one where nobody is yet. Raises `NotReady`."""
        from kanbert_desktop.app.accounts.profiles import ProfileFamily, start_window  # noqa: PLC0415

        start_window(profile or ProfileFamily(self.environment.profile).empty_profile(), account_id)

    # The window's life.

    def open_chosen_account(self) -> BoardService | None:
        """The desk of whoever is meant, from disk alone, with the cards of the board that was open last."""
        session = self.current_account.open_chosen_account()
        if session is None:
            return None
        session.load_first_board()
        return session.service

    async def go_live(self) -> None:
        """After the first paint: the other boards, then the network. Raises what kept the network away."""
        self.current_account.is_live = True
        if self.session is not None:
            await self.session.load_remaining()
        await preload()
        if self.options.access_token and self.session is None:
            await self.sign_in_with_token()
        elif self.session is not None:
            await self.current_account.connect()

    async def sync(self, *, full: bool = False) -> CycleReport:
        """One complete cycle, held deletes included. Raises what kept it from ending; nothing is lost then."""
        session = self.current_account.require_session()
        self.current_account.allow_keyring_prompt()
        engine = session.engine or await self.current_account.connect()
        report = await engine.run_cycle(full=full, release_holds=True)
        await session.service.wait_until_saved()
        return report

    def refresh_token_if_due(self) -> None:
        """Half a minute has passed, or the computer woke up: a sign-in near its end is renewed ahead (S39)."""
        if self.session is not None and not self.tasks.is_running(TOKEN_REFRESH):
            self.tasks.start(TOKEN_REFRESH, self.session.refresh_token_if_due())

    def retry_keyring(self) -> None:
        """The person wants it: the keyring may prompt again, and what waited for it goes on."""
        self.current_account.retry_keyring()

    def wake_sync(self, reason: str) -> None:
        """Network up, resumed, focus: a good moment to sync."""
        if self.session is not None:
            self.session.wake_sync(reason)

    @cached_property
    def _leaving(self) -> asyncio.Event:
        """Made when it is first needed: asyncio itself comes after the first paint."""
        return asyncio.Event()

    def _ended(self, _name: str, error: Exception) -> None:
        """Whoever started the task tells of the errors it expects; everything else is a bug, told plainly."""
        if not isinstance(error, KanbertError):
            self.bus.publish(UnexpectedError())

    @cached_property
    def update_checker(self) -> UpdateChecker:
        """Whether there is a newer version of this program; looks for none until it is told to keep looking."""
        from kanbert_desktop.app.updates import (  # noqa: PLC0415
            UpdateChecker,
            read_source,
        )

        kept = self.environment.update_announcement
        return UpdateChecker(read_source(), self.settings, kept, self.bus, now=self.current_account.now)

    async def diagnostics(self, screens: Iterable[str] = ()) -> str:
        """One text for whoever helps from far away: no card text, no names, no secrets (D49)."""
        from kanbert_desktop.app.doctor.diagnostics import collect_diagnostics  # noqa: PLC0415  seldom needed

        return await collect_diagnostics(self.current_account, self.settings, screens)

    def request_quit(self) -> None:
        """Asks the front door to end the program; edits are saved first."""
        self._leaving.set()

    async def wait_for_quit(self) -> None:
        await self._leaving.wait()

    def save_now(self, seconds: float) -> bool:
        """Holds the window up until everything done so far is on the disk, at most so long; False where it is not."""
        return self.session is None or self.session.save_now(seconds)

    @property
    def saving_problem(self) -> str | None:
        """The error key where the open account's file could only be read when it was opened."""
        trouble = self.session.store_problem if self.session is not None else None
        return trouble.key if trouble is not None else None

    def has_unsaved(self) -> bool:
        """Is anything that was done or typed in memory alone, because the disk did not take it?"""
        return self.service is not None and self.service.unsaved_count() > 0

    async def save_all(self) -> None:
        """Everything is on the disk, the settings included. Raises `StoreBroken`; what failed is kept in memory."""
        self.settings.retry_save()
        if self.service is not None:
            await self.service.wait_until_saved()

    async def close(self) -> None:
        """Bounded; edits first."""
        if self._sign_in is not None:
            self._sign_in.cancel()
        await self.tasks.close()
        with suppress(StoreError):
            self.settings.retry_save()
        if self.session is not None and self.current_account.is_live:
            await self.session.send_before_close()
        await self.current_account.close()
