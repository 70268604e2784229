"""A second start raises the open window; a sign-in in progress continues (S23, S24)."""

import asyncio
import os
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kanbert_desktop import main
from kanbert_desktop.app.accounts import sign_in
from kanbert_desktop.app.system.handover import HandoverRequest, HandoverResult, hand_over
from kanbert_desktop.app.system.instance_lock import socket_path
from kanbert_desktop.app.system.window_requests import WindowRequests
from kanbert_desktop.cli.handover import serve_verbs
from kanbert_desktop.domain.board import Person as User
from kanbert_desktop.domain.board import PersonId
from kanbert_desktop.domain.events import SignedIn
from plugins.qt_loop import QtLoop
from support.app_user import AppUser
from support.sandbox import sign_in_by_http

ME = User(PersonId("1"), "Mira", "mira@x.test")


class Window:
    """Counts how often the window was raised."""

    def __init__(self) -> None:
        self.raised = 0

    def bring_to_front(self) -> None:
        self.raised += 1


@pytest.fixture
def app_user_with_short_path(app_user: AppUser) -> Iterator[AppUser]:
    """The path of a socket may have 107 characters."""
    with tempfile.TemporaryDirectory(dir=os.environ["XDG_RUNTIME_DIR"]) as folder:
        app_user.options = replace(app_user.options, profile=Path(folder))
        yield app_user


async def start_again(place: str) -> HandoverResult:
    """Asks again, as the program does, if the holder of a busy machine did not answer at once."""
    for _ in range(20):
        answer = await _ask(place)
        if answer.exit_code is not None:
            return answer
    raise AssertionError("the holder does not answer")


async def _ask(place: str) -> HandoverResult:
    return await asyncio.to_thread(
        hand_over, place, HandoverRequest(("raise",), "id-1"), lambda _kind, _text: None
    )


def test_a_second_start_raises_the_first_and_leaves_its_sign_in_alone(
    qt_loop: QtLoop, app_user_with_short_path: AppUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(sign_in, "open_in_browser", opened.append)

    async def scenario() -> None:
        window = Window()
        async with app_user_with_short_path.run_application() as application:
            place = socket_path(application.environment.profile)
            server = serve_verbs(application, WindowRequests(window.bring_to_front))
            attempt = application.begin_sign_in(app_user_with_short_path.public_registration)
            running = asyncio.ensure_future(attempt.run())
            answer = await start_again(place)
            assert answer.exit_code == 0
            assert window.raised >= 1
            assert not running.done()
            threading.Thread(
                target=sign_in_by_http, args=(app_user_with_short_path.sandbox, attempt.link)
            ).start()
            assert (await running).email == app_user_with_short_path.sandbox.credentials["email"]
            assert opened == [attempt.link], "one browser, one sign-in"
            await server.close()

    qt_loop(scenario())


@pytest.mark.parametrize(("by_token", "raised"), [(False, 1), (True, 0)])
def test_the_window_is_raised_after_a_browser_sign_in(by_token: bool, raised: int) -> None:
    window = Window()
    main._raise_after_sign_in(window, SignedIn(ME, "https://kanbert.test", with_token=by_token))  # type: ignore[arg-type]
    assert window.raised == raised
