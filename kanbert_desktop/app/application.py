"""The whole application as the window and the verbs see it: settings, events, tasks, and who is here."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kanbert_desktop.app.accounts.current import Now, Presence, utc_now
from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.accounts.session import Session
from kanbert_desktop.app.accounts.sign_in_settings import Known
from kanbert_desktop.app.accounts.sign_out import Pending, Unsent, export_and_sign_out, sign_out, unsent
from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.settings import Settings
from kanbert_desktop.app.tasks import Tasks, preload
from kanbert_desktop.domain.board import Person
from kanbert_desktop.domain.errors import KanbertError, StoreError
from kanbert_desktop.domain.events import EventBus, SavingFailed, UnexpectedError
from kanbert_desktop.store.recovery import RecoveryReport

if TYPE_CHECKING:
    from kanbert_desktop.app.accounts.registry import Redirect, Registration, SignInKind
    from kanbert_desktop.app.accounts.sign_in import SignIn
    from kanbert_desktop.app.accounts.sign_in_settings import Preset
    from kanbert_desktop.app.accounts.switching import ListedAccount
    from kanbert_desktop.app.updates import Updates
    from kanbert_desktop.sync.engine import CycleReport

RENEWAL = "renew"


class Application:
    """Lives as long as the program."""

    def __init__(self, environment: Environment, options: Options, now: Now = utc_now) -> None:
        self.options = options
        self.environment = environment
        self.settings = Settings(environment.settings)
        self.bus = EventBus()
        self.settings.failed = lambda error: self.bus.publish(SavingFailed(error.key))
        self.tasks = Tasks(self._ended)
        self.presence = Presence(environment, options, self.bus, self.tasks, now)
        self._has_lost_accounts = False
        with suppress(StoreError):
            # A disk that does not give the list says so where somebody asks for an account.
            self._has_lost_accounts = self.presence.registry.lost() > 0
        self.known = Known(options, self.settings, lambda: self.account)
        self._sign_in: SignIn | None = None

    # Who is here.

    @property
    def session(self) -> Session | None:
        return self.presence.session

    @property
    def desk(self) -> Desk | None:
        """None while nobody is signed in."""
        return self.session.desk if self.session else None

    @property
    def account(self) -> KnownAccount | None:
        """`.person`, `.server`, `.sandbox`"""
        return self.presence.account

    @property
    def rescued(self) -> RecoveryReport | None:
        """What was saved from a damaged database at this start."""
        return self.session.rescued if self.session else None

    @property
    def damaged(self) -> list[str]:
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
    def sandbox_available(self) -> bool:
        return find_spec("kanbert_desktop.sandbox") is not None and find_spec("starlette") is not None

    @property
    def is_signed_in(self) -> bool:
        """Can this process speak for the open account? Its boards can be read either way."""
        return self.presence.is_signed_in

    @property
    def keyring_problem(self) -> str | None:
        """The error key where the sign-in could not be kept ("keyring_absent", …): it lasts until quitting."""
        return self.presence.keyring_problem

    def require_desk(self) -> Desk:
        """Raises `SignInNeeded("not_signed_in")`."""
        return self.presence.require_session().desk

    # Coming and going.

    @property
    def server(self) -> str:
        """Where a sign-in would go."""
        return self.known.server

    @property
    def client_id(self) -> str:
        """Of the registered application; "" where a person must still paste it."""
        return self.known.client_id

    @property
    def redirect(self) -> Redirect:
        """The redirect URL that a sign-in would use."""
        return self.known.redirect

    @property
    def preset(self) -> Preset:
        """What an administrator or the environment fixed: with a client ID the first page is one button."""
        return self.known.preset

    @property
    def sign_in_kind(self) -> SignInKind:
        """How the open account came in; "browser" where nobody is here."""
        return self.presence.sign_in_kind

    def begin_sign_in(self, registration: Registration | None = None, *, seconds: float = 600) -> SignIn:
        """A new attempt; an older one is cancelled. None: through the application that is known.

        `InvalidInput` for an unusable server or client ID (`client_id_missing`, …).
        """
        from kanbert_desktop.app.accounts.sign_in import by_browser  # noqa: PLC0415  httpx comes after the first paint

        meant = registration or self.known.registration()
        return self._pending(by_browser(self.presence, meant, seconds=seconds))

    async def begin_again(self, *, seconds: float = 600) -> SignIn:
        """For the account that is open, through the application it came by; its secret is where it is kept.

        Raises `KeyringUnavailable`, `SignInNeeded` (`secret_missing`), `InvalidInput` (`client_id_missing`: it came
        by a token).
        """
        from kanbert_desktop.app.accounts.sign_in import again  # noqa: PLC0415

        return self._pending(await again(self.presence, seconds))

    async def begin_sample_sign_in(self, *, seconds: float = 600) -> SignIn:
        """The same on the embedded sandbox, which is started first."""
        from kanbert_desktop.app.accounts.sign_in import on_sample_data  # noqa: PLC0415

        return self._pending(await on_sample_data(self.presence, seconds))

    async def sign_in_with_token(self, token: str | None = None, server: str | None = None) -> Person:
        """With an access token from Apps & API, kept in the keyring; None: the environment's, kept nowhere.

        `Refused("token_refused")` where the server does not know the given one, `InvalidInput("token_empty")`;
        nothing changed then.
        """
        from kanbert_desktop.app.accounts.sign_in import by_environment, by_token  # noqa: PLC0415

        if token is None:
            return await by_environment(self.presence, server or self.server)
        return await by_token(self.presence, server or self.server, token)

    async def keep_sign_in(self) -> bool:
        """Tries the keyring once more for a sign-in it did not take; `keyring_problem` says what is left of it."""
        from kanbert_desktop.app.accounts.sign_in import keep_sign_in  # noqa: PLC0415

        return await keep_sign_in(self.presence)

    def _pending(self, attempt: SignIn) -> SignIn:
        if self._sign_in is not None:
            self._sign_in.cancel()
        self._sign_in = attempt
        return attempt

    def unsent(self) -> Unsent:
        return unsent(self.session)

    async def sign_out(self, pending: Pending = "refuse") -> None:
        """Revokes where possible and forgets the credentials; `Refused("unsent")` unless told what to do."""
        await sign_out(self.presence, pending)

    async def export_and_sign_out(self, path: Path) -> None:
        """Everything unsent goes into this file; only when it is on the disk, it is discarded here."""
        await export_and_sign_out(self.presence, path)

    async def forget_account(self, account: KnownAccount | None = None, *, discard: bool = False) -> None:
        """Removes all that this computer has of an account, the open one if none is named. Raises as `forgetting.forget`."""
        from kanbert_desktop.app.accounts.removal import forget  # noqa: PLC0415  seldom needed

        await forget(self.presence, account or self.account, discard=discard)

    def unsent_of(self, account: KnownAccount) -> Unsent:
        """Of the open account, or of one that is signed out. Raises `StoreBroken` where its file cannot be read."""
        from kanbert_desktop.app.accounts.removal import unsent_of  # noqa: PLC0415  seldom needed

        return unsent_of(self.presence, account)

    # Other accounts.

    def accounts(self) -> list[ListedAccount]:
        """Those of this profile, then those of its family."""
        from kanbert_desktop.app.accounts.switching import listed_accounts  # noqa: PLC0415  asked by a menu alone

        return listed_accounts(self.presence)

    async def switch_to(self, account_id: str) -> None:
        """Another account of this profile, in place. Raises as `accounts.switch_to`."""
        from kanbert_desktop.app.accounts.switching import switch_to  # noqa: PLC0415

        if self._sign_in is not None:
            self._sign_in.cancel()
        for name in ("go-live", "comments", "keep-again", RENEWAL):
            self.tasks.stop(name)
        await switch_to(self.presence, account_id)

    def open_window(self, profile: Path | None = None, account_id: str | None = None) -> None:
        """Of another profile, on that account; None: of one where nobody is yet. Raises `NotReady`."""
        from kanbert_desktop.app.accounts.profiles import Family, start_window  # noqa: PLC0415

        start_window(profile or Family(self.environment.profile).empty_profile(), account_id)

    # The window's life.

    def open_known(self) -> Desk | None:
        """The desk of whoever is meant, from disk alone, with the cards of the board that was open last."""
        session = self.presence.open_known()
        if session is None:
            return None
        session.load_first_board()
        return session.desk

    async def go_live(self) -> None:
        """After the first paint: the other boards, then the network. Raises what kept the network away."""
        self.presence.live = True
        if self.session is not None:
            await self.session.load_rest()
        await preload()
        if self.options.access_token and self.session is None:
            await self.sign_in_with_token()
        elif self.session is not None:
            await self.presence.connect()

    async def sync(self, *, full: bool = False) -> CycleReport:
        """One complete cycle, held deletes included. Raises what kept it from ending; nothing is lost then."""
        session = self.presence.require_session()
        self.presence.asked()
        engine = session.engine or await self.presence.connect()
        report = await engine.run_cycle(full=full, release_holds=True)
        await session.desk.saved()
        return report

    def renew_if_due(self) -> None:
        """Half a minute has passed, or the computer woke up: a sign-in near its end is renewed ahead (S39)."""
        if self.session is not None and not self.tasks.is_running(RENEWAL):
            self.tasks.start(RENEWAL, self.session.renew_if_due())

    def retry_keyring(self) -> None:
        """The person wants it: the keyring may prompt again, and what waited for it goes on."""
        self.presence.retry_keyring()

    def poke(self, reason: str) -> None:
        """Network up, resumed, focus: a good moment to sync."""
        if self.session is not None:
            self.session.poke(reason)

    @cached_property
    def _leaving(self) -> asyncio.Event:
        """Made when it is first needed: asyncio itself comes after the first paint."""
        return asyncio.Event()

    def _ended(self, _name: str, error: Exception) -> None:
        """Whoever started the task tells of the errors it expects; everything else is a bug, told plainly."""
        if not isinstance(error, KanbertError):
            self.bus.publish(UnexpectedError())

    @cached_property
    def updates(self) -> Updates:
        """Whether there is a newer version of this program; looks for none until it is told to keep looking."""
        from kanbert_desktop.app.updates import (  # noqa: PLC0415
            Updates,
            read_source,
        )

        kept = self.environment.announcement
        return Updates(read_source(), self.settings, kept, self.bus, now=self.presence.now)

    async def diagnostics(self, screens: Iterable[str] = ()) -> str:
        """One text for whoever helps from far away: no card text, no names, no secrets (D49)."""
        from kanbert_desktop.app.doctor.diagnostics import collect  # noqa: PLC0415  seldom needed

        return await collect(self.presence, self.settings, screens)

    def leave(self) -> None:
        """Asks the front door to end the program; edits are saved first."""
        self._leaving.set()

    async def left(self) -> None:
        await self._leaving.wait()

    def save_now(self, seconds: float) -> bool:
        """Holds the window up until everything done so far is on the disk, at most so long; False where it is not."""
        return self.session is None or self.session.save_now(seconds)

    @property
    def saving_problem(self) -> str | None:
        """The error key where the open account's file could only be read when it was opened."""
        trouble = self.session.trouble if self.session is not None else None
        return trouble.key if trouble is not None else None

    def has_unsaved(self) -> bool:
        """Is anything that was done or typed in memory alone, because the disk did not take it?"""
        return self.desk is not None and self.desk.unsaved() > 0

    async def saved(self) -> None:
        """Everything is on the disk, the settings included. Raises `StoreBroken`; what failed is kept in memory."""
        self.settings.save_again()
        if self.desk is not None:
            await self.desk.saved()

    async def close(self) -> None:
        """Bounded; edits first."""
        if self._sign_in is not None:
            self._sign_in.cancel()
        await self.tasks.close()
        with suppress(StoreError):
            self.settings.save_again()
        if self.session is not None and self.presence.live:
            await self.session.send_last()
        await self.presence.close()
