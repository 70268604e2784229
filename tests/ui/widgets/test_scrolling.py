"""Overlay scroll bars, and accessible children that never change."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QListView,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QStyleOptionSlider,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

import kanbert_desktop
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.scrolling import (
    NARROW_BAR_WIDTH,
    ContentWidthLimit,
    OverlayScrollBar,
    add_overlay_scroll_bars,
    add_overlay_scroll_bars_within,
    hide_scroll_bars,
)
from support.idle_events import process_until_idle
from ui.accessibility.stable_children import scroll_bar_problems

PACKAGE = Path(kanbert_desktop.__file__).parent
SCROLLING_WIDGETS = {
    *("QAbstractScrollArea", "QScrollArea", "QPlainTextEdit", "QTextEdit", "QTextBrowser", "QGraphicsView"),
    *("QListView", "QListWidget", "QTreeView", "QTreeWidget", "QTableView", "QTableWidget", "QColumnView"),
    *("QMdiArea", "QUndoView", "QComboBox", "QFontComboBox", "QFileDialog", "QMessageBox", "QCompleter"),
}
"""Classes that have built-in scroll bars, or open something that has."""
REPLACEMENTS = {
    "hide_scroll_bars",
    "add_overlay_scroll_bars",
    "add_overlay_scroll_bars_within",
    "set_up_day_table",
}
FORBIDDEN = {
    "setVerticalScrollBarPolicy",
    "setHorizontalScrollBarPolicy",
    "setCornerWidget",
    "addScrollBarWidget",
}


class Scrolled:
    """An area of 200 × 100 with `tall` pixels of content."""

    def __init__(self, qtbot: QtBot, tall: int = 1000, *, wide: int = 100) -> None:
        self.pages = QStackedWidget()
        qtbot.addWidget(self.pages)
        self.area = QScrollArea()
        self.inner = QWidget()
        self.inner.setFixedSize(wide, tall)
        self.area.setWidget(self.inner)
        add_overlay_scroll_bars(self.area, horizontal=True)
        self.pages.addWidget(self.area)
        self.pages.addWidget(QWidget())
        self.pages.resize(200, 100)
        with qtbot.waitExposed(self.pages):
            self.pages.show()

    def bar(self, way: Qt.Orientation = Qt.Orientation.Vertical) -> OverlayScrollBar:
        return next(bar for bar in self.area.findChildren(OverlayScrollBar) if bar.orientation() is way)


@pytest.fixture
def scrolled(qtbot: QtBot, theme: Theme) -> Scrolled:
    theme.apply()
    return Scrolled(qtbot)


def handle(bar: OverlayScrollBar) -> QPoint:
    """Its centre."""
    option = QStyleOptionSlider()
    bar.initStyleOption(option)
    place = bar.style().subControlRect(
        QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, bar
    )
    return place.center()


def children_of(area: QWidget) -> list[object]:
    accessible = QAccessible.queryAccessibleInterface(area)
    return [accessible.child(number).object() for number in range(accessible.childCount())]


def test_a_screen_reader_counts_only_the_viewport(scrolled: Scrolled) -> None:
    counts = []
    for tall, wide, page in ((1000, 100, 0), (10, 10, 0), (1000, 900, 0), (1000, 900, 1), (1000, 900, 0)):
        scrolled.inner.setFixedSize(wide, tall)
        scrolled.pages.setCurrentIndex(page)
        process_until_idle()
        counts.append(children_of(scrolled.area))
    assert counts == [[scrolled.area.viewport()]] * 5


def test_a_built_in_bar_would_change_the_count_of_children(qtbot: QtBot, theme: Theme) -> None:
    """Shows why this module exists: with Qt's default policy the same steps give other counts."""
    theme.apply()
    scrolled = Scrolled(qtbot)
    scrolled.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    process_until_idle()
    before = len(children_of(scrolled.area))
    scrolled.inner.setFixedSize(10, 10)
    process_until_idle()
    assert (before, len(children_of(scrolled.area))) == (2, 1)


def test_a_built_in_bar_that_is_always_on_would_change_it_too(qtbot: QtBot, theme: Theme) -> None:
    """A built-in bar hides with its page."""
    theme.apply()
    scrolled = Scrolled(qtbot)
    scrolled.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    process_until_idle()
    before = len(children_of(scrolled.area))
    scrolled.pages.setCurrentIndex(1)
    assert (before, len(children_of(scrolled.area))) == (2, 1)


def test_a_bar_is_visible_while_there_is_something_to_scroll(scrolled: Scrolled) -> None:
    assert scrolled.bar().isVisible()
    assert not scrolled.bar(Qt.Orientation.Horizontal).isVisible()
    scrolled.inner.setFixedSize(900, 20)
    process_until_idle()
    assert not scrolled.bar().isVisible()
    assert scrolled.bar(Qt.Orientation.Horizontal).isVisible()


def test_a_bar_follows_the_value_the_range_and_the_page(scrolled: Scrolled) -> None:
    own, bar = scrolled.area.verticalScrollBar(), scrolled.bar()
    own.setValue(300)
    scrolled.inner.setFixedSize(100, 2000)
    scrolled.pages.resize(200, 150)
    process_until_idle()
    bar.grab()
    assert (bar.value(), bar.maximum(), bar.pageStep()) == (300, own.maximum(), own.pageStep())
    assert own.maximum() == 2000 - scrolled.area.viewport().height()
    assert bar.pageStep() == scrolled.area.viewport().height()


def test_dragging_the_handle_scrolls(scrolled: Scrolled) -> None:
    bar = scrolled.bar()
    start = handle(bar)
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(bar, start + QPoint(0, 20))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=start + QPoint(0, 20))
    assert scrolled.area.verticalScrollBar().value() > 100
    assert scrolled.inner.y() == -scrolled.area.verticalScrollBar().value()


def test_a_click_beside_the_handle_scrolls_by_a_page(scrolled: Scrolled) -> None:
    bar = scrolled.bar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, bar.height() - 4))
    assert scrolled.area.verticalScrollBar().value() == scrolled.area.viewport().height()


def test_the_wheel_over_the_bar_scrolls(scrolled: Scrolled) -> None:
    bar = scrolled.bar()
    middle = QPointF(bar.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(bar.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(bar, event)
    assert scrolled.area.verticalScrollBar().value() > 0


def test_a_bar_takes_no_focus(scrolled: Scrolled) -> None:
    assert scrolled.bar().focusPolicy() is Qt.FocusPolicy.NoFocus


def test_bars_are_at_the_end_of_the_reading_direction(scrolled: Scrolled) -> None:
    area, bar = scrolled.area, scrolled.bar()
    assert (bar.geometry().right(), bar.height()) == (area.width() - 1, area.height())
    area.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert bar.geometry().left() == 0
    scrolled.inner.setFixedSize(900, 900)
    process_until_idle()
    across = scrolled.bar(Qt.Orientation.Horizontal)
    assert not across.geometry().intersects(bar.geometry())
    assert across.geometry().bottom() == area.height() - 1


@pytest.fixture
def listing(qtbot: QtBot, theme: Theme) -> QWidget:
    """A page with a long list."""
    theme.apply()
    page = QWidget()
    qtbot.addWidget(page)
    view = QListView()
    model = QStandardItemModel(view)
    for number in range(60):
        model.appendRow(QStandardItem(f"Row {number}"))
    view.setModel(model)
    box = QVBoxLayout(page)
    box.setContentsMargins(16, 16, 16, 16)
    box.addWidget(view)
    page.resize(200, 200)
    return page


def test_a_bar_is_in_its_containers_margin_and_hides_with_its_list(listing: QWidget) -> None:
    rows: QListView = listing.findChild(QListView)
    add_overlay_scroll_bars(rows, container=listing)
    listing.show()
    process_until_idle()
    [bar] = listing.findChildren(OverlayScrollBar)
    assert bar.isVisible()
    assert bar.width() == NARROW_BAR_WIDTH
    assert not bar.geometry().intersects(rows.geometry())
    assert listing.rect().contains(bar.geometry())
    listing.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    process_until_idle()
    assert bar.geometry().right() < rows.geometry().left()
    rows.hide()
    assert not bar.isVisible()
    rows.show()
    process_until_idle()
    assert bar.isVisible()


def test_a_bar_overlaps_the_edge_if_the_margin_is_too_narrow(listing: QWidget) -> None:
    rows: QListView = listing.findChild(QListView)
    listing.layout().setContentsMargins(4, 0, 4, 0)
    add_overlay_scroll_bars(rows, container=listing)
    listing.show()
    process_until_idle()
    [bar] = listing.findChildren(OverlayScrollBar)
    assert bar.geometry().right() == listing.width()
    assert bar.geometry().left() == rows.geometry().right() - 2


def test_a_bar_in_a_grandparents_margin_moves_with_its_list(qtbot: QtBot, listing: QWidget) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    outer.resize(240, 300)
    listing.setParent(outer)
    listing.layout().setContentsMargins(0, 0, 0, 0)
    listing.setGeometry(20, 10, 200, 200)
    rows: QListView = listing.findChild(QListView)
    add_overlay_scroll_bars(rows, container=outer)
    outer.show()
    listing.show()
    listing.move(20, 50)
    process_until_idle()
    [bar] = outer.findChildren(OverlayScrollBar)
    assert (bar.geometry().left(), bar.geometry().top()) == (222, 50)
    listing.hide()
    assert not bar.isVisible()


@pytest.fixture
def limited(qtbot: QtBot, theme: Theme) -> QListView:
    """A list of 400 × 100 whose rows are at most 250 wide."""
    theme.apply()
    model = QStandardItemModel()
    for number in range(100):
        model.appendRow(QStandardItem(str(number)))
    listing = QListView()
    qtbot.addWidget(listing)
    model.setParent(listing)
    listing.setModel(model)
    add_overlay_scroll_bars(listing)
    ContentWidthLimit(listing).set_width(250)
    listing.resize(400, 100)
    with qtbot.waitExposed(listing):
        listing.show()
    return listing


def wheel_at(place: QPoint, *, is_down: bool = True) -> QWheelEvent:
    delta = QPoint(0, -120 if is_down else 120)
    return QWheelEvent(
        QPointF(place),
        QPointF(place),
        QPoint(),
        delta,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def test_rows_are_narrower_than_their_list_whose_bar_stays_at_the_edge(limited: QListView) -> None:
    (bar,) = limited.findChildren(OverlayScrollBar)
    assert limited.viewport().width() == 250
    assert limited.viewport().x() == limited.contentsRect().x()
    assert bar.geometry().right() > 390
    limited.resize(200, 100)
    assert limited.viewport().width() == limited.contentsRect().width()


def test_from_right_to_left_narrower_rows_are_at_the_right_and_the_bar_at_the_left(
    limited: QListView,
) -> None:
    limited.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    (bar,) = limited.findChildren(OverlayScrollBar)
    assert limited.viewport().width() == 250
    assert limited.viewport().geometry().right() == limited.contentsRect().right()
    assert bar.x() < 10


def test_the_wheel_scrolls_beside_narrower_rows_too(limited: QListView) -> None:
    value = limited.verticalScrollBar().value
    QApplication.sendEvent(limited, wheel_at(QPoint(350, 50)))
    down = value()
    assert down > 0
    QApplication.sendEvent(limited, wheel_at(QPoint(350, 50), is_down=False))
    assert value() == 0
    # At the end of the way nothing takes the event.
    QApplication.sendEvent(limited, wheel_at(QPoint(350, 50), is_down=False))
    assert value() == 0


def test_keys_scroll_an_area_without_bar(qtbot: QtBot, theme: Theme) -> None:
    theme.apply()
    field = QPlainTextEdit("\n".join(map(str, range(100))))
    qtbot.addWidget(field)
    hide_scroll_bars(field)
    field.resize(100, 60)
    field.show()
    QTest.keyClick(field, Qt.Key.Key_PageDown)
    assert field.verticalScrollBar().value() > 0
    assert not field.findChildren(OverlayScrollBar)


def test_dialogs_filled_by_qt_have_overlay_bars_in_all_popups(qtbot: QtBot, theme: Theme) -> None:
    theme.apply()
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    assert scroll_bar_problems()
    add_overlay_scroll_bars_within(dialog)
    assert dialog.findChildren(QTreeView)
    assert dialog.findChildren(QComboBox)
    assert scroll_bar_problems() == []


def names_in(tree: ast.AST) -> set[str]:
    """Names that are used; imports do not count."""
    found = (node.id if isinstance(node, ast.Name) else getattr(node, "attr", "") for node in ast.walk(tree))
    return {name for name in found if name}


def made_in(tree: ast.AST) -> set[str]:
    """Classes that are called or subclassed."""
    made = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made += [base for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in node.bases]
    return {node.id for node in made if isinstance(node, ast.Name)} & SCROLLING_WIDGETS


def test_every_scrolling_widget_gets_overlay_bars() -> None:
    trees = {path: ast.parse(path.read_text("utf-8")) for path in PACKAGE.glob("ui/**/*.py")}
    makers = {path: made for path, tree in trees.items() if (made := made_in(tree))}
    assert len(makers) > 15
    assert {
        path.name: made for path, made in makers.items() if not names_in(trees[path]) & REPLACEMENTS
    } == {}


def test_no_other_module_enables_a_built_in_bar() -> None:
    found = {
        path.name
        for path in PACKAGE.rglob("*.py")
        if path.name != "scrolling.py" and names_in(ast.parse(path.read_text("utf-8"))) & FORBIDDEN
    }
    assert found == set()
