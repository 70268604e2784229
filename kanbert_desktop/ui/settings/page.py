"""Settings page with a search field. Every control applies at once."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.settings.account_sections import (
    FULL_SYNC_TASK,
    AccountSection,
    advanced_section,
    sync_section,
)
from kanbert_desktop.ui.settings.hours_row import hours_section
from kanbert_desktop.ui.settings.preference_sections import (
    appearance_section,
    calendar_section,
    help_section,
    language_section,
    notifications_section,
    shortcuts_section,
    start_section,
)
from kanbert_desktop.ui.settings.rows import SettingsBinding, SettingsSection
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import set_tab_order_after
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.finger_input import FingerInput
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars
from kanbert_desktop.ui.widgets.text_fields import InputMethodLineEdit

MAX_WIDTH = 760
_EDGE = 3
"""Pixels of the search field's frame."""
_AROUND_FOCUS = 48


class SettingsPage(QWidget):
    """Settings page.

    `closed` asks for the previous page, `command_requested` carries a `CommandId`, `account_requested` an account of
    the list or None for a new one, `remove_data_requested` the account whose data to remove. `hours_requested` asks for
    the consent to read hours booked.
    """

    closed = Signal()
    command_requested = Signal(object)
    account_requested = Signal(object)
    remove_data_requested = Signal(object)
    hours_requested = Signal()

    def __init__(
        self, application: Application, service: BoardService, theme: Theme, now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self.setObjectName("settingsPage")
        self._application, self._theme = application, theme
        self._binding = SettingsBinding(application.settings)
        self._title = plain_label("page", self)
        self.search_field = InputMethodLineEdit(self)
        self.search_field.setObjectName("settingsSearch")
        self.search_field.setClearButtonEnabled(True)
        for cross in self.search_field.findChildren(QToolButton):
            cross.installEventFilter(self)
        self.search_field.textChanged.connect(lambda _text: self._filter_sections())
        self.account_section = AccountSection(
            theme,
            application,
            self.account_requested.emit,
            lambda: self.command_requested.emit(CommandId.SIGN_OUT),
            self.remove_data_requested.emit,
        )
        self.sections = [self.account_section, *self._other_sections(service, now)]
        self._no_results_label = plain_label("muted", self)
        self._build_layout()
        theme.changed.connect(self._apply_appearance_if_visible)
        qt = QApplication.instance()
        if isinstance(qt, QApplication):
            qt.focusChanged.connect(self._follow_focus)
        self.apply_appearance()

    def open(self) -> None:
        """Updates all rows and focuses the search field."""
        self.apply_appearance()
        self.search_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search_field.selectAll()

    def is_in_use(self) -> bool:
        """True while everything is compared, or a dialog of a row is open."""
        is_asking = any(dialog.isVisible() for dialog in self.findChildren(QDialog))
        return is_asking or self._application.tasks.is_running(FULL_SYNC_TASK)

    def unsubscribe(self) -> None:
        self._binding.close()
        self._close_sync_section()
        self._close_hours_section()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps the cross in the field: Qt places it by the size of its icon, and it is larger than that."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and isinstance(watched, QToolButton):
            field, size = self.search_field, watched.size()
            x = max(_EDGE, min(watched.x(), field.width() - size.width() - _EDGE))
            watched.move(x, (field.height() - size.height()) // 2)
        return super().eventFilter(watched, event)

    def apply_appearance(self) -> None:
        """Updates all rows."""
        self._title.setText(tr("Settings"))
        self.search_field.setPlaceholderText(tr("Find a setting"))
        self.search_field.setAccessibleName(tr("Find a setting"))
        for cross in self.search_field.findChildren(QToolButton):
            cross.setAccessibleName(tr("Clear search"))
        self._no_results_label.setText(tr("No matching settings."))
        for part in (self.search_field, self._inner):
            part.setMaximumWidth(self._theme.px(MAX_WIDTH))
        for section in self.sections:
            section.apply_appearance()
        # Rows of accounts are made last.
        set_tab_order_after(self.search_field, *self.account_section.tab_stops())
        self._filter_sections()

    def _apply_appearance_if_visible(self) -> None:
        """Opening the page updates it anyway."""
        if self.isVisible():
            self.apply_appearance()

    def _other_sections(self, service: BoardService, now: Callable[[], datetime]) -> list[SettingsSection]:
        theme, application, in_step = self._theme, self._application, self._binding
        hours, self._close_hours_section = hours_section(
            theme, application, service, self.hours_requested.emit
        )
        sync, self._close_sync_section = sync_section(
            theme, application, service, now, lambda: self.command_requested.emit(CommandId.SYNC)
        )
        return [
            appearance_section(theme, in_step),
            language_section(theme, in_step),
            start_section(theme, application, service, in_step),
            calendar_section(theme, service, application.bus),
            hours,
            notifications_section(theme, in_step),
            shortcuts_section(
                theme, application, in_step, lambda: self.command_requested.emit(CommandId.SHORTCUTS)
            ),
            sync,
            advanced_section(theme, application),
            help_section(theme, application, in_step, self.command_requested.emit),
        ]

    def _filter_sections(self) -> None:
        words = self.search_field.text().casefold().split()
        found = [section.filter_rows(words) for section in self.sections]
        self._no_results_label.setVisible(not any(found))

    def _build_layout(self) -> None:
        self._inner = QWidget()
        self._inner.setObjectName("settingsInner")
        inside = QVBoxLayout(self._inner)
        inside.setContentsMargins(2, 2, 2, 24)
        inside.setSpacing(24)
        for section in self.sections:
            inside.addWidget(section)
        inside.addWidget(self._no_results_label)
        inside.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        add_overlay_scroll_bars(self._area, container=self)
        FingerInput(self._area)
        self._area.setWidget(self._inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 20, 16, 0)
        box.setSpacing(12)
        self._title.setContentsMargins(4, 0, 4, 0)
        for part in (self._title, self.search_field):
            box.addWidget(part)
        box.addWidget(self._area, 1)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scrolls to the focused widget."""
        if now is not None and self._inner.isAncestorOf(now):
            self._area.ensureWidgetVisible(now, 0, _AROUND_FOCUS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.search_field.text():
            self.search_field.clear()
        else:
            self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._apply_appearance_if_visible()
