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
from kanbert_desktop.ui.sign_in.methods import SignInMethods
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication

LEFT = Qt.MouseButton.LeftButton
SERVER = "https://api.kanbert.com"


@pytest.fixture
def ways(new_window: MainWindow) -> SignInMethods:
    return new_window.first_run_page.methods


def type_into(qtbot: QtBot, edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.clear()
    qtbot.keyClicks(edit, text)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    yield
    use_language(qapp, "en", resource("translations"))


def test_everything_typed_survives_other_ways_another_language_and_another_look(
    ways: SignInMethods, qapp: QApplication, theme: Theme, qtbot: QtBot, german: None
) -> None:
    ways.browser_form.client_id_field.edit.setText("42")
    ways.select("secret")
    assert ways.secret_form.secret_field is not None
    ways.secret_form.secret_field.edit.setText("s3cret")
    ways.token_form.token_field.edit.setText("a-token")
    ways.server_options.server_field.edit.setText("https://k.example")
    ways.server_options.port_field.edit.setText("8765")
    use_language(qapp, "de", resource("translations"))
    theme.configure("dark")
    qtbot.waitUntil(lambda: ways.secret_form.radio_button.text() == "Anwendung mit Geheimnis")
    theme.configure("light")
    assert ways.selected_form() is ways.secret_form
    typed = [
        ways.browser_form.client_id_field,
        ways.secret_form.secret_field,
        ways.token_form.token_field,
        ways.server_options.server_field,
        ways.server_options.port_field,
    ]
    assert [field.text() for field in typed] == ["42", "s3cret", "a-token", "https://k.example", "8765"]


def test_a_refusal_follows_the_language(
    new_window: MainWindow, ways: SignInMethods, qapp: QApplication, qtbot: QtBot, german: None
) -> None:
    new_window.first_run_page.show_error(KeyringUnavailable("keyring_locked"))
    assert ways.browser_form.problem_label.text().startswith("The keyring is locked.")
    ways.token_form.field_for_error(InvalidInput("token_empty"))
    ways.token_form.show_error(Refused("token_refused"))
    use_language(qapp, "de", resource("translations"))
    qtbot.waitUntil(
        lambda: ways.browser_form.problem_label.text().startswith("Der Schlüsselbund ist gesperrt.")
    )
    assert ways.token_form.token_field.hint_label.text().startswith(
        "Kanbert kennt dieses Zugriffstoken nicht."
    )


def test_escape_does_nothing(new_window: MainWindow, ways: SignInMethods, qtbot: QtBot) -> None:
    type_into(qtbot, ways.browser_form.client_id_field.edit, "42")
    qtbot.keyClick(ways.browser_form.client_id_field.edit, Qt.Key.Key_Escape)
    assert new_window.isVisible()
    assert new_window.pages.currentWidget() is new_window.first_run_page
    assert ways.browser_form.client_id_field.text() == "42"


def test_enter_on_a_choice_goes_on_with_it(
    ways: SignInMethods, application: FakeApplication, qtbot: QtBot
) -> None:
    ways.browser_form.client_id_field.edit.setText("42")
    ways.browser_form.radio_button.setFocus()
    qtbot.keyClick(ways.browser_form.radio_button, Qt.Key.Key_Return)
    assert application.sign_in_requests == [ClientRegistration(SERVER, "42")]


def tab_order(first: FirstRunPage, qtbot: QtBot) -> list[QWidget]:
    """From where the page begins, once around; the radio button of the way comes before it."""
    start = first.methods.selected_form().initial_focus_widget()
    start.setFocus()
    seen: list[QWidget] = [start]
    while True:
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in seen:
            begin = seen.index(first.methods.selected_form().radio_button)
            return seen[begin:] + seen[:begin]
        seen.append(focused)


@pytest.mark.parametrize("kind", ["browser", "secret", "token"])
def test_tab_goes_through_the_page_as_it_is_read(
    new_window: MainWindow, ways: SignInMethods, qtbot: QtBot, kind: str
) -> None:
    way = ways.select(kind)  # type: ignore[arg-type]
    qtbot.mouseClick(ways.server_options.toggle_button, LEFT)
    seen = tab_order(new_window.first_run_page, qtbot)
    # One radio button stands for its group; the last line is read from left to right, the options below it.
    lower: list[QWidget] = [
        ways.server_options.toggle_button,
        new_window.first_run_page.sample_button,
        ways.server_options.server_field.edit,
    ]
    if kind != "token":
        lower += [ways.server_options.host_choice[0], ways.server_options.port_field.edit]
    assert seen == [*way.tab_stops(), *lower, new_window.first_run_page.about_button]
    places = [one.mapTo(new_window, one.rect().topLeft()).y() for one in seen]
    assert all(after > before - 20 for before, after in pairwise(places))


def test_every_stop_has_a_name(new_window: MainWindow, ways: SignInMethods) -> None:
    stops = [*ways.tab_stops(), *ways.server_options.tab_stops(), new_window.first_run_page.sample_button]
    assert not [stop for stop in stops if not (stop.accessibleName() or getattr(stop, "text", str)())]


@pytest.mark.parametrize("size", [(720, 480), (1440, 900)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_scrolls_sideways(
    new_window: MainWindow, theme: Theme, qtbot: QtBot, size: tuple[int, int], scale: float
) -> None:
    theme.configure("light", scale)
    new_window.resize(*size)
    qtbot.waitUntil(lambda: (new_window.width(), new_window.height()) == size)
    for page in (new_window.first_run_page, new_window.waiting_page):
        new_window.pages.setCurrentWidget(page)
        qtbot.waitUntil(lambda: page.horizontalScrollBar().maximum() == 0)  # noqa: B023  waited for at once
    theme.configure("light", 1.0)


def test_what_has_the_keyboard_is_scrolled_into_view(
    new_window: MainWindow, ways: SignInMethods, qtbot: QtBot
) -> None:
    new_window.resize(720, 480)
    qtbot.waitUntil(lambda: new_window.height() == 480)
    page = new_window.first_run_page
    ways.server_options.toggle_button.click()
    qtbot.waitUntil(
        lambda: (
            page.viewport()
            .rect()
            .contains(
                ways.server_options.server_field.edit.mapTo(
                    page.viewport(), ways.server_options.server_field.edit.rect().center()
                )
            )
        )
    )
    page.verticalScrollBar().setValue(0)
    ways.server_options.port_field.edit.setFocus()
    qtbot.waitUntil(
        lambda: (
            page.viewport()
            .rect()
            .contains(
                ways.server_options.port_field.edit.mapTo(
                    page.viewport(), ways.server_options.port_field.edit.rect().center()
                )
            )
        )
    )


def test_the_arrow_keys_go_from_way_to_way(ways: SignInMethods, qtbot: QtBot) -> None:
    ways.browser_form.radio_button.setFocus()
    qtbot.keyClick(ways.browser_form.radio_button, Qt.Key.Key_Down)
    assert ways.selected_form() is ways.secret_form
    assert ways.secret_form.radio_button.hasFocus()
    assert ways.secret_form.submit_button.isVisible()
    qtbot.keyClick(ways.secret_form.radio_button, Qt.Key.Key_Down)
    assert ways.selected_form() is ways.token_form


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
    window: MainWindow, application: FakeApplication, lives_on: bool, words: str
) -> None:
    application.close_account()
    application.bus.publish(SignedOut(token_remains_valid=lives_on))
    assert window.pages.currentWidget() is window.first_run_page
    assert window.first_run_page.notice_box.text_label.text() == words
    assert window.first_run_page.notice_box.isVisible()
    assert not window.first_run_page.back_button.isVisible()


@pytest.mark.parametrize("scale", [0.8, 1.5, 2.0])
def test_no_words_of_a_button_are_cut_off_in_german_in_the_smallest_window(
    new_window: MainWindow, theme: Theme, qapp: QApplication, qtbot: QtBot, scale: float
) -> None:
    use_language(qapp, "de", resource("translations"))
    theme.configure("light", scale)
    new_window.resize(720, 480)
    first, sign_in = new_window.first_run_page, new_window.waiting_page
    first.methods.server_options.toggle_button.setChecked(True)
    sign_in.paste_form.expand()
    for page in (first, sign_in):
        new_window.pages.setCurrentWidget(page)
        qtbot.waitUntil(lambda: not cut_off(page))  # noqa: B023  waited for at once
    theme.configure("light", 1.0)


def cut_off(page: QWidget) -> list[str]:
    shown = [button for button in page.findChildren(QAbstractButton) if button.isVisible()]
    return [button.text() for button in shown if button.width() < button.sizeHint().width() - 1]


def test_boards_that_no_sign_in_would_bring_back_are_told_of_above_all_ways(new_window: MainWindow) -> None:
    new_window.show_error(StoreError("store_from_the_future", path="/somewhere/store.db"))
    words = new_window.first_run_page.notice_box.text_label.text()
    assert "A newer version of this program was here." in words
    assert "/somewhere/store.db" in words.replace("\u200b", "")
    assert new_window.first_run_page.notice_box.isVisible()
    assert new_window.first_run_page.methods.selected_form().problem_label.isHidden()
