"""What the window asks of the application: desk, mirror and store are real; sign-in, network and keyring are played."""

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
from kanbert_desktop.app.settings import Settings
from kanbert_desktop.app.updates import UpdateChecker
from kanbert_desktop.domain.board import (
    Card,
    Person,
)
from kanbert_desktop.domain.errors import Cancelled, KanbertError
from kanbert_desktop.domain.events import CardsChanged, EventBus, SignedOut, SyncStatus, SyncStatusChanged
from support.fake_service import ME, NOW, Desktop, open_desktop


class PlayedAttempt:
    """A sign-in whose end the test decides with `finish` or `fail`."""

    link = "https://kanbert.example/oauth/authorize?client_id=app"

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.deadline = now() + timedelta(minutes=10)
        self.other_account = False
        self.ask: Callable[[Person, Person], None] | None = None
        self.decided: list[bool] = []
        self.opened = 0
        self.pasted: list[str] = []
        self.refuses: KanbertError | None = None
        self.no_browser: Callable[[], None] = lambda: None
        self._end: asyncio.Future[None] | None = None
        self._early: KanbertError | None = None

    def tell_no_browser(self, told: Callable[[], None]) -> None:
        self.no_browser = told

    def cancel(self) -> None:
        self.fail(Cancelled("cancelled"))

    def decide(self, comes_in: bool) -> None:
        self.decided.append(comes_in)

    def open_again(self) -> None:
        self.opened += 1

    def paste(self, url: str) -> None:
        self.pasted.append(url)
        if self.refuses is not None:
            raise self.refuses

    def fail(self, error: KanbertError) -> None:
        if self._end is None:
            self._early = error
        elif not self._end.done():
            self._end.set_exception(error)

    def finish(self) -> None:
        if self._end is not None:
            self._end.set_result(None)

    async def run(self) -> None:
        self._end = asyncio.get_running_loop().create_future()
        if self._early is not None:
            raise self._early
        await self._end


class Tasks:
    """Runs coroutines to where they first wait, without a loop of their own."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.running: list[asyncio.Task[object]] = []

    def start(self, name: str, coroutine: Coroutine[Any, Any, object]) -> None:
        self.running.append(self.loop.create_task(coroutine, name=name))
        self.turn()

    def is_running(self, name: str) -> bool:
        return any(task.get_name() == name and not task.done() for task in self.running)

    def turn(self) -> None:
        """One task may start another; whoever runs already takes that along."""
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
class Presence:
    now: Callable[[], datetime]


class PlayedApplication:
    """What the window asks of `app.application.Application`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.options = Options()
        self.environment = Environment(folder)
        self.settings = Settings(folder / "settings.json")
        self.bus = EventBus()
        self.tasks = Tasks()
        self.presence = Presence(lambda: NOW)
        self.desktop: Desktop | None = None
        self.attempts: list[PlayedAttempt] = []
        self.typed: list[ClientRegistration | str | None] = []
        self.known = self
        self.remembered: list[ClientRegistration] = []
        self.preset = AdminPreset()
        self.redirect = RedirectUrl()
        self.sign_in_kind: SignInMethod = "browser"
        self.tokens: list[tuple[str | None, str | None]] = []
        self.checking: asyncio.Future[None] | None = None
        self.keyring_problem: str | None = None
        self.keyring_then: str | None = None
        self.keyring_retried = 0
        self.rescued: object | None = None
        self.damaged: list[str] = []
        self.saving_problem: str | None = None
        self.is_sample_data = False
        self.sandbox_available = True
        self.server = "https://api.kanbert.com"
        self.client_id = ""
        self.left = 0
        self.signed_out_with: list[str] = []
        self.exported_to: list[Path] = []
        self.forgotten: list[tuple[KnownAccount, bool]] = []
        self.unsent_elsewhere = UnsentCounts()
        self.listed: list[ListedAccount] = []
        self.switched_to: list[str] = []
        self.switch_trouble: KanbertError | None = None
        self.windows: list[tuple[Path | None, str | None]] = []
        self.export_trouble: KanbertError | None = None
        self.trouble: KanbertError | None = None
        self.sign_in_trouble: KanbertError | None = None
        self.comparing: asyncio.Future[None] | None = None
        self.updates = UpdateChecker(None, self.settings, folder / "update.json", self.bus, now=lambda: NOW)

    @property
    def desk(self) -> BoardService | None:
        return self.desktop.desk if self.desktop else None

    @property
    def account(self) -> KnownAccount | None:
        if self.desktop is None:
            return None
        return KnownAccount(self.server, ME.id, ME.name, ME.email, client_id="app")

    def require_desk(self) -> BoardService:
        assert self.desktop is not None
        return self.desktop.desk

    def begin_sign_in(self, registration: ClientRegistration | None = None) -> PlayedAttempt:
        return self._begin(registration)

    async def begin_sample_sign_in(self) -> PlayedAttempt:
        return self._begin("sample")

    async def begin_again(self) -> PlayedAttempt:
        return self._begin("again")

    def _begin(self, what: ClientRegistration | str | None) -> PlayedAttempt:
        if self.sign_in_trouble is not None:
            raise self.sign_in_trouble
        self.typed.append(what)
        self.attempts.append(PlayedAttempt(self.presence.now))
        return self.attempts[-1]

    async def sign_in_with_token(self, token: str | None = None, server: str | None = None) -> None:
        """Waits for the test's word, as the real one waits for the server."""
        self.tokens.append((token, server))
        self.checking = asyncio.get_running_loop().create_future()
        await self.checking

    async def keep_sign_in(self) -> None:
        self.keyring_problem = self.keyring_then

    def retry_keyring(self) -> None:
        self.keyring_retried += 1

    def remember(self, registration: ClientRegistration) -> None:
        self.remembered.append(registration)

    async def go_live(self) -> None:
        if self.trouble is not None:
            raise self.trouble

    def unsent(self) -> UnsentCounts:
        if self.desktop is None:
            return UnsentCounts()
        return UnsentCounts(self.desktop.mirror.pending_count(), self.desktop.mirror.attention_count(), 0)

    async def sign_out(self, pending: str) -> None:
        self.signed_out_with.append(pending)
        self.leave_desk()
        self.bus.publish(SignedOut())

    def unsent_of(self, account: KnownAccount) -> UnsentCounts:
        return self.unsent() if account == self.account else self.unsent_elsewhere

    async def forget_account(self, account: KnownAccount, *, discard: bool) -> None:
        self.forgotten.append((account, discard))
        if account == self.account:
            await self.sign_out("discard" if discard else "refuse")
        self.listed = [one for one in self.listed if one.account != account]

    def accounts(self) -> list[ListedAccount]:
        return self.listed

    async def switch_to(self, account_id: str) -> None:
        if self.switch_trouble is not None:
            raise self.switch_trouble
        self.switched_to.append(account_id)

    def open_window(self, profile: Path | None = None, account_id: str | None = None) -> None:
        self.windows.append((profile, account_id))

    async def export_and_sign_out(self, path: Path) -> None:
        if self.export_trouble is not None:
            raise self.export_trouble
        self.exported_to.append(path)
        await self.sign_out("discard")

    async def sync(self, *, full: bool = False) -> None:
        """Waits for the test's word, as the real one waits for the server."""
        assert full
        self.comparing = asyncio.get_running_loop().create_future()
        await self.comparing

    async def diagnostics(self, screens: Iterable[str] = ()) -> str:
        return "\n".join(("diagnostics", *screens))

    def poke(self, reason: str) -> None:
        """No schedule."""

    def leave(self) -> None:
        self.left += 1

    def has_unsaved(self) -> bool:
        return self.desktop is not None and self.desktop.desk.unsaved_count() > 0

    def save_now(self, seconds: float) -> bool:
        return self.desktop is None or self.desktop.store.flush(seconds)

    async def saved(self) -> None:
        if self.desktop is not None:
            await self.desktop.desk.wait_until_saved()

    # What the test does.

    def sign_in(self) -> Desktop:
        self.desktop = open_desktop(self.folder, self.bus)
        return self.desktop

    def leave_desk(self) -> None:
        if self.desktop is not None:
            self.desktop.store.close()
        self.desktop = None

    def tell_status(self, status: SyncStatus) -> None:
        assert self.desktop is not None
        self.desktop.outside.now = status
        self.bus.publish(SyncStatusChanged(status))

    def tell_cards(self, *cards: Card) -> None:
        assert self.desktop is not None
        keys = self.desktop.mirror.put_cards(cards)
        self.bus.publish(CardsChanged(frozenset(keys), frozenset(card.board for card in cards)))
