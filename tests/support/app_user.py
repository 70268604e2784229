"""A user of the program: starts it on one profile, signs in by any method, and restarts it."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kanbert_desktop.app.accounts import sign_in
from kanbert_desktop.app.accounts.registry import ClientRegistration
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.domain.board import Person as User
from support.fake_keyring import FakeKeyring
from support.sandbox import RunningSandbox, sign_in_by_http


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class AppUser:
    """`options` apply to every start from now on; `now` is the program's clock."""

    sandbox: RunningSandbox
    keyring: FakeKeyring
    options: Options
    now: Callable[[], datetime] = utc_now

    @asynccontextmanager
    async def run_application(self, **changes: object) -> AsyncIterator[Application]:
        """One run of the program with the previous account open and connected."""
        options = replace(self.options, **changes)  # type: ignore[arg-type]  any of its fields
        application = Application(Environment.for_options(options), options, self.now)
        application.open_chosen_account()
        try:
            if application.session is not None:
                await application.current_account.connect()
            yield application
        finally:
            await application.close()

    @property
    def confidential_registration(self) -> ClientRegistration:
        keys = self.sandbox.credentials
        return ClientRegistration(self.sandbox.url, keys["confidential_client_id"], keys["client_secret"])

    @property
    def public_registration(self) -> ClientRegistration:
        return ClientRegistration(self.sandbox.url, self.sandbox.credentials["client_id"])

    async def sign_in(self, application: Application, registration: ClientRegistration | None = None) -> User:
        return await application.begin_sign_in(registration or self.public_registration).run()

    def expire_access_tokens(self) -> None:
        """The access tokens expire; refresh tokens stay valid."""
        with self.sandbox.state.transaction() as database:
            database.execute("UPDATE tokens SET expires_at = 0 WHERE kind = 'access'")

    def revoke_all_tokens(self) -> None:
        """As a user does under Settings → Apps & API."""
        with self.sandbox.state.transaction() as database:
            database.execute("UPDATE tokens SET revoked = 1")


def make_app_user(
    sandbox: RunningSandbox, keyring: FakeKeyring, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> AppUser:
    """With a browser that allows everything."""

    def browse(link: str) -> None:
        threading.Thread(target=sign_in_by_http, args=(sandbox, link)).start()

    monkeypatch.setattr(sign_in, "open_in_browser", browse)
    return AppUser(sandbox, keyring, Options(profile=profile))


async def next_event(application: Application, event: type[object]) -> object:
    """Waits for the next event of this type."""
    result: asyncio.Future[object] = asyncio.get_running_loop().create_future()
    end = application.bus.subscribe(event, lambda fact: result.done() or result.set_result(fact))
    try:
        async with asyncio.timeout(60):
            return await result
    finally:
        end()
