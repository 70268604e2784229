"""The first page under the keyboard, in another language, in a small window and after a sign-out."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.accounts.registry import ClientRegistration
from kanbert_desktop.app.translation import use_language
from kanbert_desktop.domain.errors import InvalidInput, KeyringUnavailable, Refused, StoreError
from kanbert_desktop.domain.events import SignedOut
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.sign_in.first_run_page import FirstRunPage
from kanbert_desktop.ui.sign_in.methods import Ways
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import PlayedApplication

LEFT = Qt.MouseButton.LeftButton
SERVER = "https://api.kanbert.com"


@pytest.fixture
def ways(new_window: MainWindow) -> Ways:
    return new_window.first.ways


def type_into(qtbot: QtBot, edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.clear()
    qtbot.keyClicks(edit, text)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    yield
    use_language(qapp, "en", resource("translations"))


def test_everything_typed_survives_other_ways_another_language_and_another_look(
    ways: Ways, qapp: QApplication, theme: Theme, qtbot: QtBot, german: None
) -> None:
    ways.browser.client_id.edit.setText("42")
    ways.choose("secret")
    assert ways.secret.secret is not None
    ways.secret.secret.edit.setText("s3cret")
    ways.token.token.edit.setText("a-token")
    ways.more.server.edit.setText("https://k.example")
    ways.more.port.edit.setText("8765")
    use_language(qapp, "de", resource("translations"))
    theme.use("dark")
    qtbot.waitUntil(lambda: ways.secret.choice.text() == "Anwendung mit Geheimnis")
    theme.use("light")
    assert ways.chosen() is ways.secret
    typed = [ways.browser.client_id, ways.secret.secret, ways.token.token, ways.more.server, ways.more.port]
    assert [field.text() for field in typed] == ["42", "s3cret", "a-token", "https://k.example", "8765"]


def test_a_refusal_follows_the_language(
    new_window: MainWindow, ways: Ways, qapp: QApplication, qtbot: QtBot, german: None
) -> None:
    new_window.first.refuse(KeyringUnavailable("keyring_locked"))
    assert ways.browser.problem.text().startswith("The keyring is locked.")
    ways.token.field_of(InvalidInput("token_empty"))
    ways.token.refuse(Refused("token_refused"))
    use_language(qapp, "de", resource("translations"))
    qtbot.waitUntil(lambda: ways.browser.problem.text().startswith("Der Schlüsselbund ist gesperrt."))
    assert ways.token.token.hint.text().startswith("Kanbert kennt dieses Zugriffstoken nicht.")


def test_escape_does_nothing(new_window: MainWindow, ways: Ways, qtbot: QtBot) -> None:
    type_into(qtbot, ways.browser.client_id.edit, "42")
    qtbot.keyClick(ways.browser.client_id.edit, Qt.Key.Key_Escape)
    assert new_window.isVisible()
    assert new_window.pages.currentWidget() is new_window.first
    assert ways.browser.client_id.text() == "42"


def test_enter_on_a_choice_goes_on_with_it(ways: Ways, application: PlayedApplication, qtbot: QtBot) -> None:
    ways.browser.client_id.edit.setText("42")
    ways.browser.choice.setFocus()
    qtbot.keyClick(ways.browser.choice, Qt.Key.Key_Return)
    assert application.typed == [ClientRegistration(SERVER, "42")]


def tab_order(first: FirstRunPage, qtbot: QtBot) -> list[QWidget]:
    """From where the page begins, once around; the radio button of the way comes before it."""
    start = first.ways.chosen().first_field()
    start.setFocus()
    seen: list[QWidget] = [start]
    while True:
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in seen:
            begin = seen.index(first.ways.chosen().choice)
            return seen[begin:] + seen[:begin]
        seen.append(focused)


@pytest.mark.parametrize("kind", ["browser", "secret", "token"])
def test_tab_goes_through_the_page_as_it_is_read(
    new_window: MainWindow, ways: Ways, qtbot: QtBot, kind: str
) -> None:
    way = ways.choose(kind)  # type: ignore[arg-type]
    qtbot.mouseClick(ways.more.head, LEFT)
    seen = tab_order(new_window.first, qtbot)
    # One radio button stands for its group; the last line is read from left to right, the options below it.
    lower: list[QWidget] = [ways.more.head, new_window.first.sample, ways.more.server.edit]
    if kind != "token":
        lower += [ways.more.hosts[0], ways.more.port.edit]
    assert seen == [*way.tab_stops(), *lower, new_window.first.about]
    places = [one.mapTo(new_window, one.rect().topLeft()).y() for one in seen]
    assert all(after > before - 20 for before, after in pairwise(places))


def test_every_stop_has_a_name(new_window: MainWindow, ways: Ways) -> None:
    stops = [*ways.tab_stops(), *ways.more.tab_stops(), new_window.first.sample]
    assert not [stop for stop in stops if not (stop.accessibleName() or getattr(stop, "text", str)())]


@pytest.mark.parametrize("size", [(720, 480), (1440, 900)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_scrolls_sideways(
    new_window: MainWindow, theme: Theme, qtbot: QtBot, size: tuple[int, int], scale: float
) -> None:
    theme.use("light", scale)
    new_window.resize(*size)
    qtbot.waitUntil(lambda: (new_window.width(), new_window.height()) == size)
    for page in (new_window.first, new_window.sign_in):
        new_window.pages.setCurrentWidget(page)
        qtbot.waitUntil(lambda: page.horizontalScrollBar().maximum() == 0)  # noqa: B023  waited for at once
    theme.use("light", 1.0)


def test_what_has_the_keyboard_is_scrolled_into_view(
    new_window: MainWindow, ways: Ways, qtbot: QtBot
) -> None:
    new_window.resize(720, 480)
    qtbot.waitUntil(lambda: new_window.height() == 480)
    page = new_window.first
    ways.more.head.click()
    qtbot.waitUntil(
        lambda: (
            page.viewport()
            .rect()
            .contains(ways.more.server.edit.mapTo(page.viewport(), ways.more.server.edit.rect().center()))
        )
    )
    page.verticalScrollBar().setValue(0)
    ways.more.port.edit.setFocus()
    qtbot.waitUntil(
        lambda: (
            page.viewport()
            .rect()
            .contains(ways.more.port.edit.mapTo(page.viewport(), ways.more.port.edit.rect().center()))
        )
    )


def test_the_arrow_keys_go_from_way_to_way(ways: Ways, qtbot: QtBot) -> None:
    ways.browser.choice.setFocus()
    qtbot.keyClick(ways.browser.choice, Qt.Key.Key_Down)
    assert ways.chosen() is ways.secret
    assert ways.secret.choice.hasFocus()
    assert ways.secret.button.isVisible()
    qtbot.keyClick(ways.secret.choice, Qt.Key.Key_Down)
    assert ways.chosen() is ways.token


@pytest.mark.parametrize(
    ("lives_on", "words"),
    [
        (False, "You are signed out. The sign-in is no longer on this computer."),
        (
            True,
            (
                "You are signed out, and the access token is forgotten here. "
                "In Kanbert it stays valid until you delete it under Settings → Apps & API."
            ),
        ),
    ],
)
def test_after_signing_out_the_page_says_calmly_what_happened(
    window: MainWindow, application: PlayedApplication, lives_on: bool, words: str
) -> None:
    application.leave_desk()
    application.bus.publish(SignedOut(token_remains_valid=lives_on))
    assert window.pages.currentWidget() is window.first
    assert window.first.notice.words.text() == words
    assert window.first.notice.isVisible()
    assert not window.first.back.isVisible()


@pytest.mark.parametrize("scale", [0.8, 1.5, 2.0])
def test_no_words_of_a_button_are_cut_off_in_german_in_the_smallest_window(
    new_window: MainWindow, theme: Theme, qapp: QApplication, qtbot: QtBot, scale: float
) -> None:
    use_language(qapp, "de", resource("translations"))
    theme.use("light", scale)
    new_window.resize(720, 480)
    first, sign_in = new_window.first, new_window.sign_in
    first.ways.more.head.setChecked(True)
    sign_in.fallback.unfold()
    for page in (first, sign_in):
        new_window.pages.setCurrentWidget(page)
        qtbot.waitUntil(lambda: not cut_off(page))  # noqa: B023  waited for at once
    theme.use("light", 1.0)


def cut_off(page: QWidget) -> list[str]:
    shown = [button for button in page.findChildren(QAbstractButton) if button.isVisible()]
    return [button.text() for button in shown if button.width() < button.sizeHint().width() - 1]


def test_boards_that_no_sign_in_would_bring_back_are_told_of_above_all_ways(new_window: MainWindow) -> None:
    new_window.show_trouble(StoreError("store_from_the_future", path="/somewhere/store.db"))
    words = new_window.first.notice.words.text()
    assert "A newer version of this program was here." in words
    assert "/somewhere/store.db" in words.replace("\u200b", "")
    assert new_window.first.notice.isVisible()
    assert new_window.first.ways.chosen().problem.isHidden()
