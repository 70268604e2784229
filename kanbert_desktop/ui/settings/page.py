"""The page of settings: everything applies at once, a search field finds it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QScrollArea, QToolButton, QVBoxLayout, QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.commands.actions import Name
from kanbert_desktop.ui.settings.account_sections import AccountSection, advanced_section, sync_section
from kanbert_desktop.ui.settings.preference_sections import (
    help_section,
    keys_section,
    language_section,
    look_section,
    notice_section,
    start_section,
)
from kanbert_desktop.ui.settings.rows import InStep, Section
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.scrolling import use_overlay_bars

WIDEST = 760
_AROUND_FOCUS = 48


class SettingsPage(QWidget):
    """`left` asks for the page before, `command_wished` carries a `Name`, `account_wished` one of the list, or None.

    `forget_wished` carries the account whose data is to be removed.
    """

    left = Signal()
    command_wished = Signal(object)
    account_wished = Signal(object)
    forget_wished = Signal(object)

    def __init__(
        self, application: Application, desk: BoardService, theme: Theme, now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self.setObjectName("settingsPage")
        self._application, self._theme = application, theme
        self._in_step = InStep(application.settings)
        self._title = plain_label("page", self)
        self.search = QLineEdit(self)
        self.search.setObjectName("settingsSearch")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.accounts = AccountSection(
            theme,
            application,
            self.account_wished.emit,
            lambda: self.command_wished.emit(Name.SIGN_OUT),
            self.forget_wished.emit,
        )
        self.sections = [self.accounts, *self._other_sections(desk, now)]
        self._nothing = plain_label("muted", self)
        self._lay_out()
        theme.changed.connect(self._dress_if_seen)
        qt = QApplication.instance()
        if isinstance(qt, QApplication):
            qt.focusChanged.connect(self._follow_focus)
        self.dress()

    def open(self) -> None:
        """The page comes on screen."""
        self.dress()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def end(self) -> None:
        self._in_step.end()
        self._end_sync()

    def dress(self) -> None:
        """Theme or language changed, or what the rows tell may have."""
        self._title.setText(tr("Settings"))
        self.search.setPlaceholderText(tr("Find a setting"))
        self.search.setAccessibleName(tr("Find a setting"))
        for cross in self.search.findChildren(QToolButton):
            cross.setAccessibleName(tr("Clear the search"))
        self._nothing.setText(tr("No setting is called so."))
        for part in (self.search, self._inner):
            part.setMaximumWidth(self._theme.px(WIDEST))
        for section in self.sections:
            section.dress()
        self._narrow()

    def _dress_if_seen(self) -> None:
        """Whoever opens it dresses it anyway."""
        if self.isVisible():
            self.dress()

    def _other_sections(self, desk: BoardService, now: Callable[[], datetime]) -> list[Section]:
        theme, application, in_step = self._theme, self._application, self._in_step
        sync, self._end_sync = sync_section(
            theme, application, desk, now, lambda: self.command_wished.emit(Name.SYNC)
        )
        return [
            look_section(theme, in_step),
            language_section(theme, in_step),
            start_section(theme, application, desk, in_step),
            notice_section(theme, in_step),
            keys_section(theme, in_step, lambda: self.command_wished.emit(Name.SHORTCUTS)),
            sync,
            advanced_section(theme, application),
            help_section(theme, application, in_step, self.command_wished.emit),
        ]

    def _narrow(self) -> None:
        words = self.search.text().casefold().split()
        found = [section.narrow(words) for section in self.sections]
        self._nothing.setVisible(not any(found))

    def _lay_out(self) -> None:
        self._inner = QWidget()
        self._inner.setObjectName("settingsInner")
        inside = QVBoxLayout(self._inner)
        inside.setContentsMargins(2, 2, 2, 24)
        inside.setSpacing(24)
        for section in self.sections:
            inside.addWidget(section)
        inside.addWidget(self._nothing)
        inside.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        use_overlay_bars(self._area, holder=self)
        self._area.setWidget(self._inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 20, 16, 0)
        box.setSpacing(12)
        self._title.setContentsMargins(4, 0, 4, 0)
        for part in (self._title, self.search):
            box.addWidget(part)
        box.addWidget(self._area, 1)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Whatever has the keyboard is seen."""
        if now is not None and self._inner.isAncestorOf(now):
            self._area.ensureWidgetVisible(now, 0, _AROUND_FOCUS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.search.text():
            self.search.clear()
        else:
            self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._dress_if_seen()
