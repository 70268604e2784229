"""Banners above the page: lasting states that the user should know of, each in one line."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import (
    announce,
    set_reading_order,
    set_tab_order_after,
    set_tab_order_before,
)
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.literal_text import PlainLabel, literal

if TYPE_CHECKING:
    from kanbert_desktop.ui.widgets.banner_popup import BannerPopup

LazyText = Callable[[], str]
_MOST_OF_WINDOW = 0.2
"""Share of the window's height above which only one line is shown."""
_SIDE_MARGIN, _MARGIN, _SPACING, _ICON_SIZE = 16, 6, 10, 16
_FAR = 10_000
_LEAST_TEXT = 90
"""Pixels, at 100 % text size, of the text in one line; its button gives way."""
_ICONS = {"bad": "circle-alert", "warn": "triangle-alert", "accent": "info"}


class BannerKind(StrEnum):
    """What a banner is about, in display order."""

    SAVING = "saving"
    SIGN_IN = "sign_in"
    KEYRING = "keyring"
    READ_ONLY = "read_only"
    RECOVERED = "rescued"
    DAMAGED = "damaged"
    OPENING_CRASH = "opening"
    BOARD_GONE = "board_gone"
    NEWER_CHANGES = "newer"
    CRASH_REPORT = "fault"
    UPDATE = "update"
    INSTALLED = "installed"
    SAMPLE_DATA = "sample"


_TONES = {
    BannerKind.SAVING: "bad",
    BannerKind.SIGN_IN: "warn",
    BannerKind.KEYRING: "warn",
    BannerKind.RECOVERED: "warn",
    BannerKind.DAMAGED: "warn",
    BannerKind.OPENING_CRASH: "warn",
    BannerKind.BOARD_GONE: "warn",
    BannerKind.NEWER_CHANGES: "warn",
}


class BannerContent(NamedTuple):
    """The texts are functions that are called when the banner is shown, because the language may change."""

    text: LazyText
    button_text: LazyText | None = None
    action: Callable[[], None] | None = None
    more_buttons: tuple[tuple[LazyText, Callable[[], None]], ...] = ()
    addition: LazyText | None = None
    """A sentence after the text; only in the tooltip where the window is too narrow to show both in one line."""


class BannerBar(QWidget):
    """At most one banner of each kind. Hidden while there is none.

    In a window with too little height it is one line: the most important banner, and a button that shows all.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.banners: dict[BannerKind, Banner] = {}
        self.popup: BannerPopup | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.hide()

    def show_banner(self, about: BannerKind, content: BannerContent) -> None:
        is_new = about not in self.banners
        self._remove(about)
        banner = Banner(self._theme, _TONES.get(about, "accent"), content, self)
        banner.all_requested.connect(self._show_all)
        order = list(BannerKind)
        before = sum(order.index(other) < order.index(about) for other in self.banners)
        self.banners[about] = banner
        self._box.insertWidget(before, banner)
        set_reading_order(*self._in_order())
        set_tab_order_before(self, [stop for one in self._in_order() for stop in one.tab_stops()])
        self.show()
        self._fit()
        if is_new:
            announce(self, banner.full_text())

    def hide_banner(self, about: BannerKind) -> None:
        self._remove(about)
        self._fit()
        self.setVisible(bool(self.banners))

    def apply_appearance(self) -> None:
        self._close_popup()
        for banner in self.banners.values():
            banner.apply_appearance()
        self._fit()

    def _in_order(self) -> list["Banner"]:
        return [self.banners[about] for about in BannerKind if about in self.banners]

    def _remove(self, about: BannerKind) -> None:
        banner = self.banners.pop(about, None)
        if banner is not None:
            self._close_popup()
            self._box.removeWidget(banner)
            banner.hide()
            banner.deleteLater()

    def _fit(self) -> None:
        """One line where the whole banners would take too much of the window. Only a visible bar knows its width."""
        if not self.isVisible():
            return
        banners = self._in_order()
        whole = sum(banner.whole_height(self.width()) for banner in banners)
        is_low = whole > self.window().height() * _MOST_OF_WINDOW
        for banner in banners:
            is_first = banner is banners[0]
            banner.setVisible(is_first or not is_low)
            if is_low and is_first:
                banner.show_one_line(len(banners) - 1, self.width())
            else:
                banner.show_whole()

    def _show_all(self) -> None:
        """Shows all banners below the bar, with their whole texts."""
        from kanbert_desktop.ui.widgets.banner_popup import BannerPopup  # noqa: PLC0415  on first use

        rows = QWidget()
        box = QVBoxLayout(rows)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        whole = [Banner(self._theme, one.tone, self._closing(one), rows) for one in self._in_order()]
        for banner in whole:
            box.addWidget(banner)
        self.popup = BannerPopup(self, rows, lambda width: sum(one.whole_height(width) for one in whole))
        self.popup.destroyed.connect(self._forget_popup)
        self.popup.open_below(self, self._in_order()[0].geometry())

    def _closing(self, banner: "Banner") -> BannerContent:
        """The whole text of a banner, with buttons that close the popup first."""
        content = banner.content
        more = tuple((text, self._after_closing(action)) for text, action in content.more_buttons)
        action = content.action and self._after_closing(content.action)
        return content._replace(text=banner.full_text, addition=None, action=action, more_buttons=more)

    def _after_closing(self, action: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            self._close_popup()
            action()

        return run

    def _forget_popup(self) -> None:
        self.popup = None

    def _close_popup(self) -> None:
        if self.popup is not None:
            self.popup.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """The window may become lower without a change of this widget."""
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._fit()

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return False


class Banner(QFrame):
    """`all_requested` asks for what one line does not show."""

    all_requested = Signal()

    def __init__(self, theme: Theme, tone: str, content: BannerContent, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setProperty("tone", tone)
        self.tone, self.content = tone, content
        self._theme = theme
        self._icon = PlainLabel(self)
        self.text_label = plain_label("title", self)
        self.text_label.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.setVisible(content.button_text is not None)
        if content.action is not None:
            self.button.clicked.connect(content.action)
        self.more_buttons = [QPushButton(self) for _ in content.more_buttons]
        for button, (_, action) in zip(self.more_buttons, content.more_buttons, strict=True):
            button.clicked.connect(action)
        self.all_button: QToolButton | None = None
        self._line_width: int | None = None
        """Of the text, while it is one line."""
        box = self._box = QHBoxLayout(self)
        box.setContentsMargins(_SIDE_MARGIN, _MARGIN, _SIDE_MARGIN, _MARGIN)
        box.setSpacing(_SPACING)
        box.addWidget(self._icon)
        box.addWidget(self.text_label, 1)
        for button in (self.button, *self.more_buttons):
            box.addWidget(button)
        self.apply_appearance()

    def full_text(self) -> str:
        addition = self.content.addition
        return self.content.text() if addition is None else f"{self.content.text()} {addition()}"

    def tab_stops(self) -> list[QWidget]:
        all_button = (self.all_button,) if self.all_button is not None else ()
        return [self.button, *self.more_buttons, *all_button]

    def whole_height(self, width: int) -> int:
        """The height of the whole text and all buttons in that width."""
        buttons = [button for button in (self.button, *self.more_buttons) if button.text()]
        left, wraps = max(1, self._text_width(width, buttons)), Qt.TextFlag.TextWordWrap
        text = self.text_label.fontMetrics().boundingRect(0, 0, left, _FAR, wraps, self.content.text())
        return max([text.height(), *(button.sizeHint().height() for button in buttons)]) + 2 * _MARGIN

    def _text_width(self, width: int, buttons: Sequence[QAbstractButton]) -> int:
        """What icon and buttons leave of that width."""
        around = 2 * _SIDE_MARGIN + self._theme.px(_ICON_SIZE) + _SPACING * (1 + len(buttons))
        return width - around - sum(button.sizeHint().width() for button in buttons)

    def show_whole(self) -> None:
        self._line_width = None
        self.button.setVisible(self.content.button_text is not None)
        for button in self.more_buttons:
            button.show()
        if self.all_button is not None:
            self.all_button.hide()
        self._show_text()

    def show_one_line(self, others: int, width: int) -> None:
        """Shows the beginning of the text, and the first button where both have room in that width.

        `others` is the number of banners that are hidden.
        """
        for button in self.more_buttons:
            button.hide()
        if self.all_button is None:
            self.all_button = QToolButton(self)
            self.all_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self.all_button.clicked.connect(self.all_requested)
            self._box.addWidget(self.all_button)
            set_tab_order_after(*self.tab_stops())
        self._show_all_button(self.all_button, others)
        beside_button = self._text_width(width, (self.button, self.all_button))
        has_button = self.content.button_text is not None and beside_button >= self._theme.px(_LEAST_TEXT)
        self.button.setVisible(has_button)
        self._line_width = beside_button if has_button else self._text_width(width, (self.all_button,))
        self._show_text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.content.addition is not None and self._line_width is None:
            self._show_text()

    def _show_text(self) -> None:
        """Shows the addition where it fits. The label takes the width that the buttons leave, whatever its text."""
        full, short, metrics = self.full_text(), self.content.text(), self.text_label.fontMetrics()
        width = self._line_width if self._line_width is not None else self.text_label.width()
        fits = metrics.horizontalAdvance(full) <= width
        if self._line_width is not None:
            short = metrics.elidedText(full, Qt.TextElideMode.ElideRight, width)
        elif full == short:
            # It wraps.
            fits = True
        self.text_label.setText(full if fits else short)
        self.text_label.setAccessibleName("" if fits else full)
        self.text_label.setToolTip("" if fits else literal(full))

    def apply_appearance(self) -> None:
        self.setAccessibleName(self.full_text())
        if self.content.button_text is not None:
            self.button.setText(self.content.button_text())
        for button, (text, _) in zip(self.more_buttons, self.content.more_buttons, strict=True):
            button.setText(text())
        for button in (self.button, *self.more_buttons):
            button.setAccessibleDescription(self.full_text())
        color = self._theme.color(self.tone)
        self._icon.setPixmap(
            icons.pixmap(_ICONS[self.tone], color, self._theme.px(_ICON_SIZE), self.devicePixelRatioF())
        )
        self._show_text()

    def _show_all_button(self, button: QToolButton, others: int) -> None:
        text = tr("Show %n more notice(s)", others) if others else tr("Show the whole notice")
        button.setText(f"+{others}" if others else "")
        button.setIcon(self._theme.icon("chevron-down", "text"))
        button.setAccessibleName(text)
        button.setToolTip(text)
        button.show()
