"""The application as the window and the verbs see it: settings, event bus, tasks and the current account."""

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
from kanbert_desktop.app.boards.local_data import TEMPLATES
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.environment import Environment, Options, default_profile
from kanbert_desktop.app.settings import Settings
from kanbert_desktop.app.tasks import Tasks, preload
from kanbert_desktop.domain.board import Person
from kanbert_desktop.domain.errors import KanbertError, StoreError
from kanbert_desktop.domain.events import EventBus, SavingFailed, UnexpectedError

if TYPE_CHECKING:
    from datetime import date

    from kanbert_desktop.app.accounts.registry import ClientRegistration
    from kanbert_desktop.app.accounts.sign_in import PendingSignIn
    from kanbert_desktop.app.accounts.sign_in_settings import SignInSettings
    from kanbert_desktop.app.accounts.sign_out import UnsentCounts, UnsentPolicy
    from kanbert_desktop.app.accounts.switching import ListedAccount
    from kanbert_desktop.app.system.capture_key import CaptureKey
    from kanbert_desktop.app.updates import UpdateChecker
    from kanbert_desktop.store.recovery import RecoveryReport
    from kanbert_desktop.sync.engine import CycleReport

TOKEN_REFRESH = "renew"  # noqa: S105  the name of a task
FILE_CHECK = "file-check"


class Application:
    """Lives as long as the program."""

    def __init__(self, environment: Environment, options: Options, now: Clock = utc_now) -> None:
        self.options = options
        self.environment = environment
        self.bus = EventBus()
        self.settings = Settings(environment.settings, self._publish_saving_failed)
        self.tasks = Tasks(self._report_task_failure)
        self.current_account = CurrentAccount(environment, options, self.bus, self.tasks, now)
        self.restarts = False
        """Whether the installed program is to be started once this one has ended."""
        self._has_lost_accounts = False
        with suppress(StoreError):
            # If the disk fails here, the next query for an account reports it.
            self._has_lost_accounts = self.current_account.registry.lost_row_count() > 0
        self._sign_in: PendingSignIn | None = None
        self._looked_for_recurring: tuple[date, str] | None = None

    @cached_property
    def sign_in_settings(self) -> SignInSettings:
        from kanbert_desktop.app.accounts.sign_in_settings import SignInSettings  # noqa: PLC0415  few verbs need it

        return SignInSettings(self.options, self.settings, lambda: self.account)

    @cached_property
    def capture_key(self) -> CaptureKey:
        from kanbert_desktop.app.system.capture_key import CaptureKey  # noqa: PLC0415  windows on Wayland alone

        return CaptureKey(self.settings, self.tasks)

    # Current account.

    @property
    def session(self) -> Session | None:
        return self.current_account.session

    @property
    def service(self) -> BoardService | None:
        """None if nobody is signed in."""
        return self.session.service if self.session else None

    @property
    def account(self) -> KnownAccount | None:
        """The open account."""
        return self.current_account.account

    @property
    def recovery_report(self) -> RecoveryReport | None:
        """What was recovered from a damaged database at this start."""
        return self.session.recovery_report if self.session else None

    @property
    def damage_keys(self) -> list[str]:
        """Error keys of our own files that could not be read completely at this start."""
        return [
            *(["accounts_damaged"] if self._has_lost_accounts else []),
            *(["settings_damaged"] if self.settings.is_damaged else []),
        ]

    @property
    def is_sample_data(self) -> bool:
        """True if the embedded sandbox is in use."""
        return self.account.sandbox is not None if self.account else self.options.sandbox

    @property
    def is_sandbox_available(self) -> bool:
        return find_spec("kanbert_desktop.sandbox") is not None and find_spec("starlette") is not None

    def require_service(self) -> BoardService:
        """Raises `SignInRequired("not_signed_in")`."""
        return self.current_account.require_session().service

    # Sign-in and sign-out.

    def begin_sign_in(
        self, registration: ClientRegistration | None = None, *, seconds: float = 600
    ) -> PendingSignIn:
        """Starts a new sign-in and cancels an older one. None uses the known OAuth client.

        Raises `InvalidInput` for an unusable server or client ID (`client_id_missing` …).
        """
        from kanbert_desktop.app.accounts.sign_in import sign_in_with_browser  # noqa: PLC0415  httpx comes after the first paint

        chosen = registration or self.sign_in_settings.registration()
        return self._replace_pending(sign_in_with_browser(self.current_account, chosen, seconds=seconds))

    async def begin_sign_in_again(self, *, seconds: float = 600) -> PendingSignIn:
        """Signs in again to the open account, through the OAuth client it used. The stored client secret is used.

        Raises `KeyringUnavailable`, `SignInRequired` (`secret_missing`) or `InvalidInput` (`client_id_missing`: the
        account signed in with a token).
        """
        from kanbert_desktop.app.accounts.sign_in import sign_in_again  # noqa: PLC0415

        return self._replace_pending(await sign_in_again(self.current_account, seconds))

    async def begin_hours_consent(self, *, seconds: float = 600) -> PendingSignIn:
        """Asks in the browser whether hours booked may be read, too: a sign-in to the open account with a wider scope.

        Raises as `begin_sign_in_again`.
        """
        from kanbert_desktop.app.accounts.sign_in import sign_in_again  # noqa: PLC0415

        return self._replace_pending(await sign_in_again(self.current_account, seconds, asks_for_hours=True))

    async def switch_on_hours(self) -> None:
        """Shows hours booked if the present credentials allow it. Raises what the server answered."""
        session = self.current_account.require_session()
        self.current_account.allow_keyring_prompt()
        if session.engine is None:
            await self.current_account.connect()
        await session.switch_on_hours()

    async def begin_sandbox_sign_in(self, *, seconds: float = 600) -> PendingSignIn:
        """Signs in to the embedded sandbox, which is started first."""
        from kanbert_desktop.app.accounts.sign_in import sign_in_to_sandbox  # noqa: PLC0415

        return self._replace_pending(await sign_in_to_sandbox(self.current_account, seconds))

    async def open_sample_data(self) -> Person:
        """Opens the sample data at once. Raises as `sign_in.open_sample_data`."""
        from kanbert_desktop.app.accounts.sign_in import open_sample_data  # noqa: PLC0415

        if self._sign_in is not None:
            self._sign_in.cancel()
        return await open_sample_data(self.current_account)

    async def sign_in_with_token(self, token: str | None = None, server: str | None = None) -> Person:
        """Signs in with an access token from Apps & API and stores it in the keyring.

        None uses the environment's token, which is never stored. Raises `Refused("token_refused")` if the server does
        not know the token, `InvalidInput("token_empty")`; nothing has changed then.
        """
        from kanbert_desktop.app.accounts.sign_in import sign_in_with_environment_token, sign_in_with_token  # noqa: PLC0415

        if token is None:
            return await sign_in_with_environment_token(
                self.current_account, server or self.sign_in_settings.server
            )
        return await sign_in_with_token(self.current_account, server or self.sign_in_settings.server, token)

    async def store_credentials_again(self) -> bool:
        """Tries the keyring again for a sign-in it did not store. `keyring_problem` holds what is still wrong."""
        from kanbert_desktop.app.accounts.sign_in import store_credentials_again  # noqa: PLC0415

        return await store_credentials_again(self.current_account)

    def _replace_pending(self, attempt: PendingSignIn) -> PendingSignIn:
        if self._sign_in is not None:
            self._sign_in.cancel()
        self._sign_in = attempt
        return attempt

    def count_unsent(self) -> UnsentCounts:
        from kanbert_desktop.app.accounts.sign_out import count_unsent  # noqa: PLC0415  after the first paint

        return count_unsent(self.session)

    async def sign_out(self, pending: UnsentPolicy = "refuse") -> None:
        """Revokes the tokens if possible and deletes the credentials. Raises `Refused("unsent")` unless `pending` allows it."""
        from kanbert_desktop.app.accounts.sign_out import sign_out  # noqa: PLC0415  after the first paint

        await sign_out(self.current_account, pending)

    async def export_and_sign_out(self, path: Path) -> None:
        """Writes everything unsent into this file and discards it here once the file is on the disk."""
        from kanbert_desktop.app.accounts.sign_out import export_and_sign_out  # noqa: PLC0415  after the first paint

        await export_and_sign_out(self.current_account, path)

    async def remove_account(self, account: KnownAccount | None = None, *, discard: bool = False) -> None:
        """Removes everything this computer stores about an account, by default the open one. Raises as `remove_account`."""
        from kanbert_desktop.app.accounts.removal import remove_account  # noqa: PLC0415  after the first paint

        await remove_account(self.current_account, account or self.account, discard=discard)

    def count_unsent_of(self, account: KnownAccount) -> UnsentCounts:
        """Counts for the open account or for one that is signed out. Raises `StoreError` if its file cannot be read."""
        from kanbert_desktop.app.accounts.removal import count_unsent_of  # noqa: PLC0415  after the first paint

        return count_unsent_of(self.current_account, account)

    # Other accounts.

    def list_accounts(self) -> list[ListedAccount]:
        """The accounts of this profile, then those of the other profiles."""
        from kanbert_desktop.app.accounts.switching import list_accounts  # noqa: PLC0415  needed by a menu only

        return list_accounts(self.current_account)

    async def switch_to(self, account_id: str) -> None:
        """Switches to another account of this profile in this window. Raises as `switching.switch_to`."""
        from kanbert_desktop.app.accounts.switching import switch_to  # noqa: PLC0415

        if self._sign_in is not None:
            self._sign_in.cancel()
        for name in ("go-live", "comments", "keep-again", TOKEN_REFRESH, FILE_CHECK):
            self.tasks.stop(name)
        await switch_to(self.current_account, account_id)

    def open_window(self, profile: Path | None = None, account_id: str | None = None) -> None:
        """Opens a window for another profile and account. None uses a profile without accounts. Raises `NotReady`."""
        from kanbert_desktop.app.accounts.profiles import ProfileFamily, start_window  # noqa: PLC0415

        start_window(profile or ProfileFamily(self.environment.profile).empty_profile(), account_id)

    # Life cycle of the window.

    def open_chosen_account(self) -> BoardService | None:
        """Opens the chosen account from disk for the window, which stays open if the file turns out to be damaged."""
        self.current_account.recovers_in_place = True
        self.current_account.is_opened_by_links = self._is_opened_by_links
        session = self.current_account.open_chosen_account()
        return session.service if session is not None else None

    def _is_opened_by_links(self) -> bool:
        """The desktop starts the program without options, so a link leads to the usual profile."""
        from kanbert_desktop.app.deep_links import SCHEME  # noqa: PLC0415  a sign-in needs it
        from kanbert_desktop.app.system.desktop_files import opens_links  # noqa: PLC0415  likewise

        return self.environment.profile == default_profile() and opens_links(SCHEME)

    async def go_live(self) -> None:
        """Runs after the first paint: connects. Raises the error that prevented connecting."""
        self.current_account.is_live = True
        if self.current_account.recovers_in_place:
            self.current_account.damage_recovery.start()
        if self.session is not None:
            self.session.replica.build_index()
        self.make_recurring_cards()
        await preload(signing_in=self.session is None)
        if self.options.access_token and self.session is None:
            await self.sign_in_with_token()
        elif self.session is not None:
            await self.current_account.connect()
        self._check_file_if_due()

    async def sync(self, *, full: bool = False) -> CycleReport:
        """Runs one full sync, held deletes included. Raises the error that interrupted it; no change is lost then."""
        session = self.current_account.require_session()
        self.current_account.allow_keyring_prompt()
        engine = session.engine or await self.current_account.connect()
        self.make_recurring_cards()
        report = await engine.run_cycle(
            full=full, release_holds=True, open_first=False, on_thread=not self.current_account.is_live
        )
        if session.service.overview.hours.is_on:
            await session.hours_loader.load_if_due()
        await session.service.wait_until_saved()
        return report

    def on_minute(self) -> None:
        """Runs every minute and after sleep."""
        self.refresh_token_if_due()
        self._check_file_if_due()
        self.make_recurring_cards()

    def make_recurring_cards(self) -> None:
        """Makes the cards of templates that are due today, and publishes which."""
        service = self.service
        if service is None or not service.local.value(TEMPLATES):
            return
        from kanbert_desktop.app.boards.recurring_cards import publish_due_cards  # noqa: PLC0415  only with templates

        looked_at = (service.today(), service.local.value(TEMPLATES))
        if looked_at != self._looked_for_recurring:
            result = publish_due_cards(service, self.bus)
            self._looked_for_recurring = None if result.made or result.failed else looked_at

    def _check_file_if_due(self) -> None:
        """Once a day, and after an unclean end."""
        if self.session is not None and self.session.file_check.is_due():
            self.tasks.start(FILE_CHECK, self.session.file_check.run())

    def refresh_token_if_due(self) -> None:
        """Refreshes a token that is about to expire (S39)."""
        if self.session is not None and not self.tasks.is_running(TOKEN_REFRESH):
            self.tasks.start(TOKEN_REFRESH, self.session.refresh_token_if_due())

    def wake_sync(self, reason: str) -> None:
        """The network is back, the computer woke up, or the window has the focus: syncs soon."""
        if self.session is not None:
            self.session.wake_sync(reason)

    def set_in_front(self, *, is_in_front: bool) -> None:
        """A window of this program has the focus, or none has any longer."""
        if self.session is not None:
            self.session.set_in_front(is_in_front=is_in_front)

    @cached_property
    def _quit_requested(self) -> asyncio.Event:
        """Created on first use: asyncio is imported after the first paint."""
        return asyncio.Event()

    def _publish_saving_failed(self, error: StoreError) -> None:
        self.bus.publish(SavingFailed(error.key))

    def _report_task_failure(self, _name: str, error: Exception) -> None:
        """Expected errors are reported by whoever started the task. Every other error is a bug and reported as one."""
        if not isinstance(error, KanbertError):
            self.bus.publish(UnexpectedError())

    @cached_property
    def update_checker(self) -> UpdateChecker:
        """Checks for a newer version of this program once its `run` is started."""
        from kanbert_desktop.app.updates import (  # noqa: PLC0415
            UpdateChecker,
            read_source,
        )

        stored = self.environment.update_announcement
        return UpdateChecker(read_source(), self.settings, stored, self.bus, now=self.current_account.now)

    async def diagnostics(self, screens: Iterable[str] = ()) -> str:
        """Returns one text for support: no card text, no names, no secrets (D49)."""
        from kanbert_desktop.app.doctor.diagnostics import collect_diagnostics  # noqa: PLC0415  seldom needed

        return await collect_diagnostics(self.current_account, self.settings, screens)

    def request_quit(self) -> None:
        """Asks `main` to end the program. Edits are saved first."""
        self._quit_requested.set()

    def request_restart(self) -> None:
        """As `request_quit`; `main` then starts the program that is installed now."""
        self.restarts = True
        self.request_quit()

    async def wait_for_quit(self) -> None:
        await self._quit_requested.wait()

    def save_now(self, seconds: float) -> bool:
        """Blocks until everything done so far is on the disk, at most `seconds`. Returns False if it is not."""
        return self.session is None or self.session.save_now(seconds)

    @property
    def saving_problem(self) -> str | None:
        """The error key if the open account's file was read-only when it was opened."""
        problem = self.session.store_problem if self.session is not None else None
        return problem.key if problem is not None else None

    def has_unsaved(self) -> bool:
        """True if changes or typed text exist only in memory because the disk failed."""
        return self.service is not None and self.service.unsaved_count() > 0

    async def save_all(self) -> None:
        """Writes everything to the disk, the settings included. Raises `StoreError`; what failed stays in memory."""
        self.settings.retry_save()
        if self.service is not None:
            await self.service.wait_until_saved()

    async def close(self) -> None:
        """Closes everything in bounded time, edits first."""
        if self._sign_in is not None:
            self._sign_in.cancel()
        await self.tasks.close()
        with suppress(StoreError):
            self.settings.retry_save()
        if self.session is not None and self.current_account.is_live:
            await self.session.send_before_close()
        await self.current_account.close()
