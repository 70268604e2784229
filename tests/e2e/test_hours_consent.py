"""Hours booked: one step in the settings, the consent in a real browser, and the hours in the overview."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from devtools.browser import SystemBrowser, sign_in_page
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.overview.page import OverviewPage
from kanbert_desktop.ui.settings.hours_row import HoursRow
from plugins.qt_loop import QtLoop
from support.real_window import RealWindow, real_window, wait_until
from support.sandbox import RunningSandbox

ASKED = "See recorded working time"


def allow(browser: SystemBrowser, sandbox: RunningSandbox) -> str:
    """Signs in if the page asks for it, and allows everything. Returns what the consent page said."""
    keys = sandbox.credentials
    with browser.pages() as context:
        page = sign_in_page(context)
        if page.locator("input[name=password]").count():
            page.fill("input[name=email]", keys["email"])
            page.fill("input[name=password]", keys["password"])
            page.click("button[type=submit]")
        button = page.locator("button[name=decision][value=allow]")
        button.wait_for()
        consent = page.inner_text("body")
        button.click()
        page.wait_for_url("**/done")
        return consent


async def through_the_browser(browser: SystemBrowser, sandbox: RunningSandbox) -> str:
    consent = await asyncio.to_thread(allow, browser, sandbox)
    # A running headless Chromium takes no second URL from `xdg-open`; a closed one is started with it.
    await asyncio.to_thread(browser.close)
    return consent


def hours_row(driver: RealWindow) -> HoursRow:
    workspace = driver.window.workspace
    assert workspace is not None
    workspace.navigator.open_page(PageKind.SETTINGS)
    (row,) = workspace.navigator.page(PageKind.SETTINGS).findChildren(HoursRow)
    return row


def overview(driver: RealWindow) -> OverviewPage:
    workspace = driver.window.workspace
    assert workspace is not None
    workspace.page_opener.open_overview()
    page = workspace.navigator.page(PageKind.OVERVIEW)
    assert isinstance(page, OverviewPage)
    return page


@pytest.mark.usefixtures("keyring_session")
def test_hours_are_asked_for_once_and_shown(
    qt_loop: QtLoop, qapp: QApplication, browser: SystemBrowser, sandbox: RunningSandbox, profile: Path
) -> None:
    with sandbox.state.transaction() as database:
        database.execute("DELETE FROM efforts WHERE date < date('now', '-10 days')")

    async def scenario() -> None:
        async with real_window(qapp, profile) as driver:
            methods = driver.first_run_page.methods
            methods.browser_form.server_field.edit.setText(sandbox.url)
            methods.browser_form.client_id_field.edit.setText(sandbox.credentials["client_id"])
            methods.browser_form.submit_button.click()
            assert ASKED not in await through_the_browser(browser, sandbox)
            await driver.boards()
            assert not any(section.isVisible() for section in overview(driver)._hours)

            row = hours_row(driver)
            row.show_button.click()
            assert ASKED in await through_the_browser(browser, sandbox)
            await wait_until(row.stop_button.isVisible, "the settings", row.hint_label.text)
            await wait_until(lambda: "Last loaded" in row.hint_label.text(), "the hours", row.hint_label.text)
            page = overview(driver)
            figures = page.figures
            assert figures is not None
            assert figures.hours is not None
            assert figures.hours.minutes > 0
            page._choose("all")
            assert [table.isVisible() for table in page.hours] == [True] * 3

        async with real_window(qapp, profile) as driver:
            sandbox.faults.offline = True
            await wait_until(lambda: driver.window.workspace is not None, "the boards")
            shown = overview(driver).figures
            assert shown is not None
            assert shown.hours is not None
            assert shown.hours.minutes == figures.hours.minutes, "also offline"

    qt_loop(scenario())
