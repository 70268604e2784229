"""A new user signs in by each method through the real window, browser, keyring and server."""

import asyncio
import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from PySide6.QtWidgets import QApplication

from devtools.browser import DEADLINE_SECONDS, SystemBrowser, sign_in_page
from kanbert_desktop.ui.widgets.banner import BannerKind
from plugins.qt_loop import QtLoop
from support.real_window import RealWindow, real_window, wait_until
from support.sandbox import RunningSandbox

TIMEOUT_MS = DEADLINE_SECONDS * 1000


def allow(browser: SystemBrowser, sandbox: RunningSandbox) -> str:
    """In the newest tab: sign in if the page asks for it, then allow. Returns what the tab shows at the end."""
    keys = sandbox.credentials
    with browser.pages() as context:
        page = sign_in_page(context)
        if page.locator("input[name=password]").count():
            page.fill("input[name=email]", keys["email"])
            page.fill("input[name=password]", keys["password"])
            page.click("button[type=submit]")
        page.click("button[name=decision][value=allow]")
        page.wait_for_url("**/done")
        return page.inner_text("body")


def revoke_token(sandbox: RunningSandbox) -> None:
    """Under Settings → Apps & API, in a separate browser."""
    keys = sandbox.credentials
    with sync_playwright() as playwright:
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=root, timeout=TIMEOUT_MS
        )
        page = chromium.new_page()
        page.set_default_timeout(TIMEOUT_MS)
        page.goto(f"{sandbox.url}/settings/apps")
        page.fill("input[name=email]", keys["email"])
        page.fill("input[name=password]", keys["password"])
        page.click("button[type=submit]")
        page.click("a[href*='/settings/tokens/'][href$='/revoke']")
        page.click("button.danger")
        page.wait_for_url("**/settings/apps*")
        chromium.close()


async def through_the_browser(
    window_driver: RealWindow, browser: SystemBrowser, sandbox: RunningSandbox
) -> None:
    result = await asyncio.to_thread(allow, browser, sandbox)
    # A running headless Chromium takes no second URL from `xdg-open`; a closed one is started with it.
    await asyncio.to_thread(browser.close)
    assert "You are signed in" in result
    await window_driver.boards()


async def with_an_application(
    window_driver: RealWindow, browser: SystemBrowser, sandbox: RunningSandbox
) -> None:
    methods = window_driver.first_run_page.methods
    methods.browser_form.server_field.edit.setText(sandbox.url)
    methods.browser_form.client_id_field.edit.setText(sandbox.credentials["client_id"])
    methods.browser_form.submit_button.click()
    await through_the_browser(window_driver, browser, sandbox)
    assert window_driver.application.current_account.sign_in_method == "browser"
    assert await window_driver.sign_out() == "You are signed out. The sign-in is no longer on this computer."


async def with_a_secret(window_driver: RealWindow, browser: SystemBrowser, sandbox: RunningSandbox) -> None:
    method = window_driver.first_run_page.methods.select("secret")
    fields = [field.edit for field in method.fields()[1:]]
    fields[0].setText(sandbox.credentials["confidential_client_id"])
    fields[1].setText(sandbox.credentials["client_secret"])
    method.submit_button.click()
    await through_the_browser(window_driver, browser, sandbox)
    assert window_driver.application.current_account.sign_in_method == "secret"
    assert fields[1].text() == "", "the page keeps no secret that was taken"
    assert await window_driver.sign_out() == "You are signed out. The sign-in is no longer on this computer."


async def with_a_token(window_driver: RealWindow, sandbox: RunningSandbox) -> None:
    methods = window_driver.first_run_page.methods
    method = methods.select("token")
    methods.token_form.token_field.edit.setText("no-such-token")
    method.submit_button.click()
    await wait_until(lambda: methods.token_form.token_field.hint_label.property("problem"), "the refusal")
    assert methods.token_form.token_field.hint_label.text() == (
        "Kanbert does not recognise this access token. Copy it again, or create a new one under "
        "Settings → Apps & API. Nothing was changed."
    )
    methods.token_form.token_field.edit.setText(sandbox.credentials["access_token"])
    method.submit_button.click()
    await window_driver.boards()
    assert window_driver.application.current_account.sign_in_method == "token"


async def and_revoked(window_driver: RealWindow, sandbox: RunningSandbox) -> None:
    await asyncio.to_thread(revoke_token, sandbox)
    workspace = window_driver.window.workspace
    assert workspace is not None
    workspace.sync_now()
    result = await window_driver.banner(BannerKind.SIGN_IN)
    assert result == "Kanbert no longer accepts the access token. Your boards stay here."
    assert workspace.service.boards(), "everything is still there to be worked on"
    workspace.banner_bar.banners[BannerKind.SIGN_IN].button.click()
    assert window_driver.window.pages.currentWidget() is window_driver.first_run_page
    assert window_driver.first_run_page.notice_box.text_label.text().startswith(
        "Kanbert no longer accepts the access token. It was deleted"
    )
    window_driver.first_run_page.back_button.click()
    assert window_driver.window.pages.currentWidget() is workspace
    assert await window_driver.sign_out() == (
        "You are signed out, and the access token was removed from this computer. In Kanbert it stays "
        "valid until you delete it under Settings → Apps & API."
    )


@pytest.mark.usefixtures("keyring_session")
def test_by_application_by_secret_by_token_each_with_correct_texts(
    qt_loop: QtLoop, qapp: QApplication, browser: SystemBrowser, sandbox: RunningSandbox, profile: Path
) -> None:
    async def steps() -> None:
        async with real_window(qapp, profile) as window_driver:
            await with_an_application(window_driver, browser, sandbox)
            await with_a_secret(window_driver, browser, sandbox)
            await with_a_token(window_driver, sandbox)
            await and_revoked(window_driver, sandbox)

    qt_loop(steps())
