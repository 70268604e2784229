"""The three ways in on the first page: what each asks for, what it says while typing, and what it hands over."""

import asyncio
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.language import use_language
from kanbert_desktop.app.options import Options
from kanbert_desktop.app.preset import Preset
from kanbert_desktop.app.ways_in import Redirect, Registration
from kanbert_desktop.assets import resource
from kanbert_desktop.domain.errors import InvalidInput, KanbertError, KeyringUnavailable, Later, Refused
from kanbert_desktop.domain.events import SignedOut
from kanbert_desktop.ui.entrance.first_run_page import FirstRunPage
from kanbert_desktop.ui.entrance.ways import Ways
from kanbert_desktop.ui.main_window import MainWindow
from kanbert_desktop.ui.theme import Theme
from support.played import PlayedApplication

LEFT = Qt.MouseButton.LeftButton
SERVER = "https://api.kanbert.com"


@pytest.fixture
def ways(new_window: MainWindow) -> Ways:
    return new_window.first.ways


def type_into(qtbot: QtBot, edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.clear()
    qtbot.keyClicks(edit, text)


def test_the_recommended_way_is_open_and_the_others_are_one_line_each(ways: Ways) -> None:
    assert ways.browser.button.isVisible()
    assert ways.browser.note.text() == "Recommended"
    assert not ways.secret.button.isVisible()
    assert not ways.token.button.isVisible()
    assert ways.secret.more.isVisible()


def test_the_arrow_keys_go_from_way_to_way(ways: Ways, qtbot: QtBot) -> None:
    ways.browser.choice.setFocus()
    qtbot.keyClick(ways.browser.choice, Qt.Key.Key_Down)
    assert ways.chosen() is ways.secret
    assert ways.secret.choice.hasFocus()
    assert ways.secret.button.isVisible()
    qtbot.keyClick(ways.secret.choice, Qt.Key.Key_Down)
    assert ways.chosen() is ways.token


def test_an_application_with_a_secret_hands_the_secret_over(
    ways: Ways, application: PlayedApplication, qtbot: QtBot
) -> None:
    ways.choose("secret")
    assert ways.secret.secret is not None
    assert ways.secret.secret.edit.echoMode() is QLineEdit.EchoMode.Password
    assert ways.secret.secret.hint.text() == "Kept in the keyring only."
    ways.secret.client_id.edit.setText("42")
    ways.secret.secret.edit.setText("s3cret")
    qtbot.keyClick(ways.secret.secret.edit, Qt.Key.Key_Return)
    assert application.typed == [Registration(SERVER, "42", "s3cret")]
    assert application.attempts[0].opened == 0, "one Enter opens the browser once"


def test_a_secret_can_be_looked_at_and_hidden_again(ways: Ways, qtbot: QtBot) -> None:
    field = ways.secret.secret
    assert field is not None
    ways.choose("secret")
    qtbot.mouseClick(field.reveal, LEFT)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal
    assert field.reveal.accessibleName() == "Hide: Client secret"
    qtbot.mouseClick(field.reveal, LEFT)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password


def test_a_missing_secret_is_asked_for(ways: Ways, application: PlayedApplication) -> None:
    ways.choose("secret")
    ways.secret.client_id.edit.setText("42")
    ways.secret.begin()
    assert ways.secret.secret is not None
    assert ways.secret.secret.hint.text().startswith("The client secret is missing.")
    assert ways.secret.secret.edit.hasFocus()
    assert application.typed == []


def test_what_cannot_be_a_client_id_is_said_calmly_while_typing_and_plainly_afterwards(
    ways: Ways, application: PlayedApplication, qtbot: QtBot
) -> None:
    field = ways.browser.client_id
    type_into(qtbot, field.edit, "https://app")
    assert field.hint.text().startswith("That is an address, not a client ID.")
    assert not field.hint.property("problem")
    assert field.edit.accessibleDescription() == field.hint.text()
    ways.browser.copy.setFocus()
    assert field.hint.property("problem")
    qtbot.mouseClick(ways.browser.button, LEFT)
    assert application.typed == []
    type_into(qtbot, field.edit, "9c1f2f00-7a3e")
    assert field.hint.isHidden()


def test_an_unusual_client_id_is_doubted_but_taken(
    ways: Ways, application: PlayedApplication, qtbot: QtBot
) -> None:
    type_into(qtbot, ways.browser.client_id.edit, "a" * 40)
    assert ways.browser.client_id.hint.text().startswith("That looks like a secret")
    ways.browser.begin()
    assert application.typed == [Registration(SERVER, "a" * 40)]


def test_a_fixed_port_and_localhost_show_the_url_to_register(
    ways: Ways, application: PlayedApplication, qtbot: QtBot
) -> None:
    qtbot.mouseClick(ways.more.head, LEFT)
    type_into(qtbot, ways.more.port.edit, "8765")
    assert ways.browser.redirect.text() == "http://127.0.0.1:8765/callback"
    ways.more.hosts[1].setChecked(True)
    assert ways.browser.redirect.text() == "http://localhost:8765/callback"
    qtbot.mouseClick(ways.browser.copy, LEFT)
    assert QGuiApplication.clipboard().text() == "http://localhost:8765/callback"
    ways.browser.client_id.edit.setText("42")
    ways.browser.begin()
    assert application.typed == [Registration(SERVER, "42", redirect=Redirect(8765, localhost=True))]


@pytest.mark.parametrize("port", ["80", "70000", "x"])
def test_an_impossible_port_is_refused_where_it_stands(
    ways: Ways, application: PlayedApplication, qtbot: QtBot, port: str
) -> None:
    qtbot.mouseClick(ways.more.head, LEFT)
    type_into(qtbot, ways.more.port.edit, port)
    ways.browser.client_id.edit.setText("42")
    ways.browser.begin()
    assert application.typed == []
    assert ways.more.port.hint.text() == "A port is a number from 1024 to 65535."
    assert ways.more.port.edit.hasFocus()


def test_a_server_without_https_is_refused_where_it_stands(
    ways: Ways, application: PlayedApplication, qtbot: QtBot
) -> None:
    ways.more.server.edit.setText("http://kanbert.example")
    ways.browser.client_id.edit.setText("42")
    ways.browser.begin()
    assert application.typed == []
    assert ways.more.server.isVisible(), "the options were folded and had to open"
    assert ways.more.server.hint.text().startswith("This address is not secure.")
    type_into(qtbot, ways.more.server.edit, "http://127.0.0.1:8000")
    assert ways.more.server.hint.isHidden()
    ways.browser.begin()
    assert application.typed == [Registration("http://127.0.0.1:8000", "42")]


def test_a_token_needs_no_redirect_url(ways: Ways, qtbot: QtBot) -> None:
    qtbot.mouseClick(ways.more.head, LEFT)
    assert ways.more.port.isVisible()
    ways.choose("token")
    assert not ways.more.port.isVisible()
    assert ways.more.server.isVisible()


def paste_token(ways: Ways, qtbot: QtBot) -> None:
    ways.choose("token")
    ways.token.token.edit.setText("  a-token ")
    qtbot.keyClick(ways.token.token.edit, Qt.Key.Key_Return)


def test_a_token_is_checked_before_anything_else_happens(
    new_window: MainWindow, ways: Ways, application: PlayedApplication, qtbot: QtBot
) -> None:
    paste_token(ways, qtbot)
    assert application.tokens == [("a-token", SERVER)]
    assert ways.token.waiting.text() == "Asking Kanbert …"
    assert not ways.token.button.isEnabled()
    qtbot.keyClick(ways.token.token.edit, Qt.Key.Key_Return)
    assert len(application.tokens) == 1, "twice pressed is asked once"
    assert new_window.pages.currentWidget() is new_window.first


def test_a_token_that_is_known_leads_to_the_boards_and_leaves_the_page(
    new_window: MainWindow, ways: Ways, application: PlayedApplication, qtbot: QtBot
) -> None:
    paste_token(ways, qtbot)
    application.sign_in()
    answer(application)
    assert new_window.pages.currentWidget() is new_window.workspace
    assert ways.token.token.text() == ""


def test_a_token_that_is_not_known_is_refused_in_place_and_kept(
    ways: Ways, application: PlayedApplication, qtbot: QtBot
) -> None:
    paste_token(ways, qtbot)
    answer(application, Refused("token_refused", status=401))
    assert ways.token.token.hint.text().startswith("Kanbert does not know this access token.")
    assert ways.token.token.hint.property("problem")
    assert ways.token.token.text() == "a-token"
    assert ways.token.button.isEnabled()
    assert ways.token.token.edit.hasFocus()


def test_without_a_network_the_page_does_not_speak_of_saved_work(
    ways: Ways, application: PlayedApplication, qtbot: QtBot
) -> None:
    paste_token(ways, qtbot)
    answer(application, Later("offline"))
    assert ways.token.problem.text() == (
        "Kanbert cannot be reached. Nothing was changed. Check your network and try again."
    )
    assert ways.token.token.text() == "a-token"


def answer(application: PlayedApplication, error: KanbertError | None = None) -> None:
    checking = application.checking
    assert isinstance(checking, asyncio.Future)
    if error is None:
        checking.set_result(None)
    else:
        checking.set_exception(error)
    application.tasks.turn()


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
    assert application.typed == [Registration(SERVER, "42")]


def tab_order(first: FirstRunPage, qtbot: QtBot) -> list[QWidget]:
    start = first.ways.chosen().choice
    start.setFocus()
    seen: list[QWidget] = [start]
    while True:
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in seen:
            return seen
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
    assert seen == [*way.tab_stops(), *lower]
    places = [one.mapTo(new_window, one.rect().topLeft()).y() for one in seen]
    assert all(after > before - 20 for before, after in pairwise(places))


def test_every_stop_has_a_name(new_window: MainWindow, ways: Ways) -> None:
    stops = [*ways.tab_stops(), *ways.more.tab_stops(), new_window.first.sample]
    assert not [stop for stop in stops if not (stop.accessibleName() or getattr(stop, "text", str)())]


@pytest.fixture
def preset_window(application: PlayedApplication, theme: Theme, qtbot: QtBot) -> MainWindow:
    application.preset = Preset(client_id="given")
    application.client_id = "given"
    window = MainWindow(application, theme, application.presence.now)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    with qtbot.waitActive(window, timeout=10_000):
        window.show()
        window.activateWindow()
    return window


def test_a_preset_hides_the_other_ways_behind_a_quiet_line(
    preset_window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    first = preset_window.first
    assert first.preset.hasFocus()
    assert not first.ways.isVisible()
    qtbot.mouseClick(first.others, LEFT)
    assert first.ways.token.choice.isVisible()
    assert not first.preset.isVisible(), "two primary buttons would be one too many"
    qtbot.mouseClick(first.others, LEFT)
    first.preset.setFocus()
    qtbot.keyClick(first.preset, Qt.Key.Key_Return)
    assert application.typed == [None]


def test_a_preset_that_fails_says_so_beside_its_button(
    preset_window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    application.sign_in_trouble = InvalidInput("server_not_https", server="http://k.example")
    qtbot.mouseClick(preset_window.first.preset, LEFT)
    assert preset_window.first.problem.text().startswith("This address is not secure.")
    assert preset_window.first.problem.isVisible()


def test_started_on_sample_data_there_is_no_other_way(
    application: PlayedApplication, theme: Theme, qtbot: QtBot
) -> None:
    application.options = Options(sandbox=True)
    window = MainWindow(application, theme, application.presence.now)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    assert window.first.others.isHidden()
    assert window.first.sample.isHidden()


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
    application.bus.publish(SignedOut(token_lives_on=lives_on))
    assert window.pages.currentWidget() is window.first
    assert window.first.notice.words.text() == words
    assert window.first.notice.isVisible()
    assert not window.first.back.isVisible()


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
    qtbot.mouseClick(ways.more.head, LEFT)
    ways.more.port.edit.setFocus()
    page = new_window.first
    qtbot.waitUntil(
        lambda: (
            page.viewport()
            .rect()
            .contains(ways.more.port.edit.mapTo(page.viewport(), ways.more.port.edit.rect().center()))
        )
    )
