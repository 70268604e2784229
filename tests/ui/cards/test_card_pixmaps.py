"""Cards look the same when they are painted on the first screen, without a pixmap, and from their pixmap."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from kanbert_desktop.domain.board import CardKey, Mark
from kanbert_desktop.ui.cards.delegate import CardPixmaps
from kanbert_desktop.ui.cards.texts import DueTone
from kanbert_desktop.ui.cards.view_model import CardViewModel, CardVisualState
from kanbert_desktop.ui.style.theme import Theme

ROW = QRect(QPoint(7, 11), QSize(240, 120))
CARD = CardViewModel(
    key=CardKey("k"),
    title="Newsletter (Texte) gegenlesen: كتاب, 3 Bilder",
    accessible_text="k",
    due="24. Dez.",
    due_tone=DueTone.OVERDUE,
    flag_color="#b45309",
    sub_tasks=4,
    sub_tasks_done=2,
    comments=3,
    initials="MK",
    avatar_color="violet",
    mark=Mark.PENDING,
)


def painted(
    pixmaps: CardPixmaps,
    state: CardVisualState,
    ratio: float,
    opacity: float = 1.0,
    card: CardViewModel = CARD,
) -> QImage:
    """What is on a widget's ground after the card was painted there."""
    image = QImage(QSize(260, 140) * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.lightGray)
    painter = QPainter(image)
    pixmaps.paint(painter, card, state, ROW, opacity)
    painter.end()
    return image


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize(
    "state",
    [CardVisualState(), CardVisualState(hovered=True, focused=True), CardVisualState(selected=True)],
)
def test_a_card_looks_the_same_every_time(theme: Theme, state: CardVisualState, ratio: float) -> None:
    pixmaps = CardPixmaps(theme)
    first, second, third = (painted(pixmaps, state, ratio) for _ in range(3))
    assert first == second == third


def test_nothing_of_a_card_stays_in_the_painter(theme: Theme) -> None:
    pixmaps = CardPixmaps(theme)
    image = QImage(QSize(260, 140), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    for _ in range(2):
        pixmaps.paint(painter, CARD, CardVisualState(dragged=True), ROW)
        assert painter.opacity() == 1.0
        assert painter.transform().isIdentity()
        assert painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    painter.end()


def test_only_the_first_screen_is_painted_without_pixmaps(theme: Theme) -> None:
    pixmaps = CardPixmaps(theme)
    first, second, third = (replace(CARD, key=CardKey(key)) for key in ("1", "2", "3"))
    for card in (first, second):
        painted(pixmaps, CardVisualState(), 1.0, card=card)
    assert not pixmaps._pixmaps
    painted(pixmaps, CardVisualState(), 1.0, card=second)
    painted(pixmaps, CardVisualState(), 1.0, card=third)
    assert len(pixmaps._pixmaps) == 2


def test_painted_cards_that_were_dropped_are_painted_again(theme: Theme) -> None:
    pixmaps = CardPixmaps(theme)
    before = [painted(pixmaps, CardVisualState(), 1.0) for _ in range(2)]
    pixmaps.drop_painted()
    assert not pixmaps._pixmaps
    assert painted(pixmaps, CardVisualState(), 1.0) in before
    assert len(pixmaps._pixmaps) == 1


@pytest.mark.parametrize(("ratio", "opacity"), [(1.25, 1.0), (1.0, 0.5)])
def test_what_a_pixmap_alone_can_show_gets_one_at_once(theme: Theme, ratio: float, opacity: float) -> None:
    pixmaps = CardPixmaps(theme)
    painted(pixmaps, CardVisualState(), ratio, opacity)
    assert len(pixmaps._pixmaps) == 1
