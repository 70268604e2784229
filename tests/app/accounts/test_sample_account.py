"""The sample data without a sign-in: opened at once, left, come back to, beside a real account."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kanbert_desktop.app.accounts import sign_in
from kanbert_desktop.app.accounts.current import CurrentAccount
from kanbert_desktop.app.accounts.registry import AccountRegistry
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.domain.errors import SignInRequired
from kanbert_desktop.domain.events import SignedOut
from plugins.qt_loop import QtLoop
from support.app_user import AppUser
from support.sandbox import RunningSandbox, running_sandbox, sign_in_by_http


class StartedSandbox:
    """As `SandboxProcess`, on a server of this process."""

    def __init__(self, server: RunningSandbox) -> None:
        self.url = server.url
        self.client_id = server.credentials["client_id"]
        self.access_token = server.credentials["access_token"]

    async def close(self) -> None:
        """The fixture ends the server."""


@pytest.fixture
def sample(profile: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningSandbox]:
    """The embedded sandbox of the profile, which every start finds."""
    with running_sandbox(Environment(profile).sandbox, tasks=5) as server:

        async def start(_: CurrentAccount) -> StartedSandbox:
            return StartedSandbox(server)

        monkeypatch.setattr(CurrentAccount, "start_sandbox", start)
        yield server


def listed(application: Application) -> dict[str, str]:
    return {"sample" if one.account.sandbox else "real": one.status for one in application.list_accounts()}


def test_the_sample_data_opens_without_browser_and_keyring(
    qt_loop: QtLoop, app_user: AppUser, sample: RunningSandbox
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            person = await application.open_sample_data()
            assert person.email == sample.credentials["email"]
            assert application.is_sample_data
            assert application.current_account.sign_in_method == "sample"
            assert (await application.sync()).pulled > 5
            service = application.require_service()
            service.add_card(service.board("WEB").id, "Mine")
            await application.sync()
        async with app_user.run_application() as application:
            assert application.current_account.is_signed_in
            assert listed(application) == {"sample": "ready"}
            assert (await application.sync()).pending == 0

    qt_loop(scenario())
    assert not app_user.keyring.calls
    assert len(sample.state.rows("SELECT 1 FROM tasks WHERE title = 'Mine'")) == 1


def test_leaving_for_a_real_account_and_coming_back_keeps_both(
    qt_loop: QtLoop, app_user: AppUser, sample: RunningSandbox
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await application.open_sample_data()
            sample_id = application.account.id if application.account else ""
            await app_user.sign_in(application)
            assert not application.is_sample_data
            assert listed(application) == {"sample": "ready", "real": "ready"}
            await application.switch_to(sample_id)
            assert application.is_sample_data
            assert (await application.sync()).pulled > 5

    qt_loop(scenario())
    assert sample.credentials["access_token"] not in app_user.keyring.all_text()


def test_a_sign_out_ends_at_the_first_page_and_the_data_is_there_next_time(
    qt_loop: QtLoop, app_user: AppUser, sample: RunningSandbox
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            heard: list[SignedOut] = []
            application.bus.subscribe(SignedOut, heard.append)
            await application.open_sample_data()
            service = application.require_service()
            await application.sync()
            service.add_card(service.board("WEB").id, "Kept by the sandbox")
            await application.sync()
            await application.sign_out()
            assert heard == [SignedOut(token_remains_valid=False)]
            assert listed(application) == {"sample": "signed_out"}
            await application.open_sample_data()
            await application.sync()
            titles = {card.title for card in application.require_service().cards(service.board("WEB").id)}
            assert "Kept by the sandbox" in titles

    qt_loop(scenario())


def test_sample_data_that_signed_in_with_the_browser_leaves_no_token_behind(
    qt_loop: QtLoop, app_user: AppUser, sample: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def browse(link: str) -> None:
        threading.Thread(target=sign_in_by_http, args=(sample, link)).start()

    monkeypatch.setattr(sign_in, "open_in_browser", browse)

    async def scenario() -> None:
        async with app_user.run_application(sandbox=True) as application:
            await (await application.begin_sandbox_sign_in()).run()
            assert application.current_account.sign_in_method == "browser"
            assert app_user.keyring.items
            account = application.account
            await application.open_sample_data()
            assert account is not None
            assert application.account is not None
            assert application.account.id == account.id

    qt_loop(scenario())
    assert app_user.keyring.items == {}


def test_a_revoked_token_of_the_sandbox_changes_nothing(
    qt_loop: QtLoop, app_user: AppUser, sample: RunningSandbox
) -> None:
    with sample.state.transaction() as database:
        database.execute("UPDATE tokens SET revoked = 1")

    async def scenario() -> None:
        async with app_user.run_application() as application:
            with pytest.raises(SignInRequired):
                await application.open_sample_data()
            assert application.account is None

    qt_loop(scenario())
    assert AccountRegistry(Environment(app_user.options.profile or Path()).accounts).accounts() == []
