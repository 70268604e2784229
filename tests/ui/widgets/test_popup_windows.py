"""Menus and pop-ups: rounded with a shadow where the screen shows it, else a rectangle without black corners."""

import ctypes
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets import popup_windows, x11_compositor
from kanbert_desktop.ui.widgets.completion_list import CompletionList
from kanbert_desktop.ui.widgets.popup_windows import ShadowBehind, is_composited, shadow_margin
from kanbert_desktop.ui.widgets.popups import Menu, Popup, add_submenu, open_text_menu

CORNER = QPoint(40, 40)


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> QWidget:
    assert theme
    made = QWidget()
    qtbot.addWidget(made)
    made.setGeometry(0, 0, 400, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def composited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(popup_windows, "is_composited", lambda: True)


def menu_of(window: QWidget) -> Menu:
    menu = Menu(window)
    menu.addAction("One")
    menu.addAction("Two")
    return menu


def frame_of(window: QWidget) -> QRect:
    """The visible part of the window on the screen, without its shadow."""
    margin = shadow_margin() if window.property("rounded") else 0
    return window.geometry().adjusted(margin, margin, -margin, -margin)


def picture_of(widget: QWidget) -> QImage:
    """What the widget paints, with its transparency."""
    picture = QImage(widget.size(), QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    widget.render(
        picture,
        QPoint(),
        renderFlags=QWidget.RenderFlag.DrawWindowBackground | QWidget.RenderFlag.DrawChildren,
    )
    return picture


def corners_of(picture: QImage, inset: int) -> list[QColor]:
    right, bottom = picture.width() - 1 - inset, picture.height() - 1 - inset
    return [picture.pixelColor(x, y) for x in (inset, right) for y in (inset, bottom)]


def test_without_a_compositor_the_corners_have_the_colour_of_the_border(
    window: QWidget, theme: Theme, qtbot: QtBot
) -> None:
    assert not is_composited()
    menu = menu_of(window)
    menu.open_at(window.mapToGlobal(CORNER))
    with qtbot.waitExposed(menu):
        pass
    assert frame_of(menu) == menu.geometry()
    assert menu.pos() == window.mapToGlobal(CORNER)
    assert {color.name() for color in corners_of(picture_of(menu), 0)} == {theme.color("strong-line").name()}
    menu.close()


@pytest.mark.usefixtures("composited")
def test_with_one_the_corners_are_transparent_and_the_frame_is_where_it_was_asked_for(
    window: QWidget, theme: Theme, qtbot: QtBot
) -> None:
    menu = menu_of(window)
    menu.open_at(window.mapToGlobal(CORNER))
    with qtbot.waitExposed(menu):
        pass
    assert frame_of(menu).topLeft() == window.mapToGlobal(CORNER)
    assert frame_of(menu).size() == menu.frame_size()
    picture = picture_of(menu)
    assert [color.alpha() for color in corners_of(picture, 0)] == [0, 0, 0, 0]
    # The corner of the frame is outside its radius: only the shadow is there.
    assert max(color.alpha() for color in corners_of(picture, shadow_margin())) < 128
    assert picture.pixelColor(picture.rect().center()).alpha() == 255
    middle = picture.width() // 2
    below = picture.pixelColor(middle, picture.height() - shadow_margin() + 2)
    assert 0 < below.alpha() < 128
    menu.close()


@pytest.mark.usefixtures("composited")
def test_a_submenu_is_flush_with_the_entry_that_opens_it(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    menu = menu_of(window)
    below = add_submenu(menu, theme.icon("x"), "More")
    below.addAction("Three")
    menu.open_at(window.mapToGlobal(CORNER))
    with qtbot.waitExposed(menu):
        pass
    menu.setActiveAction(below.menuAction())
    qtbot.keyClick(menu, Qt.Key.Key_Right)
    qtbot.waitUntil(below.isVisible)
    assert abs(frame_of(below).left() - frame_of(menu).right()) <= 8
    below.close()
    menu.close()


@pytest.mark.usefixtures("composited")
def test_a_popup_leaves_room_for_its_shadow(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    field = QWidget(window)
    field.setGeometry(40, 40, 80, 24)
    field.show()
    popup = Popup(window)
    qtbot.addWidget(popup)
    child = QWidget(popup)
    child.setFixedSize(120, 60)
    popup.box.addWidget(child)
    popup.open_below(field)
    with qtbot.waitExposed(popup):
        pass
    assert frame_of(popup).left() == field.mapToGlobal(QPoint()).x()
    inner = popup.rect().adjusted(shadow_margin(), shadow_margin(), -shadow_margin(), -shadow_margin())
    assert inner.contains(child.geometry())
    assert child.x() - inner.left() <= 10
    picture = picture_of(popup)
    assert [color.alpha() for color in corners_of(picture, 0)] == [0, 0, 0, 0]
    assert picture.pixelColor(picture.rect().center()) == theme.color("raised")


@pytest.mark.usefixtures("composited")
def test_the_menu_of_a_text_field_has_the_same_corners(window: QWidget, qtbot: QtBot) -> None:
    field = QLineEdit(window)
    menu = field.createStandardContextMenu()
    open_text_menu(menu, window.mapToGlobal(CORNER))
    with qtbot.waitExposed(menu):
        pass
    assert frame_of(menu).topLeft() == window.mapToGlobal(CORNER)
    assert corners_of(picture_of(menu), 0)[0].alpha() == 0
    menu.close()


def test_a_list_over_the_window_has_its_shadow_behind_it(window: QWidget, theme: Theme) -> None:
    field = QLineEdit(window)
    shown = CompletionList(field, theme)
    (shadow,) = window.findChildren(ShadowBehind)
    assert shadow.isHidden()
    shown.setGeometry(50, 60, 100, 40)
    shown.show()
    assert shadow.isVisible()
    margin = shadow_margin()
    assert shadow.geometry() == shown.geometry().adjusted(-margin, -margin, margin, margin)
    siblings = [child for child in window.children() if isinstance(child, QWidget)]
    assert siblings.index(shadow) < siblings.index(shown)
    shown.hide()
    assert shadow.isHidden()


@pytest.fixture
def compositor() -> Iterator[None]:
    """Owns the selection that a compositor owns."""
    connection, library = x11_compositor._connection(), ctypes.CDLL("libxcb.so.1")
    owner = QWidget()
    window = ctypes.c_uint32(int(owner.winId()))
    atom = ctypes.c_uint32(x11_compositor._atom(connection))
    library.xcb_set_selection_owner(ctypes.c_void_p(connection), window, atom, ctypes.c_uint32(0))
    yield
    library.xcb_set_selection_owner(ctypes.c_void_p(connection), ctypes.c_uint32(0), atom, ctypes.c_uint32(0))
    owner.deleteLater()


def test_a_compositor_is_noticed_when_it_begins_and_ends(
    qapp: QApplication, request: pytest.FixtureRequest
) -> None:
    assert qapp
    assert QGuiApplication.platformName() == "xcb"
    assert not x11_compositor.has_compositor()
    request.getfixturevalue("compositor")
    assert x11_compositor.has_compositor()
