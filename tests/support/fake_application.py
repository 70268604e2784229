"""The application as the window sees it: service and store are real; sign-in, network and keyring are fake."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kanbert_desktop.app.accounts.registry import ClientRegistration, KnownAccount, RedirectUrl, SignInMethod
from kanbert_desktop.app.accounts.sign_in_settings import AdminPreset
from kanbert_desktop.app.accounts.sign_out import UnsentCounts
from kanbert_desktop.app.accounts.switching import ListedAccount
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.overview.hours import HoursState
from kanbert_desktop.app.settings import Settings
from kanbert_desktop.app.updates import UpdateChecker
from kanbert_desktop.domain.board import (
    Card,
    Person,
)
from kanbert_desktop.domain.errors import Cancelled, KanbertError
from kanbert_desktop.domain.events import CardsChanged, EventBus, SignedOut, SyncStatus, SyncStatusChanged
from support.fake_service import ME, NOW, OpenAccount, open_fake_account


class FakePendingSignIn:
    """A sign-in that the test ends with `finish` or `fail`."""

    link = "https://kanbert.example/oauth/authorize?client_id=app"

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.deadline = now() + timedelta(minutes=10)
        self.is_other_account = False
        self.ask_other_account: Callable[[Person, Person], None] | None = None
        self.decisions: list[bool] = []
        self.open_count = 0
        self.pasted_urls: list[str] = []
        self.paste_error: KanbertError | None = None
        self.no_browser: Callable[[], None] = lambda: None
        self._end: asyncio.Future[None] | None = None
        self._early: KanbertError | None = None

    def set_no_browser_handler(self, result: Callable[[], None]) -> None:
        self.no_browser = result

    def cancel(self) -> None:
        self.fail(Cancelled("cancelled"))

    def answer_confirmation(self, comes_in: bool) -> None:
        self.decisions.append(comes_in)

    def reopen_browser(self) -> None:
        self.open_count += 1

    def paste_url(self, url: str) -> None:
        self.pasted_urls.append(url)
        if self.paste_error is not None:
            raise self.paste_error

    def fail(self, error: KanbertError) -> None:
        if self._end is None:
            self._early = error
        elif not self._end.done():
            self._end.set_exception(error)

    def finish(self) -> None:
        if self._end is not None:
            self._end.set_result(None)

    async def run(self, ask_other_account: Callable[[Person, Person], None] | None = None) -> None:
        self.ask_other_account = ask_other_account
        self._end = asyncio.get_running_loop().create_future()
        if self._early is not None:
            raise self._early
        await self._end


class FakeTasks:
    """Runs coroutines up to their first wait, without a running loop."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.running: list[asyncio.Task[object]] = []

    def start(self, name: str, coroutine: Coroutine[Any, Any, object]) -> None:
        self.running.append(self.loop.create_task(coroutine, name=name))
        self.run_pending()

    def stop(self, name: str) -> None:
        for task in self.running:
            if task.get_name() == name:
                task.cancel()

    def is_running(self, name: str) -> bool:
        return any(task.get_name() == name and not task.done() for task in self.running)

    def run_pending(self) -> None:
        """A task may start another; an outer run includes it."""
        if self.loop.is_running():
            return
        for _ in range(5):
            self.loop.run_until_complete(asyncio.sleep(0))

    def close(self) -> None:
        self.loop.run_until_complete(self._end())
        self.loop.close()

    async def _end(self) -> None:
        for task in self.running:
            task.cancel()
        await asyncio.gather(*self.running, return_exceptions=True)


@dataclass
class FakeCurrentAccount:
    now: Callable[[], datetime]
    sign_in_method: SignInMethod = "browser"
    is_updating_file: bool = False
    keyring_problem: str | None = None
    keyring_retry_count: int = 0

    def retry_keyring(self) -> None:
        self.keyring_retry_count += 1


class FakeApplication:
    """Stands for `app.application.Application`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.options = Options()
        self.environment = Environment(folder)
        self.settings = Settings(folder / "settings.json")
        self.bus = EventBus()
        self.tasks = FakeTasks()
        self.current_account = FakeCurrentAccount(lambda: NOW)
        self.open_account: OpenAccount | None = None
        self.sign_ins: list[FakePendingSignIn] = []
        self.sign_in_requests: list[ClientRegistration | str | None] = []
        self.sign_in_settings = self
        self.remembered_registrations: list[ClientRegistration] = []
        self.preset = AdminPreset()
        self.redirect = RedirectUrl()
        self.token_sign_ins: list[tuple[str | None, str | None]] = []
        self.token_check: asyncio.Future[None] | None = None
        self.keyring_problem_after_retry: str | None = None
        self.recovery_report: object | None = None
        self.damage_keys: list[str] = []
        self.saving_problem: str | None = None
        self.is_sample_data = False
        self.sample_openings = 0
        self.sample_error: KanbertError | None = None
        self.is_sandbox_available = True
        self.server = "https://api.kanbert.com"
        self.client_id = ""
        self.wait_for_quit = 0
        self.restarts = False
        self.in_front: list[bool] = []
        self.sign_out_calls: list[str] = []
        self.export_paths: list[Path] = []
        self.removed_accounts: list[tuple[KnownAccount, bool]] = []
        self.unsent_elsewhere = UnsentCounts()
        self.listed_accounts: list[ListedAccount] = []
        self.switched_accounts: list[str] = []
        self.switch_error: KanbertError | None = None
        self.opened_windows: list[tuple[Path | None, str | None]] = []
        self.export_error: KanbertError | None = None
        self.connection_error: KanbertError | None = None
        self.sign_in_error: KanbertError | None = None
        self.hours_error: KanbertError | None = None
        self.full_compare: asyncio.Future[None] | None = None
        self.update_checker = UpdateChecker(
            None, self.settings, folder / "update.json", self.bus, now=lambda: NOW
        )

    @property
    def service(self) -> BoardService | None:
        return self.open_account.service if self.open_account else None

    @property
    def account(self) -> KnownAccount | None:
        if self.open_account is None:
            return None
        return KnownAccount(self.server, ME.id, ME.name, ME.email, client_id="app")

    def require_service(self) -> BoardService:
        assert self.open_account is not None
        return self.open_account.service

    def begin_sign_in(self, registration: ClientRegistration | None = None) -> FakePendingSignIn:
        return self._begin(registration)

    async def open_sample_data(self) -> None:
        """Opens at once, unless a test sets an error."""
        if error := self.sample_error or self.sign_in_error:
            raise error
        self.sample_openings += 1
        if self.open_account is None:
            self.sign_in()
        self.is_sample_data = True

    async def begin_sandbox_sign_in(self) -> FakePendingSignIn:
        return self._begin("sample")

    async def begin_sign_in_again(self) -> FakePendingSignIn:
        return self._begin("again")

    async def begin_hours_consent(self) -> FakePendingSignIn:
        return self._begin("hours")

    async def switch_on_hours(self) -> None:
        """As the server answers, which the test says."""
        if self.hours_error is not None:
            raise self.hours_error
        self.require_service().overview.hours.set_state(HoursState.ON)

    def _begin(self, what: ClientRegistration | str | None) -> FakePendingSignIn:
        if self.sign_in_error is not None:
            raise self.sign_in_error
        self.sign_in_requests.append(what)
        self.sign_ins.append(FakePendingSignIn(self.current_account.now))
        return self.sign_ins[-1]

    async def sign_in_with_token(self, token: str | None = None, server: str | None = None) -> None:
        """Waits until the test ends it, as the real one waits for the server."""
        self.token_sign_ins.append((token, server))
        self.token_check = asyncio.get_running_loop().create_future()
        await self.token_check

    async def store_credentials_again(self) -> None:
        self.current_account.keyring_problem = self.keyring_problem_after_retry

    def save(self, registration: ClientRegistration) -> None:
        self.remembered_registrations.append(registration)

    async def go_live(self) -> None:
        if self.connection_error is not None:
            raise self.connection_error

    def count_unsent(self) -> UnsentCounts:
        if self.open_account is None:
            return UnsentCounts()
        return UnsentCounts(
            self.open_account.local_cards.pending.to_send_count(),
            self.open_account.local_cards.pending.attention_count(),
            0,
        )

    async def sign_out(self, pending: str) -> None:
        self.sign_out_calls.append(pending)
        self.close_account()
        self.bus.publish(SignedOut())

    def count_unsent_of(self, account: KnownAccount) -> UnsentCounts:
        return self.count_unsent() if account == self.account else self.unsent_elsewhere

    async def remove_account(self, account: KnownAccount, *, discard: bool) -> None:
        self.removed_accounts.append((account, discard))
        if account == self.account:
            await self.sign_out("discard" if discard else "refuse")
        self.listed_accounts = [one for one in self.listed_accounts if one.account != account]

    def list_accounts(self) -> list[ListedAccount]:
        return self.listed_accounts

    async def switch_to(self, account_id: str) -> None:
        if self.switch_error is not None:
            raise self.switch_error
        self.switched_accounts.append(account_id)

    def open_window(self, profile: Path | None = None, account_id: str | None = None) -> None:
        self.opened_windows.append((profile, account_id))

    async def export_and_sign_out(self, path: Path) -> None:
        if self.export_error is not None:
            raise self.export_error
        self.export_paths.append(path)
        await self.sign_out("discard")

    async def sync(self, *, full: bool = False) -> None:
        """Waits until the test ends it, as the real one waits for the server."""
        assert full
        self.full_compare = asyncio.get_running_loop().create_future()
        await self.full_compare

    async def diagnostics(self, screens: Iterable[str] = ()) -> str:
        return "\n".join(("diagnostics", *screens))

    def wake_sync(self, reason: str) -> None:
        """Does nothing: there is no schedule."""

    def set_in_front(self, *, is_in_front: bool) -> None:
        self.in_front.append(is_in_front)

    def request_quit(self) -> None:
        self.wait_for_quit += 1

    def request_restart(self) -> None:
        self.restarts = True

    def has_unsaved(self) -> bool:
        return self.open_account is not None and self.open_account.service.unsaved_count() > 0

    def save_now(self, seconds: float) -> bool:
        return self.open_account is None or self.open_account.store.flush(seconds)

    async def save_all(self) -> None:
        if self.open_account is not None:
            await self.open_account.service.wait_until_saved()

    # Controlled by the test.

    def sign_in(self) -> OpenAccount:
        self.open_account = open_fake_account(self.folder, self.bus)
        return self.open_account

    def close_account(self) -> None:
        if self.open_account is not None:
            self.open_account.store.close()
            self.open_account.service.close()
        self.open_account = None

    def publish_status(self, status: SyncStatus) -> None:
        assert self.open_account is not None
        self.open_account.sync_control.current_status = status
        self.bus.publish(SyncStatusChanged(status))

    def receive_cards(self, *cards: Card) -> None:
        assert self.open_account is not None
        keys = self.open_account.local_cards.put_cards(cards)
        self.bus.publish(CardsChanged(frozenset(keys), frozenset(card.board for card in cards)))
