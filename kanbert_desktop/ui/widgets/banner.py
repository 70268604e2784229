"""Banners above the page: lasting states that the user should know of, each in one line."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce, set_reading_order
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.literal_text import PlainLabel, literal

LazyText = Callable[[], str]
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
    """At most one banner of each kind. Hidden while there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.banners: dict[BannerKind, Banner] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.hide()

    def show_banner(self, about: BannerKind, content: BannerContent) -> None:
        is_new = about not in self.banners
        self._remove(about)
        banner = Banner(self._theme, _TONES.get(about, "accent"), content, self)
        order = list(BannerKind)
        before = sum(order.index(other) < order.index(about) for other in self.banners)
        self.banners[about] = banner
        self._box.insertWidget(before, banner)
        set_reading_order(*(self.banners[each] for each in order if each in self.banners))
        self.show()
        if is_new:
            announce(self, banner.full_text())

    def hide_banner(self, about: BannerKind) -> None:
        self._remove(about)
        self.setVisible(bool(self.banners))

    def apply_appearance(self) -> None:
        for banner in self.banners.values():
            banner.apply_appearance()

    def _remove(self, about: BannerKind) -> None:
        banner = self.banners.pop(about, None)
        if banner is not None:
            self._box.removeWidget(banner)
            banner.hide()
            banner.deleteLater()


class Banner(QFrame):
    def __init__(self, theme: Theme, tone: str, content: BannerContent, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setProperty("tone", tone)
        self._theme, self._tone, self._content = theme, tone, content
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
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 6, 16, 6)
        box.setSpacing(10)
        box.addWidget(self._icon)
        box.addWidget(self.text_label, 1)
        for button in (self.button, *self.more_buttons):
            box.addWidget(button)
        self.apply_appearance()

    def full_text(self) -> str:
        addition = self._content.addition
        return self._content.text() if addition is None else f"{self._content.text()} {addition()}"

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._content.addition is not None:
            self._show_text()

    def _show_text(self) -> None:
        """Shows the addition where it fits. The label takes the width that the buttons leave, whatever its text."""
        full = self.full_text()
        fits = self.text_label.fontMetrics().horizontalAdvance(full) <= self.text_label.width()
        self.text_label.setText(full if fits else self._content.text())
        self.text_label.setToolTip("" if fits else literal(full))

    def apply_appearance(self) -> None:
        if self._content.addition is None:
            self.text_label.setText(self._content.text())
        else:
            self._show_text()
        self.setAccessibleName(self.full_text())
        if self._content.button_text is not None:
            self.button.setText(self._content.button_text())
        for button, (text, _) in zip(self.more_buttons, self._content.more_buttons, strict=True):
            button.setText(text())
        for button in (self.button, *self.more_buttons):
            button.setAccessibleDescription(self.full_text())
        color = self._theme.color(self._tone)
        self._icon.setPixmap(
            icons.pixmap(_ICONS[self._tone], color, self._theme.px(16), self.devicePixelRatioF())
        )
