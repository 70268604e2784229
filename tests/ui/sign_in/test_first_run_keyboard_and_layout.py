"""First-run page: keyboard, translation, small window, after a sign-out."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.accounts.registry import ClientRegistration
from kanbert_desktop.app.qt_translation import use_language
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
def method_forms(new_window: MainWindow) -> SignInMethods:
    return new_window.access.first_run_page.methods


def type_into(qtbot: QtBot, edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.clear()
    qtbot.keyClicks(edit, text)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    yield
    use_language(qapp, "en", resource("translations"))


def test_typed_text_survives_other_methods_languages_and_themes(
    method_forms: SignInMethods, qapp: QApplication, theme: Theme, qtbot: QtBot, german: None
) -> None:
    method_forms.browser_form.client_id_field.edit.setText("42")
    method_forms.select("secret")
    assert method_forms.secret_form.secret_field is not None
    method_forms.secret_form.secret_field.edit.setText("s3cret")
    method_forms.token_form.token_field.edit.setText("a-token")
    method_forms.browser_form.server_field.edit.setText("https://k.example")
    method_forms.redirect_options.port_field.edit.setText("8765")
    use_language(qapp, "de", resource("translations"))
    theme.configure("dark")
    qtbot.waitUntil(lambda: method_forms.secret_form.radio_button.text() == "App mit Client-Secret")
    theme.configure("light")
    assert method_forms.selected_form() is method_forms.secret_form
    typed = [
        method_forms.browser_form.client_id_field,
        method_forms.secret_form.secret_field,
        method_forms.token_form.token_field,
        method_forms.browser_form.server_field,
        method_forms.redirect_options.port_field,
    ]
    assert [field.text() for field in typed] == ["42", "s3cret", "a-token", "https://k.example", "8765"]


def test_an_error_follows_the_language(
    new_window: MainWindow, method_forms: SignInMethods, qapp: QApplication, qtbot: QtBot, german: None
) -> None:
    new_window.access.first_run_page.show_error(KeyringUnavailable("keyring_locked"))
    assert method_forms.browser_form.problem_label.text().startswith("The keyring is locked.")
    method_forms.token_form.field_for_error(InvalidInput("token_empty"))
    method_forms.token_form.show_error(Refused("token_refused"))
    use_language(qapp, "de", resource("translations"))
    qtbot.waitUntil(
        lambda: method_forms.browser_form.problem_label.text().startswith("Der Schlüsselbund ist gesperrt.")
    )
    assert method_forms.token_form.token_field.hint_label.text().startswith(
        "Kanbert erkennt dieses Zugriffstoken nicht."
    )


def test_escape_does_nothing(new_window: MainWindow, method_forms: SignInMethods, qtbot: QtBot) -> None:
    type_into(qtbot, method_forms.browser_form.client_id_field.edit, "42")
    qtbot.keyClick(method_forms.browser_form.client_id_field.edit, Qt.Key.Key_Escape)
    assert new_window.isVisible()
    assert new_window.pages.currentWidget() is new_window.access.first_run_page
    assert method_forms.browser_form.client_id_field.text() == "42"


def test_enter_on_a_method_submits_it(
    method_forms: SignInMethods, application: FakeApplication, qtbot: QtBot
) -> None:
    method_forms.browser_form.client_id_field.edit.setText("42")
    method_forms.browser_form.radio_button.setFocus()
    qtbot.keyClick(method_forms.browser_form.radio_button, Qt.Key.Key_Return)
    assert application.sign_in_requests == [ClientRegistration(SERVER, "42")]


def tab_order(first: FirstRunPage, qtbot: QtBot) -> list[QWidget]:
    """The tab order from the page's first stop, once around, preceded by the method's radio button."""
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
def test_the_tab_order_is_the_reading_order(
    new_window: MainWindow, method_forms: SignInMethods, qtbot: QtBot, kind: str
) -> None:
    way = method_forms.select(kind)  # type: ignore[arg-type]
    qtbot.mouseClick(method_forms.redirect_options.toggle_button, LEFT)
    seen = tab_order(new_window.access.first_run_page, qtbot)
    # One radio button represents its group.
    options = method_forms.redirect_options
    lower: list[QWidget] = [options.toggle_button, options.host_choice[0], options.port_field.edit]
    above = new_window.access.first_run_page.sample_button
    below = [*(lower if kind != "token" else ()), new_window.access.first_run_page.about_button]
    assert seen == [*way.tab_stops(), *below, above]
    seen = [above, *seen[:-1]]
    places = [one.mapTo(new_window, one.rect().topLeft()).y() for one in seen]
    assert all(after > before - 20 for before, after in pairwise(places))


def test_every_tab_stop_has_an_accessible_name(new_window: MainWindow, method_forms: SignInMethods) -> None:
    stops = [
        *method_forms.tab_stops(),
        *method_forms.redirect_options.tab_stops(),
        new_window.access.first_run_page.sample_button,
    ]
    assert not [stop for stop in stops if not (stop.accessibleName() or getattr(stop, "text", str)())]


@pytest.mark.parametrize("size", [(720, 480), (1440, 900)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_scrolls_sideways(
    new_window: MainWindow, theme: Theme, qtbot: QtBot, size: tuple[int, int], scale: float
) -> None:
    theme.configure("light", scale)
    new_window.resize(*size)
    qtbot.waitUntil(lambda: (new_window.width(), new_window.height()) == size)
    for page in (new_window.access.first_run_page, new_window.access.waiting_page):
        new_window.pages.setCurrentWidget(page)
        qtbot.waitUntil(lambda: page.horizontalScrollBar().maximum() == 0)  # noqa: B023  waited for at once
    theme.configure("light", 1.0)


def test_the_focused_widget_is_scrolled_into_view(
    new_window: MainWindow, method_forms: SignInMethods, qtbot: QtBot
) -> None:
    new_window.resize(720, 480)
    qtbot.waitUntil(lambda: new_window.height() == 480)
    page = new_window.access.first_run_page
    method_forms.redirect_options.toggle_button.click()
    qtbot.waitUntil(
        lambda: (
            page.viewport()
            .rect()
            .contains(
                method_forms.redirect_options.host_choice[0].mapTo(
                    page.viewport(), method_forms.redirect_options.host_choice[0].rect().center()
                )
            )
        )
    )
    page.verticalScrollBar().setValue(0)
    method_forms.redirect_options.port_field.edit.setFocus()
    qtbot.waitUntil(
        lambda: (
            page.viewport()
            .rect()
            .contains(
                method_forms.redirect_options.port_field.edit.mapTo(
                    page.viewport(), method_forms.redirect_options.port_field.edit.rect().center()
                )
            )
        )
    )


def test_arrow_keys_move_between_methods(method_forms: SignInMethods, qtbot: QtBot) -> None:
    method_forms.browser_form.radio_button.setFocus()
    qtbot.keyClick(method_forms.browser_form.radio_button, Qt.Key.Key_Down)
    assert method_forms.selected_form() is method_forms.secret_form
    assert method_forms.secret_form.radio_button.hasFocus()
    assert method_forms.secret_form.submit_button.isVisible()
    qtbot.keyClick(method_forms.secret_form.radio_button, Qt.Key.Key_Down)
    assert method_forms.selected_form() is method_forms.token_form


@pytest.mark.parametrize(
    ("lives_on", "text"),
    [
        (False, "You are signed out. The sign-in is no longer on this computer."),
        (
            True,
            (
                "You are signed out, and the access token was removed from this computer. In Kanbert "
                "it stays valid until you delete it under Settings → Apps & API."
            ),
        ),
    ],
)
def test_after_signing_out_the_page_shows_a_notice(
    window: MainWindow, application: FakeApplication, lives_on: bool, text: str
) -> None:
    application.close_account()
    application.bus.publish(SignedOut(token_remains_valid=lives_on))
    assert window.pages.currentWidget() is window.access.first_run_page
    assert window.access.first_run_page.notice_box.text_label.text() == text
    assert window.access.first_run_page.notice_box.isVisible()
    assert not window.access.first_run_page.back_button.isVisible()


@pytest.mark.parametrize("scale", [0.8, 1.5, 2.0])
def test_no_button_text_is_cut_off_in_german_in_the_smallest_window(
    new_window: MainWindow, theme: Theme, qapp: QApplication, qtbot: QtBot, scale: float
) -> None:
    use_language(qapp, "de", resource("translations"))
    theme.configure("light", scale)
    new_window.resize(720, 480)
    first, sign_in = new_window.access.first_run_page, new_window.access.waiting_page
    first.methods.redirect_options.toggle_button.setChecked(True)
    sign_in.paste_form.expand()
    for page in (first, sign_in):
        new_window.pages.setCurrentWidget(page)
        qtbot.waitUntil(lambda: not cut_off(page))  # noqa: B023  waited for at once
    theme.configure("light", 1.0)


def cut_off(page: QWidget) -> list[str]:
    shown = [button for button in page.findChildren(QAbstractButton) if button.isVisible()]
    return [button.text() for button in shown if button.width() < button.sizeHint().width() - 1]


def test_boards_that_no_sign_in_can_restore_are_reported_above_all_methods(new_window: MainWindow) -> None:
    new_window.show_error(StoreError("store_from_the_future", path="/somewhere/store.db"))
    text = new_window.access.first_run_page.notice_box.text_label.text()
    assert "This data was written by a newer version." in text
    assert "/somewhere/store.db" in text.replace("\u200b", "")
    assert new_window.access.first_run_page.notice_box.isVisible()
    assert new_window.access.first_run_page.methods.selected_form().problem_label.isHidden()
