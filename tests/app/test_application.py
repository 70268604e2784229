"""The application from sign-in to quitting, on the Qt loop and against a real socket."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kanbert_desktop.app.accounts import sign_in
from kanbert_desktop.app.accounts.registry import ClientRegistration
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.errors import Cancelled, InvalidInput, KeyringUnavailable
from kanbert_desktop.domain.events import SignedIn, SignedOut, SyncState, SyncStatusChanged, UnexpectedError
from kanbert_desktop.identity import async_keyring, keyring_backends
from kanbert_desktop.sandbox.faults import reset_connection
from plugins.qt_loop import QtLoop
from support.sandbox import RunningSandbox, running_sandbox, sign_in_by_http

Start = Callable[[bool], Application]


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path / "sandbox") as running:
        yield running


@pytest.fixture
def start(sandbox: RunningSandbox, profile: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """The application of a new process on the same profile, without a keyring."""

    def absent() -> keyring_backends.KeyringBackend:
        raise KeyringUnavailable("keyring_absent")

    defaults = async_keyring.AsyncKeyring.__init__.__kwdefaults__
    monkeypatch.setattr(
        async_keyring.AsyncKeyring.__init__, "__kwdefaults__", defaults | {"find_backend": absent}
    )

    def begin(token: bool) -> Application:
        options = Options(
            server=sandbox.url,
            client_id=sandbox.credentials["client_id"],
            profile=profile,
            access_token=sandbox.credentials["access_token"] if token else None,
        )
        return Application(Environment.for_options(options), options)

    return begin


async def until(application: Application, wanted: Callable[[], bool]) -> None:
    """Waits for a condition on the sync status."""
    changed = asyncio.Event()
    end = application.bus.subscribe(SyncStatusChanged, lambda _event: changed.set())
    async with asyncio.timeout(60):
        while not wanted():
            changed.clear()
            await changed.wait()
    end()


def is_up_to_date(application: Application) -> bool:
    service = application.service
    return (
        service is not None
        and service.sync.status().state is SyncState.UP_TO_DATE
        and service.sync.status().last_sync is not None
    )


def test_it_loads_and_syncs_automatically(qt_loop: QtLoop, sandbox: RunningSandbox, start: Start) -> None:
    async def scenario() -> None:
        application = start(True)
        assert application.open_chosen_account() is None
        await application.go_live()
        await until(application, lambda: is_up_to_date(application))
        service = application.require_service()
        board = service.board("WEB")
        assert service.is_board_loaded(board.id)
        queued = service.add_card(board.id, "Von allein gesendet", column=Column.WIP)
        await service.wait_until_saved()
        await until(
            application,
            lambda: service.require_card(queued.card).server_id is not None and is_up_to_date(application),
        )
        await application.close()

    qt_loop(scenario())
    assert [task["status"] for task in sandbox.state.tasks() if task["title"] == "Von allein gesendet"] == [
        "WIP"
    ]


def test_the_next_start_shows_the_boards_before_the_network_answers(
    qt_loop: QtLoop, sandbox: RunningSandbox, start: Start
) -> None:
    async def first() -> None:
        application = start(True)
        await application.go_live()
        await until(application, lambda: is_up_to_date(application))
        application.require_service().local.save_value(
            "last_board", application.require_service().board("WEB").id
        )
        await application.close()

    async def second() -> None:
        sandbox.faults.inject("*", "*", reset_connection(), times=None)
        application = start(True)
        service = application.open_chosen_account()
        assert service is not None
        assert service.cards(service.board("WEB").id)
        assert service.is_board_loaded(service.board("WEB").id)
        await application.go_live()
        await until(application, lambda: service.sync.status().state is SyncState.WAITING_FOR_NETWORK)
        service.move_card(service.cards(service.board("WEB").id)[0].key, Column.BACKLOG)
        await application.close()

    qt_loop(first())
    qt_loop(second())


def test_a_browser_sign_in_without_a_keyring_lasts_until_quitting(
    qt_loop: QtLoop, sandbox: RunningSandbox, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def browse(link: str) -> None:
        threading.Thread(target=sign_in_by_http, args=(sandbox, link)).start()

    monkeypatch.setattr(sign_in, "open_in_browser", browse)
    heard: list[object] = []

    async def scenario() -> None:
        application = start(False)
        application.bus.subscribe(SignedIn, heard.append)
        application.bus.subscribe(SignedOut, heard.append)
        attempt = application.begin_sign_in()
        assert attempt.link.startswith(sandbox.url)
        person = await attempt.run()
        assert person.email == sandbox.credentials["email"]
        assert application.current_account.keyring_problem == "keyring_absent"
        assert (await application.sync()).pulled > 100
        application.require_service().add_card(application.require_service().board("WEB").id, "Bleibt hier")
        assert application.count_unsent().pending == 1
        await application.sign_out("keep")
        assert application.service is None
        await application.close()

    qt_loop(scenario())
    assert [type(event) for event in heard] == [SignedIn, SignedOut]


def test_a_second_attempt_ends_the_first(
    qt_loop: QtLoop, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in, "open_in_browser", lambda _link: None)

    async def scenario() -> None:
        application = start(True)
        first = application.begin_sign_in()
        running = asyncio.ensure_future(first.run())
        await asyncio.sleep(0)
        second = application.begin_sign_in()
        assert second.link != first.link
        with pytest.raises(Cancelled):
            await running
        await application.close()
        with pytest.raises(Cancelled):
            await second.run()

    qt_loop(scenario())


@pytest.mark.parametrize(("server", "client"), [("http://example.com", "x"), ("https://kanbert.test", "")])
def test_a_sign_in_that_cannot_work_is_not_begun(profile: Path, server: str, client: str) -> None:
    options = Options(profile=profile)
    with pytest.raises(InvalidInput):
        Application(Environment.for_options(options), options).begin_sign_in(
            ClientRegistration(server, client)
        )


def test_a_bug_in_a_task_is_published_and_an_expected_error_is_not(start: Start, qt_loop: QtLoop) -> None:
    application = start(False)
    heard: list[UnexpectedError] = []

    async def fail(error: Exception) -> None:
        raise error

    async def scenario() -> None:
        reported = asyncio.Event()
        application.bus.subscribe(UnexpectedError, heard.append)
        application.bus.subscribe(UnexpectedError, lambda _event: reported.set())
        application.tasks.start("expected", fail(Cancelled("cancelled")))
        application.tasks.start("bug", fail(ZeroDivisionError()))
        await asyncio.wait_for(reported.wait(), 60)
        await application.close()

    qt_loop(scenario())
    assert heard == [UnexpectedError()]
