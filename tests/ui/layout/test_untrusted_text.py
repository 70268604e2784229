"""Every screen with hostile names and titles: nothing of them is taken for markup or a keyboard shortcut."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtGui import Qt as QtOfGui
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.changes import Field, Reason
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.ui.card_panel.fields import FieldButton
from kanbert_desktop.ui.cards.clipboard import text_of
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.literal_text import (
    PlainLabel,
    escaped_window_title,
    literal,
    menu_text,
    wrapped_tooltip,
)
from support.fake_service import ME, OpenAccount, open_fake_account
from support.hostile_text import EVERYTHING, PICTURE, PLAIN, RICH, TEXTS, raw_controls
from support.idle_events import process_until_idle
from ui.layout.screen_visits import visit
from ui.layout.screens import SIGNED_IN_SCREENS, board_key, palette, panel
from ui.layout.untrusted_text import misinterpreted_texts
from ui.layout.window_fixture import OPEN_CARD, fill_sample, open_window_fixture

ONE_LINE = " ".join(EVERYTHING.split())


def furnish_hostile(desktop: OpenAccount) -> None:
    """Adds data of every kind, all with hostile text."""
    fill_sample(desktop)
    local_cards = desktop.local_cards
    local_cards.people = {
        # On one line the text is too long for its field, so the tooltip repeats it.
        key: person._replace(name=f"{ONE_LINE} {person.name}", email=EVERYTHING, space=EVERYTHING)
        for key, person in local_cards.people.items()
    }
    local_cards.me = local_cards.people[ME.id]
    local_cards.clients = {
        key: client._replace(name=EVERYTHING) for key, client in local_cards.clients.items()
    }
    local_cards.boards = {
        key: board._replace(title=f"{EVERYTHING} {board.title}", shortcode=EVERYTHING)
        for key, board in local_cards.boards.items()
    }
    cards = [
        replace(
            card,
            title=f"{EVERYTHING} {card.title}",
            priority=card.priority and card.priority._replace(title=EVERYTHING),
        )
        for card in local_cards.cards()
    ]
    cards[6] = replace(cards[6], column=Column.OTHER, unknown_status=EVERYTHING)
    local_cards.put_cards(cards)
    for card in cards[:1]:
        local_cards.put_comments(
            card.key,
            [
                comment._replace(text=f"<p>{EVERYTHING}</p>", author=local_cards.me)
                for comment in desktop.service.comments(card.key)
            ],
        )
    desktop.add_question("20", Reason.REJECTED, detail=EVERYTHING, title=EVERYTHING, status=422)
    desktop.add_question(
        "21", Reason.CHANGED_REMOTELY, title=f"{EVERYTHING} 1", theirs={Field.TITLE: EVERYTHING}
    )


SCREENS = {
    **SIGNED_IN_SCREENS,
    "palette for a card": palette("img"),
    "palette for a person": palette("@"),
    "priority menu": board_key(Qt.Key.Key_P),
}


def test_no_screen_takes_untrusted_text_for_markup_or_keys(profile: Path, theme: Theme, qtbot: QtBot) -> None:
    with open_window_fixture(profile, theme, qtbot, fill=furnish_hostile) as fixture:
        found = visit(fixture, SCREENS, misinterpreted_texts)
    assert not found, found


def test_a_colleagues_name_is_no_markup_in_the_tooltip_of_its_field(theme: Theme, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    field = FieldButton(holder)
    field.show_value("Assignee", f"<img src=file:///tmp/{PICTURE}> Lea", theme.icon("user"), 16)
    field.resize(70, 30)
    at = field.rect().center()
    QApplication.sendEvent(field, QHelpEvent(QEvent.Type.ToolTip, at, field.mapToGlobal(at)))
    assert QToolTip.text() == f"<p>&lt;img src=file:///tmp/{PICTURE}&gt; Lea</p>"


def test_an_endless_name_does_not_widen_the_panel(profile: Path, theme: Theme, qtbot: QtBot) -> None:
    with open_window_fixture(profile, theme, qtbot, fill=furnish_hostile) as fixture:
        panel(fixture)
        process_until_idle()
        fields = fixture.board.panel.findChildren(FieldButton)
        assert fields
        assert all(field.width() < fixture.board.panel.width() for field in fields)


def test_a_copied_card_has_no_control_characters(profile: Path) -> None:
    desktop = open_fake_account(profile, EventBus())
    furnish_hostile(desktop)
    reported = text_of(desktop.service, [OPEN_CARD])
    assert desktop.store.close()
    assert raw_controls(reported) == []
    assert len(reported.splitlines()) == 2


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    return made


def test_the_inspection_finds_misinterpreted_text(window: QWidget, qtbot: QtBot) -> None:
    guessing, rich, keyed, tipped = QLabel(EVERYTHING), QLabel(EVERYTHING), QPushButton("R&D"), QLabel("x")
    rich.setTextFormat(Qt.TextFormat.RichText)
    tipped.setToolTip(EVERYTHING)
    menu = QMenu(window)
    menu.addAction("R&D")
    for part in (guessing, rich, keyed, tipped):
        window.layout().addWidget(part)  # type: ignore[union-attr]
    with qtbot.waitExposed(window):
        window.show()
    menu.popup(window.mapToGlobal(window.rect().center()))
    process_until_idle()
    faults = "\n".join(misinterpreted_texts())
    menu.close()
    for words in (
        "text is taken for rich",
        "text holds a picture",
        "text makes a key",
        "tooltip is taken",
        "an action makes",
    ):
        assert words in faults


@pytest.mark.parametrize("text", [*TEXTS, EVERYTHING])
def test_every_text_of_the_corpus_is_shown_as_written(text: str) -> None:
    for shown in (literal(text), menu_text(text)):
        assert not QtOfGui.mightBeRichText(shown)
        assert raw_controls(shown.replace("\n", "")) == []
    assert "\t" not in menu_text(text)
    assert "&" not in menu_text(text).replace("&&", "")
    assert menu_text(text).count("&&") == text.count("&")
    assert "<img" not in wrapped_tooltip(text).lower()
    assert "[*]" not in escaped_window_title(text).replace("[*][*]", "")


@pytest.mark.parametrize("text", PLAIN)
def test_harmless_text_is_unchanged(text: str) -> None:
    assert literal(text) == text
    assert escaped_window_title(text) == text


@pytest.mark.parametrize("text", RICH)
def test_a_plain_label_never_guesses(text: str, qtbot: QtBot) -> None:
    label = PlainLabel(text)
    qtbot.addWidget(label)
    assert (label.text(), label.textFormat()) == (text, Qt.TextFormat.PlainText)
