"""Similar events are one notification, in plain text."""

import pytest
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.notifications import (
    Notification,
    NotificationEvent,
    NotificationKind,
    notifications_for,
)
from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.resources import resource

pytestmark = pytest.mark.usefixtures("english")

SEVEN = CardKey("7")


def due(number: int) -> NotificationEvent:
    return NotificationEvent(NotificationKind.DUE, CardKey(str(number)), f"Card {number}")


def test_one_card_is_named_and_can_be_opened() -> None:
    assert notifications_for([due(7)]) == [Notification("1 card is due today", "Card 7", SEVEN)]


def test_many_cards_are_one_notification() -> None:
    (notice,) = notifications_for([due(number) for number in range(1, 6)])
    assert notice == Notification("5 cards are due today", "Card 1\nCard 2\nCard 3\nand 2 more")


def test_a_comment_says_who_and_what() -> None:
    printed = NotificationEvent(NotificationKind.COMMENT, SEVEN, "Checkout", "Jonas Brandt", "Please look")
    assert notifications_for([printed]) == [
        Notification("Jonas Brandt commented", "Checkout\nPlease look", SEVEN)
    ]
    mention = NotificationEvent(NotificationKind.MENTION, SEVEN, "Checkout", "", "x" * 500)
    (notice,) = notifications_for([mention])
    assert notice.title == "Somebody mentioned you"
    assert len(notice.text) < 200


def test_several_comments_on_one_card_lead_there() -> None:
    printed = NotificationEvent(NotificationKind.COMMENT, SEVEN, "Checkout", "Jonas Brandt", "Please look")
    assert notifications_for([printed, printed]) == [Notification("2 new comments", "Checkout", SEVEN)]


def test_each_kind_has_its_own_notification(qapp: QApplication) -> None:
    use_language(qapp, "de", resource("translations"))
    given = [
        NotificationEvent(NotificationKind.ASSIGNED, CardKey(str(number)), f"Karte {number}")
        for number in (1, 2)
    ]
    reported = [notice.title for notice in notifications_for([due(1), *given])]
    assert reported == ["1 Karte ist heute fällig", "2 Karten wurden Ihnen zugewiesen"]
