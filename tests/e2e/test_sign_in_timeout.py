"""Nobody answers in the browser: the sign-in times out, and the next attempt uses new values."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.accounts import sign_in
from kanbert_desktop.app.accounts.registry import ClientRegistration
from kanbert_desktop.app.accounts.sign_in import PendingSignIn
from plugins.qt_loop import QtLoop
from support.real_window import real_window, wait_until
from support.sandbox import RunningSandbox

SOON = 0.5


def of_link(link: str) -> set[str]:
    """What is new in every attempt: state, challenge, and the port of the redirect URL."""
    asked = parse_qs(urlsplit(link).query)
    return {asked[name][0] for name in ("state", "code_challenge", "redirect_uri")}


def test_after_a_timeout_the_next_attempt_shares_nothing_with_the_first(
    qt_loop: QtLoop,
    qapp: QApplication,
    sandbox: RunningSandbox,
    profile: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(sign_in, "open_in_browser", opened.append)

    async def steps() -> None:
        async with real_window(qapp, profile) as window_driver:
            application = window_driver.application
            begin = application.begin_sign_in

            def begin_briefly(registration: ClientRegistration | None = None) -> PendingSignIn:
                """Only the first attempt ends by itself."""
                monkeypatch.setattr(application, "begin_sign_in", begin)
                return begin(registration, seconds=SOON)

            monkeypatch.setattr(application, "begin_sign_in", begin_briefly)
            page, method = (
                window_driver.window.access.waiting_page,
                window_driver.first_run_page.methods.browser_form,
            )
            window_driver.first_run_page.methods.browser_form.server_field.edit.setText(sandbox.url)
            method.client_id_field.edit.setText(sandbox.credentials["client_id"])
            method.submit_button.click()
            await wait_until(page.retry_button.isVisible, "the end of the time")
            assert page.title_label.text() == "The sign-in timed out."
            assert page.text_label.text() == "Start again when you are ready."
            page.retry_button.click()
            await wait_until(lambda: len(opened) == 2, "the second attempt")
            assert not of_link(opened[0]) & of_link(opened[1])
            page.cancel()
            assert window_driver.window.pages.currentWidget() is window_driver.first_run_page
            assert method.client_id_field.text() == sandbox.credentials["client_id"]

    qt_loop(steps())
