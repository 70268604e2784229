"""Local history in the panel, and the texts that say why a card is unsent."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.changes import Field, Reason, State
from kanbert_desktop.domain.events import SyncState, SyncStatus, SyncStatusChanged
from kanbert_desktop.resources import resource
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.card_panel.panel import CardPanel
from support.board_fixture import MIRA, BoardFixture

SEVEN = CardKey("7")


@pytest.fixture
def panel(page: BoardPage) -> Iterator[CardPanel]:
    page.open_card(SEVEN)
    yield page.panel
    # The store closes before the page does, and an open history would read from it again.
    page.panel.history.header_button.setChecked(False)


def rows(panel: CardPanel) -> list[str]:
    shown = panel.history.list
    return [shown.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(shown.count())]


def test_the_history_is_folded_and_loaded_on_demand(
    panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[CardKey] = []
    reads = board_fixture.service.card_history
    monkeypatch.setattr(board_fixture.service, "card_history", lambda key: asked.append(key) or reads(key))
    panel.refresh()
    assert not panel.history.list.isVisible()
    assert asked == []
    panel.history.header_button.setFocus()
    qtbot.keyClick(panel.history.header_button, Qt.Key.Key_Space)
    assert asked == [SEVEN]
    assert panel.history.empty.isVisible()
    assert panel.history.header_button.accessibleName() == "Changed on this computer, unfolded"


def test_each_change_shows_old_and_new_value(
    panel: CardPanel, board_fixture: BoardFixture, page: BoardPage
) -> None:
    board_fixture.service.move_card(SEVEN, Column.COMPLETED)
    board_fixture.service.edit_card(SEVEN, {Field.ASSIGNEE: None, Field.TITLE: "Kasse"})
    board_fixture.service.add_comment(SEVEN, "<p>Warum <b>so</b>?</p>")
    panel.history.header_button.click()
    texts, edited, moved = rows(panel)
    assert texts.startswith("Comment: Warum so?. ")
    assert f"Assignee: {MIRA.name} → Unassigned" in edited
    assert "Title: Checkout: guest order without an account → Kasse" in edited
    assert moved.startswith("Column: In progress → Completed. ")
    assert all(row.endswith("Saved here, not sent") for row in rows(panel))
    board_fixture.service.move_card(SEVEN, Column.WIP)
    page.refresh()
    assert len(rows(panel)) == 4
    page.open_card(CardKey("8"))
    assert rows(panel) == []


def test_the_arrow_keys_move_through_the_history(
    panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    board_fixture.service.move_card(SEVEN, Column.COMPLETED)
    board_fixture.service.move_card(SEVEN, Column.WIP)
    panel.history.header_button.click()
    panel.history.list.setFocus()
    qtbot.keyClick(panel.history.list, Qt.Key.Key_Down)
    assert panel.history.list.currentRow() == 1
    panel.refresh()
    assert panel.history.list.currentRow() == 1


def test_the_history_is_german_with_german_dates(
    panel: CardPanel, board_fixture: BoardFixture, qapp: QApplication
) -> None:
    board_fixture.service.edit_card(SEVEN, {Field.DUE: None})
    use_language(qapp, "de", resource("translations"))
    QLocale.setDefault(QLocale("de_DE"))
    panel.apply_appearance()
    panel.history.header_button.click()
    (row,) = rows(panel)
    assert row.startswith("Fälligkeit: 26. Nov. 2026 → keine. ")
    assert row.endswith("Hier gespeichert, nicht gesendet")


def park(fixture: BoardFixture, detail: str) -> None:
    change = fixture.service.edit_card(SEVEN, {Field.TITLE: "Kasse"})
    assert change is not None
    parked = replace(change.entry, state=State.PARKED, reason=Reason.REJECTED, detail=detail)
    fixture.service._replica.apply(Batch(put=[parked]))


def test_the_panel_says_why_a_change_was_rejected(panel: CardPanel, board_fixture: BoardFixture) -> None:
    park(board_fixture, "Zu <b>lang</b>.")
    panel.refresh()
    assert panel.unsent_line.text_label.text() == "Not accepted: Zu <b>lang</b>."


def test_a_comment_says_why_it_is_unsent(panel: CardPanel, board_fixture: BoardFixture) -> None:
    change = board_fixture.service.add_comment(SEVEN, "<p>Hm</p>")
    panel.refresh()
    row = list(panel.comments._rows.values())[-1]
    assert row.unsent_reason.text() == "Saved here, not sent"
    parked = replace(change.entry, state=State.PARKED, reason=Reason.REJECTED, detail="Gesperrt.")
    board_fixture.service._replica.apply(Batch(put=[parked]))
    panel.refresh()
    assert row.unsent_reason.text() == "Not accepted: Gesperrt."
    assert not next(iter(panel.comments._rows.values())).unsent_reason.isVisible()


def test_a_card_says_why_it_is_unsent_until_that_is_over(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    board_fixture.service.edit_card(SEVEN, {Field.TITLE: "Kasse"})
    cards = page.columns_view.columns[Column.WIP].cards
    offline = SyncStatus(SyncState.WAITING_FOR_NETWORK, problem="offline")

    def accessible_text() -> str:
        return str(cards._model.index_of(SEVEN).data(Qt.ItemDataRole.AccessibleTextRole))

    qtbot.waitUntil(lambda: accessible_text().endswith("Saved here, not sent"))
    monkeypatch.setattr(board_fixture.sync_control, "status", lambda: offline)
    board_fixture.bus.publish(SyncStatusChanged(offline))
    qtbot.waitUntil(lambda: accessible_text().endswith("Saved here, not sent: Waiting for network"))
    monkeypatch.setattr(board_fixture.sync_control, "status", SyncStatus)
    board_fixture.bus.publish(SyncStatusChanged(SyncStatus()))
    qtbot.waitUntil(lambda: accessible_text().endswith("Saved here, not sent"))


def test_the_tooltip_says_why_as_plain_text(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    park(board_fixture, "Zu <b>lang</b>.")
    page.refresh()
    cards = page.columns_view.columns[Column.WIP].cards
    position = cards.card_rect(SEVEN).center()
    QApplication.sendEvent(
        cards.viewport(), QHelpEvent(QEvent.Type.ToolTip, position, cards.viewport().mapToGlobal(position))
    )
    assert QToolTip.text().endswith("<p>Not accepted: Zu &lt;b&gt;lang&lt;/b&gt;.</p>")
    QToolTip.showText(QPoint(), "")
