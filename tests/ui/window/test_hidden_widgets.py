"""A window is built with few widgets that its first paint does not show."""

from PySide6.QtWidgets import QWidget

from kanbert_desktop.ui.window.main_window import MainWindow

HIDDEN = {
    "BannerBar",
    "BoardFilter",
    "BoardPlaceholder",
    "ColumnScrollBar",
    "FavouriteList",
    "InlineQuestion",
    "LoadingPage",
    "LoadProgress",
    "OverlayScrollBar",
    "PlainLabel",
    "QHeaderView",
    "QPushButton",
    "SidebarRail",
    "Toast",
}
"""Classes of such widgets. Qt styles them like those that are seen, which takes 300,000 instructions each, 0.03 % of a start."""
OF_SCROLL_AREAS = ("qt_scrollarea_hcontainer", "qt_scrollarea_vcontainer", "qt_scrollarea_viewport")
MOST = 20


def belongs_to_qt(widget: QWidget) -> bool:
    """Qt makes these for each scroll area, whether it scrolls or not."""
    parent = widget.parentWidget()
    return widget.objectName() in OF_SCROLL_AREAS or (
        parent is not None and parent.objectName() in OF_SCROLL_AREAS
    )


def test_few_widgets_are_made_that_the_first_paint_does_not_show(window: MainWindow) -> None:
    hidden = [
        widget
        for widget in window.findChildren(QWidget)
        if not widget.isVisible() and not belongs_to_qt(widget)
    ]
    names = {type(widget).__name__ for widget in hidden}
    assert names - HIDDEN == set()
    assert len(hidden) <= MOST
